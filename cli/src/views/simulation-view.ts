import type { RunCounts } from '@stoker/shared/model/deployment.js';
import type { ReportedAttempt, SimulationReport } from '@stoker/shared/simulate/report-simulation.js';
import { formatCount, formatDuration, formatPercent } from './format.js';
import { type Field, renderHeading, renderRecord } from './record.js';
import type { Style, Tone } from './style.js';
import { type Column, renderTable } from './table.js';

/** The same with other limits. */
interface Comparison {
	readonly settings: string;
	readonly outcome: SimulationReport['outcome'];
	readonly makespanMs: number;
	readonly utilisation: number;
	readonly counts: RunCounts;
}

export interface SimulationView extends SimulationReport {
	readonly seed: number;
	readonly comparisons: readonly Comparison[];
}

type CriticalStep = SimulationReport['criticalPath'][number];

const MOST_STEPS = 40;
const MOST_ROWS = 20;
const MOST_NODES = 10;

const TONES: Readonly<Record<SimulationReport['outcome'], Tone>> = {
	succeeded: 'good',
	failed: 'bad',
	stalled: 'warn',
};

const REASONS: Readonly<Record<CriticalStep['reason'], string>> = {
	start: 'first of all',
	dependency: 'waited for the one before',
	slot_or_limit: 'ready, but held by slots or limits',
	retry: 'tried again',
};

/** Draws what a simulation came to, for people. */
export function renderSimulation(view: SimulationView, style: Style): string {
	const { criticalPath, failures, stalled, nodes, comparisons, makespanMs } = view;
	return [
		renderRecord(summary(view), style),
		section('Critical path', { rows: criticalPath, most: MOST_STEPS, columns: PATH_COLUMNS }, style),
		section('Failed', { rows: failures, most: MOST_ROWS, columns: FAILURE_COLUMNS }, style),
		section('Never begins', { rows: stalled, most: MOST_ROWS, columns: STALL_COLUMNS }, style),
		section('Nodes that end last', { rows: latest(nodes), most: MOST_NODES, columns: nodeColumns(makespanMs) }, style),
		section('With other limits', { rows: comparisons, most: MOST_ROWS, columns: comparisonColumns(makespanMs) }, style),
	].join('');
}

function summary(view: SimulationView): readonly Field[] {
	const { outcome, makespanMs, utilisation, counts, exceeded, attempts, nodes, seed } = view;
	const ended = Object.entries(counts).filter(([, count]) => count > 0);
	return [
		['Outcome', { text: outcome, tone: TONES[outcome] }],
		['Takes', { text: formatDuration(makespanMs), tone: 'strong' }],
		['Task runs', ended.map(([state, count]) => `${count} ${state.replace('_', ' ')}`).join(', ')],
		['Attempts', `${attempts.length} on ${formatCount(nodes.length, 'node')}`],
		['Nodes busy', formatPercent(utilisation, 1)],
		[
			'Braked by',
			exceeded === undefined
				? ''
				: `${exceeded.group}: ${formatCount(exceeded.failures, 'failure')}, ${exceeded.allowed} allowed`,
		],
		['Seed', String(seed)],
	];
}

interface Section<Row> {
	readonly rows: readonly Row[];
	/** The rest is counted. */
	readonly most: number;
	readonly columns: readonly Column<Row>[];
}

function section<Row>(title: string, { rows, most, columns }: Section<Row>, style: Style): string {
	if (rows.length === 0) {
		return '';
	}
	const more = rows.length > most ? style.paint.dim(`${rows.length - most} more: -o json shows all`) : '';
	const { text } = renderTable(columns, rows.slice(0, most), { style, hasHeaders: true });
	return `${renderHeading(title, style)}${text}${more && `${more}\n`}`;
}

const ATTEMPT_COLUMNS: readonly Column<ReportedAttempt>[] = [
	{ key: 'task', cell: ({ taskId }) => ({ text: taskId, tone: 'strong' }), isFlexible: true },
	{ key: 'node', cell: ({ nodeName }) => nodeName, isFlexible: true },
	{ key: 'began', cell: ({ startMs }) => `+${formatDuration(startMs)}`, align: 'right' },
	{ key: 'took', cell: ({ startMs, endMs }) => formatDuration(endMs - startMs), align: 'right' },
];

const PATH_COLUMNS: readonly Column<CriticalStep>[] = [
	...ATTEMPT_COLUMNS,
	{ key: 'because', cell: ({ reason }) => REASONS[reason], isExpendable: true },
];

const FAILURE_COLUMNS: readonly Column<ReportedAttempt>[] = [
	...ATTEMPT_COLUMNS,
	{ key: 'attempt', cell: ({ attempt }) => (attempt > 1 ? String(attempt) : ''), align: 'right' },
	{ key: 'reason', cell: ({ ending }) => ending },
];

const STALL_COLUMNS: readonly Column<SimulationReport['stalled'][number]>[] = [
	{ key: 'task', cell: ({ taskId }) => ({ text: taskId, tone: 'strong' }), isFlexible: true },
	{ key: 'node', cell: ({ nodeName }) => nodeName, isFlexible: true },
	{
		key: 'because',
		cell: ({ isNodeDead, waitsFor }) =>
			isNodeDead ? 'its node is dead, and nobody declared it lost' : waitsFor.join(', ').replaceAll('_', ' '),
	},
];

function nodeColumns(makespanMs: number): readonly Column<SimulationReport['nodes'][number]>[] {
	return [
		{ key: 'node', cell: ({ nodeName }) => ({ text: nodeName, tone: 'strong' }), isFlexible: true },
		{ key: 'attempts', cell: ({ attempts }) => String(attempts), align: 'right' },
		{ key: 'busy', cell: ({ busyMs }) => formatPercent(busyMs, makespanMs), align: 'right' },
		{ key: 'ended', cell: ({ endMs }) => `+${formatDuration(endMs)}`, align: 'right' },
	];
}

function comparisonColumns(makespanMs: number): readonly Column<Comparison>[] {
	return [
		{ key: 'limits', cell: ({ settings }) => ({ text: settings, tone: 'strong' }), isFlexible: true },
		{ key: 'outcome', cell: ({ outcome }) => ({ text: outcome, tone: TONES[outcome] }) },
		{ key: 'takes', cell: (other) => formatDuration(other.makespanMs), align: 'right' },
		{ key: 'change', cell: (other) => changeOf(other.makespanMs, makespanMs), align: 'right' },
		{ key: 'busy', cell: ({ utilisation }) => formatPercent(utilisation, 1), align: 'right' },
		{ key: 'failed', cell: ({ counts }) => String(counts.failed), align: 'right' },
	];
}

function changeOf(otherMs: number, baseMs: number): string {
	const percent = baseMs === 0 ? 0 : Math.round((otherMs / baseMs - 1) * 100);
	return percent > 0 ? `+${percent}%` : `${percent}%`;
}

function latest(nodes: SimulationReport['nodes']): SimulationReport['nodes'] {
	return [...nodes].sort((a, b) => b.endMs - a.endMs);
}
