import type { JsonObject, JsonValue } from '../model/task.js';

/** How a deployment of a graph ends for a node. */
export type NodeOutcome = 'success' | 'error' | 'stop';

const DEFAULT_STATUS: Readonly<Record<NodeOutcome, string>> = { success: 'ready', error: 'error', stop: 'stopped' };

/**
 * The attributes of a node that an ending changes: what `on_success`, `on_error` or `on_stop` of the graph's metadata
 * name; its status where they name nothing at all; nothing where they name an empty mapping (reference, section 2.1).
 */
export function nodeEffects(metadata: JsonObject, outcome: NodeOutcome): JsonObject {
	const written = metadata[`on_${outcome}`];
	const attributes = isMapping(written) ? written['node_attributes'] : undefined;
	return isMapping(attributes) ? attributes : { status: DEFAULT_STATUS[outcome] };
}

function isMapping(value: JsonValue | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
