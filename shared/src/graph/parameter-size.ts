import type { JsonObject } from '../model/task.js';

/** What an assignment may carry. */
export const MAX_PARAMETER_BYTES = 256 * 1024;

/** Whether the parameters of a task are larger than an assignment may be. */
export function areTooLarge(parameters: JsonObject): boolean {
	const json = JSON.stringify(parameters);
	// A character is at most three bytes: most tasks need no counting.
	return json.length * 3 > MAX_PARAMETER_BYTES && new TextEncoder().encode(json).length > MAX_PARAMETER_BYTES;
}
