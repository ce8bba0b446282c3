import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { SizedSpace } from './allocate-spaces.js';
import type { DiskRoom } from './disk-room.js';
import { netSizeOf, spaceOf } from './node-volumes.js';
import type { SimpleDisk } from './simple-disks.js';

/** What an operator wants otherwise than the defaults: the difference, so that the rest can follow new roles. */
export interface VolumeEdits {
	readonly volumes: readonly VolumeEdit[];
	/** Absent: the default disk. */
	readonly bootDiskId?: string;
}

/** Size of one space on one disk. */
export interface VolumeEdit {
	readonly diskId: string;
	readonly space: string;
	readonly sizeMib: number;
	readonly isKept: boolean;
}

/** How what an operator wrote differs from the defaults. */
export function editsOf(defaults: readonly SimpleDisk[], written: readonly SimpleDisk[]): VolumeEdits {
	const volumes = written.flatMap((disk) => {
		const before = defaults.find(({ id }) => id === disk.id);
		return disk.volumes.flatMap(({ name, size, keep_data: isKept }): readonly VolumeEdit[] => {
			const volume = before?.volumes.find((one) => one.name === name);
			const isSame = volume?.size === size && volume.keep_data === isKept;
			return isSame ? [] : [{ diskId: disk.id, space: name, sizeMib: size, isKept }];
		});
	});
	const boot = written.find(({ bootable }) => bootable);
	const isDefault = boot === undefined || defaults.find(({ bootable }) => bootable)?.id === boot.id;
	return isDefault ? { volumes } : { volumes, bootDiskId: boot.id };
}

interface EditedNode {
	readonly spaces: readonly SizedSpace[];
	/** Rooms as the defaults fill them. */
	readonly defaults: readonly DiskRoom[];
	/** The same disks, empty. */
	readonly rooms: readonly DiskRoom[];
	readonly findings: Diagnostic[];
}

/**
 * Fills the disks with what the operator wants, and with the defaults elsewhere. Spaces that share what is left give way;
 * where that is not enough the edit stays and the disk is reported as too small. Edits of spaces that no role asks for any
 * more wait for their return.
 */
export function applyEdits(edits: VolumeEdits, { spaces, defaults, rooms, findings }: EditedNode): readonly DiskRoom[] {
	for (const [index, room] of rooms.entries()) {
		const capacity = room.freeMib;
		const placed = defaults[index]?.render(false).volumes ?? [];
		const shares = placementOrder(spaces).map((space) => {
			const { id } = space.metadata;
			const edit = edits.volumes.find((one) => one.diskId === room.disk.id && one.space === id);
			const volume = placed.find((one) => spaceOf(one) === id);
			const sizeMib = edit?.sizeMib ?? (volume === undefined ? 0 : netSizeOf(volume));
			return {
				space,
				sizeMib,
				isKept: edit?.isKept ?? false,
				isYielding: edit === undefined && space.allocateSize !== 'min',
			};
		});
		let excess = shares.reduce((sum, { sizeMib }) => sum + sizeMib, -capacity);
		for (const { space, sizeMib, isKept, isYielding } of shares) {
			const given = isYielding ? Math.min(sizeMib, Math.max(0, excess)) : 0;
			excess -= given;
			room.place(space.metadata, sizeMib - given, isKept);
		}
		if (excess > 0) {
			const message = `The volumes on ${room.disk.name} need ${excess} MiB more than the disk has`;
			const hint = `Make volumes on it ${excess} MiB smaller, or return to the defaults.`;
			findings.push(diagnose('DISK_TOO_SMALL', message, { path: `disks.${room.disk.id}`, hint }));
		}
	}
	return rooms;
}

/** The order in which the defaults are placed. */
function placementOrder(spaces: readonly SizedSpace[]): readonly SizedSpace[] {
	const order = ['min', 'full-disk', 'all'];
	return [...spaces].sort((a, b) => order.indexOf(a.allocateSize) - order.indexOf(b.allocateSize));
}
