import type { JsonObject, JsonValue } from '../../model/task.js';

/**
 * The deep union of two parts of facts: mappings are merged at every depth, anything else of `over` replaces what `base`
 * has (reference, section 2.12). What is not merged is shared, never copied.
 */
export function mergeFacts(base: JsonObject, over: JsonObject): JsonObject {
	const entries = new Map<string, JsonValue>(Object.entries(base));
	for (const [key, value] of Object.entries(over)) {
		const below = entries.get(key);
		entries.set(key, isMapping(below) && isMapping(value) ? mergeFacts(below, value) : value);
	}
	return Object.fromEntries(entries);
}

/**
 * A value equal to `value` that is made of parts of `model` wherever the two are equal, so that comparing them later
 * stops at identical parts.
 */
export function shareParts(value: JsonValue, model: JsonValue | undefined): JsonValue {
	if (value === model || typeof value !== 'object' || value === null || typeof model !== 'object' || model === null) {
		return value;
	}
	if (isList(value)) {
		return isList(model) ? shareItems(value, model) : value;
	}
	return isList(model) ? value : shareEntries(value, model);
}

function shareItems(value: readonly JsonValue[], model: readonly JsonValue[]): JsonValue {
	const items = value.map((item, index) => shareParts(item, model[index]));
	return items.length === model.length && items.every((item, index) => item === model[index]) ? model : items;
}

function shareEntries(value: JsonObject, model: JsonObject): JsonValue {
	const entries: [string, JsonValue][] = [];
	let isSame = Object.keys(model).length === Object.keys(value).length;
	for (const [key, own] of Object.entries(value)) {
		const other = Object.hasOwn(model, key) ? model[key] : undefined;
		const shared = shareParts(own, other);
		isSame &&= other !== undefined && shared === other;
		entries.push([key, shared]);
	}
	return isSame ? model : Object.fromEntries(entries);
}

function isMapping(value: JsonValue | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
	return Array.isArray(value);
}
