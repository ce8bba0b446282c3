import type { JsonObject } from '../model/task.js';

/** The parameters of a task. */
export const MAX_PARAMETER_BYTES = 16 * 1024 * 1024;

/** What an assignment carries itself; larger parameters are fetched as a blob. */
export const MAX_INLINE_PARAMETER_BYTES = 256 * 1024;

/** Whether the parameters of a task are larger than any may be. */
export function areTooLarge(parameters: JsonObject): boolean {
	const json = JSON.stringify(parameters);
	// A character is at most three bytes: most tasks need no counting.
	return json.length * 3 > MAX_PARAMETER_BYTES && new TextEncoder().encode(json).length > MAX_PARAMETER_BYTES;
}
