import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { type DiskSpace, netSizeOf, spaceOf } from './node-volumes.js';
import type { SpaceSize } from './volume-metadata.js';

const MIB_PER_GIB = 1024;
const SMALLEST_ROOT = 15 * MIB_PER_GIB;
const LARGEST_ROOT = 50 * MIB_PER_GIB;
const ROOT_PART = 0.2;
const LARGEST_SWAP = 4 * MIB_PER_GIB;

export const BOOT_SIZE = 200;
export const BOOT_RECORDS_SIZE = 300;
export const LVM_META_SIZE = 64;

/** What sizes of a node are computed from. */
export interface GeneratorInput {
	readonly ramMib: number;
	/** Of the first disk by name. */
	readonly firstDiskMib: number;
	/** Disks with what has been placed so far; totals of groups are theirs. */
	readonly disks: readonly DiskSpace[];
}

type Generator = (input: GeneratorInput, argument: number | string | undefined) => number;

const GENERATORS: ReadonlyMap<string, Generator> = new Map<string, Generator>([
	['calc_boot_size', () => BOOT_SIZE],
	['calc_boot_records_size', () => BOOT_RECORDS_SIZE],
	['calc_mbr_size', () => 10],
	['calc_lvm_meta_size', () => LVM_META_SIZE],
	['calc_root_size', rootSize],
	['calc_swap_size', swapSize],
	['calc_os_size', systemSize],
	['calc_min_os_size', systemSize],
	['calc_os_vg_size', systemSize],
	['calc_total_vg', (input, group) => groupSize(input, String(group))],
	['calc_total_root_vg', (input) => groupSize(input, 'os') - swapSize(input)],
	['calc_min_vm_size', () => 5 * MIB_PER_GIB],
	['calc_min_glance_size', () => 5 * MIB_PER_GIB],
	['calc_min_cinder_size', () => 1.5 * MIB_PER_GIB],
	['calc_min_mongo_size', () => 10 * MIB_PER_GIB],
	['calc_min_ceph_size', () => 3 * MIB_PER_GIB],
	['calc_min_ceph_journal_size', () => 0],
	['calc_min_mysql_size', () => 20 * MIB_PER_GIB],
	['calc_gb_to_mb', (_input, gibibytes) => Math.trunc(Number(gibibytes) * MIB_PER_GIB)],
]);

/** MiB of a size that a release wrote, or the problem with its generator (reference c.2). */
export function generateSize(size: SpaceSize, input: GeneratorInput, path: string): number | Diagnostic {
	if (typeof size === 'number') {
		return size;
	}
	const generator = GENERATORS.get(size.generator);
	const generated = generator?.(input, size.generator_args[0]);
	if (generated === undefined || !Number.isSafeInteger(generated)) {
		const known = [...GENERATORS.keys()].join(', ');
		const message = `${path}: the generator ${size.generator} is not known, or its argument is no size`;
		return diagnose('FIELD_INVALID', message, { path, hint: `Use one of ${known}.` });
	}
	return generated;
}

function rootSize({ firstDiskMib }: GeneratorInput): number {
	return Math.min(LARGEST_ROOT, Math.max(SMALLEST_ROOT, Math.trunc(firstDiskMib * ROOT_PART)));
}

function swapSize({ ramMib }: GeneratorInput): number {
	if (ramMib <= 2 * MIB_PER_GIB) {
		return 2 * ramMib;
	}
	if (ramMib <= 8 * MIB_PER_GIB) {
		return ramMib;
	}
	return ramMib <= 64 * MIB_PER_GIB ? Math.trunc(ramMib / 2) : LARGEST_SWAP;
}

function systemSize(input: GeneratorInput): number {
	return rootSize(input) + swapSize(input);
}

function groupSize({ disks }: GeneratorInput, group: string): number {
	return disks
		.flatMap(({ volumes }) => volumes)
		.filter((volume) => volume.type === 'pv' && spaceOf(volume) === group)
		.reduce((total, volume) => total + netSizeOf(volume), 0);
}
