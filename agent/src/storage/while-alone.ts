import { StorageFailure } from '../system/storage-failure.js';
import type { StorageTools } from './storage-tools.js';

/** Works on the disks while nobody else of this machine does. Throws STORAGE_BUSY where somebody is at it. */
export async function whileAlone<Result>(
	{ lock }: Pick<StorageTools, 'lock'>,
	work: () => Promise<Result>,
): Promise<Result> {
	const held = await lock();
	if (held === undefined) {
		throw new StorageFailure('STORAGE_BUSY', 'Another run is at work on the disks of this machine', { subject: {} });
	}
	try {
		return await work();
	} finally {
		await held.close();
	}
}
