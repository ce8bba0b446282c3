import type { DecodedStatus } from '@stoker/shared/codec/status.js';

/** A call that failed: what the controller, or the transport in its place, said about it. */
export class CallError extends Error {
	readonly status: DecodedStatus;

	constructor(status: DecodedStatus) {
		super(status.message);
		this.name = 'CallError';
		this.status = status;
	}

	/** A stable code; the name of the gRPC status when no controller answered. */
	get code(): string {
		return this.status.code;
	}
}
