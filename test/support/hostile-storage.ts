import { hash } from 'node:crypto';
import { parseStorageInventory } from '@stoker/shared/storage/parse-storage-inventory.js';
import { planStorage } from '@stoker/shared/storage/plan/plan-storage.js';
import type { LayoutFormat } from '@stoker/shared/storage/schema/layout-formats.js';
import { layoutFromAny } from '@stoker/shared/storage/schema/layout-from-any.js';

/** A schema and the machine it is for, both as somebody wrote them. */
export interface HostileStorage {
	readonly schema: unknown;
	readonly inventory: unknown;
	readonly format: LayoutFormat;
}

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const list = <Item>(length: number, make: (index: number) => Item): Item[] =>
	Array.from({ length }, (_, index) => make(index));

const disk = (index: number, rest: object = {}) => ({
	name: `sd${index}`,
	device: `/dev/sd${index}`,
	sizeBytes: 100 * GIB,
	serial: `serial-${index}`,
	links: [`disk/by-id/ata-${index}`],
	...rest,
});
const machine = (count: number, rest: object = {}) => ({
	firmware: 'uefi',
	disks: list(count, (index) => disk(index, rest)),
});
const layoutDisk = (index: number) => ({ id: `d${index}`, selector: { serial: `serial-${index}` } });
const nested = (depth: number): unknown => {
	let value: unknown = 1;
	for (let level = 0; level < depth; level++) {
		value = level % 2 === 0 ? [value] : { content: value, disks: value };
	}
	return value;
};
const MOST = 4_096;
const part = (index: number) => ({ id: `p${index}`, diskId: `d${index}`, sizeBytes: '1 GiB' });
const ksDisk = (index: number, volumes: readonly unknown[]) => {
	const name = `sd${index}`;
	return {
		type: 'disk',
		id: `disk/by-path/${index}`,
		name,
		size: 100_000,
		free_space: 0,
		extra: [`disk/by-id/ata-${index}`],
		volumes,
	};
};
const genericDisk = (index: number, volumes: readonly unknown[]) => {
	return { type: 'disk', id: { type: 'name', value: `sd${index}` }, size: '100 GiB', volumes };
};
const generic = (partitions: readonly unknown[]) => ({ partitions, images: [], partitions_policy: 'clean' });
const holder = (depth: number): unknown => ({
	kind: 'lvm',
	name: `/dev/mapper/h${depth}`,
	holders: depth === 0 ? [] : [holder(depth - 1)],
});
const partition = (number: number, startBytes: number, sizeBytes: number) => ({ number, startBytes, sizeBytes });
const tableOf = (...partitions: readonly unknown[]) => ({ content: { table: { label: 'gpt', partitions } } });
const one = { disks: [layoutDisk(0)], partitions: [part(0)] };

