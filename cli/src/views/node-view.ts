import type { NodeDetailView, NodeView } from '@stoker/shared/model/views.js';
import { formatBytes } from '@stoker/shared/picture/disks/format-bytes.js';
import { ageCell, stateCell, timeText } from './cells.js';
import { renderHardware } from './hardware-view.js';
import type { Details, Kind } from './printer.js';
import { renderRecord } from './record.js';
import type { Style } from './style.js';

export const NODE_KIND: Kind<NodeView> = {
	singular: 'node',
	plural: 'nodes',
	name: ({ name }) => name,
	columns: [
		{ key: 'id', cell: ({ id }) => id },
		{ key: 'name', cell: ({ name }) => ({ text: name, tone: 'strong' }), isFlexible: true },
		{ key: 'status', cell: ({ status }) => stateCell(status) },
		{ key: 'connection', cell: ({ connectivity }) => stateCell(connectivity) },
		{ key: 'env', cell: ({ environmentName }) => environmentName, isFlexible: true },
		{ key: 'roles', cell: ({ roles }) => roles.join(','), isFlexible: true },
		{
			key: 'cpu',
			cell: ({ cpuThreads }) => (cpuThreads === 0 ? '' : String(cpuThreads)),
			align: 'right',
			isExpendable: true,
		},
		{ key: 'memory', cell: ({ memoryBytes }) => size(memoryBytes), align: 'right', isExpendable: true },
		{ key: 'disk', cell: ({ diskBytes }) => size(diskBytes), align: 'right', isExpendable: true },
		{ key: 'seen', cell: ({ lastSeenAtMs }, style) => ageCell(lastSeenAtMs, style), align: 'right' },
		{ key: 'message', cell: ({ statusMessage }) => statusMessage, isFlexible: true, isHidden: true },
		{ key: 'agent', cell: ({ agentVersion }) => agentVersion, isHidden: true },
		{
			key: 'certificate',
			cell: ({ certificateExpiresAtMs }, style) => timeText(certificateExpiresAtMs, style),
			isHidden: true,
		},
		{ key: 'created', cell: ({ createdAtMs }, style) => timeText(createdAtMs, style), isHidden: true },
	],
};

export const NODE_DETAILS: Details<NodeDetailView> = {
	kind: { ...NODE_KIND, name: ({ node }) => node.name, columns: [] },
	render: (detail, style) => renderRecord(nodeFields(detail.node, style), style) + renderHardware(detail, style),
};

function nodeFields(node: NodeView, style: Style): Parameters<typeof renderRecord>[0] {
	return [
		['Node', { text: node.name, tone: 'strong' }],
		['Id', node.id],
		['Status', stateCell(node.status)],
		['Message', node.statusMessage],
		['Connection', stateCell(node.connectivity)],
		['Last seen', timeText(node.lastSeenAtMs, style)],
		['Environment', node.environmentName],
		['Roles', node.roles.join(', ')],
		['Agent', node.agentVersion],
		['Certificate ends', timeText(node.certificateExpiresAtMs, style)],
		['Known since', timeText(node.createdAtMs, style)],
	];
}

function size(bytes: number): string {
	return bytes === 0 ? '' : formatBytes(bytes);
}
