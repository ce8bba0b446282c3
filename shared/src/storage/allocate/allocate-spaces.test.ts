import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocateSpaces } from './allocate-spaces.js';
import { loadLinearSolver } from './load-linear-solver.js';
import type { RoomOnDisk, Space } from './space.js';

const solve = await loadLinearSolver();

function space(id: string, rest: Partial<Space> = {}): Space {
	const sizes = { minMebibytes: 0, maxMebibytes: Number.POSITIVE_INFINITY };
	return { id, ...sizes, weight: 1, bestDiskIds: [], hasNoOrder: false, sizePath: `[${id}].min_size`, ...rest };
}

function disks(...sizes: readonly number[]): readonly RoomOnDisk[] {
	return sizes.map((mebibytes, index) => ({ diskId: `sd${'abcdefgh'[index]}`, mebibytes }));
}

/** MiB of each space on each disk, room left over last. */
function sizes(room: readonly RoomOnDisk[], ...spaces: readonly Space[]): unknown {
	const allocated = allocateSpaces(room, spaces, solve);
	return 'diagnostics' in allocated
		? allocated.diagnostics.map(({ code, path, message }) => [code, path, message])
		: allocated.disks.map((disk) => disk.spaces.map(({ mebibytes }) => mebibytes));
}

test('equal spaces share all disks together, the earlier on the earlier disk', () => {
	expect(sizes(disks(100, 60), space('a'), space('b'))).toEqual([
		[80, 20, 0],
		[0, 60, 0],
	]);
});

test('spaces go to disks they prefer, others to disks that nobody prefers', () => {
	const journal = space('journal', { bestDiskIds: ['sdc'], maxMebibytes: 30 });
	expect(sizes(disks(100, 100, 50), space('data'), journal)).toEqual([
		[100, 0, 0],
		[100, 0, 0],
		[0, 30, 20],
	]);
});

test('a space of weight 0 shares with nobody, wherever it stands', () => {
	expect(sizes(disks(90), space('none', { weight: 0 }), space('a'), space('b', { weight: 2 }))).toEqual([
		[90, 0, 0, 0],
	]);
});

test('says what is missing to which space, and where', () => {
	expect(sizes(disks(50, 20), space('a', { minMebibytes: 40 }), space('b', { minMebibytes: 41 }))).toEqual([
		[
			'SPACE_TOO_SMALL',
			'[b].min_size',
			'Space b needs 41 MiB, and 11 MiB of that are missing on sda (50 MiB), sdb (20 MiB)',
		],
	]);
	expect(sizes([], space('a', { minMebibytes: 1 }))).toEqual([
		[
			'SPACE_TOO_SMALL',
			'[a].min_size',
			'Space a needs 1 MiB, and there is no disk for it: removable and read-only ones are left alone',
		],
	]);
});

test('refuses more pairs than can be solved in a while', () => {
	const many = Array.from({ length: 500 }, (_, index) => space(String(index)));
	expect(
		sizes(disks(1, 1, 1, 1, 1, 1).concat(...Array.from({ length: 6 }, () => disks(1, 1, 1, 1, 1, 1))), ...many),
	).toEqual([['LAYOUT_TOO_LARGE', '', '500 spaces on 42 disks are more than can be allocated']]);
});

test('no disk gives more than it has, no space gets more than it may or less than it must, and nothing is left to nobody', () => {
	const wanted = fc.record({
		minMebibytes: fc.nat(200),
		extra: fc.option(fc.nat(300)),
		weight: fc.constantFrom(0, 0.5, 1, 1, 3),
		best: fc.subarray(['sda', 'sdb', 'sdc']),
	});
	fc.assert(
		fc.property(
			fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 }),
			fc.array(wanted, { maxLength: 5 }),
			(room, spaces) => {
				const given = spaces.map(({ minMebibytes, extra, weight, best }, index) => {
					const maxMebibytes = extra === null ? Number.POSITIVE_INFINITY : minMebibytes + extra;
					return space(String(index), { minMebibytes, maxMebibytes, weight, bestDiskIds: best });
				});
				const allocated = allocateSpaces(disks(...room), given, solve);
				if ('diagnostics' in allocated) {
					expect(allocated.diagnostics.length).toBeGreaterThan(0);
					return;
				}
				for (const [index, disk] of allocated.disks.entries()) {
					const taken = disk.spaces.reduce((sum, { mebibytes }) => sum + mebibytes, 0);
					expect(taken).toBeLessThanOrEqual(room[index] ?? 0);
					// Each size is rounded down.
					expect(taken + disk.spaces.length).toBeGreaterThan(room[index] ?? 0);
				}
				for (const [index, { minMebibytes, maxMebibytes }] of given.entries()) {
					const total = allocated.disks.reduce((sum, disk) => sum + (disk.spaces[index]?.mebibytes ?? 0), 0);
					expect(total + room.length).toBeGreaterThan(minMebibytes - 1);
					expect(total).toBeLessThanOrEqual(maxMebibytes);
				}
			},
		),
		{ numRuns: 200 },
	);
});
