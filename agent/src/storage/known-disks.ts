import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import type { ActionDisk } from '@stoker/shared/storage/storage-action.js';
import { sysFiles } from '../system/sys-files.js';
import { findDisk } from './find-disk.js';

/** What tells a disk from whatever else may get its name: the kernel numbers every disk that ever appears. */
const STAMP_FILES = ['dev', 'diskseq', 'size', 'ro'] as const;

/**
 * Disks of a plan that were found by what they say of themselves. Asking all disks of a machine takes long, and it is done
 * again only where the kernel has another disk under the name than it had, or cannot tell (before Linux 5.15).
 */
export class KnownDisks {
	readonly #list: () => Promise<readonly DiskInventory[]>;
	readonly #found = new Map<string, { readonly node: string; readonly stamp: string }>();

	constructor(list: () => Promise<readonly DiskInventory[]>) {
		this.#list = list;
	}

	/** Device of a disk. Throws a StorageFailure where it is not there as the plan saw it. */
	async nodeOf(disk: ActionDisk): Promise<string> {
		const known = this.#found.get(disk.id);
		if (known !== undefined && known.stamp !== '' && known.stamp === (await stampOf(known.node))) {
			return known.node;
		}
		const { device: node } = findDisk(disk, await this.#list());
		this.#found.set(disk.id, { node, stamp: await stampOf(node) });
		return node;
	}
}

/** '' where the kernel does not number its disks. */
async function stampOf(node: string): Promise<string> {
	const name = (await sysFiles.resolve(node)).replace(/^\/dev\//, '').replaceAll('/', '!');
	const values = await Promise.all(STAMP_FILES.map((file) => sysFiles.readText(`/sys/class/block/${name}/${file}`)));
	return values.includes('') ? '' : values.join(' ');
}
