import type { DiskRoom } from './disk-room.js';
import type { NodeSpace } from './node-spaces.js';

/** A space with the least room it needs. */
export interface SizedSpace extends NodeSpace {
	readonly minSizeMib: number;
}

/**
 * Places spaces on disks: those with a minimum first, then those that take whole disks, then those that share what is left
 * (reference c.3). Every space gets an entry on every disk, if only of size 0.
 */
export function allocateSpaces(spaces: readonly SizedSpace[], rooms: readonly DiskRoom[]): void {
	const sized = (allocateSize: NodeSpace['allocateSize']) => {
		return spaces.filter((space) => space.allocateSize === allocateSize);
	};
	for (const space of sized('min')) {
		fill(space, space.minSizeMib, rooms);
	}
	for (const { metadata } of sized('full-disk')) {
		for (const room of rooms) {
			room.place(metadata, room.isUsed ? 0 : room.freeMib);
		}
	}
	const sharing = sized('all');
	const free = rooms.reduce((sum, { freeMib }) => sum + Math.max(0, freeMib), 0);
	for (const [index, space] of sharing.entries()) {
		const isLast = index === sharing.length - 1;
		fill(space, isLast ? Number.POSITIVE_INFINITY : Math.trunc(free / sharing.length), rooms);
	}
}

/** Takes disks in their order until there is enough. */
function fill({ metadata }: SizedSpace, sizeMib: number, rooms: readonly DiskRoom[]): void {
	let missing = sizeMib;
	for (const room of rooms) {
		const taken = Math.min(missing, Math.max(0, room.freeMib));
		room.place(metadata, taken);
		missing -= taken;
	}
}
