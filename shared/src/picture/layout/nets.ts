import type { Picture } from '../picture.js';
import type { PlacedRows } from './place-rows.js';

/** Where an arrow leaves or enters a box. Channel `r` lies below row `r`; -1 above the first. */
export interface Terminal {
	readonly box: number;
	readonly side: 'top' | 'bottom';
	readonly channel: number;
}

/** Arrows that share a box, drawn as one line that branches. */
export interface Net {
	/** The shared end is the first. */
	readonly terminals: readonly Terminal[];
	readonly firstChannel: number;
	readonly lastChannel: number;
	/** Each arrow with its ends among the terminals. */
	readonly arrows: readonly NetArrow[];
}

export interface NetArrow {
	readonly arrow: number;
	readonly from: number;
	readonly to: number;
}

/** Bundles every arrow at the end that has more of them. */
export function makeNets({ boxes, arrows }: Picture, { rowOf }: PlacedRows): readonly Net[] {
	const leaving = new Int32Array(boxes.length);
	const entering = new Int32Array(boxes.length);
	for (const { from, to } of arrows) {
		leaving[from] = (leaving[from] ?? 0) + 1;
		entering[to] = (entering[to] ?? 0) + 1;
	}
	const bundles = new Map<string, number[]>();
	for (const [index, { from, to }] of arrows.entries()) {
		const key = (leaving[from] ?? 0) >= (entering[to] ?? 0) ? `from ${from}` : `to ${to}`;
		bundles.set(key, [...(bundles.get(key) ?? []), index]);
	}
	const bottom = (box: number): Terminal => ({ box, side: 'bottom', channel: rowOf[box] ?? 0 });
	const top = (box: number): Terminal => ({ box, side: 'top', channel: (rowOf[box] ?? 0) - 1 });
	return [...bundles].map(([key, members]) => {
		const isFrom = key.startsWith('from');
		const ends = members.flatMap((index) => arrows[index] ?? []);
		const shared = ends.slice(0, 1).map(({ from, to }) => (isFrom ? bottom(from) : top(to)));
		const terminals = [...shared, ...ends.map(({ from, to }) => (isFrom ? top(to) : bottom(from)))];
		const channels = terminals.map(({ channel }) => channel);
		return {
			terminals,
			firstChannel: Math.min(...channels),
			lastChannel: Math.max(...channels),
			arrows: members.map((arrow, index) =>
				isFrom ? { arrow, from: 0, to: index + 1 } : { arrow, from: index + 1, to: 0 },
			),
		};
	});
}
