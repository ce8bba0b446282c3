import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';

export function isObject(value: JsonValue | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
	return Array.isArray(value);
}

export function objectOf(value: JsonValue | undefined): JsonObject {
	return isObject(value) ? value : {};
}

export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
	return isList(value) ? value : [];
}

export function textOf(value: JsonValue | undefined): string {
	return typeof value === 'string' ? value : '';
}

/** One text for each value: keys sorted, so that equal values have equal texts. */
export function canonicalText(value: JsonValue): string {
	if (isList(value)) {
		return `[${value.map(canonicalText).join(',')}]`;
	}
	if (isObject(value)) {
		const keys = Object.keys(value).sort();
		return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key] ?? null)}`).join(',')}}`;
	}
	return JSON.stringify(value);
}

/** The same values in an order that does not depend on the one they came in, each once. */
export function asSet(values: readonly JsonValue[]): readonly JsonValue[] {
	const byText = new Map(values.map((value) => [canonicalText(value), value]));
	return [...byText.keys()].sort().map((text) => byText.get(text) ?? null);
}
