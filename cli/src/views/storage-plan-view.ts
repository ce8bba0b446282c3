import type { DiskPicture, DiskSegment, SegmentTone } from '@stoker/shared/picture/disks/disk-picture.js';
import { formatBytes } from '@stoker/shared/picture/disks/format-bytes.js';
import { segmentWidths } from '@stoker/shared/picture/disks/segment-widths.js';
import { describeLostDisk, describeLostItem } from '@stoker/shared/storage/describe-loss.js';
import type { StorageAction } from '@stoker/shared/storage/storage-action.js';
import type { DiskLoss, StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { formatCount } from './format.js';
import type { Style, Tone } from './style.js';
import { sanitizeLine, truncateText } from './text.js';

const USUAL_COLUMNS = 100;
const BAR_INDENT = 9;
const LEAST_WIDTH = 3;

/** Signs that tell the tones apart without colour. */
const FILLS: Readonly<Record<SegmentTone, { readonly unicode: string; readonly ascii: string; readonly tone: Tone }>> =
	{
		lost: { unicode: '╳', ascii: 'x', tone: 'bad' },
		kept: { unicode: '█', ascii: '#', tone: 'good' },
		made: { unicode: '▒', ascii: '+', tone: 'active' },
		stays: { unicode: '─', ascii: '-', tone: 'plain' },
		free: { unicode: '·', ascii: '.', tone: 'dim' },
	};

const WORDS: Readonly<Record<SegmentTone, string>> = {
	lost: 'lost',
	kept: 'kept',
	made: 'new',
	stays: 'stays',
	free: 'free',
};

/** Draws each disk before and after, to scale, then what is done and what is lost. */
export function renderStoragePlan(plan: StoragePlan, disks: readonly DiskPicture[], style: Style): string {
	const lines = [
		...disks.flatMap((disk) => [...renderDisk(disk, style), '']),
		...renderDestroyList(plan.destroys, style),
		...renderActions(plan.actions, style),
		`Digest ${plan.digest}`,
	];
	return lines.map((line) => `${line}\n`).join('');
}

function renderDisk(disk: DiskPicture, style: Style): readonly string[] {
	const { device, model, serial, sizeBytes, change } = disk;
	const words = [device, model, serial === '' ? '' : `serial ${serial}`, formatBytes(sizeBytes), change];
	const heading = words.filter((word) => word !== '').map(sanitizeLine);
	const title = truncateText(heading.join(` ${style.symbols.dot} `), columnsOf(style), style.symbols.ellipsis);
	return [
		style.paint.strong(title),
		`  before ${renderBar(disk.before, style)}`,
		...disk.before.filter(({ tone }) => tone !== 'free').map((segment) => renderRow(segment, style)),
		`  after  ${renderBar(disk.after, style)}`,
		...disk.after.filter(({ tone }) => tone !== 'free').map((segment) => renderRow(segment, style)),
	];
}

function renderBar(segments: readonly DiskSegment[], style: Style): string {
	const edge = isUnicode(style) ? '│' : '|';
	const width = columnsOf(style) - BAR_INDENT - 1;
	const sizes = segments.map(({ sizeBytes }) => sizeBytes);
	// More parts than there is room for: every one is told below all the same.
	const widths = segmentWidths(sizes, width, Math.max(1, Math.min(LEAST_WIDTH, Math.floor(width / segments.length))));
	const parts = segments.map(({ tone, number }, index) => {
		const look = FILLS[tone];
		const fill = isUnicode(style) ? look.unicode : look.ascii;
		const room = Math.max(0, (widths[index] ?? 1) - 1);
		const mark = number > 0 && String(number).length <= room ? String(number) : '';
		const left = Math.floor((room - mark.length) / 2);
		return style.paint[look.tone](`${fill.repeat(left)}${mark}${fill.repeat(room - mark.length - left)}`);
	});
	return `${edge}${parts.join(edge)}${edge}`;
}

function renderRow({ number, label, detail, sizeBytes, tone }: DiskSegment, style: Style): string {
	const columns = [
		WORDS[tone].padEnd(5),
		(number === 0 ? '' : String(number)).padStart(3),
		formatBytes(sizeBytes).padStart(8),
		sanitizeLine(label).padEnd(16),
		sanitizeLine(detail),
	];
	const text = truncateText(columns.join('  ').trimEnd(), columnsOf(style) - BAR_INDENT, style.symbols.ellipsis);
	return `${' '.repeat(BAR_INDENT)}${style.paint[FILLS[tone].tone](text)}`;
}

function renderDestroyList(destroys: readonly DiskLoss[], style: Style): readonly string[] {
	if (destroys.length === 0) {
		return ['Nothing that is known is lost.'];
	}
	const { paint } = style;
	return [
		paint.bad('Lost for ever:'),
		...destroys.flatMap((loss) => [
			paint.bad(`  ${sanitizeLine(describeLostDisk(loss))}`),
			...loss.items.map((item) => {
				const text = sanitizeLine(describeLostItem(item));
				return `    ${truncateText(text, columnsOf(style) - 4, style.symbols.ellipsis)}`;
			}),
		]),
	];
}

function renderActions(actions: readonly StorageAction[], style: Style): readonly string[] {
	if (actions.length === 0) {
		return ['Nothing to do: the disks are already so.'];
	}
	const width = String(actions.length).length;
	return [
		`${formatCount(actions.length, 'action')}:`,
		...actions.map(({ id }, index) => {
			const line = `  ${String(index + 1).padStart(width)}  ${sanitizeLine(id.replace(':', '  '))}`;
			return truncateText(line, columnsOf(style), style.symbols.ellipsis);
		}),
	];
}

function columnsOf({ columns }: Style): number {
	return Math.max(40, columns ?? USUAL_COLUMNS);
}

function isUnicode({ symbols }: Style): boolean {
	return symbols.ellipsis === '…';
}
