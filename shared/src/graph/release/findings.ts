import type { LineCounter } from 'yaml';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { SourceLocation } from '../../model/task.js';
import { type DiagnosticCode, diagnose } from '../diagnostic-codes.js';

/** More than anybody reads; what comes after is counted, not kept. */
const MAX_DIAGNOSTICS = 1000;

/** Where something was written, before it is turned into lines and columns. */
export interface Spot {
	readonly offset: number;
	readonly path: string;
}

/** A hint, or how to look for one: searching for near names is worth it only for what is kept. */
export type Hint = string | (() => string | undefined) | undefined;

/** Collects the problems of a folder, at most {@link MAX_DIAGNOSTICS} of them. */
export class Findings {
	readonly #kept: Diagnostic[] = [];
	#dropped = 0;

	add(diagnostic: Diagnostic): void {
		if (this.#kept.length < MAX_DIAGNOSTICS) {
			this.#kept.push(diagnostic);
		} else {
			this.#dropped++;
		}
	}

	report(code: DiagnosticCode, source: SourceLocation, message: string, hint?: Hint): void {
		if (this.#kept.length === MAX_DIAGNOSTICS) {
			this.#dropped++;
			return;
		}
		const text = typeof hint === 'function' ? hint() : hint;
		this.add(diagnose(code, message, { ...source, ...(text === undefined ? {} : { hint: text }) }));
	}

	/** Those kept, as they came. */
	get kept(): readonly Diagnostic[] {
		return this.#kept;
	}

	/** Errors first, then as they stand in the files. */
	list(): readonly Diagnostic[] {
		const sorted = this.#kept.toSorted(compareDiagnostics);
		if (this.#dropped > 0) {
			sorted.push(diagnose('DIAGNOSTICS_TRUNCATED', `${this.#dropped} more problems are not listed`));
		}
		return sorted;
	}
}

/** Collects the problems of one file. */
export class FileFindings {
	readonly file: string;
	readonly #findings: Findings;
	readonly #lines: LineCounter;

	constructor(file: string, findings: Findings, lines: LineCounter) {
		this.file = file;
		this.#findings = findings;
		this.#lines = lines;
	}

	locate(spot: Spot): SourceLocation {
		const { line, col } = this.#lines.linePos(spot.offset);
		return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1), path: spot.path };
	}

	report(code: DiagnosticCode, spot: Spot, message: string, hint?: Hint): void {
		this.#findings.report(code, this.locate(spot), message, hint);
	}
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
	return (
		Number(a.severity === 'warning') - Number(b.severity === 'warning') ||
		compareText(a.file ?? '', b.file ?? '') ||
		(a.line ?? 0) - (b.line ?? 0) ||
		(a.column ?? 0) - (b.column ?? 0)
	);
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
