import { laneColour } from '../lane-colours.js';
import { textWidth } from '../layout/measure-box.js';
import { CRITICAL, escape, FONT, frame, text } from '../svg-parts.js';
import { arrangeGantt } from './arrange-gantt.js';
import type { BarState, GanttChart, GanttLane } from './gantt-chart.js';
import type { GanttInput } from './gantt-input.js';
import { type PlacedBar, type PlacedLane, placeBars, round } from './place-bars.js';
import { ticksOf } from './time-axis.js';

const MARGIN = 24;
const TITLE_SIZE = 20;
const TEXT_SIZE = 12;
const LABEL_SIZE = 11;
const BAR_LABEL_SIZE = 10;
/** Where the lanes begin. */
const TOP = 132;
const CHART_WIDTH = 1_240;
const LONGEST_LABEL = 28;
const LONGEST_DETAIL = 36;
const BAR_HEIGHT = 16;
const TRACK = 19;
const LANE_PADDING = 6;
const LANE_MIN = 34;
const MOST_TICKS = 12;
/** A chart of more bars joins short ones, so that it stays below a megabyte. */
const MOST_BARS = 2_200;
const FILLS: Readonly<Record<BarState, string>> = {
	succeeded: '#74c0fc',
	running: '#ffe066',
	retried: '#ffc9c9',
	failed: '#ff6b6b',
	cancelled: '#ced4da',
};
const STYLE = [
	`text{font-family:${FONT};fill:#212529}`,
	...Object.entries(FILLS).map(([state, fill]) => `.${state}{fill:${fill}}`),
	`.c{stroke:${CRITICAL};stroke-width:1.6}`,
	'.g:hover rect{opacity:.75}',
].join('');

interface PlacedChart {
	readonly lanes: readonly (PlacedLane & { readonly lane: GanttLane; readonly top: number; readonly height: number })[];
	readonly left: number;
	readonly bottom: number;
	readonly pixelsPerMs: number;
}

/**
 * A Gantt chart for browsers, on a light page: nodes are lanes, attempts bars, waits thin lines. Every `rect` is a bar;
 * everything else is a path or a text.
 */
export function drawGantt(input: GanttInput): string {
	const chart = arrangeGantt(input);
	const placed = placeChart(chart);
	const legend = drawLegend();
	const right = placed.left + CHART_WIDTH + MARGIN;
	const width =
		Math.ceil(Math.max(right, legend.right, ...[chart.title].map((title) => MARGIN + textWidth(title, TITLE_SIZE)))) +
		MARGIN;
	const height = placed.bottom + MARGIN;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
		`<title>${escape(chart.title)}</title>`,
		`<style>${STYLE}</style>`,
		`<path d="${frame(0, 0, width, height)}" fill="#ffffff"/>`,
		text(MARGIN, 36, chart.title, `font-size="${TITLE_SIZE}" font-weight="700"`),
		text(MARGIN, 58, chart.summary, `font-size="${TEXT_SIZE}" style="fill:#495057"`),
		...legend.parts,
		...drawLanes(placed),
		...drawAxis(chart, placed),
		...drawPath(placed),
		...placed.lanes.flatMap((lane) => drawLane(lane, placed)),
		'</svg>\n',
	].join('\n');
}

function placeChart(chart: GanttChart): PlacedChart {
	const pixelsPerMs = CHART_WIDTH / chart.lengthMs;
	let threshold = 2;
	let lanes = chart.lanes.map((lane) => placeBars(lane, pixelsPerMs, threshold));
	while (lanes.reduce((sum, { bars }) => sum + bars.length, 0) > MOST_BARS && threshold < CHART_WIDTH) {
		threshold *= 2;
		lanes = chart.lanes.map((lane) => placeBars(lane, pixelsPerMs, threshold));
	}
	const labels = chart.lanes.flatMap(({ label, detail }) => [
		textWidth(shorten(label, LONGEST_LABEL), LABEL_SIZE),
		textWidth(shorten(detail, LONGEST_DETAIL), BAR_LABEL_SIZE),
	]);
	const left = Math.ceil(MARGIN + Math.max(60, ...labels) + 12);
	let top = TOP;
	const stacked = lanes.map((placed, index) => {
		const height = Math.max(LANE_MIN, placed.trackCount * TRACK + 2 * LANE_PADDING);
		const lane = { ...placed, lane: chart.lanes[index] ?? { label: '', detail: '', bars: [], waits: [] }, top, height };
		top += height;
		return lane;
	});
	return { lanes: stacked, left, bottom: top, pixelsPerMs };
}

