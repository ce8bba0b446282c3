import type { DraftGraph } from './draft-graph.js';
import { walkCommon } from './ordered-sets.js';

/**
 * Adds the edges of `requires` and `required_for`, which look at the same node and at the sync node, and of cross
 * relations to `self`, which look at the same node only (reference, section 2.5).
 */
export function connectSameNode(draft: DraftGraph): void {
	for (const [owner, task] of draft.tasks.entries()) {
		if (task.type === 'group' || draft.edges.isFull) {
			continue;
		}
		for (const name of task.requires) {
			connect(draft, { owner, name, isBefore: true, seesSync: true, words: 'requires' });
		}
		for (const name of task.requiredFor) {
			connect(draft, { owner, name, isBefore: false, seesSync: true, words: 'required_for' });
		}
		for (const { name } of task.crossDepends.filter(({ role }) => role === 'self')) {
			connect(draft, { owner, name, isBefore: true, seesSync: false, words: 'cross-depends' });
		}
		for (const { name } of task.crossDependedBy.filter(({ role }) => role === 'self')) {
			connect(draft, { owner, name, isBefore: false, seesSync: false, words: 'cross-depended-by' });
		}
	}
}

interface SameNodeRelation {
	readonly owner: number;
	readonly name: string;
	/** Whether the tasks named come before the owner. */
	readonly isBefore: boolean;
	readonly seesSync: boolean;
	readonly words: string;
}

function connect(draft: DraftGraph, relation: SameNodeRelation): void {
	const { owner, name, isBefore, seesSync, words } = relation;
	const { nodesOf, verticesOf } = draft.vertices;
	const ownNodes = nodesOf[owner];
	const ownVertices = verticesOf[owner];
	const others = draft.names.match(name);
	if (ownNodes === undefined || ownVertices === undefined || ownNodes.length === 0 || others.length === 0) {
		return;
	}
	const where = seesSync ? '' : ' (role self)';
	const reason = draft.addReason(`${draft.tasks[owner]?.id}: ${words} ${name}${where}`);
	const add = (own: number, other: number): void => {
		draft.edges.add(isBefore ? other : own, isBefore ? own : other, reason);
	};
	for (const other of others) {
		const nodes = nodesOf[other] ?? ownNodes.subarray(0, 0);
		const vertices = verticesOf[other] ?? nodes;
		walkCommon(ownNodes, nodes, (own, its) => {
			add(ownVertices[own] ?? 0, vertices[its] ?? 0);
		});
		if (seesSync && nodes.at(-1) === draft.nodes.sync) {
			const sync = vertices.at(-1) ?? 0;
			for (const own of ownVertices) {
				add(own, sync);
			}
		}
	}
}
