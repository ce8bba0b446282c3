import { groupBy } from '@stoker/shared/model/group-by.js';
import type { Inventory, MemoryModuleInventory, NicInventory } from '@stoker/shared/model/inventory.js';
import type { NodeDetailView } from '@stoker/shared/model/views.js';
import { formatBytes } from '@stoker/shared/picture/disks/format-bytes.js';
import { timeText } from './cells.js';
import { formatCount } from './format.js';
import { type Field, renderHeading, renderRecord } from './record.js';
import type { Style } from './style.js';
import { type Column, renderTable } from './table.js';

/** What a machine is made of, in groups; those that it has nothing of are left out. */
export function renderHardware({ inventory, inventoryAtMs, drift, agreedAtMs }: NodeDetailView, style: Style): string {
	if (inventory === undefined) {
		return `\n${style.paint.dim('No hardware has been reported yet.')}\n`;
	}
	const { system, bmc } = inventory;
	const fields: readonly Field[] = [
		['System', joined(' ', system.manufacturer, system.product)],
		['Serial', system.serialNumber],
		['UUID', system.uuid],
		['Host name', system.hostName],
		['Runs', joined(', ', system.operatingSystem, system.kernel, system.architecture)],
		['Firmware', system.firmware],
		['BMC', joined(' ', bmc.address, bmc.macAddress)],
		['CPU', cpuText(inventory)],
		['Memory', memoryText(inventory)],
		['Reported', timeText(inventoryAtMs, style)],
		['Agreed', timeText(agreedAtMs, style)],
		...drift.map(({ message }, index): Field => [index === 0 ? 'Drift' : '', { text: message, tone: 'warn' }]),
	];
	return [
		renderHeading('Hardware', style),
		renderRecord(fields, style),
		renderMemory(inventory, style),
		...renderDevices(inventory, style),
	].join('');
}

function joined(separator: string, ...parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join(separator);
}

function cpuText({ cpu }: Inventory): string {
	const counts = [
		formatCount(cpu.sockets, 'socket'),
		formatCount(cpu.cores, 'core'),
		formatCount(cpu.threads, 'thread'),
		...(cpu.numaNodes.length > 1 ? [formatCount(cpu.numaNodes.length, 'memory node')] : []),
	];
	return `${cpu.model} (${counts.join(', ')})`;
}

function memoryText({ memoryBytes, memory }: Inventory): string {
	const { modules, slots, maximumBytes } = memory;
	const filled = slots === 0 ? '' : `${modules.length} of ${formatCount(slots, 'slot')} filled`;
	const most = maximumBytes === 0 ? '' : `at most ${formatBytes(maximumBytes)}`;
	const notes = joined(', ', filled, most);
	return `${formatBytes(memoryBytes)}${notes === '' ? '' : ` (${notes})`}`;
}

/** Equal modules on one line. */
function renderMemory({ memory }: Inventory, style: Style): string {
	const describe = ({ sizeBytes, type, speedMtPerSecond: speed, manufacturer, partNumber }: MemoryModuleInventory) =>
		joined(' ', formatBytes(sizeBytes), type, speed === 0 ? '' : `${speed} MT/s`, manufacturer, partNumber);
	const groups = [...groupBy(memory.modules, describe)].map(([text, modules]) => ({ text, modules }));
	return group(
		[
			{ key: 'modules', cell: ({ modules }) => String(modules.length), align: 'right' },
			{ key: 'memory', cell: ({ text }) => text, isFlexible: true },
			{ key: 'slots', cell: ({ modules }) => modules.map(({ slot }) => slot).join(' '), isFlexible: true },
		],
		groups,
		style,
	);
}

