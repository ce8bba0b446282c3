import { type PlanGraph, VERTEX_BARRIER } from '../graph/plan-graph.js';
import type { Grouping } from './group-vertices.js';

/** A directed graph of few points, as neighbour sets. Points are numbered from 0. */
export interface PointGraph {
	readonly successors: readonly ReadonlySet<number>[];
	readonly predecessors: readonly ReadonlySet<number>[];
}

/** Groups, and after them the barriers, with an edge where any of their vertices has one. */
export function quotientGraph(graph: PlanGraph, { groupOf, count }: Grouping): PointGraph {
	const points = Int32Array.from(graph.vertexKind, (kind, vertex) =>
		kind === VERTEX_BARRIER ? count + (graph.vertexTask[vertex] ?? 0) : (groupOf[vertex] ?? 0),
	);
	const links = new LinkSet(count + graph.barriers.length);
	for (let edge = 0; edge < graph.edgeBefore.length; edge++) {
		links.add(points[graph.edgeBefore[edge] ?? 0] ?? 0, points[graph.edgeAfter[edge] ?? 0] ?? 0);
	}
	return links;
}

/** Joins points; `mergedOf` gives the new number of each. */
export function mergePoints({ successors }: PointGraph, mergedOf: Int32Array, count: number): PointGraph {
	const links = new LinkSet(count);
	for (const [from, targets] of successors.entries()) {
		for (const to of targets) {
			links.add(mergedOf[from] ?? 0, mergedOf[to] ?? 0);
		}
	}
	return links;
}

/** Joins what is before each point beyond `kept` with what is behind it, and drops these points. */
export function dropPointsFrom({ successors }: PointGraph, kept: number): PointGraph {
	const links = new LinkSet(successors.length);
	for (const [from, targets] of successors.entries()) {
		for (const to of targets) {
			links.add(from, to);
		}
	}
	for (let point = successors.length - 1; point >= kept; point--) {
		for (const before of predecessorsOf(links, point)) {
			for (const after of links.successors[point] ?? []) {
				links.add(before, after);
			}
		}
		links.isolate(point);
	}
	return { successors: links.successors.slice(0, kept), predecessors: links.predecessors.slice(0, kept) };
}

function predecessorsOf(links: LinkSet, point: number): readonly number[] {
	return [...(links.predecessors[point] ?? [])];
}

/** Links between points, each once and none to itself. */
class LinkSet implements PointGraph {
	readonly successors: Set<number>[];
	readonly predecessors: Set<number>[];

	constructor(count: number) {
		this.successors = Array.from({ length: count }, () => new Set<number>());
		this.predecessors = Array.from({ length: count }, () => new Set<number>());
	}

	add(from: number, to: number): void {
		if (from !== to) {
			this.successors[from]?.add(to);
			this.predecessors[to]?.add(from);
		}
	}

	isolate(point: number): void {
		for (const before of this.predecessors[point] ?? []) {
			this.successors[before]?.delete(point);
		}
		for (const after of this.successors[point] ?? []) {
			this.predecessors[after]?.delete(point);
		}
		this.predecessors[point]?.clear();
		this.successors[point]?.clear();
	}
}
