/** What is on the disks of a node by its roles, as the disks API stores it: `ks_spaces`, sizes in MiB. */
export type NodeVolumes = readonly (DiskSpace | GroupSpace)[];

export interface DiskSpace {
	readonly type: 'disk';
	readonly id: string;
	readonly name: string;
	readonly extra: readonly string[];
	readonly size: number;
	/** What is left when all volumes are placed. */
	readonly free_space: number;
	readonly bootable: boolean;
	readonly volumes: readonly DiskVolume[];
}

export type DiskVolume = ReserveVolume | BootVolume | PhysicalVolume | PartitionVolume;

export interface ReserveVolume {
	readonly type: 'boot' | 'lvm_meta_pool';
	readonly size: number;
}

export interface BootVolume {
	readonly type: 'partition' | 'raid';
	readonly name: 'Boot';
	readonly mount: '/boot';
	readonly file_system: 'ext2';
	readonly size: number;
}

export interface PhysicalVolume {
	readonly type: 'pv';
	readonly vg: string;
	/** With the metadata. */
	readonly size: number;
	readonly lvm_meta_size: number;
	readonly keep_data?: boolean;
}

export interface PartitionVolume {
	readonly type: 'partition';
	/** Id of the space. */
	readonly name: string;
	readonly size: number;
	readonly mount: string;
	readonly file_system?: string;
	readonly partition_guid?: string;
	readonly disk_label?: string;
	readonly keep_data?: boolean;
}

export interface GroupSpace {
	readonly type: 'vg';
	readonly id: string;
	readonly label: string;
	readonly min_size: number;
	readonly _allocate_size: string;
	readonly volumes: readonly LogicalVolume[];
}

export interface LogicalVolume {
	readonly type: 'lv';
	readonly name: string;
	readonly size: number;
	readonly mount?: string;
	readonly file_system?: string;
}

export function isDisk(space: DiskSpace | GroupSpace): space is DiskSpace {
	return space.type === 'disk';
}

/** Space a volume belongs to; undefined for /boot and reserves, which belong to none. */
export function spaceOf(volume: DiskVolume): string | undefined {
	switch (volume.type) {
		case 'pv':
			return volume.vg;
		case 'partition':
			return volume.mount === '/boot' ? undefined : volume.name;
		default:
			return undefined;
	}
}

/** Room that a volume gives to what is on it. */
export function netSizeOf(volume: DiskVolume): number {
	return volume.type === 'pv' ? volume.size - volume.lvm_meta_size : volume.size;
}
