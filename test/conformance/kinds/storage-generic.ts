import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { MEBIBYTE } from '@stoker/shared/storage/disk-space.js';
import { EXTENT_BYTES } from '@stoker/shared/storage/item-size.js';
import type { Layout, LayoutFileSystem, LayoutPartition, Preserve } from '@stoker/shared/storage/layout.js';
import { layoutFromGeneric } from '@stoker/shared/storage/schema/layout-from-generic.js';
import type { Case, Comparison } from '../case.js';
import { asSet, listOf, objectOf, textOf } from '../json.js';
import { expectedCategory, machineOf, refusalOf } from './storage-input.js';

const SECTOR_BYTES = 512;
/** The last sectors that count as the end of a disk: before the copy of its table, one less, and aligned. */
const END_SLACK_SECTORS = 2048;

/** Short codes of types, as they were recorded; those of Linux data come under several names. */
const TYPE_CODES: Readonly<Record<string, string>> = {
	'21686148-6449-6e6f-744e-656564454649': 'EF02',
	'0fc63daf-8483-4772-8e79-3d69d8477de4': '8300',
	'0657fd6d-a4ab-43c4-84e5-0933c84b4f4f': '8200',
	'e6d6d379-f507-44c2-a23c-238f2a3df928': '8E00',
	'a19d880f-05fc-4d3b-a006-743f0f84911e': 'FD00',
	'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7': '0700',
};
const LINUX_DATA = '0FC63DAF-8483-4772-8E79-3D69D8477DE4';

/** Lays out disks as a document of the generic driver says. */
export function answerGeneric(given: Case): Comparison {
	const input = objectOf(given['input']);
	const data = objectOf(input['data']);
	const known = Object.entries(objectOf(input['vg_size_mib'])).map(([name, mebibytes]) => {
		return [name, Number(mebibytes) * MEBIBYTE] as const;
	});
	const category = expectedCategory(given['error']);
	const { layout, diagnostics } = layoutFromGeneric(data, machineOf(input['inventory']), new Map(known));
	if (layout === undefined || category !== '') {
		const expected: JsonValue = category === '' ? (given['expected'] ?? null) : { error: category };
		return { expected, actual: layout === undefined ? { error: refusalOf(diagnostics, category) } : 'accepted' };
	}
	const recorded = objectOf(given['expected']);
	const policy = textOf(recorded['partitions_policy']);
	const form = { layout, policy, systems: listOf(data['images']).map((image) => textOf(objectOf(image)['name'])) };
	const isCut = listOf(recorded['disks']).some((disk) => hasCutMiddle(objectOf(disk)));
	return {
		expected: expectedForm(recorded, layout),
		actual: actualForm(recorded, form),
		decisions: isCut ? ['remaining-ends-where-the-next-begins'] : [],
	};
}

interface Form {
	readonly layout: Layout;
	readonly policy: string;
	/** Names of the operating systems. */
	readonly systems: readonly string[];
}

/** Whether a partition stops a sector before the next one begins. */
function hasCutMiddle(disk: JsonObject): boolean {
	const partitions = listOf(disk['partitions']).map(objectOf);
	return partitions.some((partition, index) => {
		const next = partitions[index + 1];
		return next !== undefined && Number(next['sector_begin']) - Number(partition['sector_end']) === 2;
	});
}

/** What a case records, as far as it counts. */
function expectedForm(recorded: JsonObject, layout: Layout): JsonObject {
	const disks = listOf(recorded['disks']).map(objectOf);
	return {
		policy: textOf(recorded['partitions_policy']),
		disks: disks.map((disk) => ({
			device: disk['device'] ?? null,
			label: disk['label'] ?? null,
			partitions: listOf(disk['partitions']).map((value) => {
				const partition = objectOf(value);
				const { num, sector_begin: begin, sector_end: end, typecode, service } = partition as Record<string, JsonValue>;
				const lastSector = lastSectorOf(layout, textOf(disk['device']));
				const isEnd = Number(end) > lastSector - END_SLACK_SECTORS && Number(end) <= lastSector;
				return {
					num: num ?? null,
					begin: begin ?? null,
					end: isEnd ? 'end of the disk' : (end ?? null),
					typecode: typecode === LINUX_DATA ? '8300' : (typecode ?? null),
					service: service ?? null,
					...volumeForm(partition),
					...(partition['vg'] === undefined ? {} : { vg: partition['vg'] }),
				};
			}),
		})),
		vgs: listOf(recorded['vgs']).map((group) => ({
			name: objectOf(group)['name'] ?? null,
			lvs: listOf(objectOf(group)['lvs']).map((value) => {
				const volume = objectOf(value);
				const mebibytes = Number(volume['size_mib']);
				return { name: volume['name'] ?? null, extents: extentsOf(mebibytes * MEBIBYTE), ...volumeForm(volume) };
			}),
		})),
		mds: listOf(recorded['mds']).map((value) => {
			const array = objectOf(value);
			return { name: textOf(array['name']), ...volumeForm(array) };
		}),
	};
}

