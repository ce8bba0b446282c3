import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { ComputedVolumes } from './default-volumes.js';
import { isDisk, spaceOf } from './node-volumes.js';

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

/** Names, labels and least sizes of the spaces of a node. */
export function volumesInfo({ spaces }: ComputedVolumes): readonly VolumeInfo[] {
	return spaces.map(({ metadata: { id, label }, minSizeMib }) => ({ name: id, label, min_size: minSizeMib }));
}

export interface VolumeInfo {
	readonly name: string;
	readonly label: string;
	readonly min_size: number;
}
