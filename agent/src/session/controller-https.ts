import { Agent } from 'node:https';
import type { AgentIdentity } from '../system/identity-store.js';
import type { ControllerClock } from './controller-clock.js';
import { openByControllerTime } from './controller-credentials.js';
import { SERVER_NAME } from './server-name.js';

const KEPT_ALIVE = { keepAlive: true, maxSockets: 4, minVersion: 'TLSv1.3' } as const;

type Connect = Agent['createConnection'];

/** Connections to the HTTPS door: shows the node's certificate, and trusts as {@link openByControllerTime} tells. */
export class ControllerHttps extends Agent {
	readonly #rootPem: string;
	readonly #clock: ControllerClock;

	constructor({ rootPem: ca, privateKeyPem: key, certificateChainPem: cert }: AgentIdentity, clock: ControllerClock) {
		super({ ...KEPT_ALIVE, servername: SERVER_NAME, ca, key, cert });
		this.#rootPem = ca;
		this.#clock = clock;
	}

	override createConnection(...[options, callback]: Parameters<Connect>): ReturnType<Connect> {
		if (!this.#clock.isShifted) {
			return super.createConnection(options, callback);
		}
		const told = callback as ((error: Error | null, socket?: unknown) => void) | undefined;
		const port = Number(options.port);
		openByControllerTime({ ...this.options, host: options.host ?? '', port }, this.#rootPem, this.#clock).then(
			(socket) => told?.(null, socket),
			(error: Error) => told?.(error),
		);
		return undefined;
	}
}
