import { z } from 'zod';
import type { LayoutItemId } from '../../model/ids.js';
import { FILE_SYSTEM_TYPES, IMAGE_FORMATS, PARTITION_PURPOSES, RAID_LEVELS } from '../layout.js';
import { parseSize } from '../size.js';
import { shortText } from './read-schema.js';

const MAX_ITEMS = 4096;
const SIZE_EXPECTED = 'must be a number of bytes, or a size with a unit such as 10 GiB, below 2^53 bytes';

const id = z
	.string()
	.min(1, 'must be a name')
	.max(256, 'must have at most 256 characters')
	.transform((text) => text as LayoutItemId);

/** Bytes, or a text with a unit. */
const bytes = z
	.union([z.number(), z.string()], SIZE_EXPECTED)
	.transform((written) => (typeof written === 'number' ? written : bytesOf(written)))
	.refine((size) => Number.isSafeInteger(size) && size >= 0, SIZE_EXPECTED);

function bytesOf(text: string): number {
	const size = parseSize(text);
	return size?.kind === 'bytes' ? size.bytes : Number.NaN;
}

const preserve = z.enum(['clean', 'keep', 'verify']).default('clean');
const ids = z.array(id).max(MAX_ITEMS);
const texts = z.array(shortText).max(MAX_ITEMS);

function list<Item extends z.ZodType>(item: Item) {
	return z.array(item).max(MAX_ITEMS, `must have at most ${MAX_ITEMS} items`).default([]);
}

const disk = z.strictObject({
	id,
	preserve,
	selector: z.strictObject({
		serial: shortText.default(''),
		wwn: shortText.default(''),
		links: texts.default([]),
		name: shortText.default(''),
		scsiAddress: shortText.default(''),
		hints: z.record(shortText, shortText).default({}),
	}),
	device: shortText.optional(),
	sizeBytes: bytes.optional(),
	logicalSectorBytes: z.int().positive().max(65_536).optional(),
	table: z.enum(['gpt', 'msdos', 'none']).default('gpt'),
	isBootDisk: z.boolean().default(false),
});

const partition = z.strictObject({
	id,
	preserve,
	diskId: id,
	number: z.int().positive().max(128).optional(),
	startBytes: bytes.optional(),
	sizeBytes: bytes,
	typeGuid: shortText.optional(),
	name: z.string().max(36, 'must have at most 36 characters').optional(),
	purpose: z.enum(PARTITION_PURPOSES).default('data'),
	flags: texts.default([]),
	canGrow: z.boolean().default(false),
	place: z.enum(['primary', 'extended', 'logical']).default('primary'),
});

const fileSystem = z.strictObject({
	id,
	preserve,
	onId: id,
	type: z.enum(FILE_SYSTEM_TYPES),
	label: shortText.default(''),
	options: shortText.default(''),
	mount: shortText.default(''),
	fstab: z
		.strictObject({
			isEnabled: z.boolean().default(true),
			options: shortText.default('defaults'),
			passNumber: z.literal([0, 1, 2]).default(0),
		})
		.optional(),
	systemIds: texts.default([]),
});

const image = z.strictObject({
	id,
	targetId: id,
	uri: z.string().min(1, 'must be an address').max(4096, 'must have at most 4096 characters'),
	format: z.enum(IMAGE_FORMATS),
	compression: z.enum(['none', 'gzip', 'xz', 'zstd']).default('none'),
	sizeBytes: bytes.default(0),
	checksums: z
		.strictObject({ md5: shortText.optional(), sha256: shortText.optional(), sha512: shortText.optional() })
		.default({}),
	systemId: shortText.default(''),
});

/** A layout as people write it: the normal form, with all left out that follows from the rest or from the machine. */
export const layoutDocumentSchema = z.strictObject({
	disks: z.array(disk).min(1, 'must hold at least one disk').max(MAX_ITEMS),
	partitions: list(partition),
	raids: list(
		z.strictObject({
			id,
			preserve,
			name: shortText,
			level: z.literal([...RAID_LEVELS]),
			memberIds: ids,
			spareIds: ids.default([]),
			metadata: z.enum(['default', '0.90', '1.0', '1.1', '1.2']).default('default'),
		}),
	),
	physicalVolumes: list(
		z.strictObject({
			id,
			preserve,
			onId: id,
			metadataSizeBytes: bytes.default(1024 * 1024),
			metadataCopies: z.literal([0, 1, 2]).default(1),
		}),
	),
	volumeGroups: list(z.strictObject({ id, preserve, name: shortText, physicalVolumeIds: ids })),
	logicalVolumes: list(z.strictObject({ id, preserve, volumeGroupId: id, name: shortText, sizeBytes: bytes })),
	encryptions: list(z.strictObject({ id, preserve, onId: id, name: shortText, keyReference: shortText })),
	caches: list(
		z.strictObject({
			id,
			preserve,
			name: shortText,
			backingId: id,
			cachingId: id,
			mode: z.enum(['writethrough', 'writeback', 'writearound']).default('writethrough'),
		}),
	),
	fileSystems: list(fileSystem),
	images: list(image),
	boot: z
		.strictObject({
			firmware: z.enum(['bios', 'uefi']).optional(),
			kernelParameters: shortText.default(''),
			configDriveId: z.union([z.literal(''), id]).default(''),
		})
		.default({ kernelParameters: '', configDriveId: '' }),
});

export type LayoutDocument = z.output<typeof layoutDocumentSchema>;
