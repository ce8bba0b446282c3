import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { ComputedVolumes } from './default-volumes.js';
import { isDisk, spaceOf } from './node-volumes.js';
import { BOOT_RECORDS_SIZE, LVM_META_SIZE } from './size-generators.js';

/** Kept on every disk for what boots it. */
const RESERVED_PER_DISK_MIB = 500;

/** Whether all disks together have what the spaces need at least (reference c.3). */
export function checkDiskSpace({ volumes, spaces }: ComputedVolumes): readonly Diagnostic[] {
	const disks = volumes.filter(isDisk);
	const total = disks.reduce((sum, { size }) => sum + size, 0);
	const needed = spaces.reduce((sum, { minSizeMib }) => sum + minSizeMib, disks.length * RESERVED_PER_DISK_MIB);
	if (total >= needed) {
		return [];
	}
	const message = `The disks have ${total} MiB, and the roles need at least ${needed} MiB: ${needed - total} MiB are missing`;
	return [diagnose('SPACE_TOO_SMALL', message, { path: 'disks' })];
}

/** Whether each space has what it needs at least. */
export function checkVolumeSizes({ volumes, spaces }: ComputedVolumes): readonly Diagnostic[] {
	return spaces.flatMap(({ metadata: { id, label }, minSizeMib }) => {
		const given = volumes
			.filter(isDisk)
			.flatMap((disk) => disk.volumes)
			.filter((volume) => spaceOf(volume) === id)
			.reduce((sum, { size }) => sum + size, 0);
		if (given >= minSizeMib) {
			return [];
		}
		const message = `${label} (${id}) has ${given} MiB and needs at least ${minSizeMib} MiB`;
		return [diagnose('SPACE_TOO_SMALL', message, { path: `volumes.${id}` })];
	});
}

/** Whether every disk that carries volumes also has room for what boots it and for the metadata of its groups. */
export function checkReserves({ volumes }: ComputedVolumes): readonly Diagnostic[] {
	return volumes.filter(isDisk).flatMap((disk) => {
		const used = disk.volumes.filter((volume) => spaceOf(volume) !== undefined && volume.size > 0);
		const hasRecords = disk.volumes.some(({ type, size }) => type === 'boot' && size >= BOOT_RECORDS_SIZE);
		const hasMeta = used.every((volume) => volume.type !== 'pv' || volume.lvm_meta_size >= LVM_META_SIZE);
		if (used.length === 0 || (hasRecords && hasMeta)) {
			return [];
		}
		const message = `Disk ${disk.name} of ${disk.size} MiB is too small to carry volumes beside its boot records and metadata`;
		const hint = `Set every volume on ${disk.name} to 0.`;
		return [diagnose('DISK_TOO_SMALL', message, { path: `disks.${disk.id}`, hint })];
	});
}

/** Names, labels and least sizes of the spaces of a node. */
export function volumesInfo({ spaces }: ComputedVolumes): readonly VolumeInfo[] {
	return spaces.map(({ metadata: { id, label }, minSizeMib }) => ({ name: id, label, min_size: minSizeMib }));
}

export interface VolumeInfo {
	readonly name: string;
	readonly label: string;
	readonly min_size: number;
}
