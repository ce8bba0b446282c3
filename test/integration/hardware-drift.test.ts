import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { CallError } from '@stoker/cli/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { CapturedMachine } from '../support/captured-machine.js';
import { Cluster, type ClusterAgent, until } from '../support/cluster.js';

const STOKER = resolve(import.meta.dirname, '../../cli/dist/bundle/stoker.js');
const GIB = 2 ** 30;
/** Machines that test may have much else to do. */
const BUSY_MS = 90_000;

let cluster: Cluster;
let machine: CapturedMachine;
/** The machine's, by its own host name. */
let name: string;
/** Joined, and never heard of since. */
let silent: string;

/** What the command line does when somebody calls it. */
async function stoker(...words: readonly string[]) {
	const child = spawn(process.execPath, [STOKER, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
	const texts = { out: '', err: '' };
	child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number];
	return { code, ...texts };
}

function environment(): NodeJS.ProcessEnv {
	const contextFile = join(cluster.dataFolder, 'admin.context.yaml');
	return { ...process.env, NO_COLOR: '1', LC_ALL: 'C.UTF-8', STOKER_CONTEXT_FILE: contextFile };
}

/** The same in a terminal of 80 columns, with somebody who can answer. */
function inTerminal(...words: readonly string[]): { readonly child: ChildProcess; readonly shown: () => string } {
	const line = `stty cols 80 rows 50; exec '${process.execPath}' '${STOKER}' ${words.join(' ')}`;
	const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
		stdio: ['pipe', 'pipe', 'pipe'],
		env: environment(),
	});
	let text = '';
	child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
	return { child, shown: () => text.replaceAll('\r', '') };
}

/** Without times and numbers of requests, which are others each time. */
function stable(text: string): string {
	return text
		.replaceAll(/ · request [0-9a-f-]{36}/g, '')
		.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(\d+[smhd] ago\)/g, 'TIME')
		.replaceAll(/ +$/gm, '');
}

const said = async (...words: readonly string[]) => {
	const { code, out, err } = await stoker(...words);
	return { code, out: stable(out), err: stable(err) };
};

