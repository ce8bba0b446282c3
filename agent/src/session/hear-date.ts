import type { Metadata } from '@grpc/grpc-js';
import type { ControllerClock } from './controller-clock.js';

/** Takes the time from the head of an answer, where HTTP tells it. */
export function hearDate(clock: ControllerClock, metadata: Metadata): void {
	const wallMs = Date.parse(String(metadata.get('date')[0]));
	if (!Number.isNaN(wallMs)) {
		clock.hear(wallMs);
	}
}
