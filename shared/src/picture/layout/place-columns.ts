import type { Picture } from '../picture.js';
import { type BoxSize, GRID } from './measure-box.js';
import type { PlacedRows } from './place-rows.js';

const GAP = 4 * GRID;
const SWEEPS = 12;

/** Where boxes stand within their lanes. */
export interface PlacedColumns {
	/** Left edge of each box, from the left edge of its lane. */
	readonly xInLane: Float64Array;
	readonly laneWidths: readonly number[];
}

/** Puts the boxes of each row near what they are joined with, none over another, each inside its lane. */
export function placeColumns(picture: Picture, rows: PlacedRows, sizes: readonly BoxSize[]): PlacedColumns {
	const cells = cellsOf(picture, rows);
	const widthOf = (box: number): number => sizes[box]?.width ?? 0;
	const laneWidths = picture.lanes.map((lane, index) => {
		const widest = cells.filter((cell) => cell.lane === index).map(({ boxes }) => lineWidth(boxes, widthOf));
		return Math.max(headerWidth(lane.label), ...widest);
	});
	const offsets = offsetsOf(laneWidths);
	const centres = new Float64Array(picture.boxes.length);
	const xInLane = new Float64Array(picture.boxes.length);
	const settle = (cell: Cell, wishes: ReadonlyMap<number, number>): void => {
		const offset = offsets[cell.lane] ?? 0;
		cell.boxes.sort((a, b) => (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0) || a - b);
		const places = pack(cell.boxes, { wishes, widthOf, offset, width: laneWidths[cell.lane] ?? 0 });
		for (const [index, box] of cell.boxes.entries()) {
			xInLane[box] = places[index] ?? 0;
			centres[box] = offset + (places[index] ?? 0) + widthOf(box) / 2;
		}
	};
	for (const cell of cells) {
		const middle = (offsets[cell.lane] ?? 0) + (laneWidths[cell.lane] ?? 0) / 2;
		settle(cell, new Map(cell.boxes.map((box) => [box, middle])));
	}
	for (let sweep = 0; sweep < SWEEPS; sweep++) {
		const isDown = sweep % 2 === 0;
		const joined = neighboursOf(picture, sweep >= SWEEPS - 2 ? 'both' : isDown ? 'before' : 'after');
		for (const cell of isDown ? cells : cells.toReversed()) {
			const wish = (box: number): number => mean(joined[box] ?? [], centres) ?? centres[box] ?? 0;
			settle(cell, new Map(cell.boxes.map((box) => [box, wish(box)])));
		}
	}
	return { xInLane, laneWidths };
}

/** Boxes of one lane in one row. */
interface Cell {
	readonly lane: number;
	readonly boxes: number[];
}

/** By row, then lane. */
function cellsOf({ boxes, lanes }: Picture, { rowOf, rowCount }: PlacedRows): readonly Cell[] {
	const cells: Cell[] = Array.from({ length: rowCount * lanes.length }, (_, index) => ({
		lane: index % lanes.length,
		boxes: [],
	}));
	for (const [box, { lane }] of boxes.entries()) {
		cells[(rowOf[box] ?? 0) * lanes.length + lane]?.boxes.push(box);
	}
	return cells.filter((cell) => cell.boxes.length > 0);
}

function lineWidth(boxes: readonly number[], widthOf: (box: number) => number): number {
	return boxes.reduce((sum, box) => sum + widthOf(box), 0) + GAP * (boxes.length - 1) + 2 * GAP;
}

function headerWidth(label: string): number {
	return Math.ceil((label.length * 8 + 60) / (2 * GRID)) * 2 * GRID;
}

function offsetsOf(widths: readonly number[]): readonly number[] {
	let x = 0;
	return widths.map((width) => {
		const offset = x;
		x += width + 2 * GAP;
		return offset;
	});
}

interface Line {
	/** Centre wanted for each box. */
	readonly wishes: ReadonlyMap<number, number>;
	readonly widthOf: (box: number) => number;
	readonly offset: number;
	readonly width: number;
}

/** Left edges of boxes in their order: pushed apart to the right, then back inside from the right end. */
function pack(boxes: readonly number[], { wishes, widthOf, offset, width }: Line): readonly number[] {
	const places = boxes.map((box) => snap((wishes.get(box) ?? 0) - offset - widthOf(box) / 2));
	let left = GAP;
	for (const [index, box] of boxes.entries()) {
		places[index] = Math.max(places[index] ?? 0, left);
		left = (places[index] ?? 0) + widthOf(box) + GAP;
	}
	let right = width - GAP;
	for (let index = boxes.length - 1; index >= 0; index--) {
		places[index] = Math.min(places[index] ?? 0, right - widthOf(boxes[index] ?? 0));
		right = (places[index] ?? 0) - GAP;
	}
	return places;
}

function snap(x: number): number {
	return Math.round(x / (2 * GRID)) * 2 * GRID;
}

function neighboursOf({ boxes, arrows }: Picture, side: 'before' | 'after' | 'both'): readonly (readonly number[])[] {
	const joined: number[][] = boxes.map(() => []);
	for (const { from, to, isBackward } of arrows) {
		if (!isBackward && side !== 'after') {
			joined[to]?.push(from);
		}
		if (!isBackward && side !== 'before') {
			joined[from]?.push(to);
		}
	}
	return joined;
}

function mean(boxes: readonly number[], centres: Float64Array): number | undefined {
	return boxes.length === 0 ? undefined : boxes.reduce((sum, box) => sum + (centres[box] ?? 0), 0) / boxes.length;
}
