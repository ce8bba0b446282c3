import type {
	DiskContent,
	DiskInventory,
	PartitionContent,
	StorageInventory,
} from '@stoker/shared/storage/inventory.js';
import type { StorageAction, StoragePlace } from '@stoker/shared/storage/storage-action.js';

export const MIB = 1024 ** 2;
export const GIB = 1024 ** 3;

const BLANK: DiskContent = { table: { label: '', guid: '', partitions: [] }, signatures: [], holders: [] };

/** An empty disk of 100 GiB whose serial number is `serial-NAME`. */
export function makeDisk(name: string, rest: Partial<DiskInventory> = {}): DiskInventory {
	return {
		name,
		device: `/dev/${name}`,
		sizeBytes: 100 * GIB,
		logicalSectorBytes: 512,
		physicalSectorBytes: 4096,
		optimalIoBytes: 0,
		model: 'TEST DISK',
		vendor: 'ATA',
		serial: `serial-${name}`,
		wwn: '',
		transport: 'sata',
		isRotational: false,
		isRemovable: false,
		isReadOnly: false,
		links: [`disk/by-id/ata-${name}`],
		scsiAddress: '',
		paths: [],
		content: BLANK,
		...rest,
	};
}

export function makeInventory(disks: readonly DiskInventory[]): StorageInventory {
	return { firmware: 'uefi', memoryBytes: 8 * GIB, disks };
}

/** A partition at so many MiB. */
export function makePartition(
	number: number,
	[startMib, sizeMib]: readonly [number, number],
	rest: Partial<PartitionContent> = {},
): PartitionContent {
	return {
		number,
		startBytes: startMib * MIB,
		sizeBytes: sizeMib * MIB,
		typeGuid: '0fc63daf-8483-4772-8e79-3d69d8477de4',
		guid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
		name: `part-${number}`,
		flags: [],
		signatures: [],
		holders: [],
		...rest,
	};
}

/** Contents of a disk with a GUID partition table. */
export function makeContent(partitions: readonly PartitionContent[], rest: Partial<DiskContent> = {}): DiskContent {
	return { ...BLANK, table: { label: 'gpt', guid: 'ffffffff-0000-4000-8000-000000000000', partitions }, ...rest };
}

/** What an inventory tells after these actions, as far as tables and signatures on disks and partitions go. */
export function afterActions(inventory: StorageInventory, actions: readonly StorageAction[]): StorageInventory {
	return actions.reduce(afterAction, inventory);
}

function afterAction(inventory: StorageInventory, action: StorageAction): StorageInventory {
	const edit = editOf(inventory);
	const sign = (on: StoragePlace, type: string, uuid: string) => editPlace(on, edit, [{ type, label: '', uuid }]);
	switch (action.kind) {
		case 'wipe_disk':
			return edit(action.disk.serial, (content) => (action.isTableWiped ? BLANK : { ...content, signatures: [] }));
		case 'create_table':
			return edit(action.disk.serial, (content) => ({
				...content,
				table: {
					label: action.table,
					guid: action.guid,
					partitions: action.partitions.map((row) => {
						const old = content.table.partitions.find((one) => row.isKept && one.startBytes === row.startBytes);
						const { number, startBytes, sizeBytes, typeGuid, guid, name, flags } = row;
						const current = { signatures: old?.signatures ?? [], holders: old?.holders ?? [] };
						return { number, startBytes, sizeBytes, typeGuid, guid, name, flags, ...current };
					}),
				},
			}));
		case 'wipe_partition':
			return editPlace(action.on, edit, []) ?? inventory;
		case 'make_file_system':
			return sign(action.on, action.type, action.uuid) ?? inventory;
		case 'create_raid':
			return [...action.members, ...action.spares].reduce(
				(before, on) =>
					editPlace(on, editOf(before), [{ type: 'linux_raid_member', label: '', uuid: action.uuid }]) ?? before,
				inventory,
			);
		case 'add_raid_member':
			return sign(action.member, 'linux_raid_member', action.uuid) ?? inventory;
		case 'encrypt':
			return sign(action.on, 'crypto_LUKS', action.uuid) ?? inventory;
		case 'create_physical_volume':
			return sign(action.on, 'LVM2_member', action.uuid) ?? inventory;
		case 'seal_disk':
			return edit(action.disk.serial, (content) => ({ ...content, table: { ...content.table, guid: action.guid } }));
		default:
			return inventory;
	}
}

type Edit = (serial: string, change: (content: DiskContent) => DiskContent) => StorageInventory;

function editOf(inventory: StorageInventory): Edit {
	return (serial, change) => ({
		...inventory,
		disks: inventory.disks.map((disk) => (disk.serial === serial ? { ...disk, content: change(disk.content) } : disk)),
	});
}

function editPlace(on: StoragePlace, edit: Edit, signatures: DiskContent['signatures']): StorageInventory | undefined {
	switch (on.kind) {
		case 'disk':
			return edit(on.disk.serial, (content) => ({ ...content, signatures }));
		case 'partition':
			return edit(on.disk.serial, (content) => ({
				...content,
				table: {
					...content.table,
					partitions: content.table.partitions.map((one) => (one.number === on.number ? { ...one, signatures } : one)),
				},
			}));
		case 'device':
			return undefined;
	}
}
