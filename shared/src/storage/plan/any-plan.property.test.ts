import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	afterActions,
	MIB,
	makeContent,
	makeDisk,
	makeInventory,
	makePartition,
} from '../../../../test/support/storage-fixtures.js';
import type { DiskInventory, PartitionContent, StorageInventory } from '../inventory.js';
import { readStoragePlan } from '../read-storage-plan.js';
import { layoutFromDocument } from '../schema/layout-from-document.js';
import type { StorageAction } from '../storage-action.js';
import type { PlannedStorage, StoragePlan } from '../storage-plan.js';
import { planStorage } from './plan-storage.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const DISKS = ['sda', 'sdb', 'sdc'];
const UNITS_MIB = 1024;

/** What may lie on a partition now. */
const signature = fc.constantFrom('', 'ext4', 'xfs', 'LVM2_member', 'linux_raid_member', 'vfat');

const currentDisk = fc.record({
	label: fc.constantFrom('gpt' as const, 'msdos' as const, '' as const),
	parts: fc.array(fc.record({ units: fc.integer({ min: 1, max: 12 }), type: signature, hasHolder: fc.boolean() }), {
		maxLength: 5,
	}),
	whole: fc.constantFrom('', '', 'xfs', 'linux_raid_member'),
});

/** What the layout asks of one disk. */
const wantedDisk = fc.record({
	isUsed: fc.boolean(),
	table: fc.constantFrom('gpt' as const, 'gpt' as const, 'msdos' as const, 'none' as const),
	/** Of the partitions that are there, which are kept, verified or may grow. */
	stays: fc.array(fc.constantFrom('keep', 'verify', 'grow', 'no', 'no'), { minLength: 5, maxLength: 5 }),
	fresh: fc.array(
		fc.record({ units: fc.integer({ min: 1, max: 12 }), use: fc.constantFrom('', 'fs', 'pv', 'raid', 'luks') }),
		{ maxLength: 3 },
	),
	wholeUse: fc.constantFrom('', 'fs', 'pv', 'image'),
});

interface Wanted {
	readonly current: readonly (typeof currentDisk extends fc.Arbitrary<infer Value> ? Value : never)[];
	readonly wanted: readonly (typeof wantedDisk extends fc.Arbitrary<infer Value> ? Value : never)[];
}

const everything: fc.Arbitrary<Wanted> = fc.record({
	current: fc.array(currentDisk, { minLength: 3, maxLength: 3 }),
	wanted: fc.array(wantedDisk, { minLength: 3, maxLength: 3 }),
});

function currentOf({ current }: Wanted): StorageInventory {
	return makeInventory(
		DISKS.map((name, index): DiskInventory => {
			const { label = '', parts = [], whole = '' } = current[index] ?? {};
			let end = 1;
			const partitions = parts.map(({ units, type, hasHolder }, number): PartitionContent => {
				const start = end;
				end += units * UNITS_MIB;
				const uuid = `0000000${index}-1111-4000-8000-00000000000${number}`;
				const holder = { kind: 'lvm' as const, name: `/dev/mapper/${name}-${number}`, signatures: [], holders: [] };
				return makePartition(number + 1, [start, units * UNITS_MIB], {
					typeGuid: label === 'msdos' ? '83' : '0fc63daf-8483-4772-8e79-3d69d8477de4',
					guid: label === 'gpt' ? `0000000${index}-0000-4000-8000-00000000000${number}` : '',
					signatures: type === '' ? [] : [{ type, label: '', uuid }],
					holders: type === 'LVM2_member' && hasHolder ? [holder] : [],
				});
			});
			if (label === '') {
				const signatures = whole === '' ? [] : [{ type: whole, label: '', uuid: `${name}-whole` }];
				return makeDisk(name, { content: { table: { label: '', guid: '', partitions: [] }, signatures, holders: [] } });
			}
			const content = makeContent(label === 'msdos' ? partitions.slice(0, 4) : partitions);
			return makeDisk(name, { content: { ...content, table: { ...content.table, label } } });
		}),
	);
}

const FILE_SYSTEMS: ReadonlySet<string> = new Set(['ext4', 'xfs', 'vfat']);

