import type { LayoutItemId } from '../model/ids.js';

/**
 * The normal form of what is to be on the disks of one node: every schema that people write becomes one of these, and
 * plans and actions are made from nothing else. Items are apart by kind and refer to each other by id; a reference to
 * something a file system, an array member or a volume lies on may name a partition, a raid, a logical volume, an
 * encryption, a cache, or a whole disk. Sizes and offsets are bytes, safe integers. Absent text is ''.
 */
export interface Layout {
	readonly disks: readonly LayoutDisk[];
	/** Ordered by disk, then by start. */
	readonly partitions: readonly LayoutPartition[];
	readonly raids: readonly LayoutRaid[];
	readonly physicalVolumes: readonly LayoutPhysicalVolume[];
	readonly volumeGroups: readonly LayoutVolumeGroup[];
	readonly logicalVolumes: readonly LayoutLogicalVolume[];
	readonly encryptions: readonly LayoutEncryption[];
	readonly caches: readonly LayoutCache[];
	readonly fileSystems: readonly LayoutFileSystem[];
	/** In the order in which they are written. */
	readonly images: readonly LayoutImage[];
	readonly boot: LayoutBoot;
}

/**
 * What becomes of what an item holds now. `clean`: made anew, whatever is there is lost. `keep`: it must be there, at its
 * place, and its content stays. `verify`: it must be there as described and is not made; its content is left alone.
 */
export type Preserve = 'clean' | 'keep' | 'verify';

/** What all items have. */
export interface LayoutItem {
	readonly id: LayoutItemId;
	readonly preserve: Preserve;
}

/** A disk of the node. Only disks of the layout are ever touched. */
export interface LayoutDisk extends LayoutItem {
	readonly selector: DiskSelector;
	/** Kernel device the selector meant when the layout was made, for example /dev/sda: for people and for names only. */
	readonly device: string;
	/** Size the layout was made for. */
	readonly sizeBytes: number;
	readonly logicalSectorBytes: number;
	/** `none`: the disk carries no table, something lies on the whole of it. */
	readonly table: 'gpt' | 'msdos' | 'none';
	/** Whether the boot loader is installed here. */
	readonly isBootDisk: boolean;
}

/**
 * Which disk is meant, the surest first: what is given must all agree. Links are without /dev/; hints are texts with
 * operators by name of a property (`{ size: '>= 100 GiB' }`).
 */
export interface DiskSelector {
	readonly serial: string;
	readonly wwn: string;
	/** Any one of them is enough. */
	readonly links: readonly string[];
	/** Kernel name without /dev/. */
	readonly name: string;
	/** H:C:T:L. */
	readonly scsiAddress: string;
	readonly hints: Readonly<Record<string, string>>;
}

export const PARTITION_PURPOSES = [
	'bios_boot',
	'esp',
	'boot',
	'data',
	'swap',
	'physical_volume',
	'raid_member',
	'encrypted',
	'cache',
	'configdrive',
	'reserved',
	'extended',
] as const;

/** What a partition is for; `reserved` is room that nothing is made in. */
export type PartitionPurpose = (typeof PARTITION_PURPOSES)[number];

export interface LayoutPartition extends LayoutItem {
	readonly diskId: LayoutItemId;
	/** Counts from 1. */
	readonly number: number;
	/** A multiple of 1 MiB, but for logical partitions of msdos tables. */
	readonly startBytes: number;
	readonly sizeBytes: number;
	/** GPT type, lower case; of msdos tables two hexadecimal digits. */
	readonly typeGuid: string;
	/** GPT name, at most 36 characters. */
	readonly name: string;
	readonly purpose: PartitionPurpose;
	/** Words of parted beyond what the purpose says: `legacy_boot`, `boot`. */
	readonly flags: readonly string[];
	/** Kept though the one that is there is smaller: it grows to this size, with the file system on it. */
	readonly canGrow: boolean;
	/** Always `primary` under GPT. */
	readonly place: 'primary' | 'extended' | 'logical';
}

