import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EraseOrder } from '@stoker/shared/storage/erase-order.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasLoopDevices, LoopMachine } from '../../../test/support/loop-device.js';
import { makeContent, makeDisk, makePartition } from '../../../test/support/storage-fixtures.js';
import { type RunTool, toolRunner } from '../system/run-tool.js';
import { ataProblem, parseAtaSecurity } from './ata-security.js';
import { chooseErased } from './erase-choice.js';
import { eraseDisk } from './erase-disk.js';
import { eraseDisks } from './erase-disks.js';
import { nvmeEraseSetting } from './nvme-erase.js';
import { subtractRegions } from './subtract-regions.js';

const ALL: EraseOrder = { method: 'metadata', disks: [], except: [] };
const MIB = 1024 ** 2;

describe('of the disks of a machine', () => {
	const stick = makeDisk('sdz', { isRemovable: true });
	const locked = makeDisk('sdy', { isReadOnly: true });
	const root = { kind: 'mount', name: '/', signatures: [], holders: [] } as const;
	const system = makeDisk('sda', { content: makeContent([makePartition(1, [1, 9], { holders: [root] })]) });
	const data = makeDisk('sdb', { wwn: '0x5' });
	const disks = [system, data, locked, stick];
	const chosen = (order: Partial<EraseOrder>) => {
		const choice = chooseErased({ ...ALL, ...order }, disks);
		return 'disks' in choice ? choice.disks.map(({ name }) => name) : choice.problems;
	};

	test('all are erased but removable and read-only ones, and those to be left', () => {
		expect(chosen({})).toEqual(['sda', 'sdb']);
		expect(chosen({ except: ['serial-sda'] })).toEqual(['sdb']);
		expect(chosen({ disks: ['0x5'] })).toEqual(['sdb']);
		expect(chosen({ disks: ['disk/by-id/ata-sdb'] })).toEqual(['sdb']);
	});

	test('those that are named and must not be erased are refused, all problems at once', () => {
		expect(chosen({ disks: ['sdz', 'sdy', 'nothing'], except: ['nobody'] })).toEqual([
			'no disk is called nothing',
			'no disk is called nobody',
			'/dev/sdz is removable',
			'/dev/sdy is read-only',
		]);
	});

	test('the one of the running system loses its tables and signatures, and nothing more', () => {
		expect(chosen({ disks: ['sda'] })).toEqual(['sda']);
		expect(chosen({ disks: ['sda'], method: 'zero' })).toEqual([
			'/dev/sda carries the running system: start the machine from the network, then erase it',
		]);
	});

	test('those without an erase of their own are not asked for one', () => {
		const virtual = makeDisk('vda', { transport: 'virtio' });
		const nvme = ['nvme0n1', 'nvme0n2', 'nvme1n1'].map((name) => makeDisk(name, { transport: 'nvme' }));
		expect(chooseErased({ ...ALL, method: 'secure', disks: ['vda', 'nvme0n1'] }, [virtual, ...nvme])).toEqual({
			problems: [
				'/dev/vda (virtio) has no erase of its own: choose zero or discard',
				'/dev/nvme0n2 would be erased with /dev/nvme0n1: both are of one controller',
			],
		});
		expect(chooseErased({ ...ALL, method: 'secure', disks: ['nvme1n1'] }, nvme)).toEqual({ disks: [nvme[2]] });
	});
});

/** In the form that hdparm 9.65 prints, from its documentation. */
function security(words: Readonly<Record<string, boolean>>): string {
	const lines = Object.entries(words).map(([word, is]) => (is ? `\t\t${word}` : `\tnot\t${word}`));
	return [
		'/dev/sda:',
		'Security: ',
		'\tMaster password revision code = 65534',
		...lines,
		'\tnot\texpired: security count',
		'\t6min for SECURITY ERASE UNIT. 8min for ENHANCED SECURITY ERASE UNIT.',
		'Logical Unit WWN Device Identifier: 5000c500a0000001',
		'',
	].join('\n');
}

