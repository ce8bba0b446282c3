import { countsText } from './cells.js';
import type { DeploymentReport } from './deployment-view.js';
import { tookText } from './deployment-view.js';
import { renderFailures } from './failure-list.js';
import type { Details } from './printer.js';
import type { Style } from './style.js';
import { sanitizeLine } from './text.js';

/** How a deployment ended: duration, counts, root causes. */
export const SUMMARY_DETAILS: Details<DeploymentReport> = {
	kind: { singular: 'deployment', plural: 'deployments', name: ({ deployment }) => deployment.id, columns: [] },
	render: renderSummary,
};

function renderSummary({ deployment, failedRuns }: DeploymentReport, style: Style): string {
	const { paint, symbols } = style;
	const { state, counts } = deployment;
	const took = tookText(deployment, style);
	const name = paint.strong(sanitizeLine(deployment.environmentName));
	const numbers = countsText(counts);
	if (state === 'succeeded') {
		return `${paint.good(symbols.check)} Deployed ${name} in ${took}: ${numbers}\n`;
	}
	const word = state === 'stopped' ? paint.warn('was stopped') : paint.bad('failed');
	const mark = state === 'stopped' ? paint.warn(symbols.cross) : paint.bad(symbols.cross);
	const reason = failedRuns.length === 0 && deployment.message !== '' ? `  ${sanitizeLine(deployment.message)}\n` : '';
	const failures = renderFailures({ deployment, runs: failedRuns, counts }, style);
	const head = `${mark} The deployment of ${name} ${word} after ${took}: ${numbers}\n${reason}`;
	return failures === '' ? head : `${head}\n${failures}`;
}
