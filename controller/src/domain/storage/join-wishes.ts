import { diagnose } from '@stoker/shared/graph/diagnostic-codes.js';
import { canonicalJson } from '@stoker/shared/model/canonical-json.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import {
	type ProvisioningWishes,
	provisioningWishes,
	writtenStorageTask,
} from '@stoker/shared/task-type/storage-parameters.js';

/** A task of a node that says something about its provisioning. */
export interface WishingTask {
	readonly id: string;
	readonly parameters: JsonObject;
}

const FIELDS = Object.keys(provisioningWishes);

/**
 * What the tasks of a node say together. Each of them does a part of one plan, so two that say something else about one
 * thing are a problem. Tasks whose parameters cannot be read are told of elsewhere.
 */
export function joinWishes(tasks: readonly WishingTask[]): {
	readonly wishes: ProvisioningWishes;
	readonly diagnostics: readonly Diagnostic[];
} {
	const said = new Map<string, { readonly task: string; readonly value: JsonValue }>();
	const diagnostics: Diagnostic[] = [];
	for (const { id, parameters } of tasks) {
		for (const field of FIELDS) {
			const value = parameters[field] ?? null;
			const before = said.get(field);
			if (value === null) {
				continue;
			}
			if (before === undefined) {
				said.set(field, { task: id, value });
			} else if (canonicalJson(before.value) !== canonicalJson(value)) {
				const message = `Tasks "${before.task}" and "${id}" say different things about ${field}, and both are for one node.`;
				diagnostics.push(diagnose('WISHES_DIFFER', message, { path: `${id}.parameters.${field}` }));
			}
		}
	}
	const read = writtenStorageTask.safeParse(Object.fromEntries([...said].map(([field, { value }]) => [field, value])));
	return { wishes: read.success ? read.data : {}, diagnostics };
}
