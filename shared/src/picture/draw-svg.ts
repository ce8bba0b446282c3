import { laneColour } from './lane-colours.js';
import { type Layout, layoutPicture, type PlacedArrow, type PlacedBox } from './layout/layout-picture.js';
import { baselines, DETAIL_SIZE, LABEL_SIZE, textWidth } from './layout/measure-box.js';
import type { Picture, PictureArrow, PictureBox } from './picture.js';
import { countOf } from './summarise-graph.js';
import { CRITICAL, escape, FONT, frame, text } from './svg-parts.js';

const MARGIN = 24;
const TITLE_SIZE = 20;
const SUMMARY_SIZE = 12;
const LANE_LABEL_SIZE = 13;
/** Where the lanes begin. */
const TOP = 108;
const LANE_HEADER = 44;
const LINE = '#868e96';
const STYLE = [
	`text{font-family:${FONT};fill:#212529}`,
	`.d{font-size:${DETAIL_SIZE}px;fill:#6c757d}`,
	`.l{font-size:${LABEL_SIZE}px;font-weight:500}`,
	'.box:hover rect{stroke-width:3}',
	'.a{fill:none;stroke-linejoin:round}',
	'.a:hover{stroke:#1c7ed6;stroke-width:2.5}',
].join('');

/**
 * A picture for browsers, on a light page. Every `rect` is a box and every box one `rect`, with its text inside;
 * everything else is a path.
 */
export function drawSvg(picture: Picture): string {
	const layout = layoutPicture(picture, { x: MARGIN, y: TOP + LANE_HEADER });
	const legend = drawLegend(picture);
	const width = Math.max(layout.right, legend.right, MARGIN + textWidth(picture.summary, SUMMARY_SIZE)) + MARGIN;
	const height = layout.bottom + MARGIN;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
		`<title>${escape(picture.title)}</title>`,
		`<style>${STYLE}</style>`,
		`<path d="${frame(0, 0, width, height)}" fill="#ffffff"/>`,
		...drawLanes(picture, layout),
		text(MARGIN, 36, picture.title, `font-size="${TITLE_SIZE}" font-weight="700"`),
		text(MARGIN, 58, picture.summary, `font-size="${SUMMARY_SIZE}" fill="#495057"`),
		...legend.parts,
		...drawArrows(picture, layout),
		...picture.boxes.flatMap((box, index) => drawBox(box, layout.boxes[index])),
		'</svg>\n',
	].join('\n');
}

function drawLanes({ lanes, boxes }: Picture, layout: Layout): readonly string[] {
	const bands = lanes.flatMap(({ label, nodeCount }, index) => {
		const { x, width } = layout.lanes[index] ?? { x: 0, width: 0 };
		const { band, edge, text: ink } = laneColour(index);
		const middle = x + width / 2;
		return [
			`<path d="${frame(x, TOP, width, layout.bottom - TOP)}" fill="${band}"/>`,
			`<path d="${frame(x, TOP, width, 3)}" fill="${edge}"/>`,
			text(
				middle,
				TOP + 21,
				label,
				`font-size="${LANE_LABEL_SIZE}" font-weight="700" text-anchor="middle" style="fill:${ink}"`,
			),
			...(nodeCount > 0 ? [text(middle, TOP + 36, countOf(nodeCount, 'node'), `class="d" text-anchor="middle"`)] : []),
		];
	});
	// An anchor divides the work before it from the work after it: a faint line through all lanes shows where.
	const guides = boxes.flatMap(({ kind }, index) => {
		const box = layout.boxes[index];
		const y = box === undefined ? 0 : box.y + box.height / 2;
		return kind === 'anchor'
			? [`<path d="M${MARGIN} ${y}H${layout.right}" stroke="#ced4da" stroke-dasharray="2 4"/>`]
			: [];
	});
	return [...bands, ...guides];
}

interface Legend {
	readonly parts: readonly string[];
	readonly right: number;
}

