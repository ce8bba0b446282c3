import type { DraftGraph } from './draft-graph.js';
import { walkCommon } from './ordered-sets.js';
import { isBefore, isSameNode, type OwnedRelation, seesSync } from './owned-relation.js';

/** One vertex declares that it waits for another, or that another waits for it. */
export interface VertexRelation {
	readonly vertex: number;
	readonly side: 'requires' | 'required_for';
	readonly other: number;
}

/**
 * Every pair of vertices that a relation joins, by the side that declared it, as the old engine listed them: nothing is
 * mirrored; a vertex may relate to itself, and a pair may come more than once.
 */
export function* listRelations(draft: DraftGraph): Generator<VertexRelation> {
	for (const owned of draft.relations) {
		const side = isBefore(owned.field) ? 'requires' : 'required_for';
		if (isSameNode(owned)) {
			const found: VertexRelation[] = [];
			visitSameNode(draft, owned, (vertex, other) => found.push({ vertex, side, other }));
			yield* found;
			continue;
		}
		const others = relatedVertices(draft, owned);
		for (const vertex of owned.vertices) {
			for (const other of others) {
				if (other !== vertex) {
					yield { vertex, side, other };
				}
			}
		}
	}
}

/** Calls back with the own and the related vertex of a relation that looks at the same node (reference, section 2.5). */
export function visitSameNode(
	draft: DraftGraph,
	owned: OwnedRelation,
	visit: (own: number, other: number) => void,
): void {
	const { nodesOf, verticesOf } = draft.vertices;
	for (const task of draft.names.match(owned.relation.name)) {
		const nodes = nodesOf[task] ?? owned.nodes.subarray(0, 0);
		const vertices = verticesOf[task] ?? nodes;
		walkCommon(owned.nodes, nodes, (own, its) => {
			visit(owned.vertices[own] ?? 0, vertices[its] ?? 0);
		});
		if (seesSync(owned.field) && nodes.at(-1) === draft.nodes.sync) {
			const sync = vertices.at(-1) ?? 0;
			for (const own of owned.vertices) {
				visit(own, sync);
			}
		}
	}
}

/** Vertices of the tasks named on the nodes a cross relation looks at, ordered. */
export function relatedVertices(draft: DraftGraph, { relation }: OwnedRelation): Int32Array {
	const where = draft.nodes.resolveRelation(relation);
	const found: number[] = [];
	for (const task of draft.names.match(relation.name)) {
		const nodes = draft.vertices.nodesOf[task] ?? where.subarray(0, 0);
		const vertices = draft.vertices.verticesOf[task] ?? nodes;
		walkCommon(nodes, where, (index) => {
			found.push(vertices[index] ?? 0);
		});
	}
	return Int32Array.from(found).sort();
}
