import type { RunCounts } from '@stoker/shared/model/deployment.js';
import type { DeploymentView, TaskRunView } from '@stoker/shared/model/views.js';
import { nodeLabel } from './cells.js';
import { formatCount } from './format.js';
import type { Style } from './style.js';
import { sanitizeLine } from './text.js';

export interface FailureReport {
	readonly deployment: Pick<DeploymentView, 'id'>;
	readonly runs: readonly Pick<TaskRunView, 'taskId' | 'nodeId' | 'nodeName' | 'message' | 'attempts'>[];
	readonly counts: RunCounts;
}

const MOST_SHOWN = 10;

/** Draws root causes, each with the command that shows its output; empty when nothing failed. */
export function renderFailures({ deployment, runs, counts }: FailureReport, style: Style): string {
	const { paint, symbols } = style;
	const blocks = runs.slice(0, MOST_SHOWN).map((run) => {
		const name = `${run.taskId}@${nodeLabel(run)}`;
		const attempt = run.attempts.at(-1)?.number ?? 0;
		const again = attempt > 1 ? ` (attempt ${attempt})` : '';
		const command = `stoker logs ${deployment.id} ${run.taskId}@${run.nodeName || run.nodeId}`;
		return (
			`${paint.bad(symbols.cross)} ${paint.strong(sanitizeLine(name))}: ${sanitizeLine(run.message || 'failed')}${again}\n` +
			`  ${paint.dim(sanitizeLine(command))}\n`
		);
	});
	const more = Math.max(counts.failed, runs.length) - blocks.length;
	if (more > 0) {
		blocks.push(`  ${formatCount(more, 'more failure')}: stoker deployment tasks ${deployment.id} --state failed\n`);
	}
	if (counts.dep_failed > 0 && blocks.length > 0) {
		blocks.push(paint.dim(`  ${formatCount(counts.dep_failed, 'task')} did not run because of that.`) + '\n');
	}
	return blocks.join('');
}
