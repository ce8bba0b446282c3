import type { Log } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';

const PROGRAM = 'stoker-agent';

/** A log for a person at a terminal: messages without their fields. */
export function plainLog(write: (text: string) => void): Log {
	const say = (_fields: object, message: string): void => write(`${PROGRAM}: ${message}\n`);
	return { debug: () => undefined, info: say, warn: say, error: say };
}

/** What the controller, or this program, said when it refused; undefined for anything else. */
interface Refusal {
	readonly code: string;
	readonly message: string;
	readonly nextStep: string;
	readonly requestId?: string;
}

/** What a person reads when a command fails: the problem with its code, what is wrong in detail, then what to do. */
export function describeFailure(error: unknown, program = PROGRAM): string {
	const refusal = refusalOf(error);
	if (refusal === undefined) {
		return `${program}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
	}
	const request = refusal.requestId ? `, request ${refusal.requestId}` : '';
	const next = refusal.nextStep === '' ? '' : `Next: ${refusal.nextStep}\n`;
	return `${program}: ${refusal.message} (${refusal.code}${request})\n${detailsOf(error)}${next}`;
}

function detailsOf(error: unknown): string {
	if (!(error instanceof StokerError)) {
		return '';
	}
	const found = error.diagnostics.map(({ severity, code, message, path = '', hint = '' }) => {
		const place = path === '' ? '' : `${path}: `;
		return `${severity} ${code}: ${place}${message}.${hint === '' ? '' : ` ${hint}`}`;
	});
	const violated = error.violations.map(({ field, description }) => `${field} ${description}`);
	return [...found, ...violated].map((line) => `  ${line}\n`).join('');
}

function refusalOf(error: unknown): Refusal | undefined {
	if (error instanceof StokerError) {
		const { code, message, nextStep } = error;
		return { code, message, nextStep };
	}
	// Loaded with gRPC only, so known by what it carries.
	const status = error instanceof Error && 'status' in error ? (error.status as Partial<Refusal>) : undefined;
	return status?.code === undefined || status.message === undefined
		? undefined
		: { nextStep: '', ...status, code: status.code, message: status.message };
}
