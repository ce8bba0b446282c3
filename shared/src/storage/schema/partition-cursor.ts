import type { LayoutItemId } from '../../model/ids.js';
import { alignUp, FIRST_PARTITION_BYTE, startAlignmentBytes } from '../disk-space.js';
import { fittingPartitionName } from '../fitting-partition-name.js';
import type { LayoutDisk, LayoutPartition, PartitionPurpose, Preserve } from '../layout.js';
import { type LayoutDraft, layoutItemId } from '../layout-draft.js';
import { PARTITION_TYPE_GUIDS } from '../partition-types.js';

/** What a schema says of a partition; the rest follows from its purpose and its place. */
export interface WantedPartition {
	readonly sizeBytes: number;
	readonly purpose: PartitionPurpose;
	readonly name: string;
	readonly preserve: Preserve;
	/** '' for that of the purpose. */
	readonly typeGuid?: string;
}

/** Puts partitions onto a disk one behind the other, aligned and without gaps. */
export class PartitionCursor {
	readonly #draft: LayoutDraft;
	readonly #disk: LayoutDisk;
	readonly #alignmentBytes: number;
	#number = 0;
	#endBytes = FIRST_PARTITION_BYTE;

	constructor(draft: LayoutDraft, disk: LayoutDisk, optimalIoBytes: number) {
		this.#draft = draft;
		this.#disk = disk;
		this.#alignmentBytes = startAlignmentBytes(optimalIoBytes);
	}

	/** Adds the next partition; `path` is where the schema asks for it. */
	place(wanted: WantedPartition, path: string): LayoutPartition {
		this.#number++;
		const startBytes = alignUp(this.#endBytes, this.#alignmentBytes);
		this.#endBytes = alignUp(startBytes + wanted.sizeBytes, FIRST_PARTITION_BYTE);
		const { purpose, preserve, typeGuid = '' } = wanted;
		const partition: LayoutPartition = {
			id: partitionId(this.#disk, this.#number),
			diskId: this.#disk.id,
			number: this.#number,
			startBytes,
			sizeBytes: this.#endBytes - startBytes,
			typeGuid: typeGuid === '' ? PARTITION_TYPE_GUIDS[purpose] : typeGuid,
			name: fittingPartitionName(wanted.name),
			purpose,
			flags: [],
			canGrow: false,
			place: 'primary',
			preserve,
		};
		return this.#draft.add(this.#draft.partitions, partition, path);
	}
}

export function partitionId(disk: LayoutDisk, number: number): LayoutItemId {
	return layoutItemId('partition', disk.device.replace(/^\/dev\//, ''), number);
}
