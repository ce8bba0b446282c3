import type { StorageAction } from '@stoker/shared/storage/storage-action.js';
import { StorageFailure } from '../system/storage-failure.js';
import { checkKept } from './handlers/check-kept.js';
import { createTable } from './handlers/create-table.js';
import { makeFileSystem } from './handlers/make-file-system.js';
import { sealDisk } from './handlers/seal-disk.js';
import { wipeDisk } from './handlers/wipe-disk.js';
import { wipePartition } from './handlers/wipe-partition.js';
import type { ActionHandler, ActionHandlers } from './storage-tools.js';

/** What each kind of action does; a kind without a handler does not compile. */
export const actionHandlers: ActionHandlers = {
	check_kept: checkKept,
	release_holder: unsupported('release_holder'),
	wipe_disk: wipeDisk,
	create_table: createTable,
	wipe_partition: wipePartition,
	create_raid: unsupported('create_raid'),
	add_raid_member: unsupported('add_raid_member'),
	create_physical_volume: unsupported('create_physical_volume'),
	create_volume_group: unsupported('create_volume_group'),
	create_logical_volume: unsupported('create_logical_volume'),
	encrypt: unsupported('encrypt'),
	make_cache: unsupported('make_cache'),
	grow_file_system: unsupported('grow_file_system'),
	make_file_system: makeFileSystem,
	write_image: unsupported('write_image'),
	write_configdrive: unsupported('write_configdrive'),
	write_fstab: unsupported('write_fstab'),
	install_boot_loader: unsupported('install_boot_loader'),
	seal_disk: sealDisk,
};

/** A kind that this agent cannot carry out: it says so before anything is written by it. */
function unsupported<Kind extends StorageAction['kind']>(kind: Kind): ActionHandler<Kind> {
	const refuse = (): never => {
		const message = `This agent cannot carry out actions of kind ${kind}`;
		throw new StorageFailure('STORAGE_ACTION_UNSUPPORTED', message, { subject: { action: kind } });
	};
	return { isDone: async () => refuse(), run: async () => refuse() };
}
