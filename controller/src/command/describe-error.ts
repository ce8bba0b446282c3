import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';

/** What a person reads when a command fails: the problem, every detail of it, and what to do next. */
export function describeError(error: unknown): string {
	if (!(error instanceof StokerError)) {
		return `stokerd: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
	}
	const details = [
		...error.diagnostics.map(describeDiagnostic),
		...error.violations.map(({ field, description }) => `${field} ${description}`),
	];
	return [
		`stokerd: ${error.message} (${error.code})`,
		...details.map((detail) => `  ${detail}`),
		`Next: ${error.nextStep}`,
	].join('\n');
}

/** Exit codes: see `stokerd --help`. */
export function exitCodeOf(error: unknown): number {
	if (!(error instanceof StokerError)) {
		return 1;
	}
	switch (error.code) {
		case 'CONFIGURATION_INVALID':
		case 'INVALID_REQUEST':
			return 2;
		case 'DATA_FOLDER_EXISTS':
		case 'DATA_FOLDER_INVALID':
		case 'DATA_FOLDER_IN_USE':
			return 3;
		default:
			return 1;
	}
}

function describeDiagnostic({ file, line, column, message, hint }: Diagnostic): string {
	const place = file === undefined ? '' : `${file}:${line ?? 0}:${column ?? 0}: `;
	return `${place}${message}${hint === undefined ? '' : `. ${hint}`}`;
}
