import { type FilteredNodes, filterNodes } from '@stoker/shared/graph/filter-nodes.js';
import { nearestName } from '@stoker/shared/graph/nearest-name.js';
import type { NodeRoles } from '@stoker/shared/graph/node-tags.js';
import type { NodeStatus } from '@stoker/shared/model/node.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { JsonObject } from '@stoker/shared/model/task.js';

/** A node of an environment as its plan sees it. */
export interface PlannedNode extends NodeRoles {
	readonly status: NodeStatus;
	/** Empty where nothing went wrong. */
	readonly errorType: string;
}

/** Who takes part, and whether a filter said so. */
export interface TakingPart extends FilteredNodes<PlannedNode> {
	readonly isFiltered: boolean;
}

interface Choice {
	readonly graphType: string;
	readonly nodes: readonly PlannedNode[];
	readonly onlyNodes: readonly string[];
}

/**
 * The nodes a graph is for: those that are named, or those that its `node_filter` lets through, or all where it has none.
 * Throws INVALID_REQUEST for names of no node, PLAN_EMPTY when nodes are there and the filter lets none through.
 */
export function takingPart(choice: Choice, metadata: JsonObject): TakingPart {
	if (choice.onlyNodes.length > 0) {
		return { nodes: namedNodes(choice), diagnostics: [], isFiltered: false };
	}
	const filter = metadata['node_filter'];
	if (typeof filter !== 'string') {
		return { nodes: choice.nodes, diagnostics: [], isFiltered: false };
	}
	const filtered = filterNodes(choice.nodes, filter, describeNode);
	if (filtered.nodes.length === 0 && filtered.diagnostics.length === 0 && choice.nodes.length > 0) {
		const problem = `Graph "${choice.graphType}" is for none of the nodes as they are: ${filter.trim().slice(0, 200)}.`;
		throw new StokerError('PLAN_EMPTY', problem, { subject: { graph: choice.graphType } });
	}
	return { ...filtered, isFiltered: true };
}

function namedNodes({ nodes, onlyNodes }: Choice): readonly PlannedNode[] {
	const known = new Set<string>(nodes.flatMap(({ id, name }) => [id, name]));
	const unknown = [...onlyNodes.entries()].filter(([, wanted]) => !known.has(wanted));
	if (unknown.length > 0) {
		const names = nodes.map(({ name }) => name);
		const violations = unknown.map(([index, wanted]) => {
			const near = nearestName(wanted, names);
			const hint = near === undefined ? '' : `; did you mean "${near}"?`;
			return { field: `nodes[${index}]`, description: `names no node of the environment: "${wanted}"${hint}` };
		});
		const listed = unknown.map(([, wanted]) => wanted).join(', ');
		throw new StokerError('INVALID_REQUEST', `Not in the environment: ${listed}.`, { violations });
	}
	const wanted = new Set(onlyNodes);
	return nodes.filter(({ id, name }) => wanted.has(id) || wanted.has(name));
}

/** What node filters see. A node waits to be added until it was provisioned or deployed; leaving happens at once. */
function describeNode({ id, name, roles, status, errorType }: PlannedNode): JsonObject {
	return {
		id,
		uid: id,
		name,
		roles,
		status,
		error_type: errorType === '' ? null : errorType,
		pending_addition: status === 'discover' || errorType === 'provision',
		pending_deletion: false,
	};
}
