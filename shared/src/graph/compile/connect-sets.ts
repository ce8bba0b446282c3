import type { CrossRelation } from '../../model/task.js';
import type { DraftGraph } from './draft-graph.js';
import { intersect, subtract, walkCommon } from './ordered-sets.js';

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
	for (const [owner, task] of draft.tasks.entries()) {
		const own = draft.vertices.verticesOf[owner];
		if (own === undefined || own.length === 0) {
			continue;
		}
		for (const relation of task.crossDepends.filter(({ role }) => role !== 'self')) {
			const others = verticesOf(draft, relation);
			const words = { verb: 'cross-depends', label: `${relation.name} on ${describeRole(relation)}`, owner: task.id };
			push({ sources: others, targets: own, relation, words });
		}
		for (const relation of task.crossDependedBy.filter(({ role }) => role !== 'self')) {
			const others = verticesOf(draft, relation);
			const words = { verb: 'cross-depended-by', label: `${task.id} on all its nodes`, owner: task.id };
			push({ sources: own, targets: others, relation, words });
		}
	}
	return relations;

	function push(found: FoundRelation): void {
		if (found.sources.length > 0 && found.targets.length > 0) {
			relations.push(toSetRelation(draft, sets, found));
		}
	}
}

interface FoundRelation {
	readonly sources: Int32Array;
	readonly targets: Int32Array;
	readonly relation: CrossRelation;
	readonly words: { readonly verb: string; readonly label: string; readonly owner: string };
}

function toSetRelation(draft: DraftGraph, sets: Map<string, SourceSet>, found: FoundRelation): SetRelation {
	const { relation, words } = found;
	const reason = draft.addReason(`${words.owner}: ${words.verb} ${relation.name} (${describeRole(relation)})`);
	const key = found.sources.join();
	const known = sets.get(key);
	const sources = known ?? {
		vertices: found.sources,
		label: words.label,
		firstReason: reason,
		targetCount: 0,
		barrier: undefined,
	};
	sets.set(key, sources);
	const overlap = intersect(found.sources, found.targets);
	const targets = subtract(found.targets, overlap);
	sources.targetCount += targets.length;
	return { sources, targets, overlap, reason };
}

/** Vertices of the tasks named on the nodes looked at, ordered. */
function verticesOf(draft: DraftGraph, relation: CrossRelation): Int32Array {
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