/** By name. Each must be answered in bounded time and memory: by a plan, or by problems. */
export const HOSTILE_STORAGE: Readonly<Record<string, () => HostileStorage>> = {
	'thousands of disks, one partition each': () => ({
		schema: { disks: list(MOST, layoutDisk), partitions: list(MOST, part) },
		inventory: machine(MOST),
		format: 'layout',
	}),
	'thousands of disks that are not there': () => ({
		schema: { disks: list(MOST, (index) => layoutDisk(index + MOST)), partitions: [] },
		inventory: machine(MOST),
		format: 'layout',
	}),
	'thousands of disks that all mean the same one': () => ({
		schema: { disks: list(MOST, (index) => ({ ...layoutDisk(0), id: `d${index}` })) },
		inventory: machine(MOST),
		format: 'layout',
	}),
	'thousands of disks chosen by hints that all match': () => ({
		schema: {
			disks: list(MOST, (index) => ({
				id: `d${index}`,
				selector: { hints: { size: '>= 1 GiB', model: '<in> a <or> b' } },
			})),
		},
		inventory: machine(MOST),
		format: 'layout',
	}),
	'one array of everything': () => ({
		schema: {
			disks: list(MOST, layoutDisk),
			partitions: list(MOST, part),
			raids: [{ id: 'md', name: 'md0', level: 10, memberIds: list(MOST, (index) => `p${index}`) }],
			physicalVolumes: [{ id: 'pv', onId: 'md' }],
			volumeGroups: [{ id: 'vg', name: 'vg', physicalVolumeIds: ['pv'] }],
			logicalVolumes: list(MOST, (index) => ({
				id: `lv${index}`,
				volumeGroupId: 'vg',
				name: `v${index}`,
				sizeBytes: '4 MiB',
			})),
			fileSystems: list(MOST, (index) => ({ id: `fs${index}`, onId: `lv${index}`, type: 'ext4', mount: `/m${index}` })),
		},
		inventory: machine(MOST),
		format: 'layout',
	}),
	'arrays on arrays in a circle': () => ({
		schema: {
			disks: [layoutDisk(0)],
			raids: list(MOST, (index) => ({
				id: `r${index}`,
				name: `md${index}`,
				level: 0,
				memberIds: [`r${(index + 1) % MOST}`],
			})),
		},
		inventory: machine(1),
		format: 'layout',
	}),
	'arrays on arrays, thousands high': () => ({
		schema: {
			...one,
			raids: list(MOST, (index) => ({
				id: `r${index}`,
				name: `md${index}`,
				level: 1,
				memberIds: [index === 0 ? 'p0' : `r${index - 1}`],
			})),
		},
		inventory: machine(1),
		format: 'layout',
	}),
	'kept arrays on arrays, thousands high': () => ({
		schema: {
			...one,
			raids: list(MOST, (index) => ({
				id: `r${index}`,
				name: `md${index}`,
				level: 1,
				memberIds: [index === 0 ? 'p0' : `r${index - 1}`],
				preserve: 'keep',
			})),
		},
		inventory: machine(1),
		format: 'layout',
	}),
	'arrays of all the arrays before': () => ({
		schema: {
			...one,
			raids: list(300, (index) => ({
				id: `r${index}`,
				name: `md${index}`,
				level: 1,
				memberIds: ['p0', ...list(index, (other) => `r${other}`)],
			})),
		},
		inventory: machine(1),
		format: 'layout',
	}),
	'group, array and volume in a circle': () => ({
		schema: {
			...one,
			raids: [{ id: 'md', name: 'md0', level: 1, memberIds: ['lv'] }],
			physicalVolumes: [{ id: 'pv', onId: 'md' }],
			volumeGroups: [{ id: 'vg', name: 'vg', physicalVolumeIds: ['pv'] }],
			logicalVolumes: [{ id: 'lv', volumeGroupId: 'vg', name: 'lv', sizeBytes: '1 GiB' }],
		},
		inventory: machine(1),
		format: 'layout',
	}),
	'ids that are all the same': () => ({
		schema: { disks: list(MOST, () => layoutDisk(0)), partitions: list(MOST, () => part(0)) },
		inventory: machine(1),
		format: 'layout',
	}),
	'names of prototypes': () => ({
		schema: JSON.parse(
			'{"disks": [{"id": "__proto__", "selector": {"serial": "serial-0", "hints": {"__proto__": "x", "constructor": "y"}}, "__proto__": {"isBootDisk": true}}], "partitions": [{"id": "constructor", "diskId": "__proto__", "sizeBytes": "1 GiB"}], "__proto__": {}}',
		) as unknown,
		inventory: machine(1),
		format: 'layout',
	}),
	'volumes with names of prototypes': () => ({
		schema: JSON.parse(
			'[{"type": "disk", "id": "__proto__", "name": "sd0", "size": 100000, "free_space": 0, "extra": [], "volumes": [{"type": "pv", "vg": "__proto__", "size": 1000}, {"type": "raid", "mount": "__proto__", "size": 1000}, {"type": "raid", "mount": "constructor", "size": 1000}]}, {"type": "vg", "id": "__proto__", "volumes": [{"type": "lv", "name": "toString", "size": 10, "mount": "/x"}]}]',
		) as unknown,
		inventory: machine(1),
		format: 'ks_spaces',
	}),
	'sizes at the end of numbers': () => ({
		schema: {
			disks: [layoutDisk(0)],
			partitions: [
				2 ** 53,
				2 ** 53 - 1,
				-1,
				Number.NaN,
				Number.POSITIVE_INFINITY,
				1e308,
				0,
				0.5,
				'9007199254740993 B',
				'1e9 GiB',
				'99999999999999999999 YiB',
				'-5 GiB',
				'NaN',
				'1 GiB GiB',
				'１ GiB',
				'%',
				'101%',
				'',
			].map((sizeBytes, index) => ({ id: `p${index}`, diskId: 'd0', sizeBytes, startBytes: sizeBytes })),
		},
		inventory: machine(1),
		format: 'layout',
	}),
	'sizes of the generic format at the end of numbers': () => ({
		schema: generic(
			[
				'9007199254740993 B',
				'1e9 GiB',
				'99999999999999999999 YiB',
				'-5 GiB',
				'NaN',
				'0 GiB',
				'0.0000000000001%',
				'200%',
				' ',
				'1GiBGiB',
				`${'9'.repeat(100_000)} B`,
			].map((size, index) => genericDisk(index, [{ type: 'partition', size, mount: 'none' }])),
		),
		inventory: machine(16),
		format: 'generic',
	}),
	'percentages and remaining that add up to everything': () => ({
		schema: generic(
			list(200, (index) =>
				genericDisk(
					index,
					list(120, (volume) => ({ type: 'partition', size: volume === 60 ? 'remaining' : '0.8%', mount: 'none' })),
				),
			),
		),
		inventory: machine(200),
		format: 'generic',
	}),
	'a group of everything, in percent': () => ({
		schema: generic([
			...list(1_000, (index) => genericDisk(index, [{ type: 'pv', size: 'remaining', vg: 'all' }])),
			{
				type: 'vg',
				id: 'all',
				volumes: list(256, (index) => ({
					type: 'lv',
					name: `v${index}`,
					size: '0.39%',
					mount: `/v${index}`,
					file_system: 'xfs',
				})),
			},
		]),
		inventory: machine(1_000),
		format: 'generic',
	}),
	'ks_spaces with thousands of volumes': () => ({
		schema: list(200, (index) =>
			ksDisk(
				index,
				list(500, (volume) => ({
					type: 'partition',
					mount: 'none',
					name: volume % 2 ? 'ceph' : 'cephjournal',
					size: 1,
				})),
			),
		),
		inventory: machine(200),
		format: 'ks_spaces',
	}),
	'10 MB of ks_spaces': () => ({
		schema: list(3_000, (index) =>
			ksDisk(
				index,
				list(40, (volume) => ({ type: 'partition', mount: `/m${index}-${volume}`, name: 'data', size: 10 })),
			),
		),
		inventory: machine(MOST),
		format: 'ks_spaces',
	}),
	'10 MB of a layout': () => ({
		schema: {
			disks: list(MOST, (index) => ({
				...layoutDisk(index),
				selector: {
					serial: `serial-${index}`,
					links: list(20, (link) => `disk/by-id/${'x'.repeat(60)}-${index}-${link}`),
				},
			})),
		},
		inventory: machine(MOST),
		format: 'layout',
	}),
	'10 MB of problems': () => ({
		schema: {
			disks: list(MOST, (index) => ({ id: index, selector: list(200, (other) => `x${other}`), table: 'x', nope: 1 })),
			partitions: list(MOST, () => null),
		},
		inventory: machine(1),
		format: 'layout',
	}),
	'a schema nested without end': () => ({ schema: nested(100_000), inventory: machine(1), format: 'layout' }),
	'an inventory nested without end': () => ({
		schema: one,
		inventory: { ...machine(1), disks: nested(100_000) },
		format: 'layout',
	}),
	'holders upon holders': () => ({
		schema: one,
		inventory: machine(1, { content: { holders: [holder(60)] } }),
		format: 'layout',
	}),
	'holders upon holders without end': () => ({
		schema: one,
		inventory: machine(1, { content: { holders: [holder(1_000)] } }),
		format: 'layout',
	}),
	'thousands of holders on every disk': () => ({
		schema: { disks: list(100, layoutDisk), partitions: list(100, part) },
		inventory: machine(100, {
			content: {
				holders: list(1_000, (index) => ({
					kind: 'md',
					name: `/dev/md${index}`,
					holders: [{ kind: 'mount', name: `/mnt/${index}` }],
				})),
			},
		}),
		format: 'layout',
	}),
	'partitions that overlap': () => ({
		schema: one,
		inventory: machine(1, tableOf(partition(1, MIB, GIB), partition(2, MIB, GIB), partition(2, 2 * MIB, 5 * GIB))),
		format: 'layout',
	}),
	'kept partitions that overlap': () => ({
		schema: { disks: [layoutDisk(0)], partitions: [{ ...part(0), id: 'k', preserve: 'keep', startBytes: '1 MiB' }] },
		inventory: machine(1, tableOf(partition(1, MIB, GIB), partition(1, MIB, GIB))),
		format: 'layout',
	}),
	'partitions beyond the disk': () => ({
		schema: one,
		inventory: machine(
			1,
			tableOf(partition(1, 200 * GIB, GIB), partition(2, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
		),
		format: 'layout',
	}),
	'a kept partition beyond the disk': () => ({
		schema: { disks: [layoutDisk(0)], partitions: [{ ...part(0), preserve: 'keep', startBytes: '200 GiB' }] },
		inventory: machine(1, tableOf(partition(1, 200 * GIB, GIB))),
		format: 'layout',
	}),
	'sectors of no size': () => ({ schema: one, inventory: machine(1, { logicalSectorBytes: 0 }), format: 'layout' }),
	'sectors of an odd size': () => ({
		schema: one,
		inventory: machine(1, { logicalSectorBytes: 7, optimalIoBytes: 2 ** 53 - 1 }),
		format: 'layout',
	}),
	'disks of no size': () => ({ schema: one, inventory: machine(1, { sizeBytes: 0 }), format: 'layout' }),
	'disks of negative and endless size': () => ({
		schema: one,
		inventory: {
			firmware: 'uefi',
			disks: [disk(0, { sizeBytes: -1 }), disk(1, { sizeBytes: Number.NaN }), disk(2, { sizeBytes: 2 ** 53 })],
		},
		format: 'layout',
	}),
};

/** Codes of all problems; `plan` where there was none. */
export function readHostileStorage({ schema, inventory, format }: HostileStorage): readonly string[] {
	const read = parseStorageInventory(inventory);
	if ('diagnostics' in read) {
		return read.diagnostics.map(({ code }) => code);
	}
	const { layout, diagnostics } = layoutFromAny(schema, read.value, { format });
	if (layout === undefined) {
		return diagnostics.map(({ code }) => code);
	}
	const sha256 = (text: string) => hash('sha256', text);
	const planned = planStorage({ inventory: read.value, layout, seed: '', consents: [], sha256 });
	return planned.plan === undefined ? planned.diagnostics.map(({ code }) => code) : ['plan'];
}