function drawLegend({ impliedArrows, arrows }: Picture): Legend {
	const parts: string[] = [];
	let x = MARGIN;
	const entry = (sample: string, words: string): void => {
		parts.push(sample, text(x + 34, 86, words, 'class="d"'));
		x += 34 + Math.ceil(textWidth(words, DETAIL_SIZE)) + 22;
	};
	const sample = (attributes: string): string => `<path d="${frame(x, 75, 26, 14)}" ${attributes}/>`;
	entry(sample('fill="#ffffff" stroke="#4dabf7"'), 'task, one box for all its nodes');
	entry(sample('fill="#343a40"'), 'anchor: executes nothing');
	entry(sample('fill="#f8f9fa" stroke="#adb5bd" stroke-dasharray="4 3"'), 'skipped');
	entry(`<path d="M${x} 82H${x + 26}" stroke="${CRITICAL}" stroke-width="3"/>`, 'longest chain');
	if (arrows.some(({ isBackward }) => isBackward)) {
		entry(
			`<path d="M${x} 82H${x + 26}" stroke="${LINE}" stroke-dasharray="4 3"/>`,
			'back to an earlier box, on other nodes',
		);
	}
	if (impliedArrows > 0) {
		entry(
			`<path d="M${x} 82H${x + 26}" stroke="${LINE}"/>`,
			`dependency; ${impliedArrows} implied by others are not drawn`,
		);
	}
	return { parts, right: x };
}

function drawArrows({ arrows }: Picture, layout: Layout): readonly string[] {
	const line = (arrow: PictureArrow, { path, tip }: PlacedArrow): string => {
		const colour = arrow.isCritical ? CRITICAL : LINE;
		const look = arrow.isCritical ? ' stroke-width="2.5"' : arrow.isBackward ? ' stroke-dasharray="4 3"' : '';
		const head = `M${tip.x - 3.5} ${tip.y - 7}L${tip.x} ${tip.y}L${tip.x + 3.5} ${tip.y - 7}Z`;
		return `<path class="a" d="${path}" stroke="${colour}"${look}/><path d="${head}" fill="${colour}"/>`;
	};
	const drawn = arrows.map((arrow, index) => ({
		arrow,
		placed: layout.arrows[index] ?? { path: '', tip: { x: 0, y: 0 } },
	}));
	// The longest chain lies over everything else.
	const ordered = drawn.toSorted((a, b) => Number(a.arrow.isCritical) - Number(b.arrow.isCritical));
	return ordered.map(({ arrow, placed }) => line(arrow, placed));
}

function drawBox(box: PictureBox, placed: PlacedBox | undefined): readonly string[] {
	if (placed === undefined) {
		return [];
	}
	const { x, y, width, height, lines, detail } = placed;
	const at = baselines(placed);
	const middle = x + width / 2;
	const isDim = box.kind === 'skipped';
	const ink = box.kind === 'anchor' ? ' style="fill:#ffffff"' : isDim ? ' style="fill:#868e96"' : '';
	return [
		`<g class="box"><title>${escape(tooltip(box))}</title>`,
		`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${box.kind === 'anchor' ? 3 : 6}" ${boxLook(box)}/>`,
		...lines.map((line, index) =>
			text(middle, y + (at.lines[index] ?? 0), line, `class="l" text-anchor="middle"${ink}`),
		),
		...(detail === '' ? [] : [text(middle, y + at.detail, detail, `class="d" text-anchor="middle"${ink}`)]),
		'</g>',
	];
}

function boxLook({ kind, lane, isCritical }: PictureBox): string {
	const { edge } = laneColour(lane);
	const border = isCritical ? `stroke="${CRITICAL}" stroke-width="2.5"` : `stroke="${edge}"`;
	switch (kind) {
		case 'anchor':
			return `fill="#343a40" ${isCritical ? border : 'stroke="#343a40"'}`;
		case 'skipped':
			return 'fill="#f8f9fa" stroke="#adb5bd" stroke-dasharray="4 3"';
		case 'task':
			return `fill="#ffffff" ${border}`;
	}
}

function tooltip({ tasks, nodes, vertexCount, detail }: PictureBox): string {
	const named = tasks.slice(0, 20).join(', ') + (tasks.length > 20 ? ` and ${tasks.length - 20} more` : '');
	return `${named}\n${detail}\n${vertexCount} in all, for example on ${nodes.join(', ')}`;
}
