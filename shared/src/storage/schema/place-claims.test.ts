import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MEBIBYTE, usableEndBytes } from '../disk-space.js';
import { parseSize, type Size, sizeBytes } from '../size.js';
import { placeClaims } from './place-claims.js';

const DISK = { sizeBytes: 1000 * MEBIBYTE, logicalSectorBytes: 512, optimalIoBytes: 0 };

function claims(...texts: readonly string[]): readonly Size[] {
	return texts.flatMap((text) => parseSize(text) ?? []);
}

/** Start and size of each, in MiB. */
function placed(...texts: readonly string[]): unknown {
	const extents = placeClaims(DISK, [24 * MEBIBYTE], claims(...texts));
	return 'missingBytes' in extents
		? { missing: extents.missingBytes / MEBIBYTE }
		: extents.map((extent) => [extent.startBytes / MEBIBYTE, extent.sizeBytes / MEBIBYTE]);
}

test('places claims one behind the other, rounded up to 1 MiB', () => {
	expect(placed('100 MiB', '1500 KiB', '10 MB')).toEqual([
		[1, 24],
		[25, 100],
		[125, 2],
		[127, 10],
	]);
});

test('gives what remains the room between claims before it and those after it', () => {
	expect(placed('100 MiB', 'remaining', '50 MiB', '20 MiB')).toEqual([
		[1, 24],
		[25, 100],
		[125, 804],
		[929, 50],
		[979, 20],
	]);
	expect(placed('remaining')).toEqual([
		[1, 24],
		[25, 974],
	]);
});

test('shares that make 100% together fit, and more do not', () => {
	expect(placed('50%', '50%')).toEqual([
		[1, 24],
		[25, 488],
		[513, 486],
	]);
	expect(placed(...Array.from({ length: 10 }, () => '10%'))).toHaveLength(11);
	expect(placed('60%', '60%')).toEqual({ missing: 198 });
});

test('says how much is missing', () => {
	expect(placed('900 MiB', '100 MiB')).toEqual({ missing: 26 });
	expect(placed('974 MiB', 'remaining')).toEqual({ missing: 1 });
	expect(placed('500 MiB', 'remaining', '500 MiB')).toEqual({ missing: 27 });
});

test('starts at the stripes of an array behind the disk', () => {
	const extents = placeClaims({ ...DISK, optimalIoBytes: 4 * MEBIBYTE }, [], claims('5 MiB', 'remaining', '5 MiB'));
	expect(extents).toEqual([
		{ startBytes: 4 * MEBIBYTE, sizeBytes: 5 * MEBIBYTE },
		{ startBytes: 12 * MEBIBYTE, sizeBytes: 980 * MEBIBYTE },
		{ startBytes: 992 * MEBIBYTE, sizeBytes: 7 * MEBIBYTE },
	]);
});

test('partitions never overlap, leave the disk or are smaller than asked, on any disk', () => {
	const claim = fc.oneof(
		fc.integer({ min: 1, max: 400 * MEBIBYTE }).map((bytes): Size => ({ kind: 'bytes', bytes })),
		fc.integer({ min: 1, max: 40 }).map((percent): Size => ({ kind: 'percent', percent })),
	);
	const disk = fc.record({
		sizeBytes: fc.integer({ min: 0, max: 2 * 1024 * MEBIBYTE }),
		logicalSectorBytes: fc.constantFrom(512, 4096),
		optimalIoBytes: fc.constantFrom(0, 512, 2 * MEBIBYTE, 3 * MEBIBYTE),
	});
	fc.assert(
		fc.property(disk, fc.array(claim, { maxLength: 8 }), fc.option(fc.nat(8)), (machine, sizes, rest) => {
			const wanted = rest === null ? sizes : sizes.toSpliced(rest, 0, { kind: 'remaining' });
			const extents = placeClaims(machine, [24 * MEBIBYTE], wanted);
			if ('missingBytes' in extents) {
				expect(extents.missingBytes).toBeGreaterThan(0);
				return;
			}
			expect(extents).toHaveLength(wanted.length + 1);
			const end = extents.reduce((before, { startBytes, sizeBytes: bytes }) => {
				expect(startBytes).toBeGreaterThanOrEqual(before);
				expect(startBytes % MEBIBYTE).toBe(0);
				expect(bytes).toBeGreaterThan(0);
				return startBytes + bytes;
			}, MEBIBYTE);
			expect(end).toBeLessThanOrEqual(
				Math.max(25 * MEBIBYTE, usableEndBytes(machine.sizeBytes, machine.logicalSectorBytes)),
			);
			for (const [index, size] of wanted.entries()) {
				const slack = index === wanted.length - 1 ? MEBIBYTE * (1 + wanted.length) : 0;
				const least = size.kind === 'remaining' ? MEBIBYTE : size.kind === 'bytes' ? sizeBytes(size, 0) : 0;
				expect((extents[index + 1]?.sizeBytes ?? 0) + slack).toBeGreaterThanOrEqual(least);
			}
		}),
		{ numRuns: 1000 },
	);
});
