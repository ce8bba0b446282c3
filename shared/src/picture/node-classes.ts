import type { PlanGraph, PlanGraphNode } from '../graph/plan-graph.js';
import { MASTER_NODE_ID, SYNC_NODE_ID } from '../model/ids.js';

/** Nodes that carry the same roles. */
export interface NodeClass {
	readonly label: string;
	readonly nodeCount: number;
	/** The master and the sync node are no machines of the cluster. */
	readonly isMachine: boolean;
}

/** The classes of a graph's nodes, in the order of the first node of each. */
export interface NodeClasses {
	readonly classes: readonly NodeClass[];
	/** Index of the class of each node. */
	readonly ofNode: Int32Array;
}

/** Sorts nodes by what they carry. */
export function classifyNodes({ nodes }: Pick<PlanGraph, 'nodes'>): NodeClasses {
	const byKey = new Map<string, number>();
	const counts: number[] = [];
	const first: PlanGraphNode[] = [];
	const ofNode = Int32Array.from(nodes, (node) => {
		const key = isMachine(node) ? `+${carried(node).toSorted().join('\n')}` : node.id;
		const index = byKey.get(key) ?? counts.push(0) - 1;
		byKey.set(key, index);
		counts[index] = (counts[index] ?? 0) + 1;
		first[index] ??= node;
		return index;
	});
	const classes = first.map((node, index) => ({
		label: labelOf(node),
		nodeCount: counts[index] ?? 0,
		isMachine: isMachine(node),
	}));
	return { classes, ofNode };
}

function isMachine({ id }: PlanGraphNode): boolean {
	return id !== MASTER_NODE_ID && id !== SYNC_NODE_ID;
}

function carried({ roles, tags }: PlanGraphNode): readonly string[] {
	return tags.length > 0 ? tags : roles;
}

function labelOf(node: PlanGraphNode): string {
	if (!isMachine(node)) {
		return node.id === SYNC_NODE_ID ? 'sync' : node.id;
	}
	const [main = 'without roles', ...others] = carried(node);
	// A role that several tags stand for: the others tell nothing new.
	const told = others.filter((tag) => node.roles.includes(tag) && node.roles.length < carried(node).length);
	const names = node.roles.length === carried(node).length && others.length <= 2 ? [main, ...others] : [main, ...told];
	return names.slice(0, 3).join(' + ');
}
