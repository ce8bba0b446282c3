import type { JsonObject, JsonValue } from '../model/task.js';

/** How a deployment of a graph ends for a node. */
export type NodeOutcome = 'success' | 'error' | 'stop';

/** What a node can be made by the end of a deployment; `deleted` takes it out of its environment. */
export const END_STATUSES = ['discover', 'provisioned', 'ready', 'error', 'stopped', 'deleted'] as const;
export type EndStatus = (typeof END_STATUSES)[number];

/** What an ending changes of a node; what is undefined stays as it was before the deployment. */
export interface NodeEffect {
	readonly status?: EndStatus;
	readonly errorType?: string;
	readonly message?: string;
}

/** What each ending of a graph does to a node. */
export type NodeEffects = Readonly<Record<NodeOutcome, NodeEffect>>;

const DEFAULT_EFFECTS: NodeEffects = {
	success: { status: 'ready' },
	error: { status: 'error', errorType: 'deploy' },
	stop: { status: 'stopped' },
};

/**
 * What `on_success`, `on_error` and `on_stop` of a graph's metadata do to a node: what they name; their own status where
 * they name nothing at all; nothing where they name an empty mapping (reference, section 2.1). `pending_addition` and
 * `pending_deletion` follow from the status.
 */
export function nodeEffects(metadata: JsonObject): NodeEffects {
	return {
		success: effectOf(metadata['on_success'], DEFAULT_EFFECTS.success),
		error: effectOf(metadata['on_error'], DEFAULT_EFFECTS.error),
		stop: effectOf(metadata['on_stop'], DEFAULT_EFFECTS.stop),
	};
}

function effectOf(written: JsonValue | undefined, standard: NodeEffect): NodeEffect {
	const attributes = isMapping(written) ? written['node_attributes'] : undefined;
	if (!isMapping(attributes)) {
		return standard;
	}
	const status = END_STATUSES.find((known) => known === attributes['status']);
	const { error_type: errorType, error_msg: message } = attributes;
	return {
		...(status !== undefined && { status }),
		...(typeof errorType === 'string' && { errorType }),
		...(typeof message === 'string' && { message }),
	};
}

function isMapping(value: JsonValue | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
