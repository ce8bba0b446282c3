import { ExpressionError } from '@stoker/shared/expression/expression-error.js';
import { parseExpression } from '@stoker/shared/expression/parse-expression.js';
import { rewriteCondition } from '@stoker/shared/expression/rewrite-condition.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import type { Case, Comparison } from '../case.js';
import { expressionErrorOf } from '../error-class.js';
import { isObject, objectOf, textOf } from '../json.js';

/** The old condition language: the operand itself, or the kind of error. */
export function answerExpression(given: Case): Comparison {
	const modes = given['strict'] === 'both' ? [true, false] : [given['strict'] !== false];
	const answers = modes.map((strict) => evaluate(textOf(given['expression']), objectOf(given['models']), strict));
	const repeat = (value: JsonValue): JsonValue => modes.map(() => expectedForm(value));
	const { recommended } = given as { readonly recommended?: JsonValue };
	return {
		expected: repeat(given['expect'] ?? null),
		actual: answers,
		...(isObject(recommended) ? { recommended: repeat(recommended) } : {}),
	};
}

/** A condition of old settings, rewritten for facts. */
export function answerRewrite(given: Case): Comparison {
	const { recommended } = given as { readonly recommended?: JsonValue };
	return {
		expected: given['expect'] ?? null,
		actual: rewriteCondition(textOf(given['input'])),
		...(typeof recommended === 'string' ? { recommended } : {}),
	};
}

function expectedForm(expect: JsonValue): JsonValue {
	const error = isObject(expect) ? expect['error'] : undefined;
	return typeof error === 'string' ? { error: expressionErrorOf(error) } : expect;
}

function evaluate(text: string, models: JsonObject, strict: boolean): JsonValue {
	try {
		return { value: parseExpression(text).evaluate(models, { strict }) };
	} catch (error) {
		if (error instanceof ExpressionError) {
			return { error: error.kind };
		}
		throw error;
	}
}
