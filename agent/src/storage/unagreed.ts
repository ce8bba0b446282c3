import type { DiskInventory, HolderContent, SignatureContent } from '@stoker/shared/storage/inventory.js';
import { allHolders, holdersOf, realSignatures } from '@stoker/shared/storage/plan/current-content.js';
import { isSystemMount } from '@stoker/shared/storage/plan/guard-rails.js';
import type { DiskRegion, StorageAction, StoragePlace } from '@stoker/shared/storage/storage-action.js';
import type { LostItem, PlannedDisk, StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { ownIdentifiers, plainIdentifier } from './own-identifiers.js';

/** A disk as it is now, and what a plan may do to it. */
export interface Judged {
	readonly plan: StoragePlan;
	readonly planned: PlannedDisk;
	readonly disk: DiskInventory;
	/** Places that an earlier run has claimed, as {@link claimKey} writes them. */
	readonly claimed: ReadonlySet<string>;
}

export interface Unagreed {
	readonly what: string;
	/** Something is at work there, which is not only left behind. */
	readonly isInUse: boolean;
}

/** What is at one place of a disk. */
interface FoundContent {
	readonly label: string;
	readonly signatures: readonly SignatureContent[];
	readonly holders: readonly HolderContent[];
	/** What the destroy list says of this place. */
	readonly agreed: LostItem | undefined;
}

/** What would be lost on a disk without anybody's consent: it came after the plan was made. */
export function unagreed(judged: Judged): readonly Unagreed[] {
	const { planned, plan } = judged;
	const found = planned.change === 'refilled' ? refilledContent(judged) : wholeContent(judged);
	// Elsewhere marks on the disk tell what the plan itself made.
	const own = planned.change === 'refilled' ? ownIdentifiers(plan) : new Set<string>();
	const released = new Set(
		plan.actions.flatMap((action) => (action.kind === 'release_holder' ? [action.holder.name] : [])),
	);
	return found.flatMap(({ label, signatures, holders, agreed }) => {
		const known = new Set(agreed?.signatures.map(signatureKey));
		const names = new Set([...(agreed?.holders ?? []), ...released]);
		return [
			...realSignatures(signatures)
				.filter((one) => !known.has(signatureKey(one)) && !own.has(plainIdentifier(one.uuid)))
				.map(({ type, uuid }) => ({ what: `${label} holds ${type} ${uuid}`.trim(), isInUse: false })),
			...allHolders(holders)
				.filter((holder) => !names.has(holder.name) || isSystem(holder))
				.map(({ name }) => ({ what: `${label} is used by ${name}`, isInUse: true })),
		];
	});
}

/** Key of a place in the set of claimed ones. */
export function claimKey(place: StoragePlace): string {
	switch (place.kind) {
		case 'device':
			return place.path;
		case 'disk':
			return place.disk.id;
		case 'partition':
			return `${place.disk.id} ${place.startBytes}`;
	}
}

function isSystem({ kind, name }: HolderContent): boolean {
	return kind === 'mount' && isSystemMount(name);
}

function signatureKey({ type, uuid }: SignatureContent): string {
	return `${type} ${plainIdentifier(uuid)}`;
}

/** Of a disk that gets a new table or none: everything but what is kept. */
function wholeContent({ plan, planned, disk }: Judged): readonly FoundContent[] {
	const { table, signatures, holders } = disk.content;
	const kept = planned.partitions.filter(({ isKept }) => isKept);
	const items = lossesOf(plan, planned.disk);
	// One that grows has another size afterwards.
	const lost = table.partitions.filter((one) => !kept.some(({ startBytes }) => startBytes === one.startBytes));
	return [
		{ label: 'the disk', signatures, holders, agreed: items.find(({ number }) => number === 0) },
		...lost.map((one): FoundContent => {
			const agreed = items.find((item) => item.number !== 0 && isSameRegion(item, one));
			const signature = { type: 'a partition that was not there', label: '', uuid: '' };
			const content = agreed === undefined ? [signature, ...one.signatures] : one.signatures;
			return { label: `partition ${one.number}`, signatures: content, holders: one.holders, agreed };
		}),
	];
}

/** Of a disk that keeps its table: the partitions and volumes that something new is made on. */
function refilledContent({ plan, planned, disk, claimed }: Judged): readonly FoundContent[] {
	const items = plan.destroys.flatMap((loss) => loss.items);
	const own = lossesOf(plan, planned.disk);
	const places = plan.actions.flatMap(writtenPlaces).filter((place) => !claimed.has(claimKey(place)));
	const { partitions } = disk.content.table;
	const volumes = allHolders(holdersOf(disk.content)).filter(({ kind }) => kind !== 'mount' && kind !== 'swap');
	return places.flatMap((place): readonly FoundContent[] => {
		if (place.kind === 'device') {
			const volume = volumes.find(({ name }) => name === place.path);
			// What lies on several disks is listed with one of them.
			const agreed = items.find(({ name }) => name === place.path);
			return volume === undefined ? [] : [{ ...volume, label: place.path, agreed }];
		}
		const isHere = place.kind === 'partition' && place.disk.id === planned.disk.id;
		const one = isHere ? partitions.find((current) => isSameRegion(place, current)) : undefined;
		const agreed = own.find((item) => one !== undefined && isSameRegion(item, one));
		return one === undefined ? [] : [{ ...one, label: `partition ${one.number}`, agreed }];
	});
}

/** Places that lose what is on them when an action makes something there. */
export function writtenPlaces(action: StorageAction): readonly StoragePlace[] {
	switch (action.kind) {
		case 'create_raid':
			return [...action.members, ...action.spares];
		case 'add_raid_member':
			return [action.member];
		case 'make_cache':
			return [action.backing, action.caching];
		case 'create_physical_volume':
		case 'encrypt':
		case 'make_file_system':
		case 'write_image':
			return [action.on];
		default:
			return [];
	}
}

/** What the destroy list has of one disk. */
export function lossesOf({ destroys }: StoragePlan, disk: PlannedDisk['disk']): readonly LostItem[] {
	return destroys
		.filter(({ serial, wwn, device }) => serial === disk.serial && wwn === disk.wwn && device === disk.device)
		.flatMap(({ items }) => items);
}

function isSameRegion(a: DiskRegion, b: DiskRegion): boolean {
	return a.startBytes === b.startBytes && a.sizeBytes === b.sizeBytes;
}
