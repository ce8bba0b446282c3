import type { DeploymentControl } from '@stoker/shared/model/deployment-control.js';
import type { DeploymentView } from '@stoker/shared/model/views.js';
import { courseCell, limitsText } from './control-words.js';
import type { Details } from './printer.js';
import { renderRecord } from './record.js';

/** What operators have said of a deployment. */
export interface ControlReport extends Pick<DeploymentView, 'state' | 'environmentName'>, DeploymentControl {
	readonly deploymentId: string;
}

export const CONTROL_DETAILS: Details<ControlReport> = {
	kind: {
		singular: 'deployment_control',
		plural: 'deployment_controls',
		name: ({ deploymentId }) => deploymentId,
		columns: [],
	},
	render: (report, style) =>
		renderRecord(
			[
				['Deployment', { text: `${report.deploymentId} of ${report.environmentName}`, tone: 'strong' }],
				['State', courseCell(report.state, report)],
				['Break-points', report.breakpoints.join(', ') || 'none'],
				['Limits', limitsText(report.limits) || 'those of the plan'],
			],
			style,
		),
};

/** The part of a deployment that operators have a say in. */
export function controlReport({ id, environmentName, state, control }: DeploymentView): ControlReport {
	return { deploymentId: id, environmentName, state, ...control };
}
