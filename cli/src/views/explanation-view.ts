import {
	describeExplanation,
	describeRunning,
	type ExplanationWords,
} from '@stoker/shared/explain/describe-explanation.js';
import type { ExplanationView } from '@stoker/shared/model/explanation.js';
import { formatCount, formatTime } from './format.js';
import type { Details } from './printer.js';
import { renderHeading } from './record.js';
import type { Style } from './style.js';
import { sanitizeLine, wrapText } from './text.js';

/** Why something does or does not move, as facts and in words. */
export interface ExplainedView extends ExplanationView {
	readonly words: ExplanationWords;
}

export const EXPLANATION_DETAILS: Details<ExplainedView> = {
	kind: { singular: 'explanation', plural: 'explanations', name: ({ deployment }) => deployment.id, columns: [] },
	render: renderExplanation,
};

const CLOCK = 11;
const NARROWEST = 40;

/** Puts the facts into words. Times of day are those of the place where they are read. */
export function explainedView(view: ExplanationView, style: Style): ExplainedView {
	const timeOfDay = (atMs: number): string => formatTime(atMs, style.offsetMinutes(atMs)).slice(CLOCK);
	return { ...view, words: describeExplanation(view, timeOfDay) };
}

function renderExplanation(view: ExplainedView, style: Style): string {
	const { headline, reasons, next } = view.words;
	const { symbols } = style;
	const isRun = view.subject.kind === 'run';
	return [
		...wrapText(sanitizeLine(headline), widthOf(style)).map((line) => `${style.paint.strong(line)}\n`),
		...(isRun ? [] : [renderRunning(view, style)]),
		renderList('Because', reasons, { mark: symbols.dot, style }),
		...(isRun ? [] : [renderChain(view, style)]),
		renderList('Next', next, { mark: symbols.arrow, style }),
	].join('');
}

function renderRunning({ running, atMs }: ExplainedView, style: Style): string {
	const lines = running.items.map((run) => describeRunning(run, atMs));
	const left = running.total - lines.length;
	const more = left > 0 ? [`and ${formatCount(left, 'more run')}`] : [];
	return renderList('Running', [...lines, ...more], { mark: style.symbols.dot, style });
}

function renderChain({ chain }: ExplainedView, style: Style): string {
	if (chain.total === 0) {
		return '';
	}
	const names = chain.items.map(({ taskId, nodeId, nodeName }) => `${taskId}@${nodeName || nodeId}`);
	const tail = chain.total > names.length ? [style.symbols.ellipsis] : [];
	const text = [...names, ...tail].join(style.symbols.then);
	const lines = wrapText(sanitizeLine(text), widthOf(style) - 2).map((line) => `  ${line}\n`);
	return renderHeading(`Longest chain still to go: ${formatCount(chain.total, 'run')}`, style) + lines.join('');
}

function renderList(
	title: string,
	sentences: readonly string[],
	{ mark, style }: { readonly mark: string; readonly style: Style },
): string {
	if (sentences.length === 0) {
		return '';
	}
	const indent = ' '.repeat(mark.length + 3);
	const lines = sentences.flatMap((sentence) => {
		const [first = '', ...rest] = wrapText(sanitizeLine(sentence), widthOf(style) - indent.length);
		return [`  ${style.paint.dim(mark)} ${first}\n`, ...rest.map((line) => `${indent}${line}\n`)];
	});
	return renderHeading(title, style) + lines.join('');
}

function widthOf({ columns }: Style): number {
	return Math.max(NARROWEST, columns ?? Number.POSITIVE_INFINITY);
}
