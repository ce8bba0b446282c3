import { setLogger } from '@grpc/grpc-js';
import type { Log } from '@stoker/shared/model/ports.js';

/** Lets what grpc-js has to say appear as lines of our log instead of bare text on stderr. */
export function routeLibraryLog(log: Log): void {
	const forward = (...parts: unknown[]): void =>
		log.warn({ detail: parts.map(String).join(' ') }, 'grpc library message');
	setLogger({ error: forward, info: forward, debug: forward });
}
