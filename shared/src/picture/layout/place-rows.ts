import type { Picture } from '../picture.js';

/** Boxes of each row, top to bottom. */
export interface PlacedRows {
	readonly rowOf: Int32Array;
	readonly rowCount: number;
}

interface Neighbours {
	readonly before: readonly (readonly number[])[];
	readonly after: readonly (readonly number[])[];
}

/** Most boxes of one lane beside each other. */
const MOST_ABREAST = 6;
/** A lane of so many boxes is given more room. */
const CROWDED = 30;

/**
 * Gives every box a row below all that come before it: those with the longest way still to go first, and not too many
 * of a lane abreast. An anchor has a row for itself.
 */
export function placeRows(picture: Picture): PlacedRows {
	const neighbours = neighboursOf(picture);
	const tails = tailLengths(neighbours);
	const capacity = laneCapacities(picture, Math.max(0, ...tails) + 1);
	const rowOf = new Int32Array(picture.boxes.length).fill(-1);
	const waiting = Int32Array.from(neighbours.before, (list) => list.length);
	let ready = [...waiting.keys()].filter((box) => waiting[box] === 0);
	let rowCount = 0;
	for (; ready.length > 0; rowCount++) {
		ready.sort((a, b) => (tails[b] ?? 0) - (tails[a] ?? 0) || a - b);
		const row = fillRow(ready, picture, capacity);
		for (const box of row) {
			rowOf[box] = rowCount;
		}
		const next = ready.filter((box) => rowOf[box] === -1);
		for (const after of row.flatMap((box) => neighbours.after[box] ?? [])) {
			waiting[after] = (waiting[after] ?? 0) - 1;
			if (waiting[after] === 0) {
				next.push(after);
			}
		}
		ready = next;
	}
	sink({ rowOf, rowCount }, picture, { neighbours, capacity });
	return { rowOf, rowCount };
}

function neighboursOf({ boxes, arrows }: Picture): Neighbours {
	const before: number[][] = boxes.map(() => []);
	const after: number[][] = boxes.map(() => []);
	for (const { from, to } of arrows.filter(({ isBackward }) => !isBackward)) {
		before[to]?.push(from);
		after[from]?.push(to);
	}
	return { before, after };
}

/** How many boxes lie behind each on the longest way. */
function tailLengths({ before, after }: Neighbours): Int32Array {
	const tails = new Int32Array(after.length);
	const open = Int32Array.from(after, (list) => list.length);
	const pending = [...open.keys()].filter((box) => open[box] === 0);
	for (const box of pending) {
		for (const earlier of before[box] ?? []) {
			tails[earlier] = Math.max(tails[earlier] ?? 0, (tails[box] ?? 0) + 1);
			open[earlier] = (open[earlier] ?? 0) - 1;
			if (open[earlier] === 0) {
				pending.push(earlier);
			}
		}
	}
	return tails;
}

function laneCapacities({ boxes, lanes }: Picture, ranks: number): readonly number[] {
	return lanes.map((_, lane) => {
		const count = boxes.filter((box) => box.lane === lane).length;
		const least = count < CROWDED ? 2 : 3;
		return Math.min(MOST_ABREAST, Math.max(least, Math.ceil(count / Math.max(ranks, 4)) + 1));
	});
}

function isAlone({ boxes }: Picture, box: number): boolean {
	return boxes[box]?.kind === 'anchor';
}

/** The boxes of one row, out of those that may stand in it. */
function fillRow(ready: readonly number[], picture: Picture, capacity: readonly number[]): readonly number[] {
	const [first] = ready;
	if (first !== undefined && isAlone(picture, first)) {
		return [first];
	}
	const used = new Int32Array(capacity.length);
	return ready.filter((box) => {
		const lane = picture.boxes[box]?.lane ?? 0;
		if (isAlone(picture, box) || (used[lane] ?? 0) >= (capacity[lane] ?? 1)) {
			return false;
		}
		used[lane] = (used[lane] ?? 0) + 1;
		return true;
	});
}

interface Sinking {
	readonly neighbours: Neighbours;
	readonly capacity: readonly number[];
}

/** Moves boxes with more arrows below than above down to where these lead, so that arrows get shorter. */
function sink({ rowOf, rowCount }: PlacedRows, picture: Picture, { neighbours, capacity }: Sinking): void {
	const room = new RoomLeft(rowCount, capacity);
	const laneOf = (box: number): number => picture.boxes[box]?.lane ?? 0;
	for (const [box, row] of rowOf.entries()) {
		room.take(row, laneOf(box));
		if (isAlone(picture, box)) {
			room.close(row);
		}
	}
	const upwards = [...rowOf.keys()].sort((a, b) => (rowOf[b] ?? 0) - (rowOf[a] ?? 0) || a - b);
	for (const box of upwards) {
		const after = neighbours.after[box] ?? [];
		const before = neighbours.before[box] ?? [];
		if (isAlone(picture, box) || after.length <= before.length) {
			continue;
		}
		const start = rowOf[box] ?? 0;
		let row = Math.min(...after.map((next) => rowOf[next] ?? 0)) - 1;
		while (row > start && !room.has(row, laneOf(box))) {
			row--;
		}
		if (row > start) {
			room.give(start, laneOf(box));
			room.take(row, laneOf(box));
			rowOf[box] = row;
		}
	}
}

/** How many boxes each row of each lane still takes. */
class RoomLeft {
	readonly #left: Int32Array;
	readonly #laneCount: number;

	constructor(rowCount: number, capacity: readonly number[]) {
		this.#laneCount = capacity.length;
		this.#left = Int32Array.from(
			{ length: rowCount * capacity.length },
			(_, cell) => capacity[cell % capacity.length] ?? 1,
		);
	}

	has(row: number, lane: number): boolean {
		return (this.#left[row * this.#laneCount + lane] ?? 0) > 0;
	}

	take(row: number, lane: number): void {
		this.#add(row, lane, -1);
	}

	give(row: number, lane: number): void {
		this.#add(row, lane, 1);
	}

	/** Nothing more in any lane of the row. */
	close(row: number): void {
		this.#left.fill(0, row * this.#laneCount, (row + 1) * this.#laneCount);
	}

	#add(row: number, lane: number, change: number): void {
		const cell = row * this.#laneCount + lane;
		this.#left[cell] = (this.#left[cell] ?? 0) + change;
	}
}
