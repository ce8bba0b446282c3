import type { Grouping } from './group-vertices.js';
import { orderPoints } from './order-points.js';
import { mergePoints, type PointGraph } from './quotient.js';

/** Groups and how they are joined; points beyond the groups are barriers. */
export interface GroupedGraph {
	readonly grouping: Grouping;
	readonly points: PointGraph;
}

/**
 * Joins groups until there are few enough: first those with the same looks, the same before and the same behind them;
 * then those with the same looks that are about equally far from the start.
 */
export function mergeGroups(given: GroupedGraph, looksOf: readonly string[], maxGroups: number): GroupedGraph {
	let current = given;
	let looks = looksOf;
	const join = (keyOf: (group: number) => string): void => {
		const { count } = current.grouping;
		const joined = joinBy(current, keyOf);
		looks = representatives(joined.mergedOf, count).map((group) => looks[group] ?? '');
		current = joined.graph;
	};
	if (current.grouping.count > maxGroups) {
		join((group) => `${looks[group]} ${surroundings(current.points, group)}`);
	}
	// Ranks are taken once; bands of them grow until everything of one look is one group.
	const ranks = rankPoints(current.points);
	let rankOf: readonly number[] = Array.from(ranks);
	for (let band = 1; current.grouping.count > maxGroups && band <= ranks.length * 2; band *= 2) {
		const { count } = current.grouping;
		const joined = joinBy(current, (group) => `${looks[group]} ${Math.floor((rankOf[group] ?? 0) / band)}`);
		const first = representatives(joined.mergedOf, count);
		looks = first.map((group) => looks[group] ?? '');
		rankOf = first.map((group) => rankOf[group] ?? 0);
		current = joined.graph;
	}
	return current;
}

function surroundings({ predecessors, successors }: PointGraph, point: number): string {
	const list = (set: ReadonlySet<number> | undefined): string => [...(set ?? [])].sort((a, b) => a - b).join(',');
	return `${list(predecessors[point])};${list(successors[point])}`;
}

/** How many groups lie before each on the longest way. */
function rankPoints(points: PointGraph): Int32Array {
	const ranks = new Int32Array(points.successors.length);
	for (const point of orderPoints(points)) {
		for (const after of points.successors[point] ?? []) {
			ranks[after] = Math.max(ranks[after] ?? 0, (ranks[point] ?? 0) + 1);
		}
	}
	return ranks;
}

function joinBy(
	{ grouping, points }: GroupedGraph,
	keyOf: (group: number) => string,
): { readonly graph: GroupedGraph; readonly mergedOf: Int32Array } {
	const byKey = new Map<string, number>();
	const total = points.successors.length;
	const mergedOf = new Int32Array(total);
	for (let group = 0; group < grouping.count; group++) {
		const key = keyOf(group);
		const merged = byKey.get(key) ?? byKey.size;
		byKey.set(key, merged);
		mergedOf[group] = merged;
	}
	for (let barrier = grouping.count; barrier < total; barrier++) {
		mergedOf[barrier] = byKey.size + barrier - grouping.count;
	}
	const count = byKey.size;
	const groupOf = grouping.groupOf.map((group) => (group < 0 ? -1 : (mergedOf[group] ?? -1)));
	const merged = mergePoints(points, mergedOf, count + total - grouping.count);
	return { graph: { grouping: { groupOf, count }, points: merged }, mergedOf };
}

/** For each new group, the first old one in it. */
function representatives(mergedOf: Int32Array, count: number): readonly number[] {
	const first: number[] = [];
	for (let group = 0; group < count; group++) {
		first[mergedOf[group] ?? 0] ??= group;
	}
	return first;
}
