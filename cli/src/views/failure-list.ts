import type { DeploymentReportView, OperatorDecisionView, RootCauseView } from '@stoker/shared/model/report.js';
import { nodeLabel } from './cells.js';
import { formatCount, formatDuration } from './format.js';
import { renderHeading } from './record.js';
import type { Style } from './style.js';
import { sanitizeLine, truncateText, wrapText } from './text.js';

interface ListOptions {
	readonly style: Style;
	/** Root causes shown. */
	readonly most: number;
	/** Lines of output shown of each; the command that shows the rest stands below. */
	readonly mostLines: number;
}

const MOST_NAMED = 5;

/** Draws root causes first, each with what waits behind it; empty when nothing that counts failed. */
export function renderRootCauses(report: DeploymentReportView, options: ListOptions): string {
	const { rootCauses, rootCauseCount, deployment } = report;
	const blocks = rootCauses.slice(0, options.most).map((cause) => renderCause(cause, deployment.id, options));
	const more = rootCauseCount - blocks.length;
	if (more > 0) {
		blocks.push(`  ${formatCount(more, 'more failure')}: stoker deployment tasks ${deployment.id} --state failed\n`);
	}
	const told = rootCauses.slice(0, options.most).reduce((sum, { behindCount }) => sum + behindCount, 0);
	const rest = deployment.counts.dep_failed - told;
	if (rest > 0) {
		const word = told > 0 ? formatCount(rest, 'more task') : formatCount(rest, 'task');
		blocks.push(options.style.paint.dim(`  ${word} did not run because of failures.`) + '\n');
	}
	return blocks.join('');
}

/** Draws failures that were allowed; empty when there are none. */
export function renderTolerated(
	{ tolerated, toleratedCount }: DeploymentReportView,
	style: Style,
	most: number,
): string {
	if (toleratedCount === 0) {
		return '';
	}
	const lines = tolerated
		.slice(0, most)
		.map(({ run }) => `  ${sanitizeLine(`${run.taskId}@${nodeLabel(run)}: ${run.message}`)}\n`);
	const more = toleratedCount - lines.length;
	const rest = more > 0 ? `  and ${more} more\n` : '';
	return `${renderHeading('Failed, but may fail', style)}${lines.join('')}${rest}`;
}

/** Draws what operators took out of the way; empty when nothing was. */
export function renderDecisions(
	{ decisions, decisionCount }: DeploymentReportView,
	style: Style,
	most: number,
): string {
	if (decisionCount === 0) {
		return '';
	}
	const lines = decisions.slice(0, most).map((decision) => `  ${sanitizeLine(decisionText(decision))}\n`);
	const more = decisionCount - lines.length;
	const rest = more > 0 ? `  and ${more} more\n` : '';
	return `${renderHeading('Decided by operators', style)}${lines.join('')}${rest}`;
}

function decisionText({ kind, taskId, nodeId, nodeName, message }: OperatorDecisionView): string {
	const word = kind === 'skipped' ? 'skipped' : 'marked done';
	// The engine's message says who did what; an empty one leaves at least what was done.
	return `${taskId}@${nodeLabel({ nodeId, nodeName })}: ${message || word}`;
}

function renderCause(cause: RootCauseView, deploymentId: string, { style, mostLines }: ListOptions): string {
	const { paint, symbols, columns } = style;
	const { run, output, behindCount, behind } = cause;
	const name = `${run.taskId}@${nodeLabel(run)}`;
	const command = `stoker logs ${deploymentId} ${run.taskId}@${run.nodeName || run.nodeId}`;
	const width = Math.max(20, (columns ?? Number.MAX_SAFE_INTEGER) - 4);
	const tail = output.slice(Math.max(0, output.length - mostLines)).map((line) => {
		const shown = truncateText(line.replaceAll('\t', '    '), width, symbols.ellipsis);
		return `  ${paint.dim('|')} ${indented(shown)}\n`;
	});
	const lost = behindCount === 0 ? [] : wrapText(sanitizeLine(behindText(behindCount, behind)), width);
	return (
		`${paint.bad(symbols.cross)} ${paint.strong(sanitizeLine(name))}: ${sanitizeLine(reasonText(cause))}\n` +
		`${tail.join('')}${lost.map((line) => `  ${paint.dim(line)}\n`).join('')}  ${paint.dim(sanitizeLine(command))}\n`
	);
}

/** Keeps the indentation of a line of output, nothing else that could move the cursor. */
function indented(line: string): string {
	const blanks = line.length - line.trimStart().length;
	return ' '.repeat(blanks) + sanitizeLine(line);
}

function reasonText({ run }: RootCauseView): string {
	const last = run.attempts.at(-1);
	// What follows makes it one sentence.
	const parts = [run.message.replace(/\.$/, '') || 'failed'];
	if (last !== undefined && last.number > 1) {
		parts.push(`attempt ${last.number}`);
	}
	if (last?.endedAtMs !== undefined) {
		parts.push(`after ${formatDuration(last.endedAtMs - last.assignedAtMs)}`);
	}
	return parts.join(', ');
}

function behindText(count: number, names: readonly string[]): string {
	const named = names.slice(0, MOST_NAMED);
	const more = count - named.length;
	const rest = more > 0 ? ` and ${more} more` : '';
	return `${formatCount(count, 'task')} did not run because of it: ${named.join(', ')}${rest}`;
}
