import { expect, test } from 'vitest';
import type { JsonObject } from '../../model/task.js';
import { readSimpleDisks } from './simple-disks.js';

const CURRENT = [
	{
		id: 'sda',
		name: 'sda',
		size: 1000,
		extra: [],
		bootable: true,
		volumes: [{ name: 'os', size: 1000, keep_data: false }],
	},
];

function disk(id: string, volumes: readonly JsonObject[], rest: JsonObject = {}): JsonObject {
	return { id, size: 1000, volumes, ...rest };
}

test.each([
	['no disk', [], 'FIELD_INVALID '],
	['more than a disk has', [disk('sda', [{ name: 'os', size: 1001 }])], 'DISK_TOO_SMALL [0].volumes'],
	['a negative size', [disk('sda', [{ name: 'os', size: -1 }])], 'FIELD_INVALID [0].volumes[0].size'],
	[
		'a volume kept in part',
		[disk('sda', [{ name: 'vm', size: 1, keep_data: true }]), disk('sdb', [{ name: 'vm', size: 1 }])],
		'PRESERVE_MIXED [1].volumes[0].keep_data',
	],
	[
		'the system on two disks',
		[disk('sda', [{ name: 'os', size: 1 }]), disk('sdb', [{ name: 'os', size: 1 }])],
		'FIELD_INVALID [1].volumes[0]',
	],
	[
		'two bootable disks',
		[disk('sda', [], { bootable: true }), disk('sdb', [], { bootable: true })],
		'BOOT_DISK_AMBIGUOUS [1].bootable',
	],
])('refuses %s', (_title, body, problem) => {
	const read = readSimpleDisks(body, { system: 'Ubuntu' });
	expect('diagnostics' in read ? read.diagnostics.map(({ code, path }) => `${code} ${path}`) : []).toEqual([problem]);
});

test.each([
	['a disk of another node', [disk('sdz', [])], 'DISK_NOT_FOUND [0].id'],
	['a disk twice', [disk('sda', []), disk('sda', [])], 'DISK_AMBIGUOUS [1].id'],
	['a volume no role asks for', [disk('sda', [{ name: 'x', size: 1 }])], 'REFERENCE_UNKNOWN [0].volumes[0].name'],
	[
		'a volume twice',
		[
			disk(
				'sda',
				[1, 1].map((size) => ({ name: 'os', size })),
			),
		],
		'NAME_DUPLICATE [0].volumes[1].name',
	],
	['a disk larger than it is', [disk('sda', [], { size: 1001 })], 'DISK_TOO_SMALL [0].size'],
])('of a known node refuses %s', (_title, body, problem) => {
	const read = readSimpleDisks(body, { system: 'centos', current: CURRENT });
	expect('diagnostics' in read ? read.diagnostics.map(({ code, path }) => `${code} ${path}`) : []).toEqual([problem]);
});
