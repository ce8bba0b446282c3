import { nodeLabel, stateCell } from './cells.js';
import type { DeploymentTimes, NodeTimes } from './deployment-times.js';
import { formatDuration, formatPercent } from './format.js';
import type { Details } from './printer.js';
import { renderHeading, renderRecord } from './record.js';
import type { Style } from './style.js';
import { type Column, renderTable } from './table.js';

const BAR_WIDTH = 20;

export const TIMES_DETAILS: Details<DeploymentTimes> = {
	kind: {
		singular: 'deployment_times',
		plural: 'deployment_times',
		name: ({ deployment }) => deployment.id,
		columns: [],
	},
	render: renderTimes,
};

function renderTimes(times: DeploymentTimes, style: Style): string {
	const { deployment, elapsedMs, nodes, longestRuns } = times;
	const record = renderRecord(
		[
			['Deployment', { text: `${deployment.graphType} of ${deployment.environmentName}`, tone: 'strong' }],
			['State', stateCell(deployment.state)],
			['Took', formatDuration(elapsedMs)],
		],
		style,
	);
	const options = { style, hasHeaders: true };
	const nodeTable = renderTable(nodeColumns(elapsedMs), nodes, options);
	const runTable = renderTable(
		[
			{ key: 'task', cell: ({ taskId }) => ({ text: taskId, tone: 'strong' }), isFlexible: true },
			{ key: 'node', cell: (run) => nodeLabel(run), isFlexible: true },
			{ key: 'took', cell: ({ tookMs }) => formatDuration(tookMs), align: 'right' },
			{ key: 'share', cell: ({ tookMs }) => formatPercent(tookMs, elapsedMs), align: 'right' },
			{ key: 'attempt', cell: ({ attempt }) => (attempt > 1 ? String(attempt) : ''), align: 'right' },
		],
		longestRuns,
		options,
	);
	const runs = longestRuns.length === 0 ? '' : renderHeading('Longest runs', style) + runTable.text;
	return record + renderHeading('Nodes', style) + nodeTable.text + runs;
}

function nodeColumns(elapsedMs: number): readonly Column<NodeTimes>[] {
	return [
		{ key: 'node', cell: (node) => ({ text: nodeLabel(node), tone: 'strong' }), isFlexible: true },
		{ key: 'tasks', cell: ({ taskCount }) => String(taskCount), align: 'right' },
		{ key: 'running', cell: ({ runningMs }) => formatDuration(runningMs), align: 'right' },
		{ key: 'waiting', cell: ({ waitingMs }) => formatDuration(waitingMs), align: 'right' },
		{ key: 'idle', cell: ({ idleMs }) => formatDuration(idleMs), align: 'right' },
		{
			key: 'finished',
			cell: ({ finishedAfterMs: ms }) => (ms === undefined ? '' : `+${formatDuration(ms)}`),
			align: 'right',
		},
		{ key: 'busy', cell: ({ runningMs }, style) => ({ text: busyBar(runningMs, elapsedMs, style), tone: 'active' }) },
	];
}

function busyBar(runningMs: number, elapsedMs: number, { symbols }: Style): string {
	const full = elapsedMs === 0 ? 0 : Math.round((Math.min(runningMs, elapsedMs) * BAR_WIDTH) / elapsedMs);
	return symbols.barFull.repeat(full) + symbols.barEmpty.repeat(BAR_WIDTH - full);
}
