import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import { formatCount } from './format.js';
import type { Style } from './style.js';
import { sanitizeLine } from './text.js';

/** Draws problems as FILE:LINE:COLUMN, which editors can follow; errors first, each with its code and hint. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], style: Style): string {
	const errors = diagnostics.filter(({ severity }) => severity === 'error');
	const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
	return [...errors, ...warnings].map((diagnostic) => renderDiagnostic(diagnostic, style)).join('');
}

/** Codes of diagnostics that stand for others. */
const STAND_INS: ReadonlySet<string> = new Set(['MORE_PROBLEMS', 'DIAGNOSTICS_TRUNCATED']);

/** `3 errors, 1 warning`; empty when there are none. */
export function summariseDiagnostics(diagnostics: readonly Diagnostic[]): string {
	const listed = diagnostics.filter(({ code }) => !STAND_INS.has(code));
	const errors = listed.filter(({ severity }) => severity === 'error').length;
	const warnings = listed.length - errors;
	return [
		...(errors > 0 ? [formatCount(errors, 'error')] : []),
		...(warnings > 0 ? [formatCount(warnings, 'warning')] : []),
		...(listed.length < diagnostics.length ? ['and more'] : []),
	].join(', ');
}

function renderDiagnostic(diagnostic: Diagnostic, style: Style): string {
	const { paint } = style;
	const { severity, code, message, hint, path } = diagnostic;
	const place = placeOf(diagnostic);
	const word = paint[severity === 'error' ? 'bad' : 'warn'](severity);
	const head = `${place === '' ? '' : `${paint.strong(sanitizeLine(place))}: `}${word}: ${sanitizeLine(message)}`;
	const lines = [`${head} ${paint.dim(`[${sanitizeLine(code)}]`)}`];
	if (path !== undefined) {
		lines.push(`    ${paint.dim('at')} ${sanitizeLine(path)}`);
	}
	if (hint !== undefined) {
		lines.push(`    ${paint.dim('hint:')} ${sanitizeLine(hint)}`);
	}
	return lines.map((line) => `${line}\n`).join('');
}

function placeOf({ file, line, column }: Diagnostic): string {
	const parts = [file, line, line === undefined ? undefined : column];
	return file === undefined ? '' : parts.filter((part) => part !== undefined).join(':');
}
