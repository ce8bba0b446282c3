/** Codes of problems in storage schemas and layouts; part of the one table of diagnostic codes. */
export const STORAGE_CODES = {
	BOOT_DISK_AMBIGUOUS: {
		severity: 'error',
		meaning: 'More than one disk is marked as the one to boot from.',
		nextStep: 'Mark one disk only.',
	},
	BOOT_DISK_MISSING: {
		severity: 'warning',
		meaning: 'A system is installed, and no disk is marked as one to boot from, so no boot loader is.',
		nextStep: 'Mark the disks to boot from with `isBootDisk`, unless the machine starts from elsewhere.',
	},
	BOOT_LOADER_NO_ROOM: {
		severity: 'error',
		meaning: 'A disk to boot from has no partition that its boot loader could be installed to.',
		nextStep: 'Add a partition of purpose `bios_boot` for a BIOS, or `esp` for UEFI.',
	},
	BOOT_NOT_PLACED: {
		severity: 'error',
		meaning: 'No disk that the firmware can boot from holds /boot.',
		nextStep: 'Put /boot on a disk that is not NVMe, or boot the machine by UEFI.',
	},
	CONFIG_DRIVE_NOT_PLACED: {
		severity: 'error',
		meaning: 'A configdrive is wanted, and no disk holds the root file system.',
		nextStep: 'Put the root file system on a disk of the layout.',
	},
	CONTENT_LOST: {
		severity: 'warning',
		meaning: 'A plan destroys what is on a disk.',
		nextStep: 'Agree to the destroy digest of the plan if nobody needs it any more.',
	},
	DISK_AMBIGUOUS: {
		severity: 'error',
		meaning: 'More than one disk of the machine is meant, or one disk is meant twice.',
		nextStep: 'Name each disk by serial number, WWN or a link that only it has.',
	},
	DISK_CHANGED: {
		severity: 'error',
		meaning: 'Where the layout expects a disk there is another one: serial number or WWN differ.',
		nextStep: 'Look which disk was replaced or moved; correct the layout if the new one is meant.',
	},
	DISK_IN_USE: {
		severity: 'error',
		meaning: 'The running system uses a disk that would be changed.',
		nextStep: 'Boot the machine from the network, or take the disk out of the layout.',
	},
	DISK_NOT_FOUND: {
		severity: 'error',
		meaning: 'No disk of the machine is the one meant.',
		nextStep: 'Compare the links and names with the inventory of the node.',
	},
	DISK_READ_ONLY: {
		severity: 'error',
		meaning: 'A disk that would be changed cannot be written to.',
		nextStep: 'Take the write protection off, or take the disk out of the layout.',
	},
	DISK_SHARED: {
		severity: 'error',
		meaning: 'A disk that would be changed holds a file system that several machines share.',
		nextStep: 'Make sure that nobody uses it, then consent to its loss by the serial number of the disk.',
	},
	DISK_TOO_SMALL: {
		severity: 'error',
		meaning: 'What is to be on a disk is larger than the disk.',
		nextStep: 'Make volumes of that disk smaller by what the message says is missing.',
	},
	DISK_UNIDENTIFIED: {
		severity: 'warning',
		meaning: 'A disk has neither serial number nor WWN nor link, so no agent can find it again and carry the plan out.',
		nextStep: 'Give virtual disks a serial number; correct the inventory if somebody wrote it.',
	},
	FIELD_WITHOUT_EFFECT: {
		severity: 'warning',
		meaning: 'Something in a storage schema does nothing, for example a preference for a disk that is not there.',
		nextStep: 'Correct it as the hint says, or leave it out.',
	},
	FILE_SYSTEM_UNKNOWN: {
		severity: 'error',
		meaning: 'A file system is of a type that cannot be made.',
		nextStep: 'Choose ext2, ext3, ext4, xfs, btrfs, vfat or swap.',
	},
	FIRMWARE_OTHER: {
		severity: 'warning',
		meaning: 'The layout is made for another firmware than the one the machine was booted by.',
		nextStep: 'Make the layout anew for this machine, or switch its firmware before it boots from its disks.',
	},
	GROUP_TOO_SMALL: {
		severity: 'error',
		meaning: 'The logical volumes of a group are larger than its physical volumes.',
		nextStep: 'Make logical volumes smaller by what the message says is missing, or the physical volumes larger.',
	},
	HOLDER_SHARED: {
		severity: 'error',
		meaning: 'What would be destroyed on a disk also lies on a disk that is not changed, or on what is kept.',
		nextStep: 'Take the disk out of the array or the group first, or put its other disks into the layout.',
	},
	IMAGE_FORMAT_MISMATCH: {
		severity: 'error',
		meaning: 'An image brings a file system of another type than the one it is written to has.',
		nextStep: 'Correct the format of the image, or the type of the file system.',
	},
	IMAGE_INVALID: {
		severity: 'error',
		meaning: 'An image cannot be written: its format, how it is packed, its address, its size or a checksum of it.',
		nextStep: 'Correct what the message names.',
	},
	IMAGE_WITHOUT_TARGET: {
		severity: 'error',
		meaning: 'An image is to be written where no file system is.',
		nextStep: 'Add a file system mounted there, or leave the image out.',
	},
	INVENTORY_MISSING: {
		severity: 'error',
		meaning: 'The disks of a node are to be planned, and its agent has not told of its hardware yet.',
		nextStep: 'Wait until the agent is connected; `stoker inventory list NODE` shows what it told.',
	},
	KEPT_IN_THE_WAY: {
		severity: 'error',
		meaning:
			'What is to be kept cannot stay where it is: something else is to be there, or the table is of another type.',
		nextStep: 'Move what is new out of its way, or do not keep it.',
	},
	KEPT_NOT_FOUND: {
		severity: 'error',
		meaning: 'What is to be kept is not on the disk, or is something else.',
		nextStep: 'Compare the layout with the inventory; correct place and type, or do not keep it.',
	},
	LAYOUT_MISSING: {
		severity: 'error',
		meaning:
			'Nobody says what is to be on the disks of a node: no schema is set, and no release asks for volumes by its roles.',
		nextStep: 'Set one with `stoker storage set NODE FILE`, or give the node roles of a release with volumes.',
	},
	LAYOUT_TOO_LARGE: {
		severity: 'error',
		meaning: 'A schema or a layout holds more than is read: items, or characters of a text.',
		nextStep: 'Leave out what is not needed.',
	},
	MOUNT_DUPLICATE: {
		severity: 'error',
		meaning: 'Two file systems have the same mount point.',
		nextStep: 'Mount one of them elsewhere.',
	},
	MOUNT_INVALID: {
		severity: 'error',
		meaning: 'A mount point is neither an absolute path nor swap.',
		nextStep: 'Write an absolute path without `..`, or swap.',
	},
	NAME_DUPLICATE: {
		severity: 'error',
		meaning: 'Two things of one kind have the same name.',
		nextStep: 'Rename one of them.',
	},
	NAME_IN_USE: {
		severity: 'error',
		meaning: 'What is to be made has the name of something on a disk that is not touched.',
		nextStep: 'Rename it in the layout, or put the other disk into the layout.',
	},
	PARTITION_MISPLACED: {
		severity: 'error',
		meaning: 'A partition overlaps another one, lies outside of its disk, or is not aligned to 1 MiB.',
		nextStep: 'Move it to where the message says there is room.',
	},
	PRESERVE_MIXED: {
		severity: 'error',
		meaning: 'Parts of one volume are to be kept and other parts not.',
		nextStep: 'Keep all parts of the volume, or none.',
	},
	RAID_INVALID: {
		severity: 'error',
		meaning: 'An array has too few members for its level, or a level that is not known.',
		nextStep: 'Add members, or choose level 0, 1, 5, 6 or 10.',
	},
	REFERENCE_UNKNOWN: {
		severity: 'error',
		meaning: 'Something refers to what is not there.',
		nextStep: 'Correct the name, or add what it refers to.',
	},
	SPACE_TOO_SMALL: {
		severity: 'error',
		meaning: 'The disks of a node, or a volume on them, are smaller than what its roles need at least.',
		nextStep: 'Give the volume the room the message says is missing, or choose a machine with larger disks.',
	},
	VOLUME_IN_USE: {
		severity: 'error',
		meaning: 'Two things lie on the same partition or volume.',
		nextStep: 'Give each a partition or volume of its own.',
	},
	VOLUME_TOO_SMALL: {
		severity: 'error',
		meaning: 'Something is to be made where there is less room than it takes.',
		nextStep: 'Make what it lies on larger.',
	},
	WISHES_DIFFER: {
		severity: 'error',
		meaning: 'Two tasks that provision one node say different things about it.',
		nextStep: 'Say it in one of them, or the same in both.',
	},
} as const;
