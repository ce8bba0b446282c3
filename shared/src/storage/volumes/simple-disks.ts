import { z } from 'zod';
import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { mebibytes, readSchema, shortText } from '../schema/read-schema.js';
import { isDisk, type NodeVolumes, netSizeOf, spaceOf } from './node-volumes.js';

const MAX_DISKS = 4096;
const MAX_VOLUMES = 256;

const simpleDisksSchema = z
	.array(
		z.object({
			id: shortText,
			name: shortText.default(''),
			/** Room for volumes, MiB. */
			size: mebibytes,
			extra: z.array(shortText).max(MAX_VOLUMES).default([]),
			bootable: z.boolean().default(false),
			volumes: z
				.array(
					z.object({
						name: shortText,
						size: mebibytes.min(0, 'must not be negative'),
						keep_data: z.boolean().default(false),
					}),
				)
				.max(MAX_VOLUMES),
		}),
	)
	.min(1, 'must hold at least one disk')
	.max(MAX_DISKS);

/** A disk as people edit it: what is on it by the names of spaces, without reserves and metadata. */
export type SimpleDisk = z.output<typeof simpleDisksSchema>[number];

/** Volumes as people edit them. */
export function simpleDisksOf(volumes: NodeVolumes): readonly SimpleDisk[] {
	return volumes.filter(isDisk).map((disk) => {
		const shown = disk.volumes.flatMap((volume) => {
			const name = spaceOf(volume);
			const isKept = 'keep_data' in volume && volume.keep_data === true;
			return name === undefined ? [] : [{ name, size: netSizeOf(volume), keep_data: isKept }];
		});
		const hidden = disk.volumes.reduce((sum, volume) => {
			return sum + (spaceOf(volume) === undefined ? volume.size : volume.size - netSizeOf(volume));
		}, 0);
		const { id, name, extra, size, bootable } = disk;
		return { id, name, extra: [...extra], size: size - hidden, bootable, volumes: shown };
	});
}

/** What the disks of a node may be, beyond their shape. */
export interface SimpleDiskRules {
	/** Operating system of the release. */
	readonly system: string;
	/** The node as it is now; absent where it is not known. */
	readonly current?: readonly SimpleDisk[];
}

/** Reads what somebody wants on the disks of a node, with every problem. */
export function readSimpleDisks(
	written: unknown,
	rules: SimpleDiskRules,
): { readonly disks: readonly SimpleDisk[] } | { readonly diagnostics: readonly Diagnostic[] } {
	const read = readSchema(simpleDisksSchema, written);
	if ('diagnostics' in read) {
		return read;
	}
	const disks = read.value;
	const diagnostics = [
		...checkSums(disks),
		...checkKept(disks),
		...checkSystem(disks, rules.system),
		...checkBootable(disks),
		...(rules.current === undefined ? [] : checkKnown(disks, rules.current)),
	];
	return diagnostics.length === 0 ? { disks } : { diagnostics };
}

function checkSums(disks: readonly SimpleDisk[]): readonly Diagnostic[] {
	return disks.flatMap((disk, index) => {
		const excess = disk.volumes.reduce((sum, { size }) => sum + size, -disk.size);
		const path = `[${index}].volumes`;
		const message = `The volumes of disk ${disk.id} need ${excess} MiB more than it has`;
		return excess > 0 ? [diagnose('DISK_TOO_SMALL', message, { path })] : [];
	});
}

/** Parts of one volume on several disks are kept together or not at all. */
function checkKept(disks: readonly SimpleDisk[]): readonly Diagnostic[] {
	const kept = new Map<string, boolean>();
	return disks.flatMap((disk, index) => {
		return disk.volumes.flatMap(({ name, keep_data: isKept }, position) => {
			const first = kept.get(name) ?? isKept;
			kept.set(name, first);
			const path = `[${index}].volumes[${position}].keep_data`;
			const message = `${name} is to be kept on one disk and not on another`;
			return first === isKept ? [] : [diagnose('PRESERVE_MIXED', message, { path })];
		});
	});
}

/** The installer of Ubuntu puts the system on one disk only. */
function checkSystem(disks: readonly SimpleDisk[], system: string): readonly Diagnostic[] {
	if (!/ubuntu/i.test(system)) {
		return [];
	}
	const places = disks.flatMap((disk, index) => {
		return disk.volumes.flatMap(({ name, size }, position) => {
			return name === 'os' && size > 0 ? [`[${index}].volumes[${position}]`] : [];
		});
	});
	return places.slice(1).map((path) => {
		return diagnose('FIELD_INVALID', 'Under Ubuntu the base system must be on one disk only', { path });
	});
}

function checkBootable(disks: readonly SimpleDisk[]): readonly Diagnostic[] {
	const marked = disks.flatMap(({ id, bootable }, index) => (bootable ? [{ id, path: `[${index}].bootable` }] : []));
	return marked.slice(1).map(({ id, path }) => {
		return diagnose('BOOT_DISK_AMBIGUOUS', `${id} is marked as bootable, and so is ${marked[0]?.id}`, { path });
	});
}

/** Disks and volumes are those the node has, each once, and disks do not grow by being written. */
function checkKnown(disks: readonly SimpleDisk[], current: readonly SimpleDisk[]): readonly Diagnostic[] {
	const seen = new Set<string>();
	return disks.flatMap((disk, index) => {
		const known = current.find(({ id }) => id === disk.id);
		const path = `[${index}]`;
		if (known === undefined || seen.has(disk.id)) {
			const [code, what] =
				known === undefined
					? (['DISK_NOT_FOUND', 'not a disk of the node'] as const)
					: (['DISK_AMBIGUOUS', 'given twice'] as const);
			return [diagnose(code, `${disk.id} is ${what}`, { path: `${path}.id` })];
		}
		seen.add(disk.id);
		const names = new Set<string>();
		const unknown = disk.volumes.flatMap(({ name }, position) => {
			const own = `${path}.volumes[${position}].name`;
			if (names.has(name)) {
				return [diagnose('NAME_DUPLICATE', `${name} is given twice for disk ${disk.id}`, { path: own })];
			}
			names.add(name);
			const isKnown = known.volumes.some((volume) => volume.name === name);
			return isKnown ? [] : [diagnose('REFERENCE_UNKNOWN', `No role of the node asks for ${name}`, { path: own })];
		});
		const message = `Disk ${disk.id} has ${known.size} MiB for volumes, not ${disk.size}`;
		const larger = disk.size > known.size ? [diagnose('DISK_TOO_SMALL', message, { path: `${path}.size` })] : [];
		return [...unknown, ...larger];
	});
}
