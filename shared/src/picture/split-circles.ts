import type { PlanGraph } from '../graph/plan-graph.js';
import { findCircles } from './find-circles.js';
import type { Grouping } from './group-vertices.js';
import type { GroupedGraph } from './merge-groups.js';
import type { NodeClasses } from './node-classes.js';
import { dropPointsFrom, meansOf, quotientGraph } from './quotient.js';
import { reduceArrows } from './reduce-arrows.js';
import { vertexDepths } from './vertex-depths.js';

const MAX_ROUNDS = 4;

/**
 * Takes groups apart that wait for each other in a circle although their vertices do not: a task that runs early on some
 * nodes and late on others becomes an early and a late box, as long as there is room for more boxes.
 */
export function splitCircles(
	graph: PlanGraph,
	classes: NodeClasses,
	given: GroupedGraph,
	maxGroups: number,
): GroupedGraph {
	let current = given;
	for (let round = 0; round < MAX_ROUNDS; round++) {
		const room = maxGroups - current.grouping.count;
		const circling = groupsOnCircles(current);
		if (circling.length === 0 || room <= 0) {
			break;
		}
		const chosen = circling.length <= room ? circling : endsOfBackwardArrows(current).slice(0, room);
		const grouping = splitGroups(graph, classes, current.grouping, new Set(chosen));
		if (grouping.count === current.grouping.count) {
			break;
		}
		current = { grouping, points: quotientGraph(graph, grouping) };
	}
	return countBackward(current) < countBackward(given) ? current : given;
}

function groupsOnCircles({ grouping, points }: GroupedGraph): readonly number[] {
	return findCircles(points.successors)
		.circles.flat()
		.filter((point) => point < grouping.count);
}

function backwardArrows({ grouping, points }: GroupedGraph): readonly (readonly [number, number])[] {
	return reduceArrows(dropPointsFrom(points, grouping.count)).backward;
}

function countBackward(grouped: GroupedGraph): number {
	return backwardArrows(grouped).length;
}

function endsOfBackwardArrows(grouped: GroupedGraph): readonly number[] {
	return [...new Set(backwardArrows(grouped).flat())];
}

/** Splits each group chosen at the widest gap between the mean depths of its classes of nodes. */
function splitGroups(
	graph: PlanGraph,
	{ classes, ofNode }: NodeClasses,
	{ groupOf, count }: Grouping,
	chosen: ReadonlySet<number>,
): Grouping {
	const depths = vertexDepths(graph);
	const cellOf = groupOf.map((group, vertex) => group * classes.length + (ofNode[graph.vertexNode[vertex] ?? -1] ?? 0));
	const isInside = groupOf.map((group) => Number(chosen.has(group)));
	const inside = [...groupOf.keys()].filter((vertex) => isInside[vertex] === 1);
	const cells = Int32Array.from(inside, (vertex) => cellOf[vertex] ?? 0);
	const means = meansOf(
		Int32Array.from(inside, (vertex) => depths[vertex] ?? 0),
		cells,
		count * classes.length,
	);
	const present = new Set(cells);
	let total = count;
	const lateGroupOf = new Map<number, number>();
	for (const group of chosen) {
		const own = classes.flatMap((_, index) => {
			const cell = group * classes.length + index;
			return present.has(cell) ? [cell] : [];
		});
		const late = cellsBehindGap(own, means);
		if (late.length > 0) {
			for (const cell of late) {
				lateGroupOf.set(cell, total);
			}
			total++;
		}
	}
	const split = groupOf.map((group, vertex) =>
		isInside[vertex] === 1 ? (lateGroupOf.get(cellOf[vertex] ?? -1) ?? group) : group,
	);
	return { groupOf: split, count: total };
}

/** Those deeper than the widest gap; none where all are equally deep. */
function cellsBehindGap(cells: readonly number[], means: readonly number[]): readonly number[] {
	const sorted = cells.toSorted((a, b) => (means[a] ?? 0) - (means[b] ?? 0));
	let widest = 0;
	let start = sorted.length;
	for (let index = 1; index < sorted.length; index++) {
		const gap = (means[sorted[index] ?? -1] ?? 0) - (means[sorted[index - 1] ?? -1] ?? 0);
		if (gap > widest) {
			widest = gap;
			start = index;
		}
	}
	return sorted.slice(start);
}
