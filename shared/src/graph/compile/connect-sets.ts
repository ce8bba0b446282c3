import type { CrossRelation } from '../../model/task.js';
import type { DraftGraph } from './draft-graph.js';
import { relatedVertices } from './list-relations.js';
import { intersect, subtract } from './ordered-sets.js';
import { FIELD_WORDS, isBefore, isSameNode, type OwnedRelation } from './owned-relation.js';

/** Below these sizes single edges are as few as the edges of a barrier. */
const MIN_SOURCES = 4;
const MIN_TARGETS = 4;
/**
 * Two vertices that both wait for a set holding both are a cycle, so a sound graph has at most one such vertex per
 * relation. Of more, this many get their edges: enough to show the cycle, without edges growing with the square.
 */
const MAX_OVERLAP = 64;

/** Vertices that must all have ended, shared by every relation that waits for the same ones. */
interface SourceSet {
	readonly vertices: Int32Array;
	readonly label: string;
	readonly firstReason: number;
	targetCount: number;
	barrier: number | undefined;
}

interface SetRelation {
	readonly sources: SourceSet;
	/** Vertices that wait, without those that are sources themselves. */
	readonly targets: Int32Array;
	/** Sources that wait for all the other sources. */
	readonly overlap: Int32Array;
	readonly reason: number;
}

/**
 * Adds the edges of cross relations, but for `self`. A set of sources that several vertices wait for becomes one
 * barrier, so that edges stay linear in nodes; a vertex that waits for a set it belongs to gets single edges, as the
 * barrier would wait for itself (reference, sections 2.5 and 4).
 */
export function connectSets(draft: DraftGraph): void {
	const relations = collectRelations(draft);
	for (const { sources, targets, overlap, reason } of relations) {
		const isShared = sources.vertices.length >= MIN_SOURCES && sources.targetCount >= MIN_TARGETS;
		const before = isShared && targets.length > 0 ? Int32Array.of(barrierOf(draft, sources)) : sources.vertices;
		addProduct(draft, before, targets, reason);
		addProduct(draft, sources.vertices, overlap.subarray(0, MAX_OVERLAP), reason);
	}
}

function collectRelations(draft: DraftGraph): readonly SetRelation[] {
	const sets = new Map<string, SourceSet>();
	const relations: SetRelation[] = [];
	for (const owned of draft.relations) {
		const others = isSameNode(owned) ? undefined : relatedVertices(draft, owned);
		if (others !== undefined && others.length > 0) {
			relations.push(toSetRelation(draft, sets, { owned, others }));
		}
	}
	return relations;
}

interface FoundRelation {
	readonly owned: OwnedRelation;
	readonly others: Int32Array;
}

function toSetRelation(draft: DraftGraph, sets: Map<string, SourceSet>, { owned, others }: FoundRelation): SetRelation {
	const { relation, field, vertices } = owned;
	const owner = draft.tasks[owned.owner]?.id ?? '';
	const role = describeRole(relation);
	const reason = draft.addReason(`${owner}: ${FIELD_WORDS[field]} ${relation.name} (${role})`);
	const before = isBefore(field) ? others : vertices;
	const after = isBefore(field) ? vertices : others;
	const key = before.join();
	const known = sets.get(key);
	const sources = known ?? {
		vertices: before,
		label: isBefore(field) ? `${relation.name} on ${role}` : `${owner} on ${describeOwn(draft, owned)}`,
		firstReason: reason,
		targetCount: 0,
		barrier: undefined,
	};
	sets.set(key, sources);
	const overlap = intersect(before, after);
	const targets = subtract(after, overlap);
	sources.targetCount += targets.length;
	return { sources, targets, overlap, reason };
}

function describeOwn(draft: DraftGraph, { owner, vertices }: OwnedRelation): string {
	return vertices.length === draft.vertices.verticesOf[owner]?.length ? 'all its nodes' : `${vertices.length} nodes`;
}

function barrierOf(draft: DraftGraph, sources: SourceSet): number {
	if (sources.barrier === undefined) {
		sources.barrier = draft.addBarrier(sources.label);
		addProduct(draft, sources.vertices, Int32Array.of(sources.barrier), sources.firstReason);
	}
	return sources.barrier;
}

function addProduct(draft: DraftGraph, before: Int32Array, after: Int32Array, reason: number): void {
	for (const later of after) {
		if (draft.edges.isFull) {
			return;
		}
		for (const earlier of before) {
			draft.edges.add(earlier, later, reason);
		}
	}
}

function describeRole({ role, policy }: CrossRelation): string {
	const any = policy === 'any' ? 'one node of ' : '';
	if (role === undefined || role === '*') {
		return `${any}all nodes`;
	}
	if (role === null) {
		return 'the sync node';
	}
	return typeof role === 'string' ? `${any}role ${role}` : `${any}roles ${role.join(', ')}`;
}
