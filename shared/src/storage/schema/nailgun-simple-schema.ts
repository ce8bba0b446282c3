import { z } from 'zod';
import { shortText } from './read-schema.js';

const MAX_ITEMS = 1024;
const MAX_PARTITIONS = 128;

/** Whole numbers in the unit of the schema. */
const amount = z.int('must be a whole number').min(0, 'must not be negative');
const flag = z.boolean().default(false);
const text = shortText.nullish().transform((value) => value ?? '');
const names = z
	.array(shortText)
	.max(MAX_ITEMS)
	.nullish()
	.transform((value) => value ?? []);

const partition = z.strictObject({
	name: shortText,
	/** Number of the partition. */
	count: z.int().min(1),
	device: shortText,
	begin: amount,
	end: amount,
	partition_type: z.enum(['primary', 'extended', 'logical']),
	flags: names,
	/** Type of the partition. */
	guid: text,
	configdrive: flag,
	keep_data: flag,
});

const parted = z.strictObject({
	name: shortText,
	label: z.enum(['gpt', 'msdos']),
	partitions: z.array(partition).max(MAX_PARTITIONS).default([]),
	install_bootloader: flag,
	disk_size: amount.nullish(),
});

const physicalVolume = z.strictObject({
	name: shortText,
	/** Always MiB. */
	metadatasize: amount.max(1024 * 1024).default(16),
	metadatacopies: z.literal([0, 1, 2]).default(2),
	keep_data: flag,
});

const volumeGroup = z.strictObject({ name: shortText, pvnames: names, keep_data: flag });

const logicalVolume = z.strictObject({ name: shortText, vgname: shortText, size: amount, keep_data: flag });

const raid = z.strictObject({
	name: shortText,
	level: z.union([shortText, z.int()]).transform(String),
	devices: names,
	spares: names,
	keep_data: flag,
	metadata: z.enum(['default', '0.90', '1.0', '1.1', '1.2']).default('default'),
});

const fileSystem = z.strictObject({
	device: shortText,
	mount: text,
	fs_type: shortText.default('xfs'),
	fs_options: text,
	fs_label: text,
	keep_data: flag,
	fstab_enabled: z.boolean().default(true),
	fstab_options: shortText.default('defaults'),
	os_id: names,
});

/** The static `partitioning` object (a.3): what is to be made, item by item, nothing computed. */
export const nailgunSimpleSchema = z.strictObject({
	parteds: z.array(parted).max(MAX_ITEMS).default([]),
	pvs: z.array(physicalVolume).max(MAX_ITEMS).default([]),
	vgs: z.array(volumeGroup).max(MAX_ITEMS).default([]),
	lvs: z.array(logicalVolume).max(MAX_ITEMS).default([]),
	mds: z.array(raid).max(MAX_ITEMS).default([]),
	fss: z.array(fileSystem).max(MAX_ITEMS).default([]),
});

export type NailgunSimple = z.output<typeof nailgunSimpleSchema>;
export type SimpleParted = z.output<typeof parted>;
export type SimplePartition = z.output<typeof partition>;
