import type { DeploymentTimes, NodeTimes, RunTimes, TaskTimes } from '@stoker/shared/timing/deployment-times.js';
import type { TimeKind, TimeSplit } from '@stoker/shared/timing/time-split.js';
import { nodeLabel, stateCell } from './cells.js';
import { formatDuration } from './format.js';
import type { Details } from './printer.js';
import { renderHeading, renderRecord } from './record.js';
import type { Style } from './style.js';
import { type Column, renderTable } from './table.js';

const BAR_WIDTH = 12;
const MOST_TASKS = 10;
const MOST_RUNS = 10;

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
	const { deployment, elapsedMs, split, nodes, tasks, runs } = times;
	const record = renderRecord(
		[
			['Deployment', { text: `${deployment.graphType} of ${deployment.environmentName}`, tone: 'strong' }],
			['State', stateCell(deployment.state)],
			['Took', formatDuration(elapsedMs)],
			['All runs', splitText(split)],
		],
		style,
	);
	const options = { style, hasHeaders: true };
	const nodeTable = renderTable(nodeColumns(elapsedMs), nodes, options).text;
	const taskTable = renderTable<TaskTimes>(
		[
			{ key: 'task', cell: ({ taskId }) => ({ text: taskId, tone: 'strong' }), isFlexible: true },
			{ key: 'runs', cell: ({ runCount }) => String(runCount), align: 'right' },
			...splitColumns<TaskTimes>(),
		],
		tasks.slice(0, MOST_TASKS),
		options,
	).text;
	const runTable = renderTable<RunTimes>(
		[
			{ key: 'task', cell: ({ taskId }) => ({ text: taskId, tone: 'strong' }), isFlexible: true },
			{ key: 'node', cell: (run) => nodeLabel(run), isFlexible: true },
			...splitColumns<RunTimes>(),
			{
				key: 'attempts',
				cell: ({ attemptCount }) => (attemptCount > 1 ? String(attemptCount) : ''),
				align: 'right',
			},
		],
		runs.slice(0, MOST_RUNS),
		options,
	).text;
	const byTask = renderHeading('Tasks that took most, all their runs together', style) + taskTable;
	const byRun = renderHeading('Longest runs', style) + runTable;
	return record + renderHeading('Nodes', style) + nodeTable + (runs.length === 0 ? '' : byTask + byRun);
}

/** `2m 04s at work, 12.0s tried again, waited 3m 00s for others, 10.0s for a slot, 1.0s held back`. */
function splitText({ dependency, slot, held, retrying, running }: TimeSplit): string {
	const waits: readonly (readonly [number, string])[] = [
		[dependency, 'for others'],
		[slot, 'for a slot'],
		[held, 'held back'],
	];
	const waited = waits.filter(([ms]) => ms > 0).map(([ms, what]) => `${formatDuration(ms)} ${what}`);
	return [
		`${formatDuration(running)} at work`,
		...(retrying > 0 ? [`${formatDuration(retrying)} tried again`] : []),
		...(waited.length > 0 ? [`waited ${waited.join(', ')}`] : []),
	].join(', ');
}

/** A run waits for others, then for a slot of its node, or is held back by a limit, a pause or a silent agent. */
function splitColumns<Row extends { readonly split: TimeSplit }>(): readonly Column<Row>[] {
	const column = (key: string, kind: TimeKind): Column<Row> => ({
		key,
		cell: ({ split }) => (split[kind] === 0 ? '' : formatDuration(split[kind])),
		align: 'right',
	});
	return [
		column('running', 'running'),
		column('retrying', 'retrying'),
		column('slot', 'slot'),
		column('held', 'held'),
		column('others', 'dependency'),
	];
}

function nodeColumns(elapsedMs: number): readonly Column<NodeTimes>[] {
	return [
		{ key: 'node', cell: (node) => ({ text: nodeLabel(node), tone: 'strong' }), isFlexible: true },
		{ key: 'tasks', cell: ({ taskCount }) => String(taskCount), align: 'right' },
		{ key: 'running', cell: ({ runningMs }) => formatDuration(runningMs), align: 'right' },
		{
			key: 'retrying',
			cell: ({ retryingMs }) => (retryingMs === 0 ? '' : formatDuration(retryingMs)),
			align: 'right',
		},
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