/** A layout of these disks that keeps what it can name, as a person would write it. */
function documentOf({ wanted }: Wanted, inventory: StorageInventory): unknown {
	const used = DISKS.flatMap((name, index) => (wanted[index]?.isUsed === true ? [{ name, wish: wanted[index] }] : []));
	const partitions: object[] = [];
	const fileSystems: object[] = [];
	const physicalVolumes: { id: string; onId: string }[] = [];
	const raids: object[] = [];
	const encryptions: object[] = [];
	const images: object[] = [];
	for (const { name, wish } of used) {
		const content = inventory.disks.find((disk) => disk.name === name)?.content;
		let end = 1 * MIB;
		if (wish.table === 'none') {
			if (wish.wholeUse === 'fs') {
				fileSystems.push({ id: `fs-${name}`, onId: name, type: 'xfs' });
			} else if (wish.wholeUse === 'pv') {
				physicalVolumes.push({ id: `pv-${name}`, onId: name });
			} else if (wish.wholeUse === 'image') {
				images.push({ id: `image-${name}`, targetId: name, uri: 'https://images/disk.img', format: 'raw' });
			}
			continue;
		}
		let number = 0;
		for (const [index, current] of (content?.table.partitions ?? []).entries()) {
			const stay = wish.stays[index] ?? 'no';
			const { startBytes, sizeBytes, signatures } = current;
			const type = signatures[0]?.type ?? '';
			const isFileSystem = FILE_SYSTEMS.has(type);
			if (stay === 'no' || startBytes < end || (stay !== 'verify' && !isFileSystem)) {
				continue;
			}
			const canGrow = stay === 'grow' && type !== 'vfat';
			const id = `${name}-kept${index}`;
			const preserve = stay === 'verify' ? 'verify' : 'keep';
			const size = sizeBytes + (canGrow ? 512 * MIB : 0);
			partitions.push({ id, diskId: name, number: ++number, startBytes, sizeBytes: size, preserve, canGrow });
			end = startBytes + size;
			if (preserve === 'keep') {
				fileSystems.push({ id: `fs-${id}`, onId: id, type, preserve });
			}
		}
		for (const [index, { units, use }] of wish.fresh.entries()) {
			if (wish.table === 'msdos' && number >= 4) {
				break;
			}
			const id = `${name}-fresh${index}`;
			partitions.push({ id, diskId: name, number: ++number, startBytes: end, sizeBytes: units * UNITS_MIB * MIB });
			end += units * UNITS_MIB * MIB;
			switch (use) {
				case 'fs':
					fileSystems.push({ id: `fs-${id}`, onId: id, type: 'ext4' });
					break;
				case 'pv':
					physicalVolumes.push({ id: `pv-${id}`, onId: id });
					break;
				case 'raid':
					raids.push({ id: `raid-${id}`, name: `md${raids.length}`, level: 1, memberIds: [id] });
					break;
				case 'luks':
					encryptions.push({ id: `luks-${id}`, onId: id, name: `vault${encryptions.length}`, keyReference: 'key' });
					break;
				default:
			}
		}
	}
	const physicalVolumeIds = physicalVolumes.map(({ id }) => id);
	return {
		disks: used.map(({ name, wish }) => ({ id: name, selector: { serial: `serial-${name}` }, table: wish.table })),
		partitions,
		raids,
		physicalVolumes,
		volumeGroups: physicalVolumeIds.length === 0 ? [] : [{ id: 'vg', name: 'data', physicalVolumeIds }],
		encryptions,
		fileSystems,
		images,
	};
}

function planOf(document: unknown, inventory: StorageInventory): PlannedStorage {
	const { layout, diagnostics } = layoutFromDocument(document, inventory);
	return layout === undefined
		? { plan: undefined, diagnostics }
		: planStorage({ inventory, layout, seed: 'any', consents: [], sha256 });
}

/** Regions that an action writes to, by disk. */
function written(action: StorageAction, plan: StoragePlan): readonly { disk: string; start: number; end: number }[] {
	const whole = (serial: string) => {
		const planned = plan.disks.find(({ disk }) => disk.serial === serial);
		return { disk: serial, start: 0, end: planned?.disk.sizeBytes ?? 0 };
	};
	switch (action.kind) {
		case 'wipe_disk':
			return action.isTableWiped
				? [whole(action.disk.serial)]
				: action.regions.map(({ startBytes, sizeBytes }) => ({
						disk: action.disk.serial,
						start: startBytes,
						end: startBytes + sizeBytes,
					}));
		case 'wipe_partition':
		case 'make_file_system':
		case 'create_physical_volume':
		case 'encrypt':
		case 'write_image':
			return action.on.kind === 'partition'
				? [
						{
							disk: action.on.disk.serial,
							start: action.on.startBytes,
							end: action.on.startBytes + action.on.sizeBytes,
						},
					]
				: action.on.kind === 'disk'
					? [whole(action.on.disk.serial)]
					: [];
		case 'create_raid':
			return [...action.members, ...action.spares].flatMap((on) =>
				on.kind === 'partition'
					? [{ disk: on.disk.serial, start: on.startBytes, end: on.startBytes + on.sizeBytes }]
					: on.kind === 'disk'
						? [whole(on.disk.serial)]
						: [],
			);
		default:
			return [];
	}
}

