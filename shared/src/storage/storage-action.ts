import type { LayoutItemId } from '../model/ids.js';
import type { HolderContent } from './inventory.js';
import type {
	FileSystemType,
	ImageFormat,
	LayoutFstab,
	LayoutImage,
	LayoutLogicalVolume,
	LayoutRaid,
	PartitionPurpose,
} from './layout.js';

/** A disk as actions name it. It is looked up anew by serial number and WWN; the device is for people. */
export interface ActionDisk {
	readonly id: LayoutItemId;
	readonly serial: string;
	readonly wwn: string;
	/** Without /dev/; asked where there is neither serial number nor WWN. */
	readonly links: readonly string[];
	readonly device: string;
	readonly sizeBytes: number;
	readonly logicalSectorBytes: number;
}

/** Something a volume or a file system lies on. Partitions are found through their disk, everything else by its path. */
export type StoragePlace =
	| { readonly kind: 'disk'; readonly itemId: LayoutItemId; readonly disk: ActionDisk }
	| {
			readonly kind: 'partition';
			readonly itemId: LayoutItemId;
			readonly disk: ActionDisk;
			readonly number: number;
			readonly startBytes: number;
			readonly sizeBytes: number;
	  }
	| { readonly kind: 'device'; readonly itemId: LayoutItemId; readonly path: string };

/** A stretch of a disk. */
export interface DiskRegion {
	readonly startBytes: number;
	readonly sizeBytes: number;
}

/** A row of a table that is written at once. */
export interface TablePartition extends DiskRegion {
	readonly itemId: LayoutItemId;
	readonly number: number;
	/** GPT type, lower case; of msdos tables two hexadecimal digits. */
	readonly typeGuid: string;
	/** Of a kept partition its own; '' under msdos. */
	readonly guid: string;
	readonly name: string;
	readonly purpose: PartitionPurpose;
	readonly flags: readonly string[];
	readonly place: 'primary' | 'extended' | 'logical';
	readonly isKept: boolean;
}

/** A file system as fstab and the boot loader need it. */
export interface MountedFileSystem {
	readonly on: StoragePlace;
	readonly type: FileSystemType;
	/** What it has when everything is done; '' where it is not known beforehand. */
	readonly uuid: string;
	readonly mount: string;
	readonly fstab: LayoutFstab;
	readonly systemIds: readonly string[];
}

interface ActionOf<Kind extends string> {
	readonly kind: Kind;
	/** Unique in its plan and the same whenever the plan is made again: `KIND:ITEM`. */
	readonly id: string;
	/** Every disk it writes to or reads; all of them are disks of the plan. */
	readonly diskIds: readonly LayoutItemId[];
}

/** Reads what is to be kept before anything is written: fails where it is not as the plan saw it. */
export interface CheckKeptAction extends ActionOf<'check_kept'> {
	readonly on: StoragePlace;
	/** Signature that must be there; '' for any or none. */
	readonly signatureType: string;
	readonly uuid: string;
}

/** Unmounts, stops or closes one thing that stands on a disk; what stood on it in turn went before. */
export interface ReleaseHolderAction extends ActionOf<'release_holder'> {
	readonly holder: Pick<HolderContent, 'kind' | 'name'>;
}

/** Takes away what would be recognised: signatures of the regions, then of the disk, its tables at both ends among them. */
export interface WipeDiskAction extends ActionOf<'wipe_disk'> {
	readonly disk: ActionDisk;
	readonly regions: readonly DiskRegion[];
	/** Whether the table goes too: not where a partition is kept. */
	readonly isTableWiped: boolean;
}

/** Writes a table with all its partitions in one run, so that a kept partition is never without its row. */
export interface CreateTableAction extends ActionOf<'create_table'> {
	readonly disk: ActionDisk;
	readonly table: 'gpt' | 'msdos';
	/** GUID of the disk, of msdos tables 8 hexadecimal digits, until `seal_disk` gives the last one. */
	readonly guid: string;
	readonly partitions: readonly TablePartition[];
}

/** Takes old signatures out of a fresh partition: of what once began or ended at the same place. */
export interface WipePartitionAction extends ActionOf<'wipe_partition'> {
	readonly on: StoragePlace;
}

export interface CreateRaidAction extends ActionOf<'create_raid'> {
	readonly raid: Pick<LayoutRaid, 'id' | 'name' | 'level' | 'metadata'>;
	readonly uuid: string;
	readonly members: readonly StoragePlace[];
	readonly spares: readonly StoragePlace[];
}