test('what an ATA disk says of its security decides whether it erases itself', () => {
	const free = { supported: true, enabled: false, locked: false, frozen: false, 'supported: enhanced erase': true };
	expect(parseAtaSecurity(security(free))).toEqual({
		...{ isSupported: true, isEnabled: false, isLocked: false, isFrozen: false },
		...{ hasEnhancedErase: true, eraseMinutes: 8 },
	});
	const problemOf = (words: Partial<typeof free>) => ataProblem(parseAtaSecurity(security({ ...free, ...words })));
	expect(problemOf({})).toBeUndefined();
	expect(problemOf({ frozen: true })).toContain('suspend and wake');
	expect(problemOf({ enabled: true, locked: true })).toContain('password');
	expect(ataProblem(parseAtaSecurity('/dev/vda:\n'))).toContain('choose zero or discard');
});

test('an NVMe controller erases by its key where it can', () => {
	expect(nvmeEraseSetting('{ "oacs": 2, "fna": 4 }')).toBe(2);
	expect(nvmeEraseSetting('{ "oacs": 6, "fna": 0 }')).toBe(1);
	expect(nvmeEraseSetting('{ "oacs": 4, "fna": 4 }')).toBeUndefined();
});

test('what is left of a stretch begins and ends where others do', () => {
	const region = (startBytes: number, sizeBytes: number) => ({ startBytes, sizeBytes });
	expect(subtractRegions(region(0, 10), [region(2, 3), region(8, 9)])).toEqual([region(0, 2), region(5, 3)]);
	expect(subtractRegions(region(0, 10), [region(0, 10)])).toEqual([]);
	expect(subtractRegions(region(5, 5), [region(0, 5), region(10, 5)])).toEqual([region(5, 5)]);
});

