import { formatElapsed } from '@stoker/shared/explain/format-elapsed.js';
import { SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import { nodeLabel, progressOf } from './cells.js';
import { pauseText } from './control-words.js';
import type { DeploymentProgress, NodeTrack } from './deployment-progress.js';
import { formatCount, formatPercent } from './format.js';
import type { Style } from './style.js';
import { padText, sanitizeLine, textWidth, truncateText } from './text.js';

export interface FrameSize {
	readonly columns: number;
	readonly rows: number;
}

export interface FrameOptions {
	readonly style: Style;
	readonly size: FrameSize;
	/** Local monotonic clock. */
	readonly nowMs: number;
	readonly isConnected: boolean;
	/** The last frame stays on the screen and says nothing about Ctrl-C. */
	readonly isLast?: boolean;
}

const MOST_FAILURES = 5;
const WIDEST_NAME = 24;
const WIDE_BAR = 24;
const NARROW_BAR = 10;
const WIDE_SCREEN = 90;

/** Draws how a deployment stands, in lines that fit the screen however many nodes there are. */
export function renderFrame(progress: DeploymentProgress, options: FrameOptions): string[] {
	const { style, size, isLast = false } = options;
	const failures = failureLines(progress, style);
	const hint = isLast ? [] : ['', ...hintLines(progress, style)];
	const fixed = [headLine(progress, options), ''];
	const tail = [...(failures.length > 0 ? ['', ...failures] : []), ...hint];
	// One row less than the screen: the cursor stands below the last line.
	const room = Math.max(1, size.rows - 1 - fixed.length - tail.length);
	const lines = [...fixed, ...nodeLines(progress, options, room), ...tail];
	return lines.slice(0, Math.max(1, size.rows - 1)).map((line) => clip(line, size.columns - 1, style));
}

function hintLines(progress: DeploymentProgress, { paint }: Style): string[] {
	const name = sanitizeLine(progress.environmentName);
	const { stepsLeft } = progress.control;
	const begins = stepsLeft === 0 ? 'Nothing new begins' : `${formatCount(stepsLeft, 'run')} may begin`;
	return isPaused(progress)
		? [
				paint.warn(`${begins}: stoker deployment resume ${name} goes on, stoker explain ${name} tells more.`),
				paint.dim('Ctrl-C detaches; the deployment stays paused.'),
			]
		: [paint.dim('Ctrl-C detaches; the deployment goes on.')];
}

function isPaused({ control, state }: DeploymentProgress): boolean {
	return control.isPaused && state === 'running';
}

function headLine(progress: DeploymentProgress, { style, size, nowMs, isConnected }: FrameOptions): string {
	const { paint } = style;
	const { done, total } = progressOf(progress.totalsOfNodes());
	const verb = progress.state === 'stopping' ? 'Stopping' : progress.kind === 'full' ? 'Deploying' : 'Rehearsing';
	const parts = [
		paint.strong(`${verb} ${sanitizeLine(progress.environmentName)}`),
		bar(done, total, barWidth(size), style),
		`${formatPercent(done, total).padStart(4)}  ${done}/${total} tasks`,
		...(isPaused(progress) ? [paint.warn(pauseText(progress.control))] : []),
		formatElapsed(nowMs - progress.startedMs) + leftText(progress, nowMs),
	];
	return isConnected ? parts.join('  ') : [...parts.slice(0, -1), paint.warn('reconnecting')].join('  ');
}

/** `, at least 2m 05s left`, while somebody knows. */
export function leftText(progress: DeploymentProgress, nowMs: number): string {
	const leftMs = progress.remainingMs(nowMs);
	return leftMs === undefined ? '' : `, at least ${formatElapsed(leftMs)} left`;
}

function nodeLines(progress: DeploymentProgress, options: FrameOptions, room: number): string[] {
	const nodes = [...progress.nodes.values()].filter(isShown);
	const nameWidth = Math.min(WIDEST_NAME, Math.max(0, ...nodes.map((node) => textWidth(nodeLabel(node)))));
	const countWidth = Math.max(0, ...nodes.map((node) => countText(node).length));
	const draw = (node: NodeTrack): string => nodeLine(node, { ...options, nameWidth, countWidth });
	if (nodes.length <= room) {
		return nodes.map(draw);
	}
	const chosen = new Set([...nodes].sort(byInterest).slice(0, room - 1));
	const rest = nodes.filter((node) => !chosen.has(node));
	return [...nodes.filter((node) => chosen.has(node)).map(draw), restLine(rest, options.style)];
}

function nodeLine(
	node: NodeTrack,
	options: FrameOptions & { readonly nameWidth: number; readonly countWidth: number },
): string {
	const { style, size, nameWidth, countWidth } = options;
	const { done, total } = progressOf(node.counts);
	const name = truncateText(nodeLabel(node), nameWidth, style.symbols.ellipsis);
	const head = `  ${padText(name, nameWidth)}  ${bar(done, total, barWidth(size), style)}  ${padText(countText(node), countWidth, 'right')}  `;
	return head + statusText(node, options, size.columns - 1 - textWidth(head));
}

function statusText(node: NodeTrack, { style, nowMs }: FrameOptions, width: number): string {
	const { paint, symbols } = style;
	const failed = node.counts.failed > 0 ? `${node.counts.failed} failed` : '';
	const running = [...node.running].map(([task, sinceMs]) => `${sanitizeLine(task)} ${formatElapsed(nowMs - sinceMs)}`);
	if (running.length > 0) {
		const separator = failed === '' ? '' : ', ';
		const room = width - failed.length - separator.length;
		return paint.bad(failed) + separator + paint.active(truncateText(running.join(', '), room, symbols.ellipsis));
	}
	if (failed !== '') {
		return paint.bad(failed);
	}
	if (isDone(node)) {
		return node.counts.dep_failed + node.counts.cancelled > 0 ? paint.warn('not finished') : paint.good('done');
	}
	return paint.dim('waiting');
}

function restLine(rest: readonly NodeTrack[], style: Style): string {
	const failed = rest.filter(({ counts }) => counts.failed > 0).length;
	const busy = rest.filter(({ running, counts }) => running.size > 0 && counts.failed === 0).length;
	const done = rest.filter((node) => isDone(node) && node.counts.failed === 0).length;
	const waiting = rest.length - failed - busy - done;
	const words = [
		...(failed > 0 ? [`${failed} failed`] : []),
		...(busy > 0 ? [`${busy} busy`] : []),
		...(waiting > 0 ? [`${waiting} waiting`] : []),
		...(done > 0 ? [`${done} done`] : []),
	];
	return style.paint.dim(`  ${style.symbols.ellipsis} ${formatCount(rest.length, 'more node')}: ${words.join(', ')}`);
}

function failureLines(progress: DeploymentProgress, style: Style): string[] {
	const { paint, symbols } = style;
	const failures = [...progress.failures.values()];
	const lines = failures.slice(0, MOST_FAILURES).map((failure) => {
		const name = sanitizeLine(`${failure.taskId}@${nodeLabel(failure)}`);
		return `${paint.bad(symbols.cross)} ${paint.strong(name)}: ${sanitizeLine(failure.message || 'failed')}`;
	});
	const more = failures.length - lines.length;
	const behind = progress.totals.dep_failed;
	const words = [
		...(more > 0 ? [formatCount(more, 'more failure')] : []),
		...(behind > 0
			? [`${formatCount(behind, 'task')} will not run because of ${failures.length === 1 ? 'it' : 'them'}`]
			: []),
	];
	return failures.length === 0 || words.length === 0 ? lines : [...lines, paint.dim(`  ${words.join(', ')}`)];
}

function bar(done: number, total: number, width: number, style: Style): string {
	const full = total === 0 ? width : Math.floor((done * width) / total);
	const { paint, symbols } = style;
	const tone = full === width ? paint.good : paint.active;
	return tone(symbols.barFull.repeat(full)) + paint.dim(symbols.barEmpty.repeat(width - full));
}

function barWidth({ columns }: FrameSize): number {
	return columns >= WIDE_SCREEN ? WIDE_BAR : NARROW_BAR;
}

function countText(node: NodeTrack): string {
	const { done, total } = progressOf(node.counts);
	return `${done}/${total}`;
}

/** The sync node runs nothing that takes time; a node whose every task is skipped has nothing to show. */
function isShown(node: NodeTrack): boolean {
	return (node.nodeId !== SYNC_NODE_ID || node.counts.failed > 0) && progressOf(node.counts).total > 0;
}

function isDone(node: NodeTrack): boolean {
	return progressOf(node.counts).isSettled;
}

/** Failing first, then busy, then those with most left to do. */
function byInterest(a: NodeTrack, b: NodeTrack): number {
	return rank(b) - rank(a) || left(b) - left(a);
}

function rank({ counts, running }: NodeTrack): number {
	return counts.failed > 0 ? 2 : running.size > 0 ? 1 : 0;
}

function left({ counts }: NodeTrack): number {
	const { done, total } = progressOf(counts);
	return total - done;
}

/** A line that wraps would break the redrawing of all; colours are given up before that. */
function clip(line: string, width: number, style: Style): string {
	if (textWidth(line) <= width) {
		return line;
	}
	return truncateText(line.replace(/\u001b\[[0-9;]*m/g, ''), width, style.symbols.ellipsis);
}