function renderDevices(inventory: Inventory, style: Style): readonly string[] {
	const { disks, nics, accelerators, storageControllers, cpu } = inventory;
	return [
		group(
			[
				{ key: 'numa', cell: ({ id }) => String(id), align: 'right' },
				{ key: 'threads', cell: ({ cpus }) => cpus, isFlexible: true },
				{ key: 'memory', cell: ({ memoryBytes }) => formatBytes(memoryBytes), align: 'right' },
			],
			cpu.numaNodes.length > 1 ? cpu.numaNodes : [],
			style,
		),
		group(
			[
				{ key: 'disk', cell: ({ name }) => name },
				{ key: 'size', cell: ({ sizeBytes }) => formatBytes(sizeBytes), align: 'right' },
				{ key: 'kind', cell: ({ isRotational, transport }) => `${transport} ${isRotational ? 'hdd' : 'ssd'}`.trim() },
				{ key: 'model', cell: ({ model }) => model, isFlexible: true },
				{ key: 'serial', cell: ({ serial }) => serial, isFlexible: true },
			],
			disks,
			style,
		),
		group(
			[
				{ key: 'controller', cell: ({ busPath }) => busPath },
				{ key: 'kind', cell: ({ isRaid }) => (isRaid ? 'raid' : 'plain') },
				{ key: 'pci', cell: ({ pciId }) => pciId },
				{ key: 'driver', cell: ({ driver }) => driver },
			],
			storageControllers,
			style,
		),
		group(NIC_COLUMNS, nics, style),
		group(
			CARD_COLUMNS,
			nics.filter((nic) => CARD_COLUMNS.slice(1).some(({ cell }) => cell(nic, style) !== '')),
			style,
		),
		group(
			[
				{ key: 'accelerator', cell: ({ busPath }) => busPath },
				{ key: 'pci', cell: ({ pciId }) => pciId },
				{ key: 'driver', cell: ({ driver }) => driver },
				{ key: 'numa', cell: ({ numaNode }) => (numaNode < 0 ? '' : String(numaNode)), align: 'right' },
			],
			accelerators,
			style,
		),
	];
}

const NIC_COLUMNS: readonly Column<NicInventory>[] = [
	{ key: 'nic', cell: ({ name }) => name },
	{ key: 'mac', cell: ({ macAddress }) => macAddress },
	{ key: 'link', cell: ({ hasLink }) => (hasLink ? { text: 'up', tone: 'good' } : { text: 'down', tone: 'dim' }) },
	{ key: 'speed', cell: ({ speedMbitPerSecond: speed }) => (speed === 0 ? '' : `${speed} Mbit/s`), align: 'right' },
	{ key: 'driver', cell: ({ driver }) => driver },
	{ key: 'addresses', cell: ({ addresses }) => addresses.join(' '), isFlexible: true },
];

/** What a card can do beyond that, and what it is plugged into. */
const CARD_COLUMNS: readonly Column<NicInventory>[] = [
	{ key: 'nic', cell: ({ name }) => name },
	{ key: 'pci', cell: ({ busPath }) => busPath },
	{
		key: 'most',
		cell: ({ maxSpeedMbitPerSecond: speed }) => (speed === 0 ? '' : `${speed} Mbit/s`),
		align: 'right',
		isExpendable: true,
	},
	{ key: 'queues', cell: ({ maxQueues }) => (maxQueues === 0 ? '' : String(maxQueues)), align: 'right' },
	{
		key: 'functions',
		cell: ({ virtualFunctions, virtualFunctionLimit: limit }) => (limit === 0 ? '' : `${virtualFunctions} of ${limit}`),
		align: 'right',
	},
	{
		key: 'offloads',
		cell: ({ offloads }) => {
			const isOn = offloads.filter((offload) => offload.isOn);
			return offloads.length === 0 ? '' : `${isOn.length} of ${offloads.length} on`;
		},
	},
	{
		key: 'neighbour',
		cell: ({ neighbour }) => joined(' ', neighbour.systemName || neighbour.chassisId, neighbour.portId),
		isFlexible: true,
	},
];

function group<Row>(columns: readonly Column<Row>[], rows: readonly Row[], style: Style): string {
	return rows.length === 0 ? '' : `\n${renderTable(columns, rows, { style, hasHeaders: true }).text}`;
}
