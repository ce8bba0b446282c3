import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { DiskInventory, StorageInventory } from '../inventory.js';
import { type PlacedDisk, placedDisks } from './ks-boot-disks.js';
import { type KsDisk, type KsSpaces, mountOfVolume } from './ks-spaces-schema.js';

const BY_ID = 'disk/by-id/';

/** The disks that get a table, each with the one of the machine it means. */
export function matchKsDisks(
	spaces: KsSpaces,
	machine: StorageInventory,
	findings: Diagnostic[],
): readonly (readonly [PlacedDisk, DiskInventory])[] {
	const taken = new Map<DiskInventory, string>();
	return placedDisks(spaces)
		.filter(({ disk }) => hasVolumes(disk))
		.flatMap((placed) => {
			const { disk, index } = placed;
			const [found, ...others] = matchKsDisk(disk, machine.disks);
			const path = `[${index}]`;
			const known = found === undefined ? undefined : taken.get(found);
			if (found === undefined) {
				const message = `No disk of the machine is ${disk.name} (${[disk.id, ...disk.extra].join(', ')})`;
				findings.push(diagnose('DISK_NOT_FOUND', message, { path }));
				return [];
			}
			if (others.length > 0 || known !== undefined) {
				const meant = known ?? [found, ...others].map(({ device }) => device).join(', ');
				const reason = known === undefined ? `means more than one disk: ${meant}` : `means the same disk as ${meant}`;
				findings.push(diagnose('DISK_AMBIGUOUS', `${disk.name} ${reason}`, { path }));
				return [];
			}
			taken.set(found, disk.name);
			return [[placed, found] as const];
		});
}

/** A disk with nothing but reserves and /boot is left alone. */
function hasVolumes(disk: KsDisk): boolean {
	return disk.volumes.some((volume) => {
		const isReserve = volume.type === 'boot' || volume.type === 'lvm_meta_pool' || mountOfVolume(volume) === '/boot';
		return !isReserve && volume.size > 0;
	});
}

/**
 * Disks of a machine that a disk of `ks_spaces` means; only one is an answer. By a shared link by id, or without such
 * links by the path; else by name. Where links mean several and the name means one, the name decides: some NVMe disks
 * share their ids (reference b.1).
 */
function matchKsDisk(disk: KsDisk, inventory: readonly DiskInventory[]): readonly DiskInventory[] {
	const wanted = new Set(disk.extra.length > 0 ? disk.extra.filter((link) => link.startsWith(BY_ID)) : [disk.id]);
	const linked = inventory.filter(({ links }) => links.some((link) => wanted.has(link)));
	if (linked.length === 1) {
		return linked;
	}
	const named = inventory.filter(({ device }) => device === `/dev/${disk.name}`);
	return named.length > 0 ? named : linked;
}