function drawLegend(): { readonly parts: readonly string[]; readonly right: number } {
	const parts: string[] = [];
	let x = MARGIN;
	const entry = (sample: string, words: string): void => {
		parts.push(sample, text(x + 34, 86, words, `font-size="${BAR_LABEL_SIZE}" style="fill:#6c757d"`));
		x += 34 + Math.ceil(textWidth(words, BAR_LABEL_SIZE)) + 22;
	};
	const box = (attributes: string): string => `<path d="${frame(x, 75, 26, 14)}" ${attributes}/>`;
	entry(box('class="succeeded"'), 'succeeded');
	entry(box('class="failed"'), 'failed');
	entry(box('class="retried"'), 'failed, tried again');
	entry(box('class="running"'), 'at work');
	entry(box('class="cancelled"'), 'cancelled');
	entry(box(`class="c" fill="#ffffff"`), 'on the path that took longest');
	entry(`<path d="M${x} 82H${x + 26}" stroke="#adb5bd" stroke-width="2"/>`, 'could begin, waits');
	entry(
		`${box('fill="#d0ebff"')}<path d="${frame(x + 8, 75, 10, 14)}" class="succeeded"/>`,
		'many nodes: first begin to last end, and the middle',
	);
	return { parts, right: x };
}

function drawLanes({ lanes, left }: PlacedChart): readonly string[] {
	return lanes.flatMap(({ lane, top, height }, index) => {
		const { text: ink, edge } = laneColour(index % 2 === 0 ? 0 : 1);
		const fill = index % 2 === 0 ? '#f8f9fa' : '#ffffff';
		const middle = top + height / 2;
		const hasDetail = lane.detail !== '';
		return [
			`<path d="${frame(MARGIN, top, left - MARGIN + CHART_WIDTH, height)}" fill="${fill}"/>`,
			`<path d="${frame(MARGIN, top, 3, height)}" fill="${edge}"/>`,
			text(
				MARGIN + 9,
				middle + (hasDetail ? -2 : 4),
				shorten(lane.label, LONGEST_LABEL),
				`font-size="${LABEL_SIZE}" font-weight="600" style="fill:${ink}"`,
			),
			...(hasDetail
				? [
						text(
							MARGIN + 9,
							middle + 11,
							shorten(lane.detail, LONGEST_DETAIL),
							`font-size="${BAR_LABEL_SIZE}" style="fill:#868e96"`,
						),
					]
				: []),
		];
	});
}

function drawAxis({ lengthMs }: GanttChart, { left, bottom, pixelsPerMs }: PlacedChart): readonly string[] {
	return ticksOf(lengthMs, MOST_TICKS).flatMap(({ atMs, label }) => {
		const x = round(left + atMs * pixelsPerMs);
		return [
			`<path d="M${x} ${TOP - 8}V${bottom}" stroke="#dee2e6" stroke-dasharray="2 3"/>`,
			text(x, TOP - 14, label, `font-size="${BAR_LABEL_SIZE}" text-anchor="middle" style="fill:#868e96"`),
		];
	});
}

