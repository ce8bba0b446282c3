import { orderPoints, positionsIn } from './order-points.js';
import type { PointGraph } from './quotient.js';

/** Arrows worth drawing. */
export interface ReducedArrows {
	/** Those that no others imply, by their start and then by their end in the order of the picture. */
	readonly forward: readonly (readonly [from: number, to: number])[];
	/** Those against the order. */
	readonly backward: readonly (readonly [from: number, to: number])[];
	readonly impliedCount: number;
}

const WORD_BITS = 32;

/** Drops every arrow from which a longer way leads to the same end (transitive reduction, with a bit set per point). */
export function reduceArrows(graph: PointGraph): ReducedArrows {
	const order = orderPoints(graph);
	const position = positionsIn(order);
	const words = Math.ceil(order.length / WORD_BITS);
	const reach = new Uint32Array(words * order.length);
	const forward: (readonly [number, number])[] = [];
	const backward: (readonly [number, number])[] = [];
	let impliedCount = 0;
	for (const from of order.toReversed()) {
		const targets = [...(graph.successors[from] ?? [])].sort((a, b) => (position[a] ?? 0) - (position[b] ?? 0));
		for (const to of targets) {
			if ((position[to] ?? 0) < (position[from] ?? 0)) {
				backward.push([from, to]);
			} else if (isSet(reach, from * words, to)) {
				impliedCount++;
			} else {
				forward.push([from, to]);
				include(reach, { into: from * words, of: to * words, words });
				setBit(reach, from * words, to);
			}
		}
	}
	return { forward: forward.reverse(), backward, impliedCount };
}

function isSet(bits: Uint32Array, base: number, index: number): boolean {
	return (((bits[base + (index >>> 5)] ?? 0) >>> (index & 31)) & 1) === 1;
}

function setBit(bits: Uint32Array, base: number, index: number): void {
	const word = base + (index >>> 5);
	bits[word] = ((bits[word] ?? 0) | (1 << (index & 31))) >>> 0;
}

interface Inclusion {
	readonly into: number;
	readonly of: number;
	readonly words: number;
}

function include(bits: Uint32Array, { into, of, words }: Inclusion): void {
	for (let word = 0; word < words; word++) {
		bits[into + word] = ((bits[into + word] ?? 0) | (bits[of + word] ?? 0)) >>> 0;
	}
}
