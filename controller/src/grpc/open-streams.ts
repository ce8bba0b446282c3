import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { CallFrame } from './call-frame.js';

/** The server streams that are open on the doors for people. */
export class OpenStreams {
	readonly #frames = new Set<CallFrame>();

	add(frame: CallFrame): void {
		this.#frames.add(frame);
	}

	remove(frame: CallFrame): void {
		this.#frames.delete(frame);
	}

	/** Ends the streams that were opened with a certificate, for it was revoked. */
	revoke(serial: string): void {
		for (const frame of this.#frames) {
			if (frame.serial === serial) {
				frame.end(new StokerError('CERTIFICATE_REVOKED', 'The certificate was revoked.', { subject: { serial } }));
			}
		}
	}

	/** Ends every stream, telling its caller that the controller stops. */
	endAll(): void {
		for (const frame of this.#frames) {
			frame.end(new StokerError('NOT_SERVING', 'The controller is stopping.', { retryAfterSeconds: 1 }));
		}
	}
}