/** Takes a fresh partition or disk into an array that is kept and lacks a member; the array then copies to it by itself. */
export interface AddRaidMemberAction extends ActionOf<'add_raid_member'> {
	readonly raid: Pick<LayoutRaid, 'id' | 'name'>;
	/** That of the array, as its other members have it. */
	readonly uuid: string;
	readonly member: StoragePlace;
}

export interface CreatePhysicalVolumeAction extends ActionOf<'create_physical_volume'> {
	readonly on: StoragePlace;
	/** As LVM writes it: 6-4-4-4-4-4-6 characters. */
	readonly uuid: string;
	readonly metadataSizeBytes: number;
	readonly metadataCopies: 0 | 1 | 2;
}

export interface CreateVolumeGroupAction extends ActionOf<'create_volume_group'> {
	readonly name: string;
	readonly physicalVolumes: readonly StoragePlace[];
}

export interface CreateLogicalVolumeAction extends ActionOf<'create_logical_volume'> {
	readonly group: string;
	readonly volume: Pick<LayoutLogicalVolume, 'id' | 'name' | 'sizeBytes'>;
}

/** Makes a LUKS volume and opens it. The key is fetched by its name, it is never part of a plan. */
export interface EncryptAction extends ActionOf<'encrypt'> {
	readonly on: StoragePlace;
	readonly name: string;
	readonly uuid: string;
	readonly keyReference: string;
}

export interface MakeCacheAction extends ActionOf<'make_cache'> {
	readonly name: string;
	readonly backing: StoragePlace;
	readonly caching: StoragePlace;
	readonly mode: 'writethrough' | 'writeback' | 'writearound';
}

export interface MakeFileSystemAction extends ActionOf<'make_file_system'> {
	readonly on: StoragePlace;
	readonly type: FileSystemType;
	readonly uuid: string;
	readonly label: string;
	readonly options: string;
}

/** Makes a kept file system as large as its partition, which grew. Done already where it fills it. */
export interface GrowFileSystemAction extends ActionOf<'grow_file_system'> {
	readonly on: StoragePlace;
	readonly type: FileSystemType;
	/** The one it has. */
	readonly uuid: string;
}

/** Writes an image; the file system in it is grown to its place and gets the UUID. */
export interface WriteImageAction extends ActionOf<'write_image'> {
	readonly on: StoragePlace;
	readonly image: Omit<LayoutImage, 'targetId' | 'format'> & { readonly format: ImageFormat };
	/** Of the file system that the layout has there: an image brings the same, or is unpacked into it. '' for a whole disk. */
	readonly fileSystemType: FileSystemType | '';
	/** Of the file system afterwards; '' for a whole disk. */
	readonly uuid: string;
}

export interface WriteConfigDriveAction extends ActionOf<'write_configdrive'> {
	readonly on: StoragePlace;
}

export interface WriteFstabAction extends ActionOf<'write_fstab'> {
	readonly fileSystems: readonly MountedFileSystem[];
}

export interface InstallBootLoaderAction extends ActionOf<'install_boot_loader'> {
	readonly firmware: 'bios' | 'uefi';
	readonly disks: readonly ActionDisk[];
	/** EFI system partitions, one a boot disk; none for a BIOS. */
	readonly efiPartitions: readonly StoragePlace[];
	readonly fileSystems: readonly MountedFileSystem[];
	readonly kernelParameters: string;
}

/** Gives a disk its last GUID, which says that everything of this plan is on it: the next plan finds nothing to do. */
export interface SealDiskAction extends ActionOf<'seal_disk'> {
	readonly disk: ActionDisk;
	readonly table: 'gpt' | 'msdos';
	readonly guid: string;
}

/** One step of a storage plan; the agent carries out exactly these, in their order. */
export type StorageAction =
	| CheckKeptAction
	| ReleaseHolderAction
	| WipeDiskAction
	| CreateTableAction
	| WipePartitionAction
	| CreateRaidAction
	| AddRaidMemberAction
	| CreatePhysicalVolumeAction
	| CreateVolumeGroupAction
	| CreateLogicalVolumeAction
	| EncryptAction
	| MakeCacheAction
	| GrowFileSystemAction
	| MakeFileSystemAction
	| WriteImageAction
	| WriteConfigDriveAction
	| WriteFstabAction
	| InstallBootLoaderAction
	| SealDiskAction;