test('any plan stays on its disks, keeps what is kept, lists what it destroys, and is done once', () => {
	let plans = 0;
	let again = 0;
	fc.assert(
		fc.property(everything, (wish) => {
			const inventory = currentOf(wish);
			const document = documentOf(wish, inventory);
			const planned = planOf(document, inventory);
			expect(planOf(structuredClone(document), structuredClone(inventory))).toEqual(planned);
			const { plan } = planned;
			if (plan === undefined) {
				expect(planned.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
				return;
			}
			plans++;
			expect(readStoragePlan(JSON.parse(JSON.stringify(plan)), sha256)).toEqual({ plan });
			const own = new Set(plan.disks.map(({ disk }) => disk.serial));
			for (const action of plan.actions) {
				expect(action.diskIds.every((id) => own.has(`serial-${id}`))).toBe(true);
				expectNothingKeptIsWritten(action, { plan, inventory });
			}
			expectAllLossesListed(plan, inventory);
			const end = afterActions(inventory, plan.actions);
			for (const [index, disk] of end.disks.entries()) {
				if (!own.has(disk.serial)) {
					expect(disk).toBe(inventory.disks[index]);
				}
			}
			// What has no identifier of its own on a disk without a table is made each time, and so is what stands on it.
			const isKnown = plan.actions.every(({ kind, diskIds }) => {
				const isOnWhole = diskIds.some((id) =>
					plan.disks.some(({ disk, change }) => disk.id === id && change === 'emptied'),
				);
				return !isOnWhole || (kind !== 'create_volume_group' && kind !== 'write_image');
			});
			if (isKnown) {
				again++;
				expect(planOf(document, end).plan?.actions).toEqual([]);
			}
		}),
		{ numRuns: 1_500, seed: 11 },
	);
	expect(plans).toBeGreaterThan(200);
	expect(again).toBeGreaterThan(150);
});

interface Planned {
	readonly plan: StoragePlan;
	readonly inventory: StorageInventory;
}

/** A kept partition is at the same place in the new table, and no region that is written reaches into it. */
function expectNothingKeptIsWritten(action: StorageAction, { plan, inventory }: Planned): void {
	const regions = written(action, plan);
	for (const { disk, partitions } of plan.disks) {
		const now = inventory.disks.find(({ serial }) => serial === disk.serial)?.content.table.partitions ?? [];
		for (const row of partitions.filter(({ isKept }) => isKept)) {
			const current = now.find(({ startBytes }) => startBytes === row.startBytes);
			expect(current).toBeDefined();
			expect(row.sizeBytes).toBeGreaterThanOrEqual(current?.sizeBytes ?? Number.NaN);
			expect(row.guid).toBe(current?.guid);
			// Something new may be made on what is only verified: then the destroy list has it.
			const isListed = plan.destroys.some(
				({ serial, items }) => serial === disk.serial && items.some(({ startBytes }) => startBytes === row.startBytes),
			);
			const isBlank = current?.signatures.length === 0;
			const end = row.startBytes + (current?.sizeBytes ?? 0);
			for (const region of regions.filter((one) => one.disk === disk.serial)) {
				expect(region.end <= row.startBytes || region.start >= end || isListed || isBlank).toBe(true);
			}
		}
	}
}

/** Whatever was recognised where something is written is in the destroy list. */
function expectAllLossesListed(plan: StoragePlan, inventory: StorageInventory): void {
	for (const disk of inventory.disks) {
		const regions = plan.actions.flatMap((action) => written(action, plan)).filter((one) => one.disk === disk.serial);
		const items = plan.destroys.filter(({ serial }) => serial === disk.serial).flatMap((loss) => loss.items);
		const listed = new Set(items.flatMap(({ signatures }) => signatures.map(({ uuid }) => uuid)));
		const holders = new Set(items.flatMap((item) => item.holders));
		for (const { startBytes, sizeBytes, signatures, holders: standing } of disk.content.table.partitions) {
			const isHit = regions.some(({ start, end }) => start < startBytes + sizeBytes && end > startBytes);
			if (isHit) {
				expect(signatures.filter(({ uuid }) => !listed.has(uuid))).toEqual([]);
				expect(standing.filter(({ name }) => !holders.has(name))).toEqual([]);
			}
		}
		if (regions.some(({ start, end }) => start === 0 && end >= disk.sizeBytes)) {
			expect(disk.content.signatures.filter(({ uuid }) => !listed.has(uuid))).toEqual([]);
		}
	}
}
