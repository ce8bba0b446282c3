import { installBootLoader } from '../boot/install-boot-loader.js';
import { writeConfigDrive } from '../boot/write-configdrive.js';
import { writeFstab } from '../boot/write-fstab.js';
import { writeImage } from '../image/write-image.js';
import { checkKept } from './handlers/check-kept.js';
import { addRaidMember, createRaid } from './handlers/create-raid.js';
import { createTable } from './handlers/create-table.js';
import { encrypt } from './handlers/encrypt.js';
import { growFileSystem } from './handlers/grow-file-system.js';
import { createLogicalVolume, createPhysicalVolume, createVolumeGroup } from './handlers/logical-volumes.js';
import { makeCache } from './handlers/make-cache.js';
import { makeFileSystem } from './handlers/make-file-system.js';
import { releaseHolder } from './handlers/release-holder.js';
import { sealDisk } from './handlers/seal-disk.js';
import { wipeDisk } from './handlers/wipe-disk.js';
import { wipePartition } from './handlers/wipe-partition.js';
import type { ActionHandlers } from './storage-tools.js';

/** What each kind of action does; a kind without a handler does not compile. */
export const actionHandlers: ActionHandlers = {
	check_kept: checkKept,
	release_holder: releaseHolder,
	wipe_disk: wipeDisk,
	create_table: createTable,
	wipe_partition: wipePartition,
	create_raid: createRaid,
	add_raid_member: addRaidMember,
	create_physical_volume: createPhysicalVolume,
	create_volume_group: createVolumeGroup,
	create_logical_volume: createLogicalVolume,
	encrypt,
	make_cache: makeCache,
	grow_file_system: growFileSystem,
	make_file_system: makeFileSystem,
	write_image: writeImage,
	write_configdrive: writeConfigDrive,
	write_fstab: writeFstab,
	install_boot_loader: installBootLoader,
	seal_disk: sealDisk,
};
