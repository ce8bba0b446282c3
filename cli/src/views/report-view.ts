import type { DeploymentReportView } from '@stoker/shared/model/report.js';
import { countsText, nodeLabel, stateCell, timeText } from './cells.js';
import { courseCell } from './control-words.js';
import { hasEnded } from './deployment-progress.js';
import { NODE_PROGRESS_COLUMNS, progressText, tookText } from './deployment-view.js';
import { renderDecisions, renderRootCauses, renderTolerated } from './failure-list.js';
import { formatCount } from './format.js';
import type { Details } from './printer.js';
import { renderHeading, renderRecord } from './record.js';
import type { Style } from './style.js';
import { renderTable } from './table.js';

const MOST_CAUSES = 20;
const MOST_LINES = 10;
const MOST_OTHERS = 100;

/** Why a deployment is where it is: root causes first, then what could not run because of them. */
export const REPORT_DETAILS: Details<DeploymentReportView> = {
	kind: {
		singular: 'deployment_report',
		plural: 'deployment_reports',
		name: ({ deployment }) => deployment.id,
		columns: [],
	},
	render: renderReport,
};

function renderReport(report: DeploymentReportView, style: Style): string {
	const { deployment, progress } = report;
	const isOver = hasEnded(deployment);
	const record = renderRecord(
		[
			['Deployment', { text: `${deployment.graphType} of ${deployment.environmentName}`, tone: 'strong' }],
			['Id', deployment.id],
			['State', isOver ? stateCell(deployment.state) : courseCell(deployment.state, deployment.control)],
			['Verdict', deployment.message],
			['Done', progressText(progress)],
			['Runs', countsText(deployment.counts)],
			['Started', `${timeText(deployment.startedAtMs, style)} by ${deployment.startedBy}`],
			['Took', tookText(deployment, style)],
		],
		style,
	);
	const causes = renderRootCauses(report, { style, most: MOST_CAUSES, mostLines: MOST_LINES });
	return [
		record,
		causes === '' ? '' : renderHeading('Root causes', style) + causes,
		renderTolerated(report, style, MOST_OTHERS),
		renderDecisions(report, style, MOST_OTHERS),
		renderTroubledNodes(report, style),
		causes === '' && isOver ? nothingFailed(report, style) : '',
	].join('');
}

/** Nodes that did not do all they should; one that only waits in vain is told apart from one that failed. */
function renderTroubledNodes({ nodes }: DeploymentReportView, style: Style): string {
	const failed = nodes.filter(({ counts }) => counts.failed > 0);
	const waiting = nodes.filter(({ counts }) => counts.failed === 0 && counts.dep_failed > 0);
	const shown = [...failed, ...waiting];
	if (shown.length === 0) {
		return '';
	}
	const words = [
		...(failed.length > 0 ? [`${formatCount(failed.length, 'node')} with failures`] : []),
		...(waiting.length > 0 ? [`${waiting.length} held up by failures elsewhere`] : []),
	];
	const columns = NODE_PROGRESS_COLUMNS.filter(({ key }) => key !== 'running');
	const named = shown.map((node) => ({ ...node, nodeName: nodeLabel(node) }));
	const table = renderTable(columns, named, { style, hasHeaders: true });
	return renderHeading(`Nodes: ${words.join(', ')}`, style) + table.text;
}

function nothingFailed({ deployment, toleratedCount }: DeploymentReportView, { paint, symbols }: Style): string {
	if (deployment.counts.failed > toleratedCount || deployment.state !== 'succeeded') {
		return '';
	}
	return `\n${paint.good(symbols.check)} Nothing that counts has failed.\n`;
}
