import { assignTracks } from '../layout/interval-tracks.js';
import type { BarState, GanttBar, GanttLane } from './gantt-chart.js';

/** A bar with its place; pixels from the left edge of the chart. */
export interface PlacedBar {
	readonly x: number;
	readonly width: number;
	readonly core: { readonly x: number; readonly width: number };
	readonly track: number;
	readonly label: string;
	readonly tooltip: string;
	readonly state: BarState;
	readonly isCritical: boolean;
	/** Steps of the path it holds, ascending. */
	readonly steps: readonly number[];
	/** The bars of its lane that it stands for. */
	readonly members: readonly number[];
}

export interface PlacedLane {
	readonly bars: readonly PlacedBar[];
	readonly trackCount: number;
	/** Index of the placed bar of each bar. */
	readonly placeOf: ReadonlyMap<number, number>;
}

const NARROWEST = 2;
/** Bars that begin at the same place are kept apart, however short they are. */
const THINNEST = 0.05;
/** What rounding may add to where a bar ends. */
const HAIR = 0.02;
/** Left free between a bar and the next one, so that they are seen as two. */
const GAP = 0.5;

/**
 * Gives the bars of a lane their places, as few tracks as can be. Bars that are narrower than `threshold` pixels and
 * follow each other closely become one, unless they failed or are on the path.
 */
export function placeBars({ bars }: GanttLane, pixelsPerMs: number, threshold: number): PlacedLane {
	const joined: PlacedBar[] = [];
	const order = [...bars.keys()].toSorted((a, b) => (bars[a]?.fromMs ?? 0) - (bars[b]?.fromMs ?? 0) || a - b);
	let open: { bar: PlacedBar; at: number } | undefined;
	for (const index of order) {
		const bar = bars[index];
		if (bar === undefined) {
			continue;
		}
		const placed = placeBar(bar, index, pixelsPerMs);
		const isSmall = placed.width < threshold && !bar.isCritical && bar.state === 'succeeded';
		const reach = open === undefined ? Number.NEGATIVE_INFINITY : open.bar.x + open.bar.width;
		if (isSmall && open !== undefined && placed.x <= reach + threshold && placed.x >= reach - threshold) {
			open = { bar: joinBars(open.bar, placed), at: open.at };
			joined[open.at] = open.bar;
			continue;
		}
		joined.push(placed);
		open = isSmall ? { bar: placed, at: joined.length - 1 } : undefined;
	}
	// Tracks follow from the true times; how wide a bar is drawn depends on the room that leaves.
	const intervals = joined.map(({ x, width }) => ({ start: x, end: x + Math.max(width - HAIR, THINNEST) }));
	const { trackOf, count } = assignTracks(intervals, 0);
	const placed = widen(joined.map((bar, index) => ({ ...bar, track: trackOf[index] ?? 0 })));
	const placeOf = new Map(placed.flatMap(({ members }, place) => members.map((member) => [member, place] as const)));
	return { bars: placed, trackCount: Math.max(1, count), placeOf };
}

/** Makes bars wide enough to be seen and to be told apart, as far as the next one of their track allows. */
function widen(bars: readonly PlacedBar[]): readonly PlacedBar[] {
	const nextOf = new Map<number, number>();
	const widened = [...bars];
	const order = [...bars.keys()].toSorted((a, b) => (bars[b]?.x ?? 0) - (bars[a]?.x ?? 0));
	for (const index of order) {
		const bar = bars[index];
		if (bar !== undefined) {
			const room = (nextOf.get(bar.track) ?? Number.POSITIVE_INFINITY) - bar.x;
			const wanted = Math.max(NARROWEST, bar.width - GAP);
			const width = round(Math.max(Math.min(wanted, room - GAP), Math.min(wanted, room / 2)));
			const right = bar.x + width;
			const coreX = Math.min(bar.core.x, right);
			const coreWidth = round(Math.min(Math.max(bar.core.width, NARROWEST), right - coreX));
			widened[index] = { ...bar, width, core: { x: coreX, width: coreWidth } };
			nextOf.set(bar.track, bar.x);
		}
	}
	return widened;
}

function placeBar(bar: GanttBar, index: number, pixelsPerMs: number): PlacedBar {
	const x = round(bar.fromMs * pixelsPerMs);
	const width = round((bar.toMs - bar.fromMs) * pixelsPerMs);
	const coreX = round(bar.coreFromMs * pixelsPerMs);
	const coreWidth = round((bar.coreToMs - bar.coreFromMs) * pixelsPerMs);
	const { label, tooltip, state, isCritical, step } = bar;
	const steps = step === undefined ? [] : [step];
	const core = { x: coreX, width: coreWidth };
	return { x, width, core, track: 0, label, tooltip, state, isCritical, steps, members: [index] };
}

function joinBars(a: PlacedBar, b: PlacedBar): PlacedBar {
	const width = round(Math.max(a.x + a.width, b.x + b.width) - a.x);
	const members = [...a.members, ...b.members];
	const label = `${members.length} short ones`;
	return {
		...a,
		width,
		core: { x: a.x, width },
		members,
		label,
		tooltip: `${label}, the first one ${a.tooltip.split('\n')[0]?.replace(/^\d+ short ones, the first one /, '')}`,
	};
}

/** Hundredths of a pixel are more than anybody sees. */
export function round(value: number): number {
	return Math.round(value * 100) / 100;
}
