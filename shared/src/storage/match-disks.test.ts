import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HINT_NAMES, hintProblem } from './disk-hints.js';
import type { DiskInventory } from './inventory.js';
import type { DiskSelector } from './layout.js';
import { disagreements, matchDisks } from './match-disks.js';

const ANY: DiskSelector = { serial: '', wwn: '', links: [], name: '', scsiAddress: '', hints: {} };

function disk(changes: Partial<DiskInventory>): DiskInventory {
	const name = changes.name ?? 'sda';
	return {
		name,
		device: `/dev/${name}`,
		sizeBytes: 1_000_204_886_016,
		logicalSectorBytes: 512,
		physicalSectorBytes: 4096,
		optimalIoBytes: 0,
		model: 'ST1000NM0033',
		vendor: 'ATA',
		serial: `S-${name}`,
		wwn: `0x5000${name}`,
		transport: 'sata',
		isRotational: true,
		isRemovable: false,
		isReadOnly: false,
		links: [`disk/by-id/ata-${name}`, `disk/by-path/pci-0000:00:1f.2-${name}`],
		scsiAddress: '0:0:0:0',
		paths: [],
		content: { table: { label: '', guid: '', partitions: [] }, signatures: [], holders: [] },
		...changes,
	};
}

const DISKS = [
	disk({
		name: 'nvme0n1',
		sizeBytes: 960_197_124_096,
		model: 'SAMSUNG MZQLB960HAJR',
		transport: 'nvme',
		isRotational: false,
	}),
	disk({ name: 'sda' }),
	disk({ name: 'sdb', sizeBytes: 4_000_787_030_016, model: 'ST4000NM0035', scsiAddress: '1:0:0:0' }),
];

function namesFor(selector: Partial<DiskSelector>): readonly string[] {
	return matchDisks({ ...ANY, ...selector }, DISKS).map(({ name }) => name);
}

describe('a selector', () => {
	it('means the disks that agree with everything it gives', () => {
		expect(namesFor({ serial: 'S-sdb' })).toEqual(['sdb']);
		expect(namesFor({ wwn: '0X5000SDA' })).toEqual(['sda']);
		expect(namesFor({ links: ['disk/by-id/gone', 'disk/by-id/ata-sda'] })).toEqual(['sda']);
		expect(namesFor({ name: 'nvme0n1' })).toEqual(['nvme0n1']);
		expect(namesFor({ scsiAddress: '0:0:0:0' })).toEqual(['nvme0n1', 'sda']);
		expect(namesFor({ serial: 'S-sdb', name: 'sda' })).toEqual([]);
	});

	it('that gives nothing means no disk', () => {
		expect(namesFor({})).toEqual([]);
	});

	it('tells what a disk does not agree with', () => {
		const selector = { ...ANY, serial: 'S-sdb', links: ['x'], hints: { size: '> 2 TB', rotational: 'true' } };
		expect(disagreements(selector, disk({}))).toEqual(['serial', 'links', 'hints.size']);
	});
});

describe('hints', () => {
	it.each([
		['size', '>= 1 TB', ['sda', 'sdb']],
		['size', '< 900 GiB', ['nvme0n1']],
		['size', '931 GiB', ['sda']],
		['size', '!= 931 GiB', ['nvme0n1', 'sdb']],
		['size', '900 GB .. 1.5 TB', ['nvme0n1', 'sda']],
		['size', '<or> > 2 TiB <or> 894 GiB', ['nvme0n1', 'sdb']],
		['size', '4000787030016 B', ['sdb']],
		['model', '<in> samsung', ['nvme0n1']],
		['model', '<or> <in> samsung <or> st4000nm0035', ['nvme0n1', 'sdb']],
		['model', 's== ST1000NM0033', ['sda']],
		['serial', '!= S-sda', ['nvme0n1', 'sdb']],
		['transport', 'nvme', ['nvme0n1']],
		['tran', '<or> nvme <or> sas', ['nvme0n1']],
		['rotational', 'False', ['nvme0n1']],
		['name', '/dev/sdb', ['sdb']],
		['hctl', '1:0:0:0', ['sdb']],
		['by_path', '/dev/disk/by-path/pci-0000:00:1f.2-sda', ['sda']],
		['by_path', '<in> 00:1f.2-sd', ['sda', 'sdb']],
		['by_id', 'ata-sdb', ['sdb']],
	])('%s: %s', (name, hint, expected) => {
		expect(hintProblem(name, hint)).toBeUndefined();
		expect(namesFor({ hints: { [name]: hint } })).toEqual(expected);
	});

	it('that cannot be used match nothing and say what they must be', () => {
		for (const [name, hint] of [
			['size', '100'],
			['size', '= 100 GiB'],
			['size', '2 TiB .. 1 TiB'],
			['size', '99999999 EiB'],
			['size', 's== 100 GiB'],
			['model', '<in>'],
			['model', 'a <or> b'],
			['rotational', 'yes'],
			['colour', 'red'],
			['constructor', 'x'],
			['model', 'x'.repeat(1_001)],
		] as const) {
			expect(hintProblem(name, hint), `${name} ${hint}`).toBeDefined();
			expect(namesFor({ hints: { [name]: hint } })).toEqual([]);
		}
	});

	it('of any text are answered', () => {
		fc.assert(
			fc.property(fc.constantFrom(...HINT_NAMES), fc.string({ maxLength: 60 }), (name, hint) => {
				const isUsable = hintProblem(name, hint) === undefined;
				return isUsable || namesFor({ hints: { [name]: hint } }).length === 0;
			}),
		);
	});
});
