import { z } from 'zod';
import { mebibytes, shortText } from './read-schema.js';

const MAX_SPACES = 4096;
const MAX_VOLUMES = 256;
const MAX_VOLUMES_IN_ALL = 10_000;
const MAX_LINKS = 256;

const partitionFields = {
	size: mebibytes,
	/** `none` is no mount. */
	mount: shortText.optional(),
	file_system: shortText.optional(),
	name: shortText.optional(),
	disk_label: shortText.optional(),
	keep_data: z.boolean().default(false),
};

const diskVolume = z.discriminatedUnion('type', [
	z.object({ type: z.literal('boot'), size: mebibytes }),
	z.object({ type: z.literal('lvm_meta_pool'), size: mebibytes }),
	z.object({
		type: z.literal('pv'),
		size: mebibytes,
		vg: shortText,
		lvm_meta_size: mebibytes.default(64),
		keep_data: z.boolean().default(false),
	}),
	z.object({ type: z.literal('partition'), ...partitionFields, partition_guid: shortText.optional() }),
	z.object({ type: z.literal('raid'), ...partitionFields }),
]);

const disk = z.object({
	type: z.literal('disk'),
	/** A by-path link without /dev/, or the name. */
	id: shortText,
	name: shortText,
	size: mebibytes,
	/** Links by id, without /dev/. */
	extra: z.array(shortText).max(MAX_LINKS),
	free_space: mebibytes,
	volumes: z.array(diskVolume).max(MAX_VOLUMES),
	bootable: z.boolean().default(false),
});

const logicalVolume = z.object({
	type: z.literal('lv'),
	name: shortText,
	size: mebibytes,
	mount: shortText.optional(),
	file_system: shortText.optional(),
	disk_label: shortText.optional(),
});

const volumeGroup = z.object({
	type: z.literal('vg'),
	id: shortText,
	volumes: z.array(logicalVolume).max(MAX_VOLUMES),
	label: shortText.optional(),
	min_size: mebibytes.optional(),
	_allocate_size: shortText.optional(),
});

/** `ks_spaces` (a.2 of the old provisioning data): disks and volume groups, sizes in MiB. */
export const ksSpacesSchema = z
	.array(z.discriminatedUnion('type', [disk, volumeGroup]))
	.min(1, 'must hold at least one disk')
	.max(MAX_SPACES)
	.refine((spaces) => spaces.reduce((sum, { volumes }) => sum + volumes.length, 0) <= MAX_VOLUMES_IN_ALL, {
		message: `must hold at most ${MAX_VOLUMES_IN_ALL} volumes`,
	});

export type KsSpaces = z.output<typeof ksSpacesSchema>;
export type KsDisk = z.output<typeof disk>;
export type KsVolume = z.output<typeof diskVolume>;
export type KsLogicalVolume = z.output<typeof logicalVolume>;

/** Mount point of a volume; '' for none. */
export function mountOf(volume: { readonly mount?: string | undefined }): string {
	return volume.mount === undefined || volume.mount === 'none' ? '' : volume.mount;
}

/** File system that a volume names; `none` names none, so what is mounted gets the default one. */
export function fileSystemOf(volume: { readonly file_system?: string | undefined }): string | undefined {
	return volume.file_system === 'none' ? undefined : volume.file_system;
}

/** Mount point of a volume of a disk; reserves and physical volumes have none. */
export function mountOfVolume(volume: KsVolume): string {
	return volume.type === 'partition' || volume.type === 'raid' ? mountOf(volume) : '';
}

export function isKept(volume: KsVolume): boolean {
	return 'keep_data' in volume && volume.keep_data;
}
