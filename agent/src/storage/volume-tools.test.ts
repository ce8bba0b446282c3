import type { LayoutItemId } from '@stoker/shared/model/ids.js';
import { describe, expect, test } from 'vitest';
import { fittingLabel } from './file-system-tools.js';
import { createArguments, raidDevice, raidDifferences } from './handlers/create-raid.js';
import { isSize } from './handlers/logical-volumes.js';
import { plainIdentifier } from './own-identifiers.js';
import { parseCacheSet } from './parse-cache-set.js';
import { parseLvm } from './parse-lvm.js';
import { parseMdadm } from './parse-mdadm.js';
import { strayedSignatures } from './strayed-signatures.js';

const id = 'r' as LayoutItemId;

describe('arrays', () => {
	/** In the form of `mdadm --detail --export`, from mdadm's own documentation of it. */
	const DETAIL = `MD_LEVEL=raid1
MD_DEVICES=2
MD_METADATA=1.2
MD_UUID=2b82d7c9:b0698dfe:8d18ffd7:1f359686
MD_DEVNAME=md1
MD_NAME=any:1
MD_DEVICE_dev_vda3_ROLE=0
MD_DEVICE_dev_vda3_DEV=/dev/vda3
MD_DEVICE_dev_vdb3_ROLE=1
MD_DEVICE_dev_vdb3_DEV=/dev/vdb3
MD_DEVICE_dev_vdc3_ROLE=spare
MD_DEVICE_dev_vdc3_DEV=/dev/vdc3
`;
	const WANTED = {
		...{ level: 1, metadata: 'default', uuid: '2b82d7c9-b069-8dfe-8d18-ffd71f359686', members: 2 },
		wanted: ['/dev/vda3', '/dev/vdb3', '/dev/vdc3'],
	};

	test('are known by level, UUID, members and spares', () => {
		const facts = parseMdadm(DETAIL);
		expect([...facts.members.values()]).toEqual(['0', '1', 'spare']);
		expect(raidDifferences(WANTED, facts)).toEqual([]);
	});

	test('that are another one say in what', () => {
		const other = DETAIL.replace('raid1', 'raid0').replace('2b82d7c9:', '00000000:').replace('vdb3', 'vdz3');
		expect(
			raidDifferences({ ...WANTED, metadata: '1.0' }, parseMdadm(other.replaceAll('/dev/vdb3', '/dev/vdz3'))),
		).toEqual(['level raid0', 'UUID 00000000:b0698dfe:8d18ffd7:1f359686', 'metadata 1.2', 'without /dev/vdb3']);
	});

	test('are made with their UUID, and their resync is never skipped', () => {
		const raid = { id, name: 'data', level: 5, metadata: '1.0' } as const;
		const base = { kind: 'create_raid', id: 'create_raid:r', diskIds: [], raid, uuid: 'u' } as const;
		const place = { kind: 'device', itemId: id, path: '/dev/x' } as const;
		const words = createArguments({ ...base, members: [place, place, place], spares: [place] }, '/dev/md/data', ['a']);
		expect(words.join(' ')).toBe(
			'--create /dev/md/data --run --force --level=5 --uuid=u --raid-devices=3 --spare-devices=1 --metadata=1.0 --homehost=any --name=data --bitmap=internal a',
		);
		const old = createArguments(
			{ ...base, raid: { id, name: 'md0', level: 0, metadata: '0.90' }, members: [place, place], spares: [] },
			'/dev/md0',
			['a', 'b'],
		);
		expect(old.join(' ')).toBe(
			'--create /dev/md0 --run --force --level=0 --uuid=u --raid-devices=2 --metadata=0.90 a b',
		);
		expect(words).not.toContain('--assume-clean');
	});

	test('have a device of the kernel only where they are named like one', () => {
		expect([raidDevice('md0'), raidDevice('data'), raidDevice('md0x')]).toEqual([
			'/dev/md0',
			'/dev/md/data',
			'/dev/md/md0x',
		]);
	});
});

describe('volumes', () => {
	test('are read from what LVM 2.03 reports', () => {
		const json = `  { "report": [ { "pv": [ {"pv_name":"/dev/loop0",
			"pv_uuid":"012345-0123-0123-0123-0123-0123-abcdef", "vg_name":"os"} ] } ] }`;
		expect(parseLvm(json)).toEqual([
			{ pv_name: '/dev/loop0', pv_uuid: '012345-0123-0123-0123-0123-0123-abcdef', vg_name: 'os' },
		]);
		expect(parseLvm('')).toEqual([]);
	});

	test('may be larger by less than an extent', () => {
		const row = (size: number) => ({ lv_size: String(size), vg_extent_size: '4194304' });
		expect(isSize(10_000_000, row(12_582_912))).toBe(true);
		expect(isSize(10_000_000, row(8_388_608))).toBe(false);
		expect(isSize(10_000_000, row(16_777_216))).toBe(false);
	});
});

test('a cache set is known by the identifier that bcache-super-show 1.0.8 shows', () => {
	const text =
		'sb.magic\t\tok\ndev.uuid\t\t903f8811-4c8a-48e8-a96f-071917d97f7c\n\ncset.uuid\t\t11111111-2222-8333-8444-555555555555\n';
	expect(parseCacheSet(text)).toBe('11111111-2222-8333-8444-555555555555');
	expect(parseCacheSet('Not a bcache superblock')).toBe('');
});

test('one identifier is known in every spelling', () => {
	const spellings = ['2B82D7C9-B069-8DFE-8D18-FFD71F359686', '2b82d7c9:b0698dfe:8d18ffd7:1f359686'];
	expect(new Set(spellings.map(plainIdentifier)).size).toBe(1);
});

test('labels are cut between characters to what the type holds', () => {
	expect(fittingLabel('ext4', 'ärger mit der Länge')).toBe('ärger mit der L');
	expect(fittingLabel('xfs', 'abcdefghijklmnop')).toBe('abcdefghijkl');
	expect(fittingLabel('vfat', 'efi:system')).toBe('EFI_SYSTEM');
	expect(fittingLabel('ext4', '')).toBe('');
});

test('signatures on the disk itself are left where they belong to a kept partition', () => {
	const json = JSON.stringify({
		signatures: [
			{ type: 'gpt', offset: '0x200' },
			{ type: 'ext4', offset: '0x438' },
			{ type: 'linux_raid_member', offset: '0x3000' },
		],
	});
	const kept = [{ startBytes: 0x2000, sizeBytes: 0x4000 }];
	expect(strayedSignatures(json, { kept, isTableWiped: false }).map(({ type }) => type)).toEqual(['ext4']);
	expect(strayedSignatures(json, { kept: [], isTableWiped: true })).toHaveLength(3);
	expect(strayedSignatures('', { kept: [], isTableWiped: true })).toEqual([]);
});
