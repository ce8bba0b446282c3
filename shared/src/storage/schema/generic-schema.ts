import { z } from 'zod';
import { parseSize, SIZE_EXPECTED, type Size } from '../size.js';
import { shortText } from './read-schema.js';

const MAX_DEVICES = 1024;
const MAX_VOLUMES = 256;
const MAX_IMAGES = 64;

const size = z.string(`must ${SIZE_EXPECTED}`).transform((text, context): Size => {
	const read = parseSize(text);
	if (read === undefined) {
		context.addIssue({ code: 'custom', message: `must ${SIZE_EXPECTED}` });
		return z.NEVER;
	}
	return read;
});

/** One that does not depend on others. */
const exactSize = size.transform((read, context): number => {
	if (read.kind !== 'bytes') {
		context.addIssue({ code: 'custom', message: 'must be a size with a unit of bytes' });
		return z.NEVER;
	}
	return read.bytes;
});

/** `none` in any case is no mount. */
const mount = shortText.transform((text) => (text.toLowerCase() === 'none' ? '' : text));

const volumeFields = {
	size,
	name: shortText.optional(),
	mount: mount.default(''),
	keep_data: z.boolean().default(true),
	file_system: shortText.transform((text) => text.toLowerCase()).optional(),
	disk_label: shortText.default(''),
	/** Names of the operating systems that use it; absent: the first. */
	images: z.array(shortText).max(MAX_IMAGES).optional(),
	fstab_options: shortText.default('defaults'),
	fstab_enabled: z.boolean().default(true),
};

const diskVolume = z.discriminatedUnion('type', [
	z.object({
		type: z.literal('pv'),
		size,
		vg: shortText,
		keep_data: z.boolean().default(true),
		lvm_meta_size: exactSize.optional(),
	}),
	z.object({ type: z.literal('partition'), ...volumeFields, mount }),
	z.object({ type: z.literal('raid'), ...volumeFields, mount }),
	z.object({ type: z.literal('boot'), ...volumeFields }),
	z.object({ type: z.literal('lvm_meta_pool') }),
]);

const disk = z.object({
	type: z.literal('disk'),
	id: z.object({ type: z.enum(['scsi', 'path', 'name']), value: shortText }),
	/** What people took the disk for; the machine knows better. */
	size,
	name: shortText.optional(),
	volumes: z.array(diskVolume).max(MAX_VOLUMES),
});

const logicalVolume = z.object({ type: z.literal('lv'), ...volumeFields, name: shortText });

const volumeGroup = z.object({
	type: z.literal('vg'),
	id: shortText,
	volumes: z.array(logicalVolume).max(MAX_VOLUMES),
	keep_data: z.boolean().default(true),
});

const flag = z.union([z.boolean(), z.int()]).optional();

const image = z.object({
	name: shortText.min(1, 'must not be empty'),
	image_pull_url: shortText,
	/** Mount point. */
	target: shortText,
	boot: flag,
});

/** The document of the generic driver, also called ironic (reference a.4). */
export const genericSchema = z.object({
	partitions: z
		.array(z.discriminatedUnion('type', [disk, volumeGroup]))
		.max(MAX_DEVICES)
		.refine((devices) => devices.some(({ type }) => type === 'disk'), { error: 'must hold at least one disk' }),
	images: z.array(image).max(MAX_IMAGES),
	partitions_policy: z.enum(['verify', 'clean', 'nailgun_legacy']).default('verify'),
	deploy_data: z.object({ kernel_params: z.string().max(4096).default('') }).optional(),
});

export type GenericDocument = z.output<typeof genericSchema>;
export type GenericDisk = z.output<typeof disk>;
export type GenericVolume = z.output<typeof diskVolume>;
export type GenericGroup = z.output<typeof volumeGroup>;
export type GenericLogicalVolume = z.output<typeof logicalVolume>;
/** A volume that can carry a file system. */
export type GenericFileVolume = Extract<GenericVolume, { readonly mount: string }> | GenericLogicalVolume;
