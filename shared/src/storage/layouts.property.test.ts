import fc from 'fast-check';
import { expect, test } from 'vitest';
import { machineDisk, machineWith } from '../../../test/support/storage-machine.js';
import { ALIGNMENT_BYTES, MEBIBYTE, usableEndBytes } from './disk-space.js';
import { EXTENT_BYTES } from './item-size.js';
import type { Layout } from './layout.js';
import { layoutFromKsSpaces } from './schema/layout-from-ks-spaces.js';
import { layoutFromNailgunSimple } from './schema/layout-from-nailgun-simple.js';
import { computeVolumes } from './volumes/default-volumes.js';
import { isDisk, netSizeOf } from './volumes/node-volumes.js';
import { simpleDisksOf } from './volumes/simple-disks.js';

const NAMES = ['sda', 'sdb', 'sdc', 'nvme0n1'];
const OPTIONS = { hasConfigDrive: true, isGrubOne: false, images: new Map(), kernelParameters: '' };

const volume = fc.oneof(
	fc.record({
		type: fc.constant('pv'),
		vg: fc.constantFrom('os', 'vm'),
		size: fc.integer({ min: -1, max: 60_000 }),
		keep_data: fc.boolean(),
	}),
	fc.record({
		type: fc.constantFrom('partition', 'raid'),
		mount: fc.constantFrom('/', '/boot', '/srv', '/var', 'none', 'swap'),
		size: fc.integer({ min: 0, max: 30_000 }),
		keep_data: fc.boolean(),
	}),
	fc.record({
		type: fc.constant('partition'),
		name: fc.constantFrom('ceph', 'cephjournal'),
		mount: fc.constant('none'),
		size: fc.integer({ min: 0, max: 30_000 }),
	}),
	fc.record({ type: fc.constantFrom('boot', 'lvm_meta_pool'), size: fc.integer({ min: 0, max: 300 }) }),
);

const spaces = fc
	.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 })
	.chain((names) =>
		fc.tuple(
			fc.constant(names),
			fc.array(fc.array(volume, { maxLength: 8 }), { minLength: names.length, maxLength: names.length }),
		),
	)
	.map(([names, volumes]) => [
		...names.map((name, index) => ({
			type: 'disk',
			id: name,
			name,
			size: 102_400,
			free_space: 0,
			extra: [],
			volumes: volumes[index] ?? [],
		})),
		...['os', 'vm'].map((id) => ({
			type: 'vg',
			id,
			volumes: [{ type: 'lv', name: 'data', size: 1000, mount: `/${id}` }],
		})),
	]);

const inventory = (firmware: 'bios' | 'uefi', optimalIoBytes: number) => {
	return { ...machineWith(...NAMES.map((name) => machineDisk(name, { optimalIoBytes }))), firmware };
};

/** Holds for every layout, wherever it comes from. */
function expectSound(layout: Layout): void {
	for (const disk of layout.disks) {
		let end = ALIGNMENT_BYTES;
		for (const { diskId, startBytes, sizeBytes } of layout.partitions) {
			if (diskId === disk.id) {
				expect(startBytes).toBeGreaterThanOrEqual(end);
				expect([startBytes % ALIGNMENT_BYTES, sizeBytes % ALIGNMENT_BYTES]).toEqual([0, 0]);
				expect(sizeBytes).toBeGreaterThan(0);
				end = startBytes + sizeBytes;
			}
		}
		expect(end).toBeLessThanOrEqual(usableEndBytes(disk.sizeBytes, disk.logicalSectorBytes));
	}
	for (const group of layout.volumeGroups) {
		const room = layout.physicalVolumes
			.filter(({ id }) => group.physicalVolumeIds.includes(id))
			.reduce((sum, { onId }) => sum + (layout.partitions.find(({ id }) => id === onId)?.sizeBytes ?? 0), 0);
		const used = layout.logicalVolumes
			.filter(({ volumeGroupId }) => volumeGroupId === group.id)
			.reduce((sum, { sizeBytes }) => sum + Math.ceil(sizeBytes / EXTENT_BYTES) * EXTENT_BYTES, 0);
		expect(used).toBeLessThan(room);
	}
	const mounts = layout.fileSystems.map(({ mount }) => mount).filter((mount) => mount.startsWith('/'));
	expect(new Set(mounts).size).toBe(mounts.length);
}

