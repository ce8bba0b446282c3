/** What storage a machine has. Absent text is '', an unknown number is 0. */
export interface StorageInventory {
	readonly firmware: 'bios' | 'uefi';
	readonly memoryBytes: number;
	/** Ordered by name. */
	readonly disks: readonly DiskInventory[];
}

/** A whole disk, as layouts see it: members of multipath maps are left out, the map stands for them. */
export interface DiskInventory {
	/** Kernel name, for example nvme0n1, or mapper/NAME. */
	readonly name: string;
	/** For example /dev/nvme0n1. */
	readonly device: string;
	readonly sizeBytes: number;
	readonly logicalSectorBytes: number;
	readonly physicalSectorBytes: number;
	readonly optimalIoBytes: number;
	readonly model: string;
	readonly vendor: string;
	readonly serial: string;
	readonly wwn: string;
	/** For example nvme, sata, sas, usb, virtio. */
	readonly transport: string;
	readonly isRotational: boolean;
	readonly isRemovable: boolean;
	readonly isReadOnly: boolean;
	/** Every link without /dev/, for example disk/by-id/wwn-0x5000. */
	readonly links: readonly string[];
	/** H:C:T:L. */
	readonly scsiAddress: string;
	/** Devices of the paths of a multipath map. */
	readonly paths: readonly string[];
	readonly content: DiskContent;
}

/** What is on a disk now. */
export interface DiskContent {
	readonly table: TableContent;
	/** Signatures on the disk itself. */
	readonly signatures: readonly SignatureContent[];
	/** What stands on the disk itself. */
	readonly holders: readonly HolderContent[];
}

export const NO_CONTENT: DiskContent = {
	table: { label: '', guid: '', partitions: [] },
	signatures: [],
	holders: [],
};

export interface TableContent {
	/** '' where there is no partition table. */
	readonly label: 'gpt' | 'msdos' | '';
	readonly guid: string;
	/** Ordered by start. */
	readonly partitions: readonly PartitionContent[];
}

export interface PartitionContent {
	readonly number: number;
	readonly startBytes: number;
	readonly sizeBytes: number;
	/** GPT type, lower case; of msdos tables two hexadecimal digits. */
	readonly typeGuid: string;
	readonly guid: string;
	readonly name: string;
	readonly flags: readonly string[];
	readonly signatures: readonly SignatureContent[];
	readonly holders: readonly HolderContent[];
}

/** What blkid recognises. */
export interface SignatureContent {
	/** For example ext4, LVM2_member, linux_raid_member, crypto_LUKS. */
	readonly type: string;
	readonly label: string;
	readonly uuid: string;
}

export const HOLDER_KINDS = ['md', 'lvm', 'crypt', 'bcache', 'multipath', 'mount', 'swap', 'other'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/** What uses a disk or a partition now. */
export interface HolderContent {
	readonly kind: HolderKind;
	/** Device, for example /dev/md0 or /dev/mapper/os-root; mount point of a mount. */
	readonly name: string;
	/** Signatures found on the holder; none of a mount. */
	readonly signatures: readonly SignatureContent[];
	/** What stands on the holder in turn. */
	readonly holders: readonly HolderContent[];
}
