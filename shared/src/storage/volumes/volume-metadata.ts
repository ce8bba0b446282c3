import { z } from 'zod';
import { mebibytes, shortText } from '../schema/read-schema.js';

const MAX_ITEMS = 256;

/** A number of MiB, or the generator that computes it for a node. */
const size = z.union(
	[
		mebibytes,
		z.object({
			generator: shortText,
			generator_args: z
				.array(z.union([z.number(), shortText]))
				.max(8)
				.default([]),
		}),
	],
	'must be a whole number of MiB, or a generator',
);

const logicalVolume = z.looseObject({
	type: z.literal('lv'),
	name: shortText,
	size,
	mount: shortText.optional(),
	file_system: shortText.optional(),
});

const volume = z.discriminatedUnion('type', [
	z.looseObject({
		type: z.literal('vg'),
		id: shortText,
		label: shortText.default(''),
		min_size: size,
		volumes: z.array(logicalVolume).max(MAX_ITEMS),
	}),
	z.looseObject({
		type: z.literal('partition'),
		id: shortText,
		label: shortText.default(''),
		min_size: size,
		mount: shortText.optional(),
		file_system: shortText.optional(),
		partition_guid: shortText.optional(),
		disk_label: shortText.optional(),
	}),
]);

const bootRule = z.looseObject({
	type: z.enum(['exclude_disks_by_name', 'pick_root_disk_if_disk_name_match']),
	regex: shortText,
	root_mount: shortText.default('/'),
});

const mapping = z.object({ id: shortText, allocate_size: z.enum(['min', 'all', 'full-disk']) });

/** What a release, and each plugin, says of the volumes that roles ask for (reference c.1). */
export const volumeMetadataSchema = z.object({
	volumes_roles_mapping: z.record(shortText, z.array(mapping).max(MAX_ITEMS)).default({}),
	volumes: z.array(volume).max(MAX_ITEMS).default([]),
	rule_to_pick_boot_disk: z.array(bootRule).max(MAX_ITEMS).default([]),
});

export type VolumeMetadata = z.output<typeof volumeMetadataSchema>;
export type SpaceMetadata = VolumeMetadata['volumes'][number];
export type SpaceSize = z.output<typeof size>;
export type BootRule = z.output<typeof bootRule>;
export type AllocateSize = z.output<typeof mapping>['allocate_size'];

/** One table of all owners: mappings of a role are replaced by later owners, volumes and rules are added. */
export function joinVolumeMetadata(owners: readonly VolumeMetadata[]): VolumeMetadata {
	return {
		volumes_roles_mapping: Object.fromEntries(owners.flatMap((owner) => Object.entries(owner.volumes_roles_mapping))),
		volumes: owners.flatMap(({ volumes }) => volumes),
		rule_to_pick_boot_disk: owners.flatMap(({ rule_to_pick_boot_disk: rules }) => rules),
	};
}
