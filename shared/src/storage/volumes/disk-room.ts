import type { DiskSpace, DiskVolume, PartitionVolume } from './node-volumes.js';
import { BOOT_RECORDS_SIZE, BOOT_SIZE, LVM_META_SIZE } from './size-generators.js';
import type { SpaceMetadata } from './volume-metadata.js';

/** A disk of a node as the disks API knows it. */
export interface NodeDisk {
	readonly id: string;
	readonly name: string;
	readonly extra: readonly string[];
	readonly sizeMib: number;
}

/** A disk while volumes are placed on it; sizes in MiB. */
export class DiskRoom {
	readonly disk: NodeDisk;
	readonly #volumes: DiskVolume[] = [];
	#freeMib: number;
	#poolMib: number;

	/** Reserves that do not fit get nothing. */
	constructor(disk: NodeDisk, { isBootMirrored, groupCount }: { isBootMirrored: boolean; groupCount: number }) {
		this.disk = disk;
		this.#freeMib = disk.sizeMib;
		this.#volumes.push({ type: 'boot', size: this.#reserve(BOOT_RECORDS_SIZE) });
		const type = isBootMirrored ? 'raid' : 'partition';
		const boot = { file_system: 'ext2', mount: '/boot', name: 'Boot' } as const;
		this.#volumes.push({ type, ...boot, size: this.#reserve(BOOT_SIZE) });
		this.#poolMib = this.#reserve(LVM_META_SIZE * groupCount);
	}

	/** Room for volumes; what the metadata of groups may take is not part of it. */
	get freeMib(): number {
		return this.#freeMib;
	}

	/** Whether anything but reserves has a size here. */
	get isUsed(): boolean {
		return this.#volumes.slice(2).some(({ size }) => size > 0);
	}

	/** Whether the node can boot from here: there is room for that, and something else on the disk, so that it gets a table. */
	get isBootable(): boolean {
		return this.isUsed && this.#volumes.slice(0, 2).every(({ size }) => size > 0);
	}

	/** Adds what a space gets here, also when that is nothing. */
	place(space: SpaceMetadata, sizeMib: number, isKept = false): void {
		this.#freeMib -= sizeMib;
		const kept = isKept ? { keep_data: true } : {};
		if (space.type === 'vg') {
			const meta = sizeMib > 0 ? Math.min(LVM_META_SIZE, this.#poolMib) : 0;
			this.#poolMib -= meta;
			this.#volumes.push({ type: 'pv', vg: space.id, size: sizeMib + meta, lvm_meta_size: meta, ...kept });
			return;
		}
		this.#volumes.push({ ...partitionOf(space), size: sizeMib, ...kept });
	}

	render(isBootable: boolean): DiskSpace {
		const { id, name, extra, sizeMib: size } = this.disk;
		const [records, boot, ...volumes] = this.#volumes;
		const pool = { type: 'lvm_meta_pool', size: this.#poolMib } as const;
		const ordered = [records, boot, pool, ...volumes].filter((volume) => volume !== undefined);
		return { type: 'disk', id, name, extra, size, free_space: this.#freeMib, bootable: isBootable, volumes: ordered };
	}

	#reserve(sizeMib: number): number {
		const reserved = sizeMib <= this.#freeMib ? sizeMib : 0;
		this.#freeMib -= reserved;
		return reserved;
	}
}

function partitionOf(space: Extract<SpaceMetadata, { type: 'partition' }>): Omit<PartitionVolume, 'size'> {
	const { id: name, mount = 'none', file_system: fileSystem, partition_guid: guid, disk_label: label } = space;
	return {
		type: 'partition',
		name,
		mount,
		...(fileSystem === undefined ? {} : { file_system: fileSystem }),
		...(guid === undefined ? {} : { partition_guid: guid }),
		...(label === undefined ? {} : { disk_label: label }),
	};
}
