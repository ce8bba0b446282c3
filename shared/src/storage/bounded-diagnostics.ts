import { diagnose } from '../graph/diagnostic-codes.js';
import type { Diagnostic } from '../model/diagnostic.js';

const MOST_PROBLEMS = 100;

/** The first hundred problems, the errors before all, and how many more there are. */
export function boundedDiagnostics(found: readonly Diagnostic[]): readonly Diagnostic[] {
	const more = found.length - MOST_PROBLEMS;
	if (more <= 0) {
		return found;
	}
	const errors = found.filter(({ severity }) => severity === 'error');
	const others = found.filter(({ severity }) => severity !== 'error');
	return [
		...[...errors, ...others].slice(0, MOST_PROBLEMS),
		diagnose('DIAGNOSTICS_TRUNCATED', `${more} more problems are not listed`),
	];
}
