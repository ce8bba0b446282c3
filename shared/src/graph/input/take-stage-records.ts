import type { JsonObject, JsonValue } from '../../model/task.js';
import { parseDocument } from './parse-document.js';

/** Files of tasks, and the records of old `tasks.yaml` that were among them. */
export interface StageRecords {
	readonly files: ReadonlyMap<string, string>;
	readonly records: readonly JsonObject[];
}

/**
 * Takes out the files of plugins called `tasks.yaml` whose tasks have no ids: they are ordered by stages (reference,
 * section 2.8). What cannot be read stays, to be reported as a file of tasks.
 */
export function takeStageRecords(files: ReadonlyMap<string, string>): StageRecords {
	const kept = new Map<string, string>();
	const records: JsonObject[] = [];
	for (const [file, text] of files) {
		const value = /(?:^|\/)tasks\.ya?ml$/.test(file) ? parseDocument(file, text).value : undefined;
		if (Array.isArray(value) && value.length > 0 && value.every(isStageRecord)) {
			records.push(...value);
		} else {
			kept.set(file, text);
		}
	}
	return { files: kept, records };
}

function isStageRecord(value: JsonValue): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !('id' in value) && 'stage' in value;
}
