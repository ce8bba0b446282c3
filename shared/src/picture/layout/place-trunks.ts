import { assignTracks } from './interval-tracks.js';
import { GRID } from './measure-box.js';
import type { Net } from './nets.js';

/** What trunks depend on. */
export interface TrunkSetting {
	readonly nets: readonly Net[];
	readonly laneWidths: readonly number[];
	readonly laneOf: (box: number) => number;
	/** Middle of a box from the left edge of its lane. */
	readonly middleInLane: (box: number) => number;
	/** Left edge of the first gutter. */
	readonly left: number;
}

/** Where lanes and the long vertical lines between them are. */
export interface PlacedTrunks {
	readonly laneX: readonly number[];
	/** Right end of the last gutter. */
	readonly right: number;
	/** X per net; undefined for nets within one channel. */
	readonly trunkX: readonly (number | undefined)[];
}

/** Empty room at each side of a gutter. */
const MARGIN = 2 * GRID;

/** Puts the long vertical part of every net that passes rows into the gutter nearest to its boxes. */
export function placeTrunks(setting: TrunkSetting): PlacedTrunks {
	const { nets, laneWidths } = setting;
	const edges = [0];
	for (const width of laneWidths) {
		edges.push((edges.at(-1) ?? 0) + width);
	}
	const gutters: number[][] = edges.map(() => []);
	for (const [index, net] of nets.entries()) {
		if (net.firstChannel < net.lastChannel) {
			gutters[nearestGutter(net, edges, setting)]?.push(index);
		}
	}
	const trunkX: (number | undefined)[] = nets.map(() => undefined);
	const laneX: number[] = [];
	let x = setting.left;
	for (const [gutter, members] of gutters.entries()) {
		const spans = members
			.flatMap((net) => nets[net] ?? [])
			.map((net) => ({ start: net.firstChannel, end: net.lastChannel }));
		const { trackOf, count } = assignTracks(spans, 1);
		for (const [index, net] of members.entries()) {
			trunkX[net] = x + MARGIN + (trackOf[index] ?? 0) * GRID;
		}
		x += 2 * MARGIN + Math.max(0, count - 1) * GRID;
		x = Math.ceil(x / (2 * GRID)) * 2 * GRID;
		if (gutter < laneWidths.length) {
			laneX.push(x);
			x += laneWidths[gutter] ?? 0;
		}
	}
	return { laneX, right: x, trunkX };
}

function nearestGutter({ terminals }: Net, edges: readonly number[], setting: TrunkSetting): number {
	const middles = terminals.map(({ box }) => (edges[setting.laneOf(box)] ?? 0) + setting.middleInLane(box));
	let best = 0;
	let least = Number.POSITIVE_INFINITY;
	for (const [gutter, edge] of edges.entries()) {
		const distance = middles.reduce((sum, middle) => sum + Math.abs(middle - edge), 0);
		if (distance < least) {
			least = distance;
			best = gutter;
		}
	}
	return best;
}