export const RAID_LEVELS = [0, 1, 5, 6, 10] as const;
export type RaidLevel = (typeof RAID_LEVELS)[number];

export interface LayoutRaid extends LayoutItem {
	/** For example md0. */
	readonly name: string;
	readonly level: RaidLevel;
	readonly memberIds: readonly LayoutItemId[];
	readonly spareIds: readonly LayoutItemId[];
	/** `default` is that of mdadm; boot loaders read 1.0 and 0.90 at the start of a member as a plain file system. */
	readonly metadata: 'default' | '0.90' | '1.0' | '1.1' | '1.2';
}

export interface LayoutPhysicalVolume extends LayoutItem {
	readonly onId: LayoutItemId;
	/** Of each copy. */
	readonly metadataSizeBytes: number;
	readonly metadataCopies: 0 | 1 | 2;
}

export interface LayoutVolumeGroup extends LayoutItem {
	readonly name: string;
	readonly physicalVolumeIds: readonly LayoutItemId[];
}

export interface LayoutLogicalVolume extends LayoutItem {
	readonly volumeGroupId: LayoutItemId;
	readonly name: string;
	readonly sizeBytes: number;
}

/** LUKS. */
export interface LayoutEncryption extends LayoutItem {
	readonly onId: LayoutItemId;
	/** Name of the open device below /dev/mapper. */
	readonly name: string;
	/** Name of the secret that holds the key; the key itself is never part of a layout. */
	readonly keyReference: string;
}

/** bcache. */
export interface LayoutCache extends LayoutItem {
	/** For example bcache0. */
	readonly name: string;
	readonly backingId: LayoutItemId;
	readonly cachingId: LayoutItemId;
	readonly mode: 'writethrough' | 'writeback' | 'writearound';
}

export const FILE_SYSTEM_TYPES = ['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'vfat', 'swap'] as const;
export type FileSystemType = (typeof FILE_SYSTEM_TYPES)[number];

export interface LayoutFileSystem extends LayoutItem {
	readonly onId: LayoutItemId;
	readonly type: FileSystemType;
	/** As written; cut to what the type allows when the file system is made. */
	readonly label: string;
	/** Given to the tool that makes it. */
	readonly options: string;
	/** An absolute path, `swap`, or ''. */
	readonly mount: string;
	readonly fstab: LayoutFstab;
	/** Ids of the operating systems that use it; none means all. */
	readonly systemIds: readonly string[];
}

/** Line of a mounted file system. */
export interface LayoutFstab {
	/** False: the line is written as a comment. */
	readonly isEnabled: boolean;
	readonly options: string;
	/** Order of checks at boot: 1 for the root, 2 for others, 0 for none. */
	readonly passNumber: 0 | 1 | 2;
}

export const IMAGE_FORMATS = [...FILE_SYSTEM_TYPES, 'iso9660', 'raw', 'qcow2', 'tar', 'squashfs'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** An image and where it is written. */
export interface LayoutImage {
	readonly id: LayoutItemId;
	/** A file system, or a disk that the image fills whole. */
	readonly targetId: LayoutItemId;
	readonly uri: string;
	readonly format: ImageFormat;
	readonly compression: 'none' | 'gzip' | 'xz' | 'zstd';
	/** Of the unpacked content; 0 when unknown. */
	readonly sizeBytes: number;
	/** Of the unpacked content, lower-case hexadecimal by algorithm; none means unchecked. */
	readonly checksums: Readonly<Partial<Record<'md5' | 'sha256' | 'sha512', string>>>;
	/** Operating system it belongs to; '' where there is only one. */
	readonly systemId: string;
}

export interface LayoutBoot {
	/** Firmware the layout was made for. */
	readonly firmware: 'bios' | 'uefi';
	readonly kernelParameters: string;
	/** Partition that carries the configdrive; '' for none. */
	readonly configDriveId: LayoutItemId | '';
}
