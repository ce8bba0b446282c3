import type { Inventory } from '@stoker/shared/model/inventory.js';
import type { NodeDetailView, NodeView } from '@stoker/shared/model/views.js';
import { formatBytes } from '@stoker/shared/picture/disks/format-bytes.js';
import { ageCell, stateCell, timeText } from './cells.js';
import { formatCount } from './format.js';
import type { Details, Kind } from './printer.js';
import { renderHeading, renderRecord } from './record.js';
import type { Style } from './style.js';
import { renderTable } from './table.js';

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
	render: (detail, style) => renderRecord(nodeFields(detail.node, style), style) + renderInventory(detail, style),
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

function renderInventory({ inventory, inventoryAtMs }: NodeDetailView, style: Style): string {
	if (inventory === undefined) {
		return `\n${style.paint.dim('No hardware has been reported yet.')}\n`;
	}
	const { system, cpu } = inventory;
	const fields: Parameters<typeof renderRecord>[0] = [
		['System', [system.manufacturer, system.product].filter((part) => part !== '').join(' ')],
		['Serial', system.serialNumber],
		['UUID', system.uuid],
		['Host name', system.hostName],
		['Runs', [system.operatingSystem, system.kernel, system.architecture].filter((part) => part !== '').join(', ')],
		['Firmware', system.firmware],
		[
			'CPU',
			`${cpu.model} (${formatCount(cpu.sockets, 'socket')}, ${formatCount(cpu.cores, 'core')}, ${formatCount(cpu.threads, 'thread')})`,
		],
		['Memory', formatBytes(inventory.memoryBytes)],
		['Reported', timeText(inventoryAtMs, style)],
	];
	return renderHeading('Hardware', style) + renderRecord(fields, style) + renderDevices(inventory, style);
}

function renderDevices({ disks, nics }: Inventory, style: Style): string {
	const options = { style, hasHeaders: true };
	const diskTable = renderTable(
		[
			{ key: 'disk', cell: ({ name }) => name },
			{ key: 'size', cell: ({ sizeBytes }) => formatBytes(sizeBytes), align: 'right' },
			{ key: 'kind', cell: ({ isRotational, transport }) => `${transport} ${isRotational ? 'hdd' : 'ssd'}`.trim() },
			{ key: 'model', cell: ({ model }) => model, isFlexible: true },
			{ key: 'serial', cell: ({ serial }) => serial, isFlexible: true },
		],
		disks,
		options,
	);
	const nicTable = renderTable(
		[
			{ key: 'nic', cell: ({ name }) => name },
			{ key: 'mac', cell: ({ macAddress }) => macAddress },
			{ key: 'link', cell: ({ hasLink }) => (hasLink ? { text: 'up', tone: 'good' } : { text: 'down', tone: 'dim' }) },
			{ key: 'speed', cell: ({ speedMbitPerSecond: speed }) => (speed === 0 ? '' : `${speed} Mbit/s`), align: 'right' },
			{ key: 'driver', cell: ({ driver }) => driver },
			{ key: 'addresses', cell: ({ addresses }) => addresses.join(' '), isFlexible: true },
		],
		nics,
		options,
	);
	return (disks.length > 0 ? `\n${diskTable.text}` : '') + (nics.length > 0 ? `\n${nicTable.text}` : '');
}

function size(bytes: number): string {
	return bytes === 0 ? '' : formatBytes(bytes);
}
