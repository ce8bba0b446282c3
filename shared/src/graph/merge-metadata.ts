import type { JsonObject } from '../model/task.js';
import { mergeFacts } from './compile/merge-facts.js';

/**
 * The metadata of a graph (node filter, what success, error and stop do to a node) from those of its owners: release,
 * then plugins, then environment; later ones win, mappings are merged at every depth (reference, section 2.1).
 */
export function mergeMetadata(owners: readonly (JsonObject | undefined)[]): JsonObject {
	return owners.reduce<JsonObject>((merged, own) => (own === undefined ? merged : mergeFacts(merged, own)), {});
}
