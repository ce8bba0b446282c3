import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import { renderDiagnostics, summariseDiagnostics } from './diagnostic-view.js';
import type { Style } from './style.js';
import { sanitizeLine } from './text.js';

/** What went wrong, whoever found it. */
export interface ErrorReport {
	/** A stable code. */
	readonly code: string;
	readonly message: string;
	readonly nextStep: string;
	/** What it is about, for example `{ node: "3" }`. */
	readonly subject: Readonly<Record<string, string>>;
	/** Empty when no controller was involved. */
	readonly requestId: string;
	/** All that is wrong, one line each. */
	readonly problems: readonly string[];
	readonly diagnostics: readonly Diagnostic[];
	readonly retryAfterSeconds: number | undefined;
}

/** Draws an error for people: what, the details, the next step. */
export function renderError(report: ErrorReport, style: Style): string {
	const { paint, symbols } = style;
	const diagnostics =
		report.diagnostics.length === 0
			? ''
			: `${renderDiagnostics(report.diagnostics, style)}${summariseDiagnostics(report.diagnostics)}\n\n`;
	const about = Object.entries(report.subject).map(([key, value]) => `${key} ${value}`);
	const request = report.requestId === '' ? [] : [`request ${report.requestId}`];
	const details = [report.code, ...about, ...request].map(sanitizeLine).join(` ${symbols.dot} `);
	const retry = report.retryAfterSeconds === undefined ? '' : ` Try again in ${Math.ceil(report.retryAfterSeconds)} s.`;
	const next = `${report.nextStep}${retry}`.trim();
	return [
		diagnostics,
		`${paint.bad('Error:')} ${sanitizeLine(report.message)}\n`,
		...report.problems.map((problem) => `  ${symbols.dot} ${sanitizeLine(problem)}\n`),
		`  ${paint.dim(details)}\n`,
		next === '' ? '' : `  ${symbols.arrow} ${sanitizeLine(next)}\n`,
	].join('');
}

/** Draws what is wrong with a command line. */
export function renderUsageError(problems: readonly string[], helpCommand: string, style: Style): string {
	const [first = '', ...rest] = problems.map(sanitizeLine);
	const { paint, symbols } = style;
	const body =
		rest.length === 0
			? `${paint.bad('Error:')} ${first}\n`
			: `${paint.bad('Error:')} the command line does not fit\n${problems.map((p) => `  ${symbols.dot} ${sanitizeLine(p)}\n`).join('')}`;
	return `${body}  ${symbols.arrow} ${helpCommand}\n`;
}
