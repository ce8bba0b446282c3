import type { DiskContent, PartitionContent, StorageInventory } from '../../storage/inventory.js';
import type { Layout } from '../../storage/layout.js';
import type { TablePartition } from '../../storage/storage-action.js';
import type { PlannedDisk, StoragePlan } from '../../storage/storage-plan.js';

/** What becomes of a stretch: `kept` is what a plan must keep, `stays` what it does not touch. */
export type SegmentTone = 'lost' | 'kept' | 'made' | 'stays' | 'free';

/** A stretch of a disk. */
export interface DiskSegment {
	readonly startBytes: number;
	readonly sizeBytes: number;
	/** Number of the partition; 0 for free room and whole disks. */
	readonly number: number;
	readonly label: string;
	/** What is in it; '' when nothing is known. */
	readonly detail: string;
	readonly tone: SegmentTone;
}

/** A disk before and after a plan. */
export interface DiskPicture {
	readonly device: string;
	readonly model: string;
	readonly serial: string;
	readonly sizeBytes: number;
	readonly change: PlannedDisk['change'];
	readonly before: readonly DiskSegment[];
	readonly after: readonly DiskSegment[];
}

/** Gaps up to this belong to the table and to alignment, and are not shown. */
const SMALLEST_GAP_BYTES = 2 * 1024 * 1024;

/** What there is to see of a plan: each of its disks as it is and as it will be, by start, without holes. */
export function diskPictures(plan: StoragePlan, inventory: StorageInventory, layout: Layout): readonly DiskPicture[] {
	return plan.disks.map(({ disk, model, change, partitions }) => {
		const found = inventory.disks.find(({ device }) => device === disk.device);
		const content = found?.content ?? { table: { label: '', guid: '', partitions: [] }, signatures: [], holders: [] };
		const loss = plan.destroys.find(({ device }) => device === disk.device);
		const lost = new Set(loss?.items.map(({ number }) => number));
		const keptStarts = new Set(partitions.filter(({ isKept }) => isKept).map(({ startBytes }) => startBytes));
		const before = beforeSegments(content, { lost, keptStarts, sizeBytes: disk.sizeBytes });
		const after =
			change === 'unchanged' && partitions.length === 0 ? before : afterSegments(partitions, layout, content);
		const whole = wholeDisk(layout, disk);
		return {
			device: disk.device,
			model,
			serial: disk.serial,
			sizeBytes: disk.sizeBytes,
			change,
			before: withGaps(before, disk.sizeBytes),
			after: withGaps(after.length === 0 && whole !== undefined ? [whole] : after, disk.sizeBytes),
		};
	});
}

/** What a plan does to what is on a disk. */
interface Fate {
	readonly lost: ReadonlySet<number>;
	readonly keptStarts: ReadonlySet<number>;
	readonly sizeBytes: number;
}

function beforeSegments(
	{ table, signatures, holders }: DiskContent,
	{ lost, keptStarts, sizeBytes }: Fate,
): readonly DiskSegment[] {
	if (table.partitions.length === 0) {
		const detail = contentOf({ signatures, holders });
		const tone = lost.has(0) ? 'lost' : 'stays';
		return detail === '' ? [] : [{ startBytes: 0, sizeBytes, number: 0, label: 'whole disk', detail, tone }];
	}
	return table.partitions.map((partition) => {
		const { number, startBytes, sizeBytes: size, name } = partition;
		const tone = lost.has(number) ? 'lost' : keptStarts.has(startBytes) ? 'kept' : 'stays';
		const label = name === '' ? `partition ${number}` : name;
		return { startBytes, sizeBytes: size, number, label, detail: contentOf(partition), tone };
	});
}

function contentOf({ signatures, holders }: Pick<PartitionContent, 'signatures' | 'holders'>): string {
	const known = signatures.map(({ type, label }) => (label === '' ? type : `${type} ${label}`));
	return [...known, ...holders.map(({ name }) => name)].join(', ');
}

function afterSegments(
	rows: readonly TablePartition[],
	layout: Layout,
	{ table }: DiskContent,
): readonly DiskSegment[] {
	return rows
		.filter(({ place }) => place !== 'extended')
		.map(({ itemId, number, startBytes, sizeBytes, name, purpose, isKept, guid }) => {
			const current = table.partitions.find((one) => one.startBytes === startBytes && one.guid === guid);
			const use = useOf(itemId, layout);
			const detail = use === '' ? (purpose === 'data' ? '' : purpose.replaceAll('_', ' ')) : use;
			const tone = isKept ? 'kept' : current === undefined ? 'made' : 'stays';
			return { startBytes, sizeBytes, number, label: name === '' ? `partition ${number}` : name, detail, tone };
		});
}

/** What lies on an item, in few words: `ext4 /data`, `md0`, `os`. */
function useOf(id: string, layout: Layout): string {
	const fileSystem = layout.fileSystems.find(({ onId }) => onId === id);
	if (fileSystem !== undefined) {
		return [fileSystem.type, fileSystem.mount].filter((word) => word !== '' && word !== 'swap').join(' ') || 'swap';
	}
	const raid = layout.raids.find(({ memberIds, spareIds }) => [...memberIds, ...spareIds].some((one) => one === id));
	if (raid !== undefined) {
		return `${raid.name}: ${useOf(raid.id, layout) || 'array'}`;
	}
	const physical = layout.physicalVolumes.find(({ onId }) => onId === id);
	const group = layout.volumeGroups.find(({ physicalVolumeIds }) =>
		physicalVolumeIds.some((one) => one === physical?.id),
	);
	if (group !== undefined) {
		return `LVM ${group.name}`;
	}
	const encryption = layout.encryptions.find(({ onId }) => onId === id);
	if (encryption !== undefined) {
		return `LUKS ${encryption.name}: ${useOf(encryption.id, layout)}`;
	}
	const cache = layout.caches.find(({ backingId, cachingId }) => backingId === id || cachingId === id);
	return cache === undefined ? '' : `bcache ${cache.name}`;
}

function wholeDisk(layout: Layout, { id, sizeBytes }: PlannedDisk['disk']): DiskSegment | undefined {
	const image = layout.images.find(({ targetId }) => targetId === id);
	const detail = image === undefined ? useOf(id, layout) : `image ${image.format}`;
	return detail === '' ? undefined : { startBytes: 0, sizeBytes, number: 0, label: 'whole disk', detail, tone: 'made' };
}

function withGaps(segments: readonly DiskSegment[], sizeBytes: number): readonly DiskSegment[] {
	const filled: DiskSegment[] = [];
	let end = 0;
	const gap = (until: number) => {
		if (until - end > SMALLEST_GAP_BYTES) {
			const room = { startBytes: end, sizeBytes: until - end, number: 0, label: 'free', detail: '' };
			filled.push({ ...room, tone: 'free' });
		}
	};
	for (const segment of segments.toSorted((a, b) => a.startBytes - b.startBytes)) {
		gap(segment.startBytes);
		filled.push(segment);
		end = segment.startBytes + segment.sizeBytes;
	}
	gap(sizeBytes);
	return filled;
}