/** Sizes of logical volumes are what LVM makes of them. */
function extentsOf(bytes: number): number {
	return Math.ceil(bytes / EXTENT_BYTES);
}

function volumeForm(recorded: JsonObject): JsonObject {
	const { mount, file_system: type, keep_data_flag: keep, os_binding: systems } = recorded as Record<string, JsonValue>;
	return {
		...(mount === undefined ? {} : { mount }),
		...(type === undefined || type === null ? {} : { file_system: type }),
		...(keep === undefined ? {} : { keep }),
		...(systems === undefined ? {} : { systems: asSet(listOf(systems)) }),
	};
}

function lastSectorOf(layout: Layout, device: string): number {
	const disk = layout.disks.find((candidate) => candidate.device === device);
	return Math.floor((disk?.sizeBytes ?? 0) / SECTOR_BYTES) - 34;
}

/** Our layout in the same form, with the fields of file systems that the case has. */
function actualForm(recorded: JsonObject, form: Form): JsonObject {
	const { layout, policy } = form;
	return {
		policy: isOfPolicy(layout, policy) ? policy : 'another policy',
		disks: layout.disks.map((disk) => {
			const twin =
				listOf(recorded['disks'])
					.map(objectOf)
					.find(({ device }) => device === disk.device) ?? {};
			const partitions = layout.partitions.filter(({ diskId }) => diskId === disk.id);
			return {
				device: disk.device,
				label: disk.table,
				partitions: partitions.map((partition, index) => {
					return partitionForm(partition, objectOf(listOf(twin['partitions'])[index]), form);
				}),
			};
		}),
		vgs: layout.volumeGroups.map((group, index) => {
			const twin = objectOf(listOf(recorded['vgs'])[index]);
			const volumes = layout.logicalVolumes.filter(({ volumeGroupId }) => volumeGroupId === group.id);
			const lvs = volumes.map(({ id, name, sizeBytes }, position) => {
				const fields = volumeForm(objectOf(listOf(twin['lvs'])[position]));
				return { name, extents: extentsOf(sizeBytes), ...fileSystemForm(fields, fileSystemOn(layout, id), form) };
			});
			return { name: group.name, lvs };
		}),
		mds: layout.raids.map(({ id, name }, index) => {
			const twin = objectOf(listOf(recorded['mds'])[index]);
			return { name: `/dev/${name}`, ...fileSystemForm(volumeForm(twin), fileSystemOn(layout, id), form) };
		}),
	};
}

function partitionForm(partition: LayoutPartition, recorded: JsonObject, form: Form): JsonObject {
	const { layout } = form;
	const { id, number, startBytes, sizeBytes, typeGuid, purpose, name } = partition;
	const lastSector = lastSectorOf(layout, layout.disks.find((disk) => disk.id === partition.diskId)?.device ?? '');
	const end = (startBytes + sizeBytes) / SECTOR_BYTES - 1;
	const isService = purpose === 'bios_boot' || (purpose === 'boot' && name === 'multiboot');
	const group = layout.volumeGroups.find(({ physicalVolumeIds }) => {
		return layout.physicalVolumes.some((volume) => volume.onId === id && physicalVolumeIds.includes(volume.id));
	});
	return {
		num: number,
		begin: startBytes / SECTOR_BYTES,
		end: end > lastSector - END_SLACK_SECTORS ? 'end of the disk' : end,
		typecode: TYPE_CODES[typeGuid] ?? typeGuid,
		service: isService,
		...(isService ? volumeForm(recorded) : fileSystemForm(volumeForm(recorded), fileSystemOn(layout, id), form)),
		...(group === undefined ? {} : { vg: group.name }),
	};
}

function fileSystemOn(layout: Layout, id: string): LayoutFileSystem | undefined {
	return layout.fileSystems.find(({ onId }) => onId === id);
}

/** The recorded fields with our values. Flags of what is never kept, or holds nothing, are not told by a layout. */
function fileSystemForm(
	fields: JsonObject,
	found: LayoutFileSystem | undefined,
	{ policy, systems }: Form,
): JsonObject {
	const mount = found === undefined || found.mount === '' ? null : found.mount;
	const keep = found === undefined || policy === 'clean' ? fields['keep'] : found.preserve === 'keep';
	const ours: Readonly<Record<string, JsonValue | undefined>> = {
		mount,
		file_system: found?.type ?? null,
		keep,
		systems: found === undefined ? fields['systems'] : asSet(found.systemIds.filter((name) => systems.includes(name))),
	};
	return Object.fromEntries(Object.keys(fields).map((key) => [key, ours[key] ?? null]));
}

/** Whether what becomes of partitions is what the policy says. */
function isOfPolicy({ partitions, fileSystems }: Layout, policy: string): boolean {
	const expected: Readonly<Record<string, readonly Preserve[]>> = {
		verify: ['verify'],
		clean: ['clean'],
		nailgun_legacy: ['clean', 'verify'],
	};
	const isExpected = partitions.every(({ preserve }) => expected[policy]?.includes(preserve) === true);
	return isExpected && (policy !== 'clean' || fileSystems.every(({ preserve }) => preserve === 'clean'));
}
