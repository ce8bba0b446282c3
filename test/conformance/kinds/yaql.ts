import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { parseYaql } from '@stoker/shared/yaql/parse-yaql.js';
import { UNDEFINED } from '@stoker/shared/yaql/value.js';
import { YaqlError, type YaqlErrorKind } from '@stoker/shared/yaql/yaql-error.js';
import { parse } from 'yaml';
import type { Case, Comparison } from '../case.js';
import { expressionErrorOf } from '../error-class.js';
import { asSet, isList, isObject, objectOf, textOf } from '../json.js';

/** The node part the old state was recorded with. */
const PAST_NODE: JsonObject = { uid: '3' };
const UNDEFINED_ANSWER: JsonObject = { $undefined: true };
/** A list that one of these makes comes in any order. */
const MAKES_SETS = /\b(?:toSet|set|intersect|difference|symmetricDifference|union)\s*\(/;
const WRITES_TEXT = /\.(?:toJson|toYaml)\(\s*\)\s*$/;

/** A YAQL expression on a new and an old state. */
export function answerYaql(given: Case): Comparison {
	const text = textOf(given['expression']);
	const compared = (value: JsonValue): JsonValue => comparedForm(text, value);
	const { recommended } = given as { readonly recommended?: JsonValue };
	return {
		expected: compared(withErrorClass(given['expect'] ?? null)),
		actual: compared(evaluate(text, given)),
		...(isObject(recommended) ? { recommended: compared(withErrorClass(recommended)) } : {}),
	};
}

function evaluate(text: string, given: Case): JsonValue {
	const common = objectOf(given['new']);
	const { old } = given as { readonly old?: JsonValue };
	const past = isObject(old) ? { root: { ...old, ...PAST_NODE }, node: PAST_NODE, common: old } : undefined;
	try {
		const value = parseYaql(text).evaluate({ current: { root: common, node: {}, common }, past });
		return { value: value === UNDEFINED ? UNDEFINED_ANSWER : value };
	} catch (error) {
		if (error instanceof YaqlError) {
			return { error: errorClass(error.kind) };
		}
		throw error;
	}
}

function errorClass(kind: YaqlErrorKind): string {
	return kind === 'parse' || kind === 'key' ? kind : 'type';
}

/** Calls that do not work out have many classes in the old system; here they count as wrong operands. */
function withErrorClass(answer: JsonValue): JsonValue {
	const error = isObject(answer) ? answer['error'] : undefined;
	if (typeof error !== 'string') {
		return answer;
	}
	const found = expressionErrorOf(error);
	return { error: found === 'call' ? 'type' : found };
}

function comparedForm(text: string, answer: JsonValue): JsonValue {
	const { error, value } = objectOf(answer) as { readonly error?: JsonValue; readonly value?: JsonValue };
	if (error !== undefined) {
		return { error };
	}
	if (typeof value === 'string' && WRITES_TEXT.test(text)) {
		return { value: parse(value) as JsonValue };
	}
	return { value: isList(value) && MAKES_SETS.test(text) ? asSet(value) : (value ?? null) };
}
