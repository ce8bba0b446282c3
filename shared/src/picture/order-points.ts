import type { PointGraph } from './quotient.js';

/**
 * Every point once, in an order that edges follow where they can: where points wait for each other in a circle, the
 * lowest number goes first.
 */
export function orderPoints({ successors, predecessors }: PointGraph): Int32Array {
	const count = successors.length;
	const waiting = Int32Array.from(predecessors, (before) => before.size);
	const isDone = new Uint8Array(count);
	const order: number[] = [];
	const ready: number[] = [...waiting.keys()].filter((point) => waiting[point] === 0).reverse();
	let lowest = 0;
	while (order.length < count) {
		let point = ready.pop();
		if (point === undefined) {
			while (isDone[lowest] === 1) {
				lowest++;
			}
			point = lowest;
		}
		if (isDone[point] === 1) {
			continue;
		}
		isDone[point] = 1;
		order.push(point);
		for (const after of successors[point] ?? []) {
			const left = (waiting[after] ?? 0) - 1;
			waiting[after] = left;
			if (left === 0) {
				ready.push(after);
			}
		}
	}
	return Int32Array.from(order);
}

/** Position of each point in an order. */
export function positionsIn(order: Int32Array): Int32Array {
	const positions = new Int32Array(order.length);
	for (const [position, point] of order.entries()) {
		positions[point] = position;
	}
	return positions;
}
