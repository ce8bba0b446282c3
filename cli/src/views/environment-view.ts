import type { EnvironmentView, NodeView } from '@stoker/shared/model/views.js';
import { ageCell, stateCell, timeText } from './cells.js';
import type { Details, Kind } from './printer.js';
import { renderHeading, renderRecord } from './record.js';
import type { Style } from './style.js';
import { type Cell, renderTable } from './table.js';

export const ENVIRONMENT_KIND: Kind<EnvironmentView> = {
	singular: 'environment',
	plural: 'environments',
	name: ({ name }) => name,
	columns: [
		{ key: 'name', cell: ({ name }) => ({ text: name, tone: 'strong' }), isFlexible: true },
		{ key: 'status', cell: ({ status }) => stateCell(status) },
		{ key: 'release', cell: ({ releaseName, releaseVersion }) => `${releaseName}@${releaseVersion}`, isFlexible: true },
		{ key: 'nodes', cell: ({ nodes }) => String(nodes.length), align: 'right' },
		{ key: 'age', cell: ({ createdAtMs }, style) => ageCell(createdAtMs, style), align: 'right' },
		{ key: 'deployment', cell: ({ deploymentId }) => deploymentId ?? '' },
		{ key: 'id', cell: ({ id }) => id, isHidden: true },
	],
};

/** An environment for people, its nodes by the names they know. */
export function environmentDetails(nodes: readonly NodeView[]): Details<EnvironmentView> {
	return { kind: ENVIRONMENT_KIND, render: (environment, style) => renderEnvironment(environment, nodes, style) };
}

function renderEnvironment(environment: EnvironmentView, known: readonly NodeView[], style: Style): string {
	const record = renderRecord(
		[
			['Environment', { text: environment.name, tone: 'strong' }],
			['Id', environment.id],
			['Status', stateCell(environment.status)],
			['Release', `${environment.releaseName} ${environment.releaseVersion}`],
			['Deployment', environment.deploymentId ?? ''],
			['Made', timeText(environment.createdAtMs, style)],
		],
		style,
	);
	if (environment.nodes.length === 0) {
		return `${record}\n${style.paint.dim(`No nodes yet: stoker env assign ${environment.name} NODE=ROLE`)}\n`;
	}
	const byId = new Map<string, NodeView>(known.map((node) => [node.id, node]));
	const nodes = renderTable(
		[
			{ key: 'node', cell: ({ node }) => ({ text: byId.get(node)?.name ?? node, tone: 'strong' }), isFlexible: true },
			{ key: 'id', cell: ({ node }) => node },
			{ key: 'status', cell: ({ node }) => stateOf(byId.get(node)?.status) },
			{ key: 'connection', cell: ({ node }) => stateOf(byId.get(node)?.connectivity) },
			{ key: 'roles', cell: ({ roles }) => roles.join(', '), isFlexible: true },
		],
		environment.nodes,
		{ style, hasHeaders: true },
	);
	return record + renderHeading('Nodes', style) + nodes.text;
}

function stateOf(state: NodeView['status'] | NodeView['connectivity'] | undefined): Cell | string {
	return state === undefined ? '' : stateCell(state);
}
