import { diagnose } from '../../graph/diagnostic-codes.js';
import { type Diagnostic, hasErrors } from '../../model/diagnostic.js';
import type { JsonObject, JsonValue } from '../../model/task.js';
import { MEBIBYTE, startAlignmentBytes, usableEndBytes } from '../disk-space.js';
import type { DiskInventory, StorageInventory } from '../inventory.js';
import { EXTENT_BYTES } from '../item-size.js';
import type { LayoutResult } from '../schema/layout-result.js';
import { servicePartitions } from '../schema/service-partitions.js';
import { spreadKeep } from '../spread-keep.js';
import { validateLayout } from '../validate-layout.js';
import { allocateSpaces } from './allocate-spaces.js';
import type { LinearSolver } from './linear-program.js';
import { LVM_RESERVE_BYTES, placeSpaces } from './place-spaces.js';
import { type DynamicSpaces, readDynamicSchema } from './read-dynamic-schema.js';
import type { RoomOnDisk } from './space.js';

/**
 * Lays out the disks of a machine as a dynamic schema asks: spaces are allocated on the room that is left beside what
 * tables, boot loaders and LVM take for themselves, so that every space gets what it asks for. Removable and read-only
 * disks are left alone.
 */
export function layoutFromSpaces(written: JsonValue, machine: StorageInventory, solve: LinearSolver): LayoutResult {
	const disks = machine.disks.filter(({ isRemovable, isReadOnly }) => !isRemovable && !isReadOnly);
	const facts = hardwareFacts(machine, disks);
	const read = readDynamicSchema(written, { facts, diskIds: disks.map(({ name }) => name) });
	if (read.wanted === undefined) {
		return { layout: undefined, diagnostics: read.diagnostics };
	}
	const { wanted } = read;
	const grouping = checkGroups(wanted);
	if (hasErrors(grouping)) {
		return { layout: undefined, diagnostics: [...read.diagnostics, ...grouping] };
	}
	const room = disks.map((disk) => roomOn(disk, machine, wanted));
	const allocated = allocateSpaces(room, wanted.spaces, solve);
	if ('diagnostics' in allocated) {
		return { layout: undefined, diagnostics: [...read.diagnostics, ...allocated.diagnostics] };
	}
	const draft = placeSpaces(allocated.disks, wanted, { machine, disks });
	const layout = spreadKeep(draft.finish({ firmware: machine.firmware, kernelParameters: '', configDriveId: '' }));
	const found = [...read.diagnostics, ...draft.findings];
	const diagnostics = hasErrors(found) ? found : [...found, ...validateLayout(layout, draft)];
	return { layout: hasErrors(diagnostics) ? undefined : layout, diagnostics };
}

/** What expressions look at (reference a.6), sizes in MiB; a disk's id is its kernel name. */
function hardwareFacts(machine: StorageInventory, disks: readonly DiskInventory[]): JsonObject {
	return {
		ram: Math.floor(machine.memoryBytes / MEBIBYTE),
		disks: disks.map(({ name, device, sizeBytes, isRotational, vendor, links, model, serial, wwn, transport }) => ({
			id: name,
			size: Math.floor(sizeBytes / MEBIBYTE),
			dev: device,
			path: `/dev/${links.find((link) => link.startsWith('disk/by-path/')) ?? name}`,
			type: isRotational ? 'hdd' : 'ssd',
			vendor,
			model,
			serial,
			wwn,
			transport,
		})),
	};
}

/** What spaces can have of a disk: less what its table, its loader and the volume groups that may come to it take. */
function roomOn(disk: DiskInventory, { firmware }: StorageInventory, { groups, elastic }: DynamicSpaces): RoomOnDisk {
	const alignment = startAlignmentBytes(disk.optimalIoBytes);
	const service = servicePartitions(firmware).reduce((total, { sizeBytes }) => total + sizeBytes, 0);
	const partitions = 1 + groups.length + elastic.filter(({ written }) => written.type === 'partitions').length;
	const lvm = groups
		.map(({ written }) => LVM_RESERVE_BYTES + EXTENT_BYTES * written.contains.length)
		.reduce((total, bytes) => total + bytes, 0);
	// Each partition may lose up to an alignment step before its start; the first loses the one that the table is in.
	const taken = service + lvm + alignment + (alignment - MEBIBYTE) * partitions;
	const bytes = usableEndBytes(disk.sizeBytes, disk.logicalSectorBytes) - taken;
	return { diskId: disk.name, mebibytes: Math.max(0, Math.floor(bytes / MEBIBYTE)) };
}

/** Every logical volume is in one group, and every group holds what is there. */
function checkGroups({ elastic, groups }: DynamicSpaces): readonly Diagnostic[] {
	const volumes = elastic.filter(({ written }) => written.type === 'lv');
	const names = new Set(volumes.map(({ written }) => written.id));
	const held = groups.flatMap(({ written, path }) => {
		return written.contains.map((id, index) => ({ id, path: `${path}.contains[${index}]`, group: written.id }));
	});
	const strangers = held
		.filter(({ id }) => !names.has(id))
		.map(({ id, path, group }) => {
			return diagnose('REFERENCE_UNKNOWN', `The group ${group} contains ${id}, which is no logical volume`, { path });
		});
	const homeless = volumes.flatMap(({ written, path }) => {
		const homes = held.filter(({ id }) => id === written.id);
		if (homes.length === 1) {
			return [];
		}
		const message =
			homes.length === 0
				? `The logical volume ${written.id} is in no group`
				: `The logical volume ${written.id} is in more than one group`;
		return [diagnose('REFERENCE_UNKNOWN', message, { path, hint: 'Name it in `contains` of one vg.' })];
	});
	return [...strangers, ...homeless];
}