test('whatever ks_spaces ask for: a sound layout, the same each time, or problems with a place', () => {
	let layouts = 0;
	fc.assert(
		fc.property(
			spaces,
			fc.constantFrom('bios' as const, 'uefi' as const),
			fc.constantFrom(0, 4 * MEBIBYTE),
			(written, firmware, optimal) => {
				const machine = inventory(firmware, optimal);
				const result = layoutFromKsSpaces(written, machine, OPTIONS);
				expect(layoutFromKsSpaces(structuredClone(written), machine, OPTIONS)).toEqual(result);
				if (result.layout === undefined) {
					expect(result.diagnostics.length).toBeGreaterThan(0);
				} else {
					layouts++;
					expectSound(result.layout);
				}
			},
		),
		{ numRuns: 400, seed: 7 },
	);
	expect(layouts).toBeGreaterThan(10);
});

test('readers survive anything: a layout or problems, never an exception', () => {
	const part = fc.oneof(fc.jsonValue({ maxDepth: 3 }), volume);
	const hostile = fc.oneof(
		fc.jsonValue({ maxDepth: 6 }),
		fc.array(
			fc.record(
				{
					type: fc.constantFrom('disk', 'vg', 'x'),
					id: part,
					name: part,
					size: part,
					extra: part,
					volumes: fc.array(part),
				},
				{ requiredKeys: [] },
			),
		),
		fc.record(
			{ parteds: part, pvs: fc.array(part), vgs: part, lvs: part, mds: part, fss: fc.array(part) },
			{ requiredKeys: [] },
		),
	);
	const machine = inventory('bios', 0);
	fc.assert(
		fc.property(hostile, (written) => {
			for (const { layout, diagnostics } of [
				layoutFromKsSpaces(written, machine, OPTIONS),
				layoutFromNailgunSimple(written, machine, { unit: 'MiB', images: new Map(), kernelParameters: '' }),
			]) {
				expect(layout === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
			}
		}),
		{ numRuns: 800, seed: 7 },
	);
});

test('volumes of any node use no more than its disks have, and all of them where a space takes what is left', () => {
	const size = fc.integer({ min: 0, max: 30_000 });
	const space = fc.record({
		type: fc.constantFrom('vg' as const, 'partition' as const),
		min_size: size,
		how: fc.constantFrom('min' as const, 'all' as const, 'full-disk' as const),
	});
	fc.assert(
		fc.property(
			fc.array(space, { minLength: 1, maxLength: 6 }),
			fc.array(fc.integer({ min: 0, max: 200_000 }), { minLength: 1, maxLength: 6 }),
			(wanted, disks) => {
				const metadata = {
					volumes_roles_mapping: { role: wanted.map(({ how }, index) => ({ id: `s${index}`, allocate_size: how })) },
					volumes: wanted.map(({ type, min_size }, index) => {
						const named = { id: `s${index}`, label: '', min_size };
						return type === 'vg' ? { ...named, type, volumes: [] } : { ...named, type };
					}),
					rule_to_pick_boot_disk: [],
				};
				const nodeDisks = disks.map((sizeMib, index) => ({ id: `d${index}`, name: `d${index}`, extra: [], sizeMib }));
				const inputs = { metadata, disks: nodeDisks, ramMib: 1024, roles: ['role'], hasImagesInCeph: false };
				const { volumes, diagnostics } = computeVolumes(inputs);
				expect(computeVolumes(structuredClone({ ...inputs, disks: nodeDisks.toReversed() })).volumes).toEqual(volumes);
				expect(diagnostics).toEqual([]);
				for (const disk of volumes.filter(isDisk)) {
					const used = disk.volumes.reduce((sum, { size: one }) => sum + one, 0);
					expect(used + disk.free_space).toBe(disk.size);
					expect(Math.min(disk.free_space, ...disk.volumes.map(netSizeOf))).toBeGreaterThanOrEqual(0);
					if (wanted.some(({ how }) => how === 'all')) {
						expect(disk.free_space).toBe(0);
					}
				}
				for (const disk of simpleDisksOf(volumes)) {
					expect(disk.volumes.reduce((sum, { size: one }) => sum + one, 0)).toBeLessThanOrEqual(disk.size);
				}
			},
		),
		{ numRuns: 150, seed: 7 },
	);
});
