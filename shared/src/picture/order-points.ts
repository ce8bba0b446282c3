import { findCircles } from './find-circles.js';
import type { PointGraph } from './quotient.js';

/**
 * Every point once, in an order that edges follow where they can: where points wait for each other in a circle, the
 * one least deep goes first, when everything before the circle is done.
 */
export function orderPoints(graph: PointGraph): Int32Array {
	const { successors, predecessors } = graph;
	const waiting = Int32Array.from(predecessors, (before) => before.size);
	const ready = [...waiting.keys()].filter((point) => waiting[point] === 0).reverse();
	const circles = new OpenCircles(graph);
	const isDone = new Uint8Array(successors.length);
	const order: number[] = [];
	while (order.length < successors.length) {
		const point = ready.pop() ?? circles.next(isDone);
		if (isDone[point] === 1) {
			continue;
		}
		isDone[point] = 1;
		order.push(point);
		for (const after of successors[point] ?? []) {
			circles.leave(point, after);
			const left = (waiting[after] ?? 0) - 1;
			waiting[after] = left;
			if (left === 0) {
				ready.push(after);
			}
		}
	}
	return Int32Array.from(order);
}

/** Keeps account of which circles nothing outside is in front of any more. */
class OpenCircles {
	readonly #componentOf: Int32Array;
	/** Edges into each component from points outside that are not done. */
	readonly #waiting: Int32Array;
	readonly #byDepth: readonly number[];

	constructor({ successors, depths }: PointGraph) {
		this.#componentOf = findCircles(successors).componentOf;
		this.#waiting = new Int32Array(successors.length);
		for (const [from, targets] of successors.entries()) {
			for (const to of targets) {
				this.#count(from, to, 1);
			}
		}
		this.#byDepth = [...depths.keys()].sort((a, b) => (depths[a] ?? 0) - (depths[b] ?? 0) || a - b);
	}

	leave(from: number, to: number): void {
		this.#count(from, to, -1);
	}

	/** The point to begin a circle with. */
	next(isDone: Uint8Array): number {
		const isOpen = (point: number): boolean =>
			isDone[point] === 0 && this.#waiting[this.#componentOf[point] ?? 0] === 0;
		return this.#byDepth.find(isOpen) ?? isDone.indexOf(0);
	}

	#count(from: number, to: number, change: number): void {
		const component = this.#componentOf[to] ?? 0;
		if (this.#componentOf[from] !== component) {
			this.#waiting[component] = (this.#waiting[component] ?? 0) + change;
		}
	}
}

/** Position of each point in an order. */
export function positionsIn(order: Int32Array): Int32Array {
	const positions = new Int32Array(order.length);
	for (const [position, point] of order.entries()) {
		positions[point] = position;
	}
	return positions;
}
