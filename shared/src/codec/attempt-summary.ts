import { MAX_SUMMARY_LENGTH } from '../model/deployment.js';
import type { JsonObject } from '../model/task.js';

export function encodeSummary(summary: JsonObject | undefined): string {
	return summary === undefined ? '' : JSON.stringify(summary);
}

/** Reads a summary; one that is too long or no JSON object is left out, for the outcome counts without it. */
export function decodeSummary(text: string): { readonly summary?: JsonObject } {
	if (text === '' || text.length > MAX_SUMMARY_LENGTH) {
		return {};
	}
	try {
		const value: unknown = JSON.parse(text);
		const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
		return isMapping ? { summary: value as JsonObject } : {};
	} catch {
		return {};
	}
}
