import type { DeploymentReportView } from '@stoker/shared/model/report.js';
import { countsText } from './cells.js';
import { tookText } from './deployment-view.js';
import { renderDecisions, renderRootCauses, renderTolerated } from './failure-list.js';
import type { Details } from './printer.js';
import type { Style } from './style.js';
import { sanitizeLine } from './text.js';

const MOST_CAUSES = 10;
const MOST_LINES = 5;
const MOST_OTHERS = 10;

/** How a deployment ended: duration, counts, root causes. */
export const SUMMARY_DETAILS: Details<DeploymentReportView> = {
	kind: { singular: 'deployment', plural: 'deployments', name: ({ deployment }) => deployment.id, columns: [] },
	render: renderSummary,
};

function renderSummary(report: DeploymentReportView, style: Style): string {
	const { deployment } = report;
	const { paint, symbols } = style;
	const { state, counts, kind } = deployment;
	const took = tookText(deployment, style);
	const name = paint.strong(sanitizeLine(deployment.environmentName));
	const numbers = countsText(counts);
	const others = renderTolerated(report, style, MOST_OTHERS) + renderDecisions(report, style, MOST_OTHERS);
	if (state === 'succeeded') {
		return `${paint.good(symbols.check)} ${kind === 'full' ? 'Deployed' : 'Rehearsed'} ${name} in ${took}: ${numbers}\n${others}`;
	}
	const word = state === 'stopped' ? paint.warn('was stopped') : paint.bad('failed');
	const mark = state === 'stopped' ? paint.warn(symbols.cross) : paint.bad(symbols.cross);
	const reason = deployment.message === '' ? '' : `  ${sanitizeLine(deployment.message)}\n`;
	const causes = renderRootCauses(report, { style, most: MOST_CAUSES, mostLines: MOST_LINES });
	const head = `${mark} The ${kind === 'full' ? 'deployment' : 'rehearsal'} of ${name} ${word} after ${took}: ${numbers}\n${reason}`;
	return head + (causes === '' ? '' : `\n${causes}`) + others;
}
