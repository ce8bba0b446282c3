import type { JsonValue } from '../model/task.js';

/** Truth as the old languages have it: null, false, 0 and whatever is empty count as false. */
export function isTruthy(value: JsonValue): boolean {
	if (value === null || typeof value !== 'object') {
		return Boolean(value);
	}
	return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0;
}
