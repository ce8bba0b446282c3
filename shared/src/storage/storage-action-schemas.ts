import { z } from 'zod';
import type { LayoutItemId } from '../model/ids.js';
import { HOLDER_KINDS } from './inventory.js';
import { FILE_SYSTEM_TYPES, IMAGE_FORMATS, PARTITION_PURPOSES, RAID_LEVELS } from './layout.js';
import { ONE_LINE } from './one-line.js';
import { shortText } from './schema/read-schema.js';
import type { ActionDisk, StorageAction, StoragePlace, TablePartition } from './storage-action.js';

export const MAX_ITEMS = 4096;

/** What becomes an argument of a tool: never an option, never two words. */
const argument = (pattern: RegExp, what: string) => shortText.regex(pattern, `must be ${what}`);

const name = argument(/^(?!\.{1,2}$)[A-Za-z0-9_.+][A-Za-z0-9_.+-]*$/, 'a name of letters, digits and _ . + -');
const devicePath = argument(
	/^\/dev\/(?!.*\.\.)[A-Za-z0-9_][\w.:+=@!~/-]*$/,
	'a path below /dev without spaces and without `..`',
);
const uuid = argument(/^[0-9a-fA-F-]{8,36}$/, 'a UUID');
const volumeUuid = argument(/^[0-9a-zA-Z]{6}(?:-[0-9a-zA-Z]{4}){5}-[0-9a-zA-Z]{6}$/, 'a UUID of LVM');
const guid = argument(/^(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{8})$/, 'a GUID');
const typeGuid = argument(
	/^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{2})$/,
	'a GPT type in lower case, or two hexadecimal digits',
);
const line = shortText.regex(ONE_LINE, 'must be one line');
const itemId = z
	.string()
	.min(1, 'must be a name')
	.max(256, 'must have at most 256 characters')
	.transform((text) => text as LayoutItemId);
export const bytes = z.int('must be a whole number of bytes, below 2^53').nonnegative('must not be below 0');
export function list<Item extends z.ZodType>(item: Item) {
	return z.array(item).max(MAX_ITEMS, `must have at most ${MAX_ITEMS} items`);
}

const region = { startBytes: bytes, sizeBytes: bytes };

export const actionDisk = z.strictObject({
	id: itemId,
	serial: line,
	wwn: line,
	links: list(line),
	device: devicePath,
	sizeBytes: bytes,
	logicalSectorBytes: z.int().min(512).max(65_536),
}) satisfies z.ZodType<ActionDisk>;

const partitionNumber = z.int().min(1).max(128);

const place = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('disk'), itemId, disk: actionDisk }),
	z.strictObject({ kind: z.literal('partition'), itemId, disk: actionDisk, number: partitionNumber, ...region }),
	z.strictObject({ kind: z.literal('device'), itemId, path: devicePath }),
]) satisfies z.ZodType<StoragePlace>;

export const tablePartition = z.strictObject({
	itemId,
	number: partitionNumber,
	...region,
	typeGuid,
	guid: z.union([z.literal(''), guid]),
	name: line,
	purpose: z.enum(PARTITION_PURPOSES),
	flags: list(name),
	place: z.enum(['primary', 'extended', 'logical']),
	isKept: z.boolean(),
}) satisfies z.ZodType<TablePartition>;

const mounted = z.strictObject({
	on: place,
	type: z.enum(FILE_SYSTEM_TYPES),
	uuid: z.union([z.literal(''), uuid]),
	mount: line,
	fstab: z.strictObject({ isEnabled: z.boolean(), options: line, passNumber: z.literal([0, 1, 2]) }),
	systemIds: list(line),
});

const digest = shortText.regex(/^[0-9a-f]+$/, 'must be lower-case hexadecimal');

const image = z.strictObject({
	id: itemId,
	uri: z.string().min(1, 'must be an address').max(4096, 'must have at most 4096 characters'),
	format: z.enum(IMAGE_FORMATS),
	compression: z.enum(['none', 'gzip', 'xz', 'zstd']),
	sizeBytes: bytes,
	checksums: z.partialRecord(z.enum(['md5', 'sha256', 'sha512']), digest),
	systemId: line,
});

function action<Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
	return z.strictObject({ kind: z.literal(kind), id: shortText.min(1), diskIds: list(itemId), ...shape });
}

const table = z.enum(['gpt', 'msdos']);

/** One schema per kind of action; what it lets through is safe to be an argument of a tool. */
export const storageAction = z.discriminatedUnion('kind', [
	action('check_kept', { on: place, signatureType: line, uuid: line }),
	action('release_holder', {
		holder: z.strictObject({ kind: z.enum(HOLDER_KINDS), name: argument(/^\//, 'an absolute path').pipe(line) }),
	}),
	action('wipe_disk', { disk: actionDisk, regions: list(z.strictObject(region)), isTableWiped: z.boolean() }),
	action('create_table', { disk: actionDisk, table, guid, partitions: list(tablePartition) }),
	action('wipe_partition', { on: place }),
	action('create_raid', {
		raid: z.strictObject({
			id: itemId,
			name,
			level: z.literal([...RAID_LEVELS]),
			metadata: z.enum(['default', '0.90', '1.0', '1.1', '1.2']),
		}),
		uuid,
		members: list(place),
		spares: list(place),
	}),
	action('add_raid_member', { raid: z.strictObject({ id: itemId, name }), uuid, member: place }),
	action('create_physical_volume', {
		on: place,
		uuid: volumeUuid,
		metadataSizeBytes: bytes,
		metadataCopies: z.literal([0, 1, 2]),
	}),
	action('create_volume_group', { name, physicalVolumes: list(place) }),
	action('create_logical_volume', { group: name, volume: z.strictObject({ id: itemId, name, sizeBytes: bytes }) }),
	action('encrypt', { on: place, name, uuid, keyReference: line }),
	action('make_cache', {
		name,
		backing: place,
		caching: place,
		mode: z.enum(['writethrough', 'writeback', 'writearound']),
	}),
	action('grow_file_system', { on: place, type: z.enum(FILE_SYSTEM_TYPES), uuid }),
	action('make_file_system', { on: place, type: z.enum(FILE_SYSTEM_TYPES), uuid, label: line, options: line }),
	action('write_image', {
		on: place,
		image,
		fileSystemType: z.enum([...FILE_SYSTEM_TYPES, '']),
		uuid: z.union([z.literal(''), uuid]),
	}),
	action('write_configdrive', { on: place }),
	action('write_fstab', { fileSystems: list(mounted) }),
	action('install_boot_loader', {
		firmware: z.enum(['bios', 'uefi']),
		disks: list(actionDisk),
		efiPartitions: list(place),
		fileSystems: list(mounted),
		kernelParameters: line,
	}),
	action('seal_disk', { disk: actionDisk, table, guid }),
]) satisfies z.ZodType<StorageAction>;
