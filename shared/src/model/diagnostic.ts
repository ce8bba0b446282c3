/** One problem found in what a person wrote. Lines and columns count from 1; 0 when unknown. */
export interface Diagnostic {
	readonly severity: 'error' | 'warning';
	/** Stable code, listed in `docs/diagnostics.md`. */
	readonly code: string;
	readonly message: string;
	readonly file?: string;
	readonly line?: number;
	readonly column?: number;
	/** Path of the value, for example `[3].requires[0]`. */
	readonly path?: string;
	readonly hint?: string;
}

/** Whether any of the diagnostics forbids to go on. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
	return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
