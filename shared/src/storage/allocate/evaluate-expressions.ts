import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { JsonValue } from '../../model/task.js';
import { parseYaql } from '../../yaql/parse-yaql.js';
import { YaqlError } from '../../yaql/yaql-error.js';

const PREFIX = 'yaql=';
/** Nothing that says what a disk is for is longer or nested deeper. */
const MAX_EXPRESSION_LENGTH = 4096;
const MAX_DEPTH = 16;
const MAX_EXPRESSIONS = 1024;

/** What expressions read: `$` is the hardware. */
interface Evaluation {
	readonly hardware: JsonValue;
	readonly diagnostics: Diagnostic[];
	expressions: number;
}

/** A copy of what somebody wrote with the value of every `yaql=` text in its place, and what was wrong with those. */
export function evaluateExpressions(
	written: JsonValue,
	hardware: JsonValue,
): { readonly value: JsonValue; readonly diagnostics: readonly Diagnostic[] } {
	const evaluation: Evaluation = { hardware, diagnostics: [], expressions: 0 };
	const value = evaluateIn(written, { path: '', depth: 0 }, evaluation);
	return { value, diagnostics: evaluation.diagnostics };
}

interface Place {
	readonly path: string;
	readonly depth: number;
}

function evaluateIn(value: JsonValue, { path, depth }: Place, evaluation: Evaluation): JsonValue {
	if (typeof value === 'string') {
		return value.startsWith(PREFIX) ? evaluateText(value.slice(PREFIX.length), path, evaluation) : value;
	}
	if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) {
		return value;
	}
	if (isList(value)) {
		return value.map((item, index) => evaluateIn(item, { path: `${path}[${index}]`, depth: depth + 1 }, evaluation));
	}
	const entries = Object.entries(value).map(([key, item]) => {
		return [
			key,
			evaluateIn(item, { path: path === '' ? key : `${path}.${key}`, depth: depth + 1 }, evaluation),
		] as const;
	});
	return Object.fromEntries(entries);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
	return Array.isArray(value);
}

function evaluateText(text: string, path: string, evaluation: Evaluation): JsonValue {
	evaluation.expressions++;
	if (text.length > MAX_EXPRESSION_LENGTH || evaluation.expressions > MAX_EXPRESSIONS) {
		const limit =
			text.length > MAX_EXPRESSION_LENGTH
				? `an expression has at most ${MAX_EXPRESSION_LENGTH} characters`
				: `a schema has at most ${MAX_EXPRESSIONS} expressions`;
		return fail('LAYOUT_TOO_LARGE', `${path}: ${limit}`, { path, evaluation });
	}
	const { hardware } = evaluation;
	try {
		const state = { root: hardware, node: hardware, common: hardware };
		return parseYaql(text).evaluate({ current: state, past: undefined });
	} catch (error) {
		if (!(error instanceof YaqlError)) {
			throw error;
		}
		const code = error.kind === 'parse' ? 'EXPRESSION_UNREADABLE' : 'EXPRESSION_FAILED';
		return fail(code, `${path}: ${error.message} (character ${error.position + 1})`, { path, evaluation });
	}
}

function fail(
	code: 'LAYOUT_TOO_LARGE' | 'EXPRESSION_UNREADABLE' | 'EXPRESSION_FAILED',
	message: string,
	{ path, evaluation }: { readonly path: string; readonly evaluation: Evaluation },
): null {
	const hint = '`$` is the hardware: ram in MiB, and disks with id, size in MiB, type, vendor, dev and path.';
	evaluation.diagnostics.push(diagnose(code, message, { path, hint }));
	return null;
}