describe.runIf(hasLoopDevices)('a loop device', () => {
	let machine: LoopMachine;
	let said = '';
	beforeEach(async () => {
		said = '';
		machine = new LoopMachine();
		for (const serial of ['A', 'B']) {
			const { node } = await machine.add({ serial, sizeBytes: 96 * MIB });
			const input = 'label: gpt\nstart=2048, size=131072\n';
			spawnSync('sfdisk', ['--quiet', '--no-reread', '--no-tell-kernel', node], { input });
			await machine.reader.read();
			spawnSync('mkfs.ext4', ['-q', `${node}p1`]);
		}
	});
	afterEach(() => machine.close());

	const context = {
		signal: new AbortController().signal,
		write: (text: string) => {
			said += text;
		},
	};
	const look = () => machine.reader.read();
	const erase = (order: Partial<EraseOrder>) => eraseDisks({ ...ALL, ...order }, context, look);

	test('shows nothing any more when its metadata are erased, and the others stay', async () => {
		const [a, b] = machine.disks;
		expect(await erase({ disks: ['A'] })).toEqual([a?.node]);
		const [erased, left] = await look();
		expect(erased?.content).toMatchObject({ table: { label: '', partitions: [] }, signatures: [] });
		expect(left?.content.table.partitions[0]?.signatures[0]?.type).toBe('ext4');
		expect(said).toContain('(A): metadata');
		// The old partition would show its file system if only the table had gone.
		spawnSync('addpart', [a?.node ?? '', '1', '2048', '131072']);
		expect(spawnSync('wipefs', ['--noheadings', `${a?.node ?? ''}p1`], { encoding: 'utf8' }).stdout).toBe('');
		expect(b).toBeDefined();
	});

	test.each(['zero', 'discard'] as const)('holds zeros everywhere after %s', async (method) => {
		const [a] = machine.disks;
		const node = a?.node ?? '';
		expect(
			readFileSync(node)
				.subarray(5 * MIB, 80 * MIB)
				.some((byte) => byte !== 0),
		).toBe(true);
		await erase({ disks: ['A'], method });
		expect(readFileSync(node).every((byte) => byte === 0)).toBe(true);
	});

	test('that is in use is not overwritten', async () => {
		const point = join(machine.folder, 'mounted');
		mkdirSync(point);
		spawnSync('mount', [`${machine.disks[0]?.node ?? ''}p1`, point]);
		writeFileSync(join(point, 'file'), 'content');
		await expect(erase({ method: 'zero' })).rejects.toMatchObject({
			code: 'ERASE_REFUSED',
			message: expect.stringContaining(`is used by ${point}`) as string,
		});
		expect(said).toBe('');
	});

	/** Tools of disks that no test has: they answer with these texts, one after the other, and are remembered. */
	function pretend(answers: readonly string[]) {
		const asked: string[] = [];
		const left = [...answers];
		const real = toolRunner(context);
		const run: RunTool = async (program, words, options) => {
			if (program !== 'hdparm' && program !== 'nvme') {
				return real(program, words, options);
			}
			asked.push([program, ...words.slice(0, -1)].join(' '));
			return words.includes('-I') || words.includes('id-ctrl') ? (left.shift() ?? '') : '';
		};
		return { asked, tools: { ...context, run } };
	}
	const FREE = { supported: true, enabled: false, locked: false, frozen: false, 'supported: enhanced erase': true };

	test('of ATA erases itself under a password that is taken off again', async () => {
		const [disk] = await look();
		const { asked, tools } = pretend([security(FREE), security(FREE)]);
		await eraseDisk({ ...(disk ?? makeDisk('x')), transport: 'sata' }, 'secure', tools);
		expect(asked).toEqual([
			'hdparm -I',
			'hdparm --user-master u --security-set-pass stoker',
			'hdparm --user-master u --security-erase-enhanced stoker',
			'hdparm -I',
		]);
		expect((await look())[0]?.content.signatures).toEqual([]);
	});

	test('of ATA whose erase was cut off is unlocked with that password first', async () => {
		const [disk] = await look();
		const { asked, tools } = pretend([
			security({ ...FREE, enabled: true, locked: true }),
			security(FREE),
			security(FREE),
		]);
		await eraseDisk({ ...(disk ?? makeDisk('x')), transport: 'sata' }, 'secure', tools);
		expect(asked.slice(1, 4)).toEqual([
			'hdparm --user-master u --security-unlock stoker',
			'hdparm --user-master u --security-disable stoker',
			'hdparm -I',
		]);
	});

	test('of ATA that is frozen keeps what it holds', async () => {
		const [disk] = await look();
		const { asked, tools } = pretend([security({ ...FREE, frozen: true })]);
		const erased = eraseDisk({ ...(disk ?? makeDisk('x')), transport: 'sata' }, 'secure', tools);
		await expect(erased).rejects.toMatchObject({ code: 'ERASE_REFUSED' });
		expect(asked).toEqual(['hdparm -I']);
		expect((await look())[0]?.content.table.partitions[0]?.signatures[0]?.type).toBe('ext4');
	});

	test('of NVMe is formatted in the way its controller knows', async () => {
		const [disk] = await look();
		const { asked, tools } = pretend(['{ "oacs": 2, "fna": 4 }']);
		await eraseDisk({ ...(disk ?? makeDisk('x')), name: 'nvme0n1', transport: 'nvme' }, 'secure', tools);
		expect(asked[1]).toContain('--ses=2');
	});

	test('loses its table under what is mounted, which goes on', async () => {
		const node = machine.disks[0]?.node ?? '';
		const point = join(machine.folder, 'mounted');
		mkdirSync(point);
		spawnSync('mount', [`${node}p1`, point]);
		writeFileSync(join(point, 'file'), 'content');
		await erase({ disks: ['A'] });
		expect(spawnSync('sfdisk', ['--json', node]).status).not.toBe(0);
		spawnSync('umount', [point]);
		expect(spawnSync('e2fsck', ['-f', '-n', `${node}p1`]).status).toBe(0);
	});

	test('stops when it is told to', async () => {
		const stop = AbortSignal.abort(new Error('cancelled'));
		await expect(eraseDisks(ALL, { ...context, signal: stop }, look)).rejects.toThrow('cancelled');
	});
});