/** Thin lines from one step of the path to the next, behind the bars. */
function drawPath({ lanes, left }: PlacedChart): readonly string[] {
	const steps = lanes.flatMap(({ bars, top }) =>
		bars.flatMap((bar) =>
			bar.steps.map((step) => ({ step, bar, y: top + LANE_PADDING + bar.track * TRACK + BAR_HEIGHT / 2 })),
		),
	);
	const ordered = steps.toSorted((a, b) => a.step - b.step);
	return ordered.flatMap((to, index) => {
		const from = ordered[index - 1];
		if (from === undefined || from.bar === to.bar) {
			return [];
		}
		const x = round(left + from.bar.core.x + from.bar.core.width);
		return [
			`<path d="M${x} ${from.y}V${to.y}H${round(left + to.bar.x)}" fill="none" stroke="${CRITICAL}" stroke-opacity="0.55"/>`,
		];
	});
}

function drawLane(lane: PlacedChart['lanes'][number], chart: PlacedChart): readonly string[] {
	const nextOnTrack = nextStarts(lane.bars);
	const waits = lane.lane.waits.flatMap(({ fromMs, toMs, bar }) => {
		const placed = lane.bars[lane.placeOf.get(bar) ?? -1];
		const [from, to] = [round(chart.left + fromMs * chart.pixelsPerMs), round(chart.left + toMs * chart.pixelsPerMs)];
		// Several runs may wait at once: each wait lies on the track of its bar, below those that are at work there.
		const y = lane.top + LANE_PADDING + (placed?.track ?? 0) * TRACK + BAR_HEIGHT + 1.5;
		return to - from < 1 || placed === undefined || placed.members.length > 1
			? []
			: [`<path d="M${from} ${y}H${to}" stroke="#adb5bd" stroke-width="1.5"/>`];
	});
	return [
		...waits,
		...lane.bars.flatMap((bar, index) => drawBar(bar, lane.top, nextOnTrack[index] ?? CHART_WIDTH, chart.left)),
	];
}

function drawBar(bar: PlacedBar, top: number, nextX: number, left: number): readonly string[] {
	const y = top + LANE_PADDING + bar.track * TRACK;
	const isWide = bar.core.x > bar.x || bar.core.width < bar.width - 1;
	const kind = `${bar.state}${bar.isCritical ? ' c' : ''}`;
	const core = isWide
		? `<path d="${frame(round(left + bar.core.x), y, bar.core.width, BAR_HEIGHT)}" class="${bar.state}"/>`
		: '';
	const look = isWide ? `class="${kind}" fill-opacity="0.35"` : `class="${kind}"`;
	const rect = `<rect x="${round(left + bar.x)}" y="${y}" width="${bar.width}" height="${BAR_HEIGHT}" rx="2" ${look}/>`;
	const label = drawLabel(bar, { x: left + bar.x, y: y + BAR_HEIGHT - 4.5, nextX: left + nextX });
	return [`<g class="g"><title>${escape(bar.tooltip)}</title>${rect}${core}${label}</g>`];
}

/** Inside its bar where there is room, else behind it, else only in the tooltip. */
function drawLabel(
	bar: PlacedBar,
	{ x, y, nextX }: { readonly x: number; readonly y: number; readonly nextX: number },
): string {
	const needed = textWidth(bar.label, BAR_LABEL_SIZE);
	const attributes = `font-size="${BAR_LABEL_SIZE}"`;
	if (needed + 8 <= bar.width) {
		return text(round(x + 4), y, bar.label, attributes);
	}
	const behind = x + bar.width + 4;
	return behind + needed + 4 <= nextX ? text(round(behind), y, bar.label, `${attributes} style="fill:#495057"`) : '';
}

/** Where the next bar of the same track begins. */
function nextStarts(bars: readonly PlacedBar[]): readonly number[] {
	const next: number[] = bars.map(() => CHART_WIDTH);
	const last = new Map<number, number>();
	const order = [...bars.keys()].toSorted((a, b) => (bars[b]?.x ?? 0) - (bars[a]?.x ?? 0));
	for (const index of order) {
		const bar = bars[index];
		if (bar !== undefined) {
			next[index] = last.get(bar.track) ?? CHART_WIDTH;
			last.set(bar.track, bar.x);
		}
	}
	return next;
}

function shorten(content: string, most: number): string {
	return content.length > most ? `${content.slice(0, most - 1)}…` : content;
}
