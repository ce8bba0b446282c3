import type { Diagnostic } from '../../model/diagnostic.js';
import type { SourceLocation } from '../../model/task.js';
import { type DiagnosticCode, diagnose } from '../diagnostic-codes.js';
import type { Outcome } from './evaluator.js';

const MAX_TEXT = 200;

/** Where in a task an expression stands. */
export interface WrittenAt {
	readonly taskId: string;
	readonly source: SourceLocation;
	/** For people, for example `condition`. */
	readonly what: string;
}

interface Finding {
	readonly code: DiagnosticCode;
	readonly message: string;
	readonly source: SourceLocation;
	readonly nodes: string[];
}

/** Collects what goes wrong with expressions; the same problem on several nodes is one. */
export class EvaluationFindings {
	readonly #found = new Map<string, Finding>();

	/** Notes that an expression has no value on a node. */
	failed({ problem }: Outcome, at: WrittenAt, nodeId: string): void {
		if (problem !== undefined) {
			const text = shorten(problem.program.text);
			this.#note(
				'EXPRESSION_FAILED',
				at,
				`${at.what} of ${at.taskId} has no value: ${problem.reason} (${text})`,
				nodeId,
			);
		}
	}

	unreadable(program: { readonly text: string; readonly unreadable?: string }, at: WrittenAt): void {
		if (program.unreadable !== undefined) {
			const text = shorten(program.text);
			this.#note(
				'EXPRESSION_UNREADABLE',
				at,
				`${at.what} of ${at.taskId} cannot be read: ${program.unreadable} (${text})`,
			);
		}
	}

	/** Notes that an expression gives what cannot stand where it is. */
	unfit(at: WrittenAt, problem: string, nodeId: string): void {
		this.#note('EXPRESSION_RESULT_INVALID', at, `${at.what} of ${at.taskId}: ${problem}`, nodeId);
	}

	note(code: DiagnosticCode, at: WrittenAt, message: string): void {
		this.#note(code, at, message);
	}

	list(): readonly Diagnostic[] {
		return [...this.#found.values()].map(({ code, message, source, nodes }) =>
			diagnose(code, `${message}${describeNodes(nodes)}`, source),
		);
	}

	#note(code: DiagnosticCode, at: WrittenAt, message: string, nodeId?: string): void {
		const key = `${code} ${at.taskId} ${message}`;
		const found = this.#found.get(key) ?? { code, message, source: at.source, nodes: [] };
		this.#found.set(key, found);
		if (nodeId !== undefined) {
			found.nodes.push(nodeId);
		}
	}
}

function describeNodes(nodes: readonly string[]): string {
	const others = nodes.length - 1;
	if (others < 0) {
		return '';
	}
	return ` on node ${nodes[0]}${others > 0 ? ` and ${others} more` : ''}`;
}

function shorten(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length <= MAX_TEXT ? line : `${line.slice(0, MAX_TEXT)}…`;
}
