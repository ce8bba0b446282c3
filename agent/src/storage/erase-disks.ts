import type { EraseOrder } from '@stoker/shared/storage/erase-order.js';
import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import { readDisks } from '../discovery/read-disks.js';
import { toolRunner } from '../system/run-tool.js';
import { StorageFailure } from '../system/storage-failure.js';
import { chooseErased } from './erase-choice.js';
import { eraseDisk } from './erase-disk.js';

interface EraseContext {
	readonly signal: AbortSignal;
	readonly write: (text: string) => void;
}

/** Erases disks of this machine; resolves with their devices. Nothing is written where any of them must not be. */
export async function eraseDisks(
	order: EraseOrder,
	{ signal, write }: EraseContext,
	look: () => Promise<readonly DiskInventory[]> = readDisks,
): Promise<readonly string[]> {
	const choice = chooseErased(order, await look());
	if ('problems' in choice) {
		throw new StorageFailure('ERASE_REFUSED', `Nothing was erased: ${choice.problems.join('; ')}`);
	}
	const run = toolRunner({ signal, write });
	for (const disk of choice.disks) {
		signal.throwIfAborted();
		await eraseDisk(disk, order.method, { run, signal, write });
	}
	return choice.disks.map(({ device }) => device);
}
