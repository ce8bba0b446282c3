import { type PlanGraph, VERTEX_BARRIER } from '../graph/plan-graph.js';
import type { Grouping } from './group-vertices.js';
import { vertexDepths } from './vertex-depths.js';

/** A directed graph of few points, as neighbour sets. Points are numbered from 0. */
export interface PointGraph {
	/** How far from the start what a point stands for is, on average: which of a circle comes first. */
	readonly depths: readonly number[];
	readonly successors: readonly ReadonlySet<number>[];
	readonly predecessors: readonly ReadonlySet<number>[];
}

/** Groups, and after them the barriers, with an edge where any of their vertices has one. */
export function quotientGraph(graph: PlanGraph, { groupOf, count }: Grouping): PointGraph {
	const points = Int32Array.from(graph.vertexKind, (kind, vertex) =>
		kind === VERTEX_BARRIER ? count + (graph.vertexTask[vertex] ?? 0) : (groupOf[vertex] ?? 0),
	);
	const links = new LinkSet(meansOf(vertexDepths(graph), points, count + graph.barriers.length));
	for (let edge = 0; edge < graph.edgeBefore.length; edge++) {
		links.add(points[graph.edgeBefore[edge] ?? 0] ?? 0, points[graph.edgeAfter[edge] ?? 0] ?? 0);
	}
	return links;
}

/** Joins points; `mergedOf` gives the new number of each. */
export function mergePoints({ successors, depths }: PointGraph, mergedOf: Int32Array, count: number): PointGraph {
	const links = new LinkSet(meansOf(depths, mergedOf, count));
	for (const [from, targets] of successors.entries()) {
		for (const to of targets) {
			links.add(mergedOf[from] ?? 0, mergedOf[to] ?? 0);
		}
	}
	return links;
}

/** Joins what is before each point beyond `kept` with what is behind it, and drops these points. */
export function dropPointsFrom({ successors, depths }: PointGraph, kept: number): PointGraph {
	const links = new LinkSet(depths);
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
	return {
		depths: depths.slice(0, kept),
		successors: links.successors.slice(0, kept),
		predecessors: links.predecessors.slice(0, kept),
	};
}

function predecessorsOf(links: LinkSet, point: number): readonly number[] {
	return [...(links.predecessors[point] ?? [])];
}

/** The mean of the values of each point. */
export function meansOf(values: ArrayLike<number>, pointOf: Int32Array, count: number): readonly number[] {
	const sums = new Float64Array(count);
	const members = new Int32Array(count);
	for (let index = 0; index < values.length; index++) {
		const point = pointOf[index] ?? 0;
		sums[point] = (sums[point] ?? 0) + (values[index] ?? 0);
		members[point] = (members[point] ?? 0) + 1;
	}
	return Array.from(sums, (sum, point) => sum / Math.max(members[point] ?? 1, 1));
}

/** Links between points, each once and none to itself. */
class LinkSet implements PointGraph {
	readonly depths: readonly number[];
	readonly successors: Set<number>[];
	readonly predecessors: Set<number>[];

	constructor(depths: readonly number[]) {
		this.depths = depths;
		this.successors = depths.map(() => new Set<number>());
		this.predecessors = depths.map(() => new Set<number>());
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
