import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeDisk, makeInventory } from '../../../test/support/storage-fixtures.js';
import { parseStorageInventory } from './parse-storage-inventory.js';
import { layoutFromAny } from './schema/layout-from-any.js';

test('what is absent is unknown', () => {
	const read = parseStorageInventory({
		firmware: 'uefi',
		disks: [{ name: 'sda', device: '/dev/sda', sizeBytes: 1024 }],
	});
	expect('value' in read && read.value.disks[0]).toMatchObject({
		serial: '',
		logicalSectorBytes: 512,
		content: { table: { label: '', partitions: [] }, signatures: [], holders: [] },
	});
});

test('holders without end are a problem, not a crash', () => {
	let holders: unknown[] = [];
	for (let depth = 0; depth < 50_000; depth++) {
		holders = [{ kind: 'md', name: 'x', holders }];
	}
	const content = { holders };
	const read = parseStorageInventory({ firmware: 'bios', disks: [{ name: 'a', device: 'a', sizeBytes: 1, content }] });
	expect('diagnostics' in read && read.diagnostics.length).toBeGreaterThan(0);
});

test('any document is read or answered with problems', () => {
	const machine = makeInventory([makeDisk('sda')]);
	const keyed = fc.dictionary(fc.constantFrom('disks', 'partitions', 'parteds', 'firmware', 'boot'), fc.jsonValue());
	fc.assert(
		fc.property(fc.oneof(fc.jsonValue(), keyed), (written) => {
			const read = parseStorageInventory(written);
			expect('value' in read || read.diagnostics.length > 0).toBe(true);
			const { layout, diagnostics } = layoutFromAny(written, machine);
			expect(layout !== undefined || diagnostics.length > 0).toBe(true);
		}),
		{ numRuns: 300 },
	);
});
