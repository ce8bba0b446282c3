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

test('a bound that is not reached itself is told as one', () => {
	const partition = { number: 0, startBytes: 1024, sizeBytes: 1024 };
	const content = { table: { label: 'gpt', guid: '', partitions: [partition] } };
	const read = parseStorageInventory({ firmware: 'bios', disks: [{ name: 'a', device: 'a', sizeBytes: 1, content }] });
	expect('diagnostics' in read && read.diagnostics.map(({ message }) => message)).toEqual([
		'disks[0].content.table.partitions[0].number must be more than 0',
	]);
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

test.each([
	[{ serial: 12345 }, 'disks[0].serial must be a text: write it in quotes'],
	[{ serial: 'a\u001b[31m' }, 'disks[0].serial must be one line without control characters'],
	[{ logicalSectorBytes: 520 }, 'disks[0].logicalSectorBytes must be a power of two from 512 to 65536'],
	[{ links: 'x' }, 'disks[0].links must be a list'],
	[{ content: { table: { label: 'bsd' } } }, 'disks[0].content.table.label must be one of gpt, msdos, nothing'],
	[{ isRemovable: 'yes' }, 'disks[0].isRemovable must be true or false'],
])('says what must stand there: %j', (rest, message) => {
	const disks = [{ name: 'sda', device: '/dev/sda', sizeBytes: 1024, ...rest }];
	const read = parseStorageInventory({ firmware: 'bios', disks });
	expect('diagnostics' in read && read.diagnostics.map((diagnostic) => diagnostic.message)).toEqual([message]);
});

test('null is as absent', () => {
	const disks = [{ name: 'sda', device: '/dev/sda', sizeBytes: 1024, serial: null, wwn: null }];
	const read = parseStorageInventory({ firmware: 'bios', disks });
	expect('value' in read && read.value.disks[0]).toMatchObject({ serial: '', wwn: '' });
});

test('what is nested too deep is told as that', () => {
	let holders: unknown[] = [];
	for (let depth = 0; depth < 100; depth++) {
		holders = [{ kind: 'md', name: 'x', holders }];
	}
	const disks = [{ name: 'a', device: 'a', sizeBytes: 1, content: { holders } }];
	const read = parseStorageInventory({ firmware: 'bios', disks });
	expect('diagnostics' in read && read.diagnostics.map(({ code }) => code)).toEqual(['LAYOUT_TOO_LARGE']);
});

test('no schema has more than a hundred problems to read', () => {
	const partition = (index: number) => ({
		device: 'sda',
		count: index + 1,
		begin: 1,
		end: 2,
		partition_type: 'primary',
	});
	const parteds = Array.from({ length: 3 }, (_, disk) => ({
		name: `/dev/x${disk}`,
		label: 'gpt',
		partitions: Array.from({ length: 100 }, (__, index) => ({ ...partition(index), name: `/dev/y${index}` })),
	}));
	const machine = makeInventory(parteds.map((_, disk) => makeDisk(`x${disk}`)));
	const { diagnostics } = layoutFromAny({ parteds }, machine);
	expect(diagnostics).toHaveLength(101);
	expect(diagnostics.at(-1)).toMatchObject({
		code: 'DIAGNOSTICS_TRUNCATED',
		message: '200 more problems are not listed',
	});
});
