import { formatBytes } from '../picture/disks/format-bytes.js';
import { diskKey, nicKey } from './compare-inventories.js';
import { groupBy } from './group-by.js';
import type { Inventory } from './inventory.js';

/** What a machine lacks of the hardware that it was accepted with. */
export type DriftKind =
	| 'disk_gone'
	| 'disk_resized'
	| 'memory_less'
	| 'memory_module_gone'
	| 'processors_less'
	| 'nic_gone'
	| 'accelerator_gone';

export interface HardwareDrift {
	/** A {@link DriftKind}, or one of a newer controller. */
	readonly kind: string;
	/** For example `disk S64GNE0R500101`; '' where there is only one of it. */
	readonly item: string;
	/** For example `disk S64GNE0R500101 (894 GiB) is gone; in its place there is disk S64GNE0R500777 (894 GiB)`. */
	readonly message: string;
}

type Disk = Inventory['disks'][number];

const BY_PATH = 'disk/by-path/';
/** Kernels keep some memory for themselves, not all of them as much. */
const MEMORY_TOLERANCE = 1 / 32;

/**
 * What of the agreed hardware is gone or smaller. What came in addition is no drift: nothing that was planned rests on
 * it. Disks and cards are known by serial number and address, so another name is no drift either.
 */
export function hardwareDrift(agreed: Inventory, now: Inventory): readonly HardwareDrift[] {
	return [
		...diskDrift(agreed, now),
		...memoryDrift(agreed, now),
		...processorDrift(agreed, now),
		...cardDrift(agreed, now),
	];
}

/** What has drifted and had not before. */
export function newDrift(before: readonly HardwareDrift[], after: readonly HardwareDrift[]): readonly HardwareDrift[] {
	// What comes in the place of something that is gone is no further loss.
	const lossOf = ({ kind, item, message }: HardwareDrift) => (kind === 'disk_gone' ? item : message);
	const known = new Set(before.map(lossOf));
	return after.filter((drifted) => !known.has(lossOf(drifted)));
}

function drift(kind: DriftKind, item: string, what: string): HardwareDrift {
	return { kind, item, message: `${item === '' ? '' : `${item} `}${what}` };
}

function diskDrift(agreed: Inventory, now: Inventory): readonly HardwareDrift[] {
	// Two paths to one disk have one key: each is taken once.
	const left = groupBy(now.disks, diskKey);
	const known = new Set(agreed.disks.map(diskKey));
	const added = now.disks.filter((disk) => !known.has(diskKey(disk)));
	return agreed.disks.flatMap((disk) => {
		const item = `disk ${diskKey(disk)}`;
		const found = left.get(diskKey(disk))?.shift();
		if (found === undefined) {
			const other = added.find((one) => isInPlaceOf(one, disk));
			const instead =
				other === undefined ? '' : `; in its place there is disk ${diskKey(other)} (${formatBytes(other.sizeBytes)})`;
			return [drift('disk_gone', item, `(${formatBytes(disk.sizeBytes)}) is gone${instead}`)];
		}
		return found.sizeBytes === disk.sizeBytes
			? []
			: [drift('disk_resized', item, `has ${found.sizeBytes} bytes, not ${disk.sizeBytes}`)];
	});
}

/** Kernel names say nothing of places: they follow from the order in which disks are found. */
function isInPlaceOf(disk: Disk, other: Disk): boolean {
	const places = new Set(other.links.filter((link) => link.startsWith(BY_PATH)));
	return disk.links.some((link) => places.has(link));
}

function memoryDrift(agreed: Inventory, now: Inventory): readonly HardwareDrift[] {
	const slots = new Set(now.memory.modules.map(({ slot }) => slot));
	// Without modules nobody asked the firmware this time.
	const gone = slots.size === 0 ? [] : agreed.memory.modules.filter(({ slot }) => !slots.has(slot));
	const isLess = now.memoryBytes < agreed.memoryBytes * (1 - MEMORY_TOLERANCE);
	return [
		...gone.map(({ slot, sizeBytes }) =>
			drift('memory_module_gone', `memory module ${slot}`, `(${formatBytes(sizeBytes)}) is gone`),
		),
		...(isLess
			? [drift('memory_less', '', `memory is ${formatBytes(now.memoryBytes)}, not ${formatBytes(agreed.memoryBytes)}`)]
			: []),
	];
}

function processorDrift({ cpu: agreed }: Inventory, { cpu: now }: Inventory): readonly HardwareDrift[] {
	return now.cores < agreed.cores || now.sockets < agreed.sockets
		? [
				drift(
					'processors_less',
					'',
					`there are ${now.sockets} sockets and ${now.cores} cores, not ${agreed.sockets} and ${agreed.cores}`,
				),
			]
		: [];
}

function cardDrift(agreed: Inventory, now: Inventory): readonly HardwareDrift[] {
	const nics = new Set(now.nics.map(nicKey));
	const accelerators = new Set(now.accelerators.map(({ busPath }) => busPath));
	return [
		...agreed.nics
			.filter((nic) => !nics.has(nicKey(nic)))
			.map((nic) => drift('nic_gone', `network card ${nicKey(nic)}`, `(${nic.name}) is gone`)),
		...agreed.accelerators
			.filter(({ busPath }) => !accelerators.has(busPath))
			.map(({ busPath, pciId }) => drift('accelerator_gone', `accelerator ${busPath}`, `(${pciId}) is gone`)),
	];
}
