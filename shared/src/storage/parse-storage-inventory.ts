import { z } from 'zod';
import { diagnose } from '../graph/diagnostic-codes.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { HolderContent, StorageInventory } from './inventory.js';
import { ONE_LINE } from './one-line.js';
import { readSchema, shortText } from './schema/read-schema.js';

const MAX_DISKS = 4096;
const MAX_PARTITIONS = 256;
const MAX_PARTS = 1024;

const MOST_SECTOR_BYTES = 65_536;
const sectorBytes = z
	.int('must be a whole number of bytes')
	.refine((size) => size >= 512 && size <= MOST_SECTOR_BYTES && Number.isInteger(Math.log2(size)), {
		error: `must be a power of two from 512 to ${MOST_SECTOR_BYTES}`,
	});
const bytes = z.int('must be a whole number of bytes, below 2^53').nonnegative('must not be below 0');
const line = shortText.regex(ONE_LINE, 'must be one line without control characters');
/** Programs write null for what they do not know. */
const text = line.nullish().transform((value) => value ?? '');

const signature = z.object({ type: line, label: text, uuid: text });
const signatures = z.array(signature).max(MAX_PARTS).default([]);

const holder: z.ZodType<HolderContent> = z.lazy(() =>
	z.object({
		kind: z.enum(['md', 'lvm', 'crypt', 'bcache', 'multipath', 'mount', 'swap', 'other']),
		name: line,
		signatures,
		holders,
	}),
);
const holders: z.ZodType<readonly HolderContent[]> = z.array(holder).max(MAX_PARTS).default([]);

const partition = z.object({
	number: z.int().positive(),
	startBytes: bytes,
	sizeBytes: bytes,
	typeGuid: text,
	guid: text,
	name: text,
	flags: z.array(line).max(MAX_PARTS).default([]),
	signatures,
	holders,
});

const disk = z.object({
	name: line,
	device: line,
	sizeBytes: bytes,
	logicalSectorBytes: sectorBytes.default(512),
	physicalSectorBytes: z.int().positive().default(512),
	optimalIoBytes: bytes.default(0),
	model: text,
	vendor: text,
	serial: text,
	wwn: text,
	transport: text,
	isRotational: z.boolean().default(false),
	isRemovable: z.boolean().default(false),
	isReadOnly: z.boolean().default(false),
	links: z.array(line).max(MAX_PARTS).default([]),
	scsiAddress: text,
	paths: z.array(line).max(MAX_PARTS).default([]),
	content: z
		.object({
			table: z
				.object({
					label: z.enum(['gpt', 'msdos', '']).default(''),
					guid: text,
					partitions: z.array(partition).max(MAX_PARTITIONS).default([]),
				})
				.default({ label: '', guid: '', partitions: [] }),
			signatures,
			holders,
		})
		.default({ table: { label: '', guid: '', partitions: [] }, signatures: [], holders: [] }),
});

const inventory = z.object({
	firmware: z.enum(['bios', 'uefi']),
	memoryBytes: bytes.default(0),
	disks: z.array(disk).max(MAX_DISKS),
});

/** Holders upon holders: real ones are five deep at most. */
const MAX_DEPTH = 64;
/** Values in it. A document whose parts are used many times over is larger than its text. */
const MAX_VALUES = 2_000_000;

/** Reads an inventory that a person or a program wrote down; what is absent is unknown. */
export function parseStorageInventory(
	written: unknown,
): { readonly value: StorageInventory } | { readonly diagnostics: readonly Diagnostic[] } {
	if (isTooLarge(written)) {
		const message = `The inventory has more than ${MAX_VALUES} values, or some of them more than ${MAX_DEPTH} deep`;
		return { diagnostics: [diagnose('LAYOUT_TOO_LARGE', message, { path: '' })] };
	}
	return readSchema(inventory, written);
}

/** Walks without recursion, so that a hostile document cannot exhaust the stack. */
function isTooLarge(written: unknown): boolean {
	let level: readonly unknown[] = [written];
	let count = 0;
	for (let depth = 0; level.length > 0; depth++) {
		count += level.length;
		if (depth > MAX_DEPTH || count > MAX_VALUES) {
			return true;
		}
		level = level.flatMap((part) =>
			typeof part === 'object' && part !== null ? (Object.values(part) as readonly unknown[]) : [],
		);
	}
	return false;
}
