import type { Diagnostic } from './diagnostic.js';
import { ERROR_CODES, type ErrorCode, type StatusName } from './error-codes.js';

/** A field of a request that does not fit. */
export interface FieldViolation {
	readonly field: string;
	readonly description: string;
}

interface ErrorExtras {
	/** What the error is about, for example `{ node: "3" }`; shown to people and programs. */
	readonly subject?: Readonly<Record<string, string>>;
	readonly violations?: readonly FieldViolation[];
	readonly diagnostics?: readonly Diagnostic[];
	readonly retryAfterSeconds?: number;
	readonly cause?: unknown;
}

/** What went wrong, with a stable code. Everything Stoker throws on purpose is one of these. */
export class StokerError extends Error {
	readonly code: ErrorCode;
	readonly subject: Readonly<Record<string, string>>;
	readonly violations: readonly FieldViolation[];
	readonly diagnostics: readonly Diagnostic[];
	readonly retryAfterSeconds: number | undefined;

	constructor(code: ErrorCode, message: string, extras: ErrorExtras = {}) {
		super(message, { cause: extras.cause });
		this.name = 'StokerError';
		this.code = code;
		this.subject = extras.subject ?? {};
		this.violations = extras.violations ?? [];
		this.diagnostics = extras.diagnostics ?? [];
		this.retryAfterSeconds = extras.retryAfterSeconds;
	}

	get status(): StatusName {
		return ERROR_CODES[this.code].status;
	}

	get nextStep(): string {
		return ERROR_CODES[this.code].nextStep;
	}
}
