import { CallError } from '../client/call-error.js';
import type { ErrorReport } from '../views/error-view.js';
import { CliError } from './cli-error.js';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.js';

/** An error in one form, and what the program ends with. */
export interface ClassifiedError {
	readonly report: ErrorReport;
	readonly exitCode: ExitCode;
}

const PLAIN = {
	subject: {},
	requestId: '',
	problems: [],
	diagnostics: [],
	retryAfterSeconds: undefined,
} as const;

/** Sorts whatever a command threw. */
export function classifyError(error: unknown): ClassifiedError {
	if (error instanceof CallError) {
		const { violations, ...status } = error.status;
		// A lone problem is often the whole message.
		const told = violations.filter(({ description }) => violations.length > 1 || !status.message.includes(description));
		const problems = told.map(({ field, description }) => (field === '' ? description : `${field}: ${description}`));
		return { report: { ...status, problems }, exitCode: exitCodeOf(status) };
	}
	if (error instanceof CliError) {
		const { code, message, nextStep, problems, exitCode } = error;
		return { report: { ...PLAIN, code, message, nextStep, problems }, exitCode };
	}
	const { code: systemCode } = error as NodeJS.ErrnoException;
	const message = error instanceof Error ? error.message : String(error);
	if (typeof systemCode === 'string' && /^E[A-Z]+$/.test(systemCode)) {
		const nextStep = 'Check the path and its permissions.';
		return { report: { ...PLAIN, code: 'FILE_UNREADABLE', message, nextStep }, exitCode: EXIT.failure };
	}
	const nextStep = 'This is a fault in stoker itself: report it with the command line and this message.';
	return { report: { ...PLAIN, code: 'INTERNAL', message, nextStep }, exitCode: EXIT.failure };
}
