import type { LayoutItemId } from '../model/ids.js';
import type {
	Layout,
	LayoutBoot,
	LayoutDisk,
	LayoutFileSystem,
	LayoutImage,
	LayoutItem,
	LayoutLogicalVolume,
	LayoutPartition,
	LayoutPhysicalVolume,
	LayoutRaid,
	LayoutVolumeGroup,
} from './layout.js';

/** A layout while a schema is read, and where each item stands in the schema. */
export class LayoutDraft {
	readonly disks: LayoutDisk[] = [];
	readonly partitions: LayoutPartition[] = [];
	readonly raids: LayoutRaid[] = [];
	readonly physicalVolumes: LayoutPhysicalVolume[] = [];
	readonly volumeGroups: LayoutVolumeGroup[] = [];
	readonly logicalVolumes: LayoutLogicalVolume[] = [];
	readonly fileSystems: LayoutFileSystem[] = [];
	readonly images: LayoutImage[] = [];
	/** Path in the schema of what an item was made from. */
	readonly paths = new Map<LayoutItemId, string>();
	readonly fieldNames: Readonly<Record<string, string>>;

	/** @param fieldNames what the schema calls fields of items, for example `{ 'fileSystems.label': 'disk_label' }` */
	constructor(fieldNames: Readonly<Record<string, string>> = {}) {
		this.fieldNames = fieldNames;
	}

	/** Adds an item to its list; the same object comes back. */
	add<Item extends Pick<LayoutItem, 'id'>>(list: Item[], item: Item, path: string): Item {
		list.push(item);
		this.paths.set(item.id, path);
		return item;
	}

	finish(boot: LayoutBoot): Layout {
		const { disks, partitions, raids, physicalVolumes, volumeGroups, logicalVolumes, fileSystems, images } = this;
		const lists = { disks, partitions, raids, physicalVolumes, volumeGroups, logicalVolumes, fileSystems, images };
		return { ...lists, encryptions: [], caches: [], boot };
	}
}

/** Id of an item from words that are unique together, for example `partition:sda:3`. */
export function layoutItemId(...words: readonly (string | number)[]): LayoutItemId {
	return words.join(':') as LayoutItemId;
}
