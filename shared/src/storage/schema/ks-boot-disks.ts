import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { type KsDisk, type KsSpaces, mountOf, mountOfVolume } from './ks-spaces-schema.js';

/** A disk of the schema and its place in the list. */
export interface PlacedDisk {
	readonly disk: KsDisk;
	readonly index: number;
}

/** Disks that may carry /boot, by place in the list; empty when there is none. */
export interface BootDisks {
	readonly indices: ReadonlySet<number>;
	readonly diagnostics: readonly Diagnostic[];
}

/**
 * Chooses the disks that the machine can boot from: those with room for /boot, or with the root where /boot is nowhere; a
 * BIOS reads no NVMe; an array made by firmware that carries the system goes first; a disk marked as bootable goes before
 * all (reference b.2).
 */
export function bootDisks(spaces: KsSpaces, firmware: 'bios' | 'uefi'): BootDisks {
	const disks = placedDisks(spaces);
	const withBoot = disks.filter(({ disk }) => disk.volumes.some((volume) => mountOfVolume(volume) === '/boot'));
	const groups = rootGroups(spaces);
	const withRoot = disks.filter(({ disk }) => holdsRoot(disk, groups));
	const suitable = (withBoot.length > 0 ? withBoot : withRoot).filter(({ disk }) => {
		return firmware === 'uefi' || !disk.name.includes('nvme');
	});
	const arrays = suitable.filter(({ disk }) => disk.name.startsWith('md') && holdsRoot(disk, groups));
	const preferred = arrays.length > 0 ? arrays : suitable;
	const marked = preferred.filter(({ disk }) => disk.bootable);
	const chosen = marked.length > 0 ? marked : preferred;
	return {
		indices: new Set(chosen.map(({ index }) => index)),
		diagnostics: marked.slice(1).map(({ disk, index }) => {
			const path = `[${index}].bootable`;
			return diagnose('BOOT_DISK_AMBIGUOUS', `${disk.name} is marked as bootable, and so is ${marked[0]?.disk.name}`, {
				path,
			});
		}),
	};
}

export function placedDisks(spaces: KsSpaces): readonly PlacedDisk[] {
	return spaces.flatMap((space, index) => (space.type === 'disk' ? [{ disk: space, index }] : []));
}

/** Groups that hold the root file system; one named `os` always counts, as it did. */
export function rootGroups(spaces: KsSpaces): ReadonlySet<string> {
	const holding = spaces.flatMap((space) => {
		const hasRoot = space.type === 'vg' && space.volumes.some((volume) => volume.size > 0 && mountOf(volume) === '/');
		return hasRoot ? [space.id] : [];
	});
	return new Set(['os', ...holding]);
}

/** Whether the root file system, or a part of its group, is on the disk. */
export function holdsRoot(disk: KsDisk, groups: ReadonlySet<string>): boolean {
	return disk.volumes.some((volume) => {
		return volume.size > 0 && (volume.type === 'pv' ? groups.has(volume.vg) : mountOfVolume(volume) === '/');
	});
}
