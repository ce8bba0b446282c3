import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { describeWithShared } from '../../../test/support/shared-data.js';
import type { JsonValue } from '../model/task.js';
import type { Models } from './evaluation.js';
import { ExpressionError } from './expression-error.js';
import { parseExpression } from './parse-expression.js';
import { rewriteCondition } from './rewrite-condition.js';

interface Answer {
	readonly value?: JsonValue;
	readonly result?: JsonValue;
	readonly error?: string;
	readonly error_class?: string;
}

interface ExpressionCase {
	readonly id: string;
	readonly kind: string;
	readonly expression: string;
	readonly models?: Models;
	readonly strict: boolean | 'both';
	readonly expect: Answer;
	readonly recommended?: Answer;
}

interface RewriteCase {
	readonly id: string;
	readonly kind: string;
	readonly input: string;
	readonly expect: string;
	readonly recommended?: string;
}

const CATEGORIES = { parse: 'ParseError', key: 'KeyError', type: 'TypeError', limit: 'limit' } as const;

function answer(text: string, models: Models, strict: boolean): JsonValue {
	try {
		return { value: parseExpression(text).evaluate(models, { strict }) };
	} catch (error) {
		if (error instanceof ExpressionError) {
			return { error: CATEGORIES[error.kind] };
		}
		throw error;
	}
}

function expected(theirs: Answer): Answer {
	const error = theirs.error_class ?? theirs.error;
	return error === undefined ? { value: theirs.value ?? theirs.result ?? null } : { error };
}

describeWithShared('conditions of the old system', (shared) => {
	const read = (file: string) =>
		JSON.parse(readFileSync(resolve(shared, 'conformance', file), 'utf8')) as {
			readonly cases: readonly (ExpressionCase | RewriteCase)[];
			readonly models_for_expressions?: Models;
		};
	const [graph, plugins] = [read('task-graph.json'), read('plugins.json')];
	const expressions = [...graph.cases, ...plugins.cases].filter(
		(one): one is ExpressionCase => one.kind === 'expression',
	);

	test.each(expressions)('$id gives the recorded answer: $expression', (one) => {
		const models = one.models ?? plugins.models_for_expressions ?? {};
		for (const strict of one.strict === 'both' ? [true, false] : [one.strict]) {
			expect(answer(one.expression, models, strict)).toEqual(expected(one.recommended ?? one.expect));
		}
	});

	test.each(graph.cases.filter((one): one is RewriteCase => one.kind === 'rewrite'))(
		'$id is rewritten as recorded: $input',
		(one) => {
			expect(rewriteCondition(one.input)).toBe(one.recommended ?? one.expect);
		},
	);
});
