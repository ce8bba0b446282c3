import { type DecodedStatus, decodeStatus, type FailedCall } from '@stoker/shared/codec/status.js';

/** A call to the controller failed: refused, or never got there. */
export class CallRefused extends Error {
	override readonly name = 'CallRefused';
	readonly status: DecodedStatus;

	constructor(failed: FailedCall) {
		const status = decodeStatus(failed);
		super(status.message, { cause: failed });
		this.status = status;
	}

	/** Whether trying again may help without anybody doing something. */
	get isTransient(): boolean {
		return TRANSIENT.has(this.status.status);
	}
}

const TRANSIENT: ReadonlySet<string> = new Set([
	'UNAVAILABLE',
	'DEADLINE_EXCEEDED',
	'RESOURCE_EXHAUSTED',
	'ABORTED',
	'CANCELLED',
	'INTERNAL',
	'UNKNOWN',
]);
