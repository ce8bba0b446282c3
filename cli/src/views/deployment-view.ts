import { formatElapsed } from '@stoker/shared/explain/format-elapsed.js';
import type { DeploymentKind } from '@stoker/shared/model/deployment.js';
import type { DeploymentReportView } from '@stoker/shared/model/report.js';
import type { DeploymentProgressView, DeploymentView, NodeProgressView } from '@stoker/shared/model/views.js';
import { ageCell, countsText, nodeLabel, progressOf, timeText } from './cells.js';
import { courseCell, limitsText } from './control-words.js';
import { renderRootCauses } from './failure-list.js';
import { formatDuration, formatPercent } from './format.js';
import type { Details, Kind } from './printer.js';
import { renderHeading, renderRecord } from './record.js';
import type { Style } from './style.js';
import { renderTable } from './table.js';

/** Root causes shown beside other things; `deployment report` shows all of them. */
const MOST_CAUSES = 10;

const KIND_WORDS: Readonly<Record<DeploymentKind, string>> = {
	full: '',
	dry_run: 'dry run: nothing is executed',
	noop_run: 'noop run: tasks only say what they would do',
};

export const DEPLOYMENT_KIND: Kind<DeploymentView> = {
	singular: 'deployment',
	plural: 'deployments',
	name: ({ id }) => id,
	columns: [
		{ key: 'id', cell: ({ id }) => id },
		{ key: 'env', cell: ({ environmentName }) => ({ text: environmentName, tone: 'strong' }), isFlexible: true },
		{ key: 'graph', cell: ({ graphType }) => graphType, isExpendable: true },
		{ key: 'state', cell: ({ state, control }) => courseCell(state, control) },
		{ key: 'kind', cell: ({ kind }) => KIND_WORDS[kind], isExpendable: true, isHidden: true },
		{ key: 'done', cell: ({ counts }) => doneText(counts), align: 'right' },
		{ key: 'took', cell: (deployment, style) => tookText(deployment, style), align: 'right' },
		{ key: 'age', cell: ({ startedAtMs }, style) => ageCell(startedAtMs, style), align: 'right', isExpendable: true },
		{ key: 'by', cell: ({ startedBy }) => startedBy, isFlexible: true, isHidden: true },
		{ key: 'message', cell: ({ message }) => message, isFlexible: true, isHidden: true },
	],
};

export const DEPLOYMENT_DETAILS: Details<DeploymentReportView> = {
	kind: { singular: 'deployment', plural: 'deployments', name: ({ deployment }) => deployment.id, columns: [] },
	render: renderDeployment,
};

function renderDeployment(report: DeploymentReportView, style: Style): string {
	const { deployment, nodes, progress, rootCauseCount } = report;
	const record = renderRecord(
		[
			['Deployment', { text: `${deployment.graphType} of ${deployment.environmentName}`, tone: 'strong' }],
			['Id', deployment.id],
			['State', courseCell(deployment.state, deployment.control)],
			['Kind', KIND_WORDS[deployment.kind]],
			['Break-points', deployment.control.breakpoints.join(', ')],
			['Limits', limitsText(deployment.control.limits)],
			['Message', rootCauseCount > 0 ? '' : deployment.message],
			['Done', progressText(progress)],
			['Runs', countsText(deployment.counts)],
			['Started', `${timeText(deployment.startedAtMs, style)} by ${deployment.startedBy}`],
			['Took', tookText(deployment, style)],
			['Plan', `${deployment.planId} (digest ${deployment.planDigest.slice(0, 12)})`],
		],
		style,
	);
	const failures = renderRootCauses(report, { style, most: MOST_CAUSES, mostLines: 0 });
	const shown = nodes.filter((node) => node.nodeId !== 'null' || hasProblem(node));
	const table = renderTable(NODE_PROGRESS_COLUMNS, shown, { style, hasHeaders: true });
	return record + (failures === '' ? '' : `\n${failures}`) + renderHeading('Nodes', style) + table.text;
}

/** How far nodes are. */
export const NODE_PROGRESS_COLUMNS: Kind<NodeProgressView>['columns'] = [
	{ key: 'node', cell: (node) => ({ text: nodeLabel(node), tone: 'strong' }), isFlexible: true },
	{ key: 'done', cell: (node) => nodeDoneText(node), align: 'right' },
	{
		key: 'runs',
		cell: ({ counts }) => ({ text: countsText(counts), tone: counts.failed > 0 ? 'bad' : 'plain' }),
		isFlexible: true,
	},
	{ key: 'running', cell: ({ runningTasks }) => runningTasks.join(', '), isFlexible: true },
];

function hasProblem({ counts }: NodeProgressView): boolean {
	return counts.failed + counts.running > 0;
}

function doneText(counts: DeploymentView['counts']): string {
	const { done, total } = progressOf(counts);
	return `${done}/${total} ${formatPercent(done, total).padStart(4)}`;
}

function nodeDoneText({ counts, percent }: NodeProgressView): string {
	const { done, total } = progressOf(counts);
	return `${done}/${total} ${`${percent}%`.padStart(4)}`;
}

/** `43 % of the work, about 12m 30s left`. */
export function progressText({ percent, isWeighted, remainingMs }: DeploymentProgressView): string {
	const share = `${percent}% of the ${isWeighted ? 'expected work' : 'tasks'}`;
	return remainingMs === undefined ? share : `${share}, at least ${formatElapsed(remainingMs)} left`;
}

/** How long it took, or takes so far. */
export function tookText({ startedAtMs, endedAtMs }: DeploymentView, style: Style): string {
	return formatDuration((endedAtMs ?? style.nowMs) - startedAtMs);
}
