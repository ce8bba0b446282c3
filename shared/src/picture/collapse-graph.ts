import { longestChain } from '../graph/longest-chain.js';
import type { PlanGraph } from '../graph/plan-graph.js';
import { topologicalOrder } from '../graph/topological-order.js';
import { describeGroups } from './describe-groups.js';
import { groupVertices } from './group-vertices.js';
import { mergeGroups } from './merge-groups.js';
import { classifyNodes } from './node-classes.js';
import type { Picture, PictureArrow, PictureOptions } from './picture.js';
import { dropPointsFrom, quotientGraph } from './quotient.js';
import { type ReducedArrows, reduceArrows } from './reduce-arrows.js';
import { splitCircles } from './split-circles.js';
import { summariseGraph } from './summarise-graph.js';

const MAX_BOXES = 200;

/** Makes a graph of any size into one that a person can look at: few boxes, and only arrows that tell something. */
export function collapseGraph(graph: PlanGraph, { title, maxBoxes = MAX_BOXES }: PictureOptions): Picture {
	const classes = classifyNodes(graph);
	const coarse = groupVertices(graph, classes, maxBoxes);
	const grouped = { grouping: coarse, points: quotientGraph(graph, coarse) };
	const { grouping, points } = splitCircles(graph, classes, grouped, maxBoxes);
	const fine = describeGroups(graph, classes, grouping);
	const merged = mergeGroups({ grouping, points }, fine.looks, maxBoxes);
	const { boxes, lanes } = merged.grouping === grouping ? fine : describeGroups(graph, classes, merged.grouping);
	const reduced = reduceArrows(dropPointsFrom(merged.points, merged.grouping.count));
	const chain = chainOf(graph, merged.grouping.groupOf);
	const critical = markChain(chain, reduced.forward);
	return {
		title,
		summary: summariseGraph(graph),
		lanes,
		boxes: boxes.map((box, index) => ({ ...box, isCritical: critical.boxes.has(index) })),
		arrows: listArrows(reduced, critical.arrows),
		impliedArrows: reduced.impliedCount,
	};
}

/** The boxes of the longest chain, first to last; none where circles leave no longest one. */
function chainOf(graph: PlanGraph, groupOf: Int32Array): readonly number[] {
	if (topologicalOrder(graph).order.length < graph.vertexKind.length) {
		return [];
	}
	const boxes = longestChain(graph).map((vertex) => groupOf[vertex] ?? -1);
	return boxes.filter((box, index) => box !== boxes[index - 1]);
}

interface CriticalParts {
	readonly boxes: ReadonlySet<number>;
	/** Positions among the arrows. */
	readonly arrows: ReadonlySet<number>;
}

/** What the chain runs through: where no arrow joins two of its boxes, the shortest way that does. */
function markChain(chain: readonly number[], arrows: ReducedArrows['forward']): CriticalParts {
	const leaving = new Map<number, number[]>();
	for (const [index, [from]] of arrows.entries()) {
		leaving.set(from, [...(leaving.get(from) ?? []), index]);
	}
	const boxes = new Set(chain);
	const marked = new Set<number>();
	for (const [index, from] of chain.slice(0, -1).entries()) {
		const to = chain[index + 1] ?? from;
		for (const arrow of shortestWay(from, to, { leaving, arrows })) {
			marked.add(arrow);
			boxes.add(arrows[arrow]?.[1] ?? to);
		}
	}
	return { boxes, arrows: marked };
}

interface ArrowIndex {
	readonly leaving: ReadonlyMap<number, readonly number[]>;
	readonly arrows: ReducedArrows['forward'];
}

function shortestWay(from: number, to: number, { leaving, arrows }: ArrowIndex): readonly number[] {
	const reachedBy = new Map<number, number>([[from, -1]]);
	const queue = [from];
	for (const box of queue) {
		if (box === to) {
			break;
		}
		for (const arrow of leaving.get(box) ?? []) {
			const next = arrows[arrow]?.[1] ?? box;
			if (!reachedBy.has(next)) {
				reachedBy.set(next, arrow);
				queue.push(next);
			}
		}
	}
	const way: number[] = [];
	for (
		let arrow = reachedBy.get(to);
		arrow !== undefined && arrow >= 0;
		arrow = reachedBy.get(arrows[arrow]?.[0] ?? -1)
	) {
		way.push(arrow);
	}
	return way;
}

function listArrows({ forward, backward }: ReducedArrows, critical: ReadonlySet<number>): readonly PictureArrow[] {
	return [
		...forward.map(([from, to], index) => ({ from, to, isCritical: critical.has(index), isBackward: false })),
		...backward.map(([from, to]) => ({ from, to, isCritical: false, isBackward: true })),
	];
}
