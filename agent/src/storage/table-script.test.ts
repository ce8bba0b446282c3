import type { LayoutItemId } from '@stoker/shared/model/ids.js';
import type { TablePartition } from '@stoker/shared/storage/storage-action.js';
import { describe, expect, test } from 'vitest';
import { parseTable } from './parse-table.js';
import { partitionChanges } from './partition-changes.js';
import type { ActionOfKind } from './storage-tools.js';
import { attributesOf, tableDifferences, tableScript } from './table-script.js';

const id = 'a' as LayoutItemId;
const DATA = '0fc63daf-8483-4772-8e79-3d69d8477de4';

function row(number: number, rest: Partial<TablePartition> = {}): TablePartition {
	const place = { startBytes: number * 1024 ** 2, sizeBytes: 1024 ** 2 };
	const names = { name: `p${number}`, guid: `00000000-0000-4000-8000-00000000000${number}`, typeGuid: DATA };
	return {
		itemId: id,
		number,
		...place,
		...names,
		purpose: 'data',
		flags: [],
		place: 'primary',
		isKept: false,
		...rest,
	};
}

function action(partitions: readonly TablePartition[], rest: Partial<ActionOfKind<'create_table'>> = {}) {
	const disk = {
		id,
		serial: 'A',
		wwn: '',
		links: [],
		device: '/dev/sda',
		sizeBytes: 1024 ** 3,
		logicalSectorBytes: 512,
	};
	const guid = '11111111-2222-8333-8444-555555555555';
	const made: ActionOfKind<'create_table'> = {
		...{ kind: 'create_table', id: 'create_table:a', diskIds: [id], disk, table: 'gpt', guid, partitions },
		...rest,
	};
	return made;
}

/** As sfdisk 2.38 said it of a disk with sectors of 4096 bytes. */
const CAPTURED = `{ "partitiontable": { "label": "gpt", "id": "CA325601-E1FA-094F-AA5B-3DD4EC37FAE4", "device": "/dev/loop0",
  "unit": "sectors", "firstlba": 6, "lastlba": 786426, "sectorsize": 4096, "partitions": [
    { "node": "/dev/loop0p1", "start": 6, "size": 250, "type": "21686148-6449-6E6F-744E-656564454649",
      "uuid": "F56152BA-B1DE-744E-9CAB-44C1116CEEBD", "name": "a\\"bé c" },
    { "node": "/dev/loop0p12", "start": 256, "size": 20480, "type": "0FC63DAF-8483-4772-8E79-3D69D8477DE4",
      "uuid": "11111111-2222-8333-8444-555555555557", "name": "ro\\\\ot",
      "attrs": "RequiredPartition LegacyBIOSBootable GUID:60,63" } ] } }`;

describe('a table', () => {
	test('is read in bytes and lower case', () => {
		const table = parseTable(CAPTURED);
		expect(table).toMatchObject({ label: 'gpt', guid: 'ca325601-e1fa-094f-aa5b-3dd4ec37fae4' });
		expect(table?.partitions[0]).toMatchObject({ number: 1, startBytes: 24_576, sizeBytes: 1_024_000, name: 'a"bé c' });
		expect(table?.partitions[1]).toMatchObject({ number: 12, name: 'ro\\ot', typeGuid: DATA });
	});

	test('of another kind is none', () => {
		expect(parseTable('{ "partitiontable": { "label": "sun", "partitions": [] } }')).toBeUndefined();
	});

	test('is written by number, in sectors, with names that cannot end a line or a quotation', () => {
		const script = tableScript(action([row(2, { name: 'a"b\\é,' }), row(1, { flags: ['legacy_boot'] })]), undefined);
		expect(script.split('\n')).toEqual([
			'label: gpt',
			'label-id: 11111111-2222-8333-8444-555555555555',
			'table-length: 128',
			'first-lba: 34',
			'unit: sectors',
			'sector-size: 512',
			'',
			`1 : start=2048, size=2048, type=${DATA}, uuid=00000000-0000-4000-8000-000000000001, name="p1", attrs="LegacyBIOSBootable"`,
			`2 : start=4096, size=2048, type=${DATA}, uuid=00000000-0000-4000-8000-000000000002, name="a\\x22b\\x5c\\xc3\\xa9\\x2c"`,
			'',
		]);
	});

	test('of old disks has a number and an active partition', () => {
		const rows = [row(1, { typeGuid: '83', flags: ['boot'] }), row(5, { typeGuid: '82', place: 'logical' })];
		const script = tableScript(action(rows, { table: 'msdos', guid: '1234abcd' }), undefined);
		expect(script).toContain('label: dos\nlabel-id: 0x1234abcd\n');
		expect(script).toContain('1 : start=2048, size=2048, type=83, bootable\n');
		expect(script).toContain('5 : start=10240, size=2048, type=82\n');
	});

	test('leaves a kept partition the attributes that layouts have no words for', () => {
		const current = parseTable(CAPTURED);
		const kept = row(1, { startBytes: 256 * 4096, isKept: true, flags: ['no_block_io'] });
		expect(attributesOf(kept, current)).toBe('RequiredPartition NoBlockIOProtocol LegacyBIOSBootable GUID:60,63');
		expect(attributesOf({ ...kept, isKept: false }, current)).toBe('NoBlockIOProtocol');
	});

	test('that differs says where', () => {
		const found = parseTable(CAPTURED);
		expect(tableDifferences(action([row(1)]), found)).toEqual([
			'partition 12 should not be there',
			'partition 1 differs',
		]);
		expect(tableDifferences(action([]), undefined)).toEqual(['the table is of type none']);
	});
});

test('the kernel keeps the partitions that stay, so that nothing on them notices', () => {
	const known = [1, 2, 3].map((number) => ({ ...row(number), node: `/dev/sda${number}` }));
	const wanted = (parseTable(CAPTURED)?.partitions ?? []).slice(0, 1);
	const rows = [row(1), row(3, { sizeBytes: 5 }), row(4, { typeGuid: '05', sizeBytes: 4096 })];
	const asTable = rows.map((one) => ({ ...wanted[0], ...one, attributes: '', isBootable: false }));
	const { removed, added } = partitionChanges(known, asTable);
	expect(removed.map(({ number }) => number)).toEqual([2, 3]);
	expect(added.map(({ number, sizeBytes }) => [number, sizeBytes])).toEqual([
		[3, 5],
		[4, 1024],
	]);
});