/** The lines of `node show` that tell what is gone. */
function driftIn(shown: string): readonly string[] {
	const [, lines = ''] = /\nDrift +((?:.+\n)+)/.exec(shown) ?? [];
	return lines
		.trim()
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

function layoutFor(selector: object): string {
	return stringify({
		disks: [{ id: 'data', selector }],
		partitions: [{ id: 'store', diskId: 'data', sizeBytes: '100 MiB' }],
		fileSystems: [{ id: 'store-fs', onId: 'store', type: 'ext4', mount: '/srv' }],
	});
}

const untilInventory = (number: number) =>
	until(
		`inventory ${number} is there`,
		async () => (await cluster.client.nodes.inventories('1'))[0]?.number === number,
		BUSY_MS,
	);

function onlyAgent(): ClusterAgent {
	const [agent] = cluster.agents;
	if (agent === undefined) {
		throw new Error('no agent');
	}
	return agent;
}

function release() {
	const head = { name: 'plain', version: '1', roles_metadata: { base: { name: 'Base' } } };
	const tasks = [{ id: 'partition', type: 'partition', version: '2.1.0', roles: ['base'], parameters: {} }];
	return [
		{ path: 'release.yaml', content: Buffer.from(stringify(head)) },
		{ path: 'graphs/provision.tasks.yaml', content: Buffer.from(stringify(tasks)) },
	];
}

if (CapturedMachine.isPossible()) {
	define();
} else {
	it.skipIf(process.env['CI'] !== 'true')('needs mount namespaces', () => {
		throw new Error('A mount namespace cannot be made here: `unshare --mount true` fails.');
	});
}

function define(): void {
	beforeAll(async () => {
		machine = new CapturedMachine('stacked');
		cluster = await Cluster.start({ agentLauncher: machine.launcher });
		await cluster.addAgents(1);
		await cluster.joinFresh(cluster.writeFile('second.token', await cluster.createToken(1)));
		await untilInventory(1);
		name = (await cluster.client.nodes.get('1')).node.name;
		silent = (await cluster.client.nodes.get('2')).node.name;
		await cluster.client.releases.import(release(), false);
		await cluster.client.environments.create('lab', 'plain');
		await cluster.client.environments.assign('lab', [{ node: '1', roles: ['base'] }]);
	});

	afterAll(async () => {
		await cluster.stop();
		machine.remove();
	});

	describe('a machine as it was first seen', () => {
		it('is what the tools there say, and is agreed to', async () => {
			const { out, err } = await said('node', 'show', name);
			expect(out).toContain('Agreed');
			expect(driftIn(out)).toEqual([]);
			expect(err).toBe('');
			expect(out.slice(out.indexOf('DISK '), out.indexOf('\n\nCONTROLLER')).trim()).toBe(DISKS);
			const { inventory } = await cluster.client.nodes.get('1');
			const [mirrored] =
				inventory?.disks.find(({ serial }) => serial === 'DISKA')?.content.table.partitions.slice(2) ?? [];
			expect(mirrored).toMatchObject({ number: 3, holders: [{ holders: [{ kind: 'mount', name: '/mnt/a b' }] }] });
		});

		it('has nothing to be compared with', async () => {
			expect(await said('inventory', 'list', name)).toMatchObject({ code: 0, err: '' });
			expect(await said('inventory', 'diff', name)).toEqual({
				code: 0,
				out: '',
				err: `Inventory 1 of node ${name} is the first that is kept: there is no earlier one to compare with.\n`,
			});
		});
	});

	describe('a disk that vanishes', () => {
		it('is noticed, told of, and makes the plan stale that somebody is just looking at', async () => {
			const file = cluster.writeFile('layout.yaml', layoutFor({ serial: 'OUT' }));
			expect(await stoker('storage', 'set', name, file)).toMatchObject({ code: 0 });
			const { child, shown } = inTerminal('env', 'deploy', 'lab', '--graph', 'provision');
			const ended = once(child, 'close');
			await until('the plan is shown', () => shown().includes('[y/N]'), BUSY_MS);
			machine.pull('vdd');
			await untilInventory(2);
			child.stdin?.write('yes\n');
			expect(await ended).toEqual([4, null]);
			expect(stable(shown())).toContain(
				'Error: The environment has changed since it was planned: the disks of node 1, or what is to be on them, are others.\n  PLAN_STALE',
			);
			expect(shown()).toContain('→ Plan again and look at the new plan.');
		});

		it('shows as drift, with what to do next', async () => {
			const { out, err } = await said('node', 'show', name);
			expect(driftIn(out)).toEqual(['disk OUT (256 MiB) is gone']);
			expect(err).toBe(
				`Hardware has drifted. Every change: stoker inventory diff ${name}. To agree to it as it is: stoker node accept-hardware ${name}\n`,
			);
			const { out: told } = await said('notification', 'list');
			expect(told).toContain('Node 1: Hardware is not as agreed: disk OUT (256 MiB) is gone.');
		});

		it('is the only difference between the inventories', async () => {
			expect(await said('node', 'inventory', 'diff', name)).toEqual({
				code: 0,
				out: 'ITEM      FIELD  BEFORE        AFTER\ndisk OUT  -      vdd, 256 MiB  -\n',
				err: '1 change from inventory 1 to 2.\n',
			});
		});

		it('is refused by its serial number where a layout means it, with the disks that are there', async () => {
			const message = `No disk is the one data means (serial OUT): there are /dev/nvme0n1 (serial NVME0), /dev/nvme1n1 (serial NVME4K), /dev/sda (serial PATHS), /dev/sdb (serial PATHS), /dev/vda (serial DISKA), /dev/vdb (serial DISKB), /dev/vdc (serial DISKC) [DISK_NOT_FOUND]`;
			const planned = await said('env', 'plan', 'lab', '--graph', 'provision');
			expect(planned.code).toBe(1);
			expect(planned.err).toContain(`error: Node ${name}: ${message}\n    at ${name}: data\n`);
			const set = await said('storage', 'set', name, join(cluster.folder, 'layout.yaml'));
			expect(set.err).toContain(`error: ${message}\n    at data\n`);
			expect(set.err).toContain('LAYOUT_INVALID · node 1');
		});
	});

	describe('a disk that is replaced', () => {
		const PLACE = 'disk/by-path/pci-0000:00:05.0';

		it('is refused for the one that was in its place, whatever the layout says of the place', async () => {
			await cluster.client.storage.setLayout('1', layoutFor({ serial: 'DISKC', links: [PLACE] }));
			const planned = await cluster.client.deployments.plan('lab', 'provision', {});
			expect(planned.storage[0]?.losses.map(({ serial }) => serial)).toEqual(['DISKC']);
			machine.swap('vdc', { serial: 'NEWDISK', sizeBytes: GIB });
			await untilInventory(3);
			const agreed = { agreedDestroyDigest: planned.destroyDigest };
			const start = cluster.client.deployments.start(planned.id, planned.digest, agreed);
			const refusal: unknown = await start.catch((error: unknown) => error);
			expect(refusal instanceof CallError && refusal.status.code).toBe('PLAN_STALE');
			const { code, err } = await said('storage', 'plan', name);
			expect(code).toBe(1);
			expect(err).toContain(
				`error: Node ${name}: In place of data (serial DISKC) there is /dev/vdc with serial NEWDISK [DISK_CHANGED]\n    at ${name}: data\n`,
			);
		});

		it('shows what is in its place now', async () => {
			const { out } = await said('node', 'show', name);
			expect(driftIn(out)).toEqual([
				'disk DISKC (512 MiB) is gone; in its place there is disk NEWDISK (1.00 GiB)',
				'disk OUT (256 MiB) is gone',
			]);
			expect((await said('inventory', 'diff', name)).out).toBe(
				'ITEM          FIELD  BEFORE        AFTER\ndisk DISKC    -      vdc, 512 MiB  -\ndisk NEWDISK  -      -             vdc, 1.00 GiB\n',
			);
			const all = await said('inventory', 'diff', name, '--from', '1');
			expect(all.err).toBe('3 changes from inventory 1 to 3.\n');
		});

		it('is agreed to, and its history stays', async () => {
			const accepted = await said('node', 'accept-hardware', name);
			expect(accepted).toMatchObject({ code: 0, err: `The hardware of ${name} is agreed to as it is now.\n` });
			const { out, err } = await said('node', 'show', name);
			expect(driftIn(out)).toEqual([]);
			expect(err).toBe('');
			expect((await said('inventory', 'list', name, '-o', 'name')).out).toBe('3\n2\n1\n');
			const { out: json } = await stoker('node', 'show', name, '-o', 'json');
			expect((JSON.parse(json) as { data: object }).data).toMatchObject({ drift: [] });
		});
	});

	describe('a disk that lost its table', () => {
		it('is shown by its partitions, each on a line', async () => {
			machine.swap('vda', { serial: 'DISKA', sizeBytes: GIB / 2 });
			await untilInventory(4);
			const { out } = await said('inventory', 'diff', name);
			expect(out).toMatch(/^disk DISKA partition 3 +- +boot, 64\.0 MiB, linux_raid_member, ext4 +-$/m);
			expect(out.match(/ partition \d /g)).toHaveLength(4);
			expect(driftIn((await said('node', 'show', name)).out)).toEqual([]);
		});
	});

	describe('an agent that is away', () => {
		it('leaves its node with what it saw last, and tells what changed meanwhile once it is back', async () => {
			const agent = onlyAgent();
			await cluster.killAgent(agent);
			machine.pull('nvme0n1');
			const isSilent = async () => (await cluster.client.nodes.get('1')).node.connectivity !== 'online';
			await until('the node is silent', isSilent, BUSY_MS);
			const { out, code } = await said('node', 'show', name);
			expect(code).toBe(0);
			expect(out).toContain('NVME0');
			expect((await said('storage', 'match', name, '--hint', 'serial=NVME0', '-o', 'name')).out).toBe('nvme0n1\n');
			cluster.startAgent(agent);
			await untilInventory(5);
			expect(driftIn((await said('node', 'show', name)).out)).toEqual(['disk NVME0 (256 MiB) is gone']);
		});

		it('leaves the history alone when nothing changed', async () => {
			const agent = onlyAgent();
			await cluster.killAgent(agent);
			const before = (await cluster.client.nodes.get('1')).node.lastSeenAtMs ?? 0;
			cluster.startAgent(agent);
			const isBack = async () => {
				const { node } = await cluster.client.nodes.get('1');
				return node.connectivity === 'online' && (node.lastSeenAtMs ?? 0) > before + 3_000;
			};
			await until('it is back', isBack, BUSY_MS);
			expect((await cluster.client.nodes.inventories('1'))[0]?.number).toBe(5);
		});
	});

	describe('what cannot be answered', () => {
		const unknown = {
			code: 3,
			out: '',
			err: 'Error: There is no node "nobody".\n  NODE_NOT_FOUND · node nobody\n  → List them with `stoker node list`.\n',
		};
		it.each([
			['node show nobody'],
			['inventory list nobody'],
			['inventory diff nobody'],
			['node accept-hardware nobody'],
			['storage match nobody --hint serial=X'],
			['storage plan nobody'],
		])('%s', async (line) => {
			expect(await said(...line.split(' '))).toEqual(unknown);
		});

		it.each([['--from 9'], ['--to 9']])('an inventory that there is not: %s', async (option) => {
			expect(await said('inventory', 'diff', name, ...option.split(' '))).toEqual({
				code: 3,
				out: '',
				err: `Error: Node ${name} has no inventory 9.\n  INVENTORY_NOT_FOUND · node 1 · number 9\n  → List them with \`stoker inventory list NODE\`.\n`,
			});
		});

		it('one inventory with itself, and the newest with what came after it', async () => {
			const itself = await said('inventory', 'diff', name, '--from', '2', '--to', '2');
			expect(itself).toMatchObject({ code: 2, out: '' });
			expect(itself.err).toContain('--from and --to are both 2: name two inventories');
			expect(await said('inventory', 'diff', name, '--from', '5')).toEqual({
				code: 0,
				out: '',
				err: `Inventory 5 of node ${name} is the newest: nothing has changed since.\n`,
			});
			expect((await said('inventory', 'diff', name, '--to', '1')).err).toContain('there is no earlier one');
			const back = await said('inventory', 'diff', name, '--from', '2', '--to', '1');
			expect(back.out).toContain('disk OUT  -      -       vdd, 256 MiB\n');
		});

		it('a node that has told of nothing yet', async () => {
			const nothing = `Node ${silent} has not told of its hardware yet.`;
			expect((await said('node', 'show', silent)).out).toContain('No hardware has been reported yet.');
			expect(await said('inventory', 'list', silent)).toEqual({ code: 0, out: '', err: `${nothing}\n` });
			expect(await said('inventory', 'diff', silent)).toEqual({ code: 0, out: '', err: `${nothing}\n` });
			expect(await said('node', 'accept-hardware', silent)).toEqual({
				code: 4,
				out: '',
				err: `Error: ${nothing}\n  NODE_WITHOUT_INVENTORY · node 2\n  → Wait until the node is online, then try again.\n`,
			});
			const match = await said('storage', 'match', silent, '--hint', 'serial=X');
			expect(match).toMatchObject({ code: 4, out: '' });
			expect(match.err).toContain('NODE_WITHOUT_INVENTORY');
			const plan = await said('storage', 'plan', silent);
			expect(plan.err).toContain(`${nothing.slice(0, -1)} [INVENTORY_MISSING]`);
			expect(plan.err).toContain(`\`stoker node show ${silent}\``);
		});
	});

	describe('hints', () => {
		it.each([
			['size=200 MiB .. 300 MiB', 'nvme1n1 sda sdb'],
			['size=== 1 GiB', 'vdc'],
			['model=<in> harddisk', 'sda sdb'],
			['serial=diska', 'vda'],
			['serial=<or> DISKA <or> DISKB', 'vda vdb'],
			['wwn=0x5000C50015EA71AC', 'sda sdb'],
			['transport=nvme', 'nvme1n1'],
			['rotational=false', 'nvme1n1'],
			['by_path=/dev/disk/by-path/pci-0000:00:03.0', 'vda'],
			['size=> 2 TB', ''],
		])('%s means %s', async (hint, disks) => {
			const { code, out } = await said('storage', 'match', name, '--hint', hint, '-o', 'name');
			expect([code, out.trim().split('\n').join(' ')]).toEqual([0, disks]);
		});

		it('show what the others have instead', async () => {
			expect(await said('storage', 'match', name, '--hint', 'transport=nvme')).toEqual({
				code: 0,
				out: MATCH,
				err: '1 disk of 6 matches.\n',
			});
			const { err } = await said('storage', 'match', name, '--hint', 'serial=PATHS');
			expect(err).toBe('2 disks of 6 match; a layout needs hints that mean exactly one: add some.\n');
			const none = await said('storage', 'match', name, '--hint', 'serial=DISKA', '--hint', 'size=> 1 TB');
			expect(none.err).toBe('None of 6 disks matches; a layout needs hints that mean exactly one: ask for less.\n');
		});

		it('are refused where they cannot be read, all at once', async () => {
			const { code, err } = await said('storage', 'match', name, '--hint', 'size=huge', '--hint', 'colour=red');
			expect(code).toBe(2);
			expect(err).toContain('--hint size=huge: must be sizes with units');
			expect(err).toContain('--hint colour=red: must be one of size, model');
		});
	});
}

const DISKS = `
DISK        SIZE  KIND        MODEL           SERIAL
nvme0n1  256 MiB  nvme ssd    QEMU NVMe Ctrl  NVME0
nvme1n1  256 MiB  nvme ssd    QEMU NVMe Ctrl  NVME4K
sda      256 MiB  hdd         QEMU HARDDISK   PATHS
sdb      256 MiB  hdd         QEMU HARDDISK   PATHS
vda      512 MiB  virtio hdd  -               DISKA
vdb      512 MiB  virtio hdd  -               DISKB
vdc      512 MiB  virtio hdd  -               DISKC
vdd      256 MiB  virtio hdd  -               OUT
`.trim();

const MATCH = `
DISK     MATCH      SIZE  MODEL           SERIAL   DIFFERS
nvme1n1  yes     256 MiB  QEMU NVMe Ctrl  NVME4K   -
sda      no      256 MiB  QEMU HARDDISK   PATHS    transport
sdb      no      256 MiB  QEMU HARDDISK   PATHS    transport
vda      no      512 MiB  -               DISKA    transport virtio
vdb      no      512 MiB  -               DISKB    transport virtio
vdc      no     1.00 GiB  -               NEWDISK  transport virtio
`.trimStart();
