import { z } from 'zod';
import { shortText } from '../schema/read-schema.js';

const MAX_SPACES = 512;
const MAX_DISKS = 1024;
const MAX_MEBIBYTES = 2 ** 33;
const MAX_WEIGHT = 1e6;

const mebibytes = z
	.number('must be a number of MiB')
	.min(0, 'must be at least 0 MiB')
	.max(MAX_MEBIBYTES, `must be at most ${MAX_MEBIBYTES} MiB`);

/** Something named by its id alone or by an object that has one. */
const reference = z.union(
	[shortText, z.object({ id: shortText }).transform(({ id }) => id)],
	'must be an id, or an object with one',
);

const space = z.object({
	id: shortText.min(1, 'must not be empty'),
	type: shortText,
	min_size: mebibytes.nullish(),
	max_size: mebibytes.nullish(),
	/** Both at once. */
	size: mebibytes.nullish(),
	weight: z
		.number('must be a number')
		.refine((weight) => weight === 0 || (weight >= 1 / MAX_WEIGHT && weight <= MAX_WEIGHT), {
			error: `must be 0 or between ${1 / MAX_WEIGHT} and ${MAX_WEIGHT}`,
		})
		.default(1),
	best_with_disks: z.array(reference, 'must be a list of disks').max(MAX_DISKS).nullish(),
	none_order: z.boolean().default(false),
	/** Of a volume group. */
	contains: z.array(reference, 'must be a list of spaces').max(MAX_SPACES).default([]),
	mount: shortText.nullish(),
	fs_type: shortText.nullish(),
	fs_label: shortText.nullish(),
	keep_data: z.boolean().default(false),
});

/** A dynamic schema (reference a.6) once its expressions have values; sizes in MiB. */
export const dynamicSchema = z.array(space).max(MAX_SPACES, `must have at most ${MAX_SPACES} spaces`);

export type WrittenSpace = z.output<typeof space>;

/** What expressions read and spaces are put on; sizes in MiB. */
export const hardwareSchema = z.object({
	ram: mebibytes.optional(),
	disks: z.array(z.object({ id: shortText, size: mebibytes })).max(MAX_DISKS, `must have at most ${MAX_DISKS} disks`),
});
