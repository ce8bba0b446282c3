import type { AttemptView, TaskRunView } from '@stoker/shared/model/views.js';
import { formatBytes } from '@stoker/shared/picture/disks/format-bytes.js';
import { dateText, nodeLabel, stateCell } from './cells.js';
import { formatDuration } from './format.js';
import type { Kind } from './printer.js';
import type { Style } from './style.js';

export const TASK_RUN_KIND: Kind<TaskRunView> = {
	singular: 'task_run',
	plural: 'task_runs',
	name: (run) => `${run.taskId}@${run.nodeName || run.nodeId}`,
	columns: [
		{ key: 'vertex', cell: ({ vertex }) => String(vertex), align: 'right', isHidden: true },
		{ key: 'node', cell: (run) => nodeLabel(run), isFlexible: true },
		{ key: 'task', cell: ({ taskId }) => ({ text: taskId, tone: 'strong' }), isFlexible: true },
		{ key: 'type', cell: ({ taskType }) => taskType, isExpendable: true },
		{ key: 'state', cell: ({ state }) => stateCell(state) },
		{ key: 'attempt', cell: ({ attempts }) => attemptText(attempts.at(-1)), align: 'right', isExpendable: true },
		{ key: 'took', cell: ({ attempts }, style) => attemptTook(attempts.at(-1), style), align: 'right' },
		{ key: 'log', cell: ({ attempts }) => logText(attempts.at(-1)), align: 'right', isExpendable: true },
		{ key: 'message', cell: ({ message, attempts }) => message || (attempts.at(-1)?.message ?? ''), isFlexible: true },
		{ key: 'ended', cell: ({ endedAtMs }, style) => dateText(endedAtMs, style), isHidden: true },
	],
};

function attemptTook(attempt: AttemptView | undefined, style: Style): string {
	if (attempt === undefined) {
		return '';
	}
	return formatDuration(attempt.endedAtMs === undefined ? style.nowMs - attempt.assignedAtMs : attempt.durationMs);
}

function attemptText(attempt: AttemptView | undefined): string {
	return attempt === undefined ? '' : String(attempt.number);
}

function logText(attempt: AttemptView | undefined): string {
	return attempt === undefined || attempt.logLength === 0 ? '' : formatBytes(attempt.logLength);
}
