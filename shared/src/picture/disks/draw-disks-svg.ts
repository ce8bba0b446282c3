import { textWidth } from '../layout/measure-box.js';
import { escape, FONT, frame, text } from '../svg-parts.js';
import type { DiskPicture, DiskSegment, SegmentTone } from './disk-picture.js';
import { formatBytes } from './format-bytes.js';
import { segmentWidths } from './segment-widths.js';

const MARGIN = 24;
const NAME_WIDTH = 60;
const BAR_WIDTH = 1040;
const LEAST_WIDTH = 18;
const BAR_HEIGHT = 52;
const BAR_GAP = 8;
const DISK_HEADER = 26;
const DISK_GAP = 26;
const TOP = 96;
const LABEL_SIZE = 12;
const DETAIL_SIZE = 10;
const PADDING = 5;

const LOOKS: Readonly<Record<SegmentTone, { readonly fill: string; readonly edge: string; readonly words: string }>> = {
	lost: { fill: '#ffe3e3', edge: '#e03131', words: 'lost' },
	kept: { fill: '#d3f9d8', edge: '#2f9e44', words: 'kept' },
	made: { fill: '#d0ebff', edge: '#1c7ed6', words: 'made anew' },
	stays: { fill: '#f1f3f5', edge: '#868e96', words: 'not touched' },
	free: { fill: '#ffffff', edge: '#ced4da', words: 'free' },
};

const STYLE = `text{font-family:${FONT};fill:#212529}.d{font-size:${DETAIL_SIZE}px;fill:#495057}.l{font-size:${LABEL_SIZE}px;font-weight:500}`;

/** A picture for browsers: each disk as a bar before and after, to scale. Every `rect` is a stretch of a disk. */
export function drawDisksSvg(disks: readonly DiskPicture[], title: string): string {
	const width = 2 * MARGIN + NAME_WIDTH + BAR_WIDTH;
	const diskHeight = DISK_HEADER + 2 * BAR_HEIGHT + BAR_GAP + DISK_GAP;
	const height = TOP + disks.length * diskHeight + MARGIN;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
		`<title>${escape(title)}</title>`,
		`<style>${STYLE}</style>`,
		`<path d="${frame(0, 0, width, height)}" fill="#ffffff"/>`,
		text(MARGIN, 38, fit(title, width - 2 * MARGIN, 20), 'font-size="20" font-weight="700"'),
		...drawLegend(),
		...disks.flatMap((disk, index) => drawDisk(disk, TOP + index * diskHeight)),
		'</svg>\n',
	].join('\n');
}

function drawLegend(): readonly string[] {
	let x = MARGIN;
	return Object.values(LOOKS).flatMap(({ fill, edge, words }) => {
		const parts = [
			`<path d="${frame(x, 58, 26, 14)}" fill="${fill}" stroke="${edge}"/>`,
			text(x + 34, 69, words, 'class="d"'),
		];
		x += 34 + Math.ceil(textWidth(words, DETAIL_SIZE)) + 22;
		return parts;
	});
}

function drawDisk(disk: DiskPicture, top: number): readonly string[] {
	const { device, model, serial, sizeBytes, change } = disk;
	const words = [device, model, serial === '' ? '' : `serial ${serial}`, formatBytes(sizeBytes), change];
	const heading = words.filter((word) => word !== '').join(' · ');
	const first = top + DISK_HEADER;
	const second = first + BAR_HEIGHT + BAR_GAP;
	return [
		text(MARGIN, top + 14, fit(heading, NAME_WIDTH + BAR_WIDTH, 13), 'font-size="13" font-weight="700"'),
		text(MARGIN, first + BAR_HEIGHT / 2 + 4, 'before', 'class="d"'),
		...drawBar(disk.before, first),
		text(MARGIN, second + BAR_HEIGHT / 2 + 4, 'after', 'class="d"'),
		...drawBar(disk.after, second),
	];
}

function drawBar(segments: readonly DiskSegment[], top: number): readonly string[] {
	const widths = segmentWidths(
		segments.map(({ sizeBytes }) => sizeBytes),
		BAR_WIDTH,
		LEAST_WIDTH,
	);
	let x = MARGIN + NAME_WIDTH;
	return segments.flatMap((segment, index) => {
		const width = widths[index] ?? 0;
		const parts = drawSegment(segment, { x, y: top, width });
		x += width;
		return parts;
	});
}

function drawSegment(
	segment: DiskSegment,
	{ x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): readonly string[] {
	const { label, detail, sizeBytes, tone, number } = segment;
	const { fill, edge, words } = LOOKS[tone];
	const name = number === 0 ? label : `${number} ${label}`;
	const middle = x + width / 2;
	const room = width - 2 * PADDING;
	const line = (shown: string, at: number, look: string): readonly string[] => {
		return shown === '' ? [] : [text(middle, y + at, shown, `class="${look}" text-anchor="middle"`)];
	};
	return [
		`<g><title>${escape([name, detail, formatBytes(sizeBytes), words].filter((word) => word !== '').join(', '))}</title>`,
		`<rect x="${x}" y="${y}" width="${width}" height="${BAR_HEIGHT}" fill="${fill}" stroke="${edge}"/>`,
		...line(fit(name, room, LABEL_SIZE) || whole(number === 0 ? '' : String(number), room, LABEL_SIZE), 17, 'l'),
		...line(fit(detail, room, DETAIL_SIZE), 31, 'd'),
		...line(whole(formatBytes(sizeBytes), room, DETAIL_SIZE), 45, 'd'),
		'</g>',
	];
}

/** What of a text has room; nothing where fewer than three signs would be left. The title shows all of it. */
function fit(content: string, width: number, size: number): string {
	const most = Math.floor(width / textWidth('m', size));
	if (content.length <= most) {
		return content;
	}
	return most < 3 ? '' : `${content.slice(0, most - 1).trimEnd()}…`;
}

/** A text that says something else when it is cut. */
function whole(content: string, width: number, size: number): string {
	return textWidth(content, size) <= width ? content : '';
}
