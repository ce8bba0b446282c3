import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasLoopDevices, LoopMachine } from '../support/loop-device.js';
import { describeWithProgram } from '../support/needed-program.js';
import type { ProvisionOrder } from '../support/provision-in-child.js';
import { makeSmallSystem, SMALL_KERNEL } from '../support/small-system.js';
import { planFor } from '../support/storage-rig.js';

const MIB = 1024 ** 2;
const MAC = '52:54:00:aa:bb:01';

describe.skipIf(!hasLoopDevices)('commands that provision the machine they are called on', () => {
	describeWithProgram('grub-install', 'with loop devices', defineTests);
});

function defineTests(): void {
	let machine: LoopMachine;
	let folder: string;
	let image: string;

	beforeEach(async () => {
		machine = new LoopMachine();
		folder = mkdtempSync(join(tmpdir(), 'stoker-provision-'));
		await machine.add({ serial: 'A', sizeBytes: 1100 * MIB, rest: { links: ['disk/by-id/loop-A'] } });
		await machine.add({ serial: 'B', sizeBytes: 64 * MIB });
		image = join(folder, 'root.img');
		const tree = join(folder, 'tree');
		mkdirSync(tree);
		makeSmallSystem(tree, { hasGrub: true });
		mkdirSync(join(tree, 'boot'), { recursive: true });
		execFileSync('mkfs.ext4', ['-q', '-d', tree, image, '150M']);
		rmSync(tree, { recursive: true });
	});

	afterEach(() => {
		machine.close();
		expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(folder);
		rmSync(folder, { recursive: true, force: true });
	});

	function programOf(order: Omit<ProvisionOrder, 'disks' | 'folder'>): readonly string[] {
		const file = join(folder, 'order.json');
		writeFileSync(file, JSON.stringify({ ...order, disks: machine.disks, folder }));
		const program = new URL('../support/provision-in-child.ts', import.meta.url).pathname;
		return ['--conditions=@stoker/source', '--import', 'tsx', program, file];
	}

	/** Runs a command in a process of its own. */
	function run(order: Omit<ProvisionOrder, 'disks' | 'folder'>) {
		return spawnSync(process.execPath, programOf(order), { encoding: 'utf8', timeout: 200_000 });
	}

	function start(order: Omit<ProvisionOrder, 'disks' | 'folder'>) {
		return spawn(process.execPath, programOf(order), { stdio: ['ignore', 'pipe', 'inherit'] });
	}

	function envelope(changes: object = {}): object {
		const volumes = [
			{ type: 'boot', size: 300 },
			{ type: 'raid', mount: '/boot', size: 100, file_system: 'ext2', name: 'Boot' },
			{ type: 'partition', mount: '/', size: 300, file_system: 'ext4', name: 'root' },
		];
		return {
			profile: 'ubuntu_1604_x86_64',
			hostname: 'node-1.example.net',
			interfaces: { eth0: { mac_address: MAC, ip_address: '10.20.0.5', netmask: '255.255.255.0' } },
			kernel_options: { 'netcfg/choose_interface': MAC, udevrules: `${MAC}_eth0` },
			ks_meta: {
				pm_data: {
					ks_spaces: [
						{ type: 'disk', id: 'x', name: 'x', size: 1000, free_space: 0, extra: ['disk/by-id/loop-A'], volumes },
					],
					kernel_params: 'console=ttyS0 nofb',
				},
				image_data: { '/': { uri: `file://${image}`, format: 'ext4', container: 'raw' } },
				user_accounts: [{ name: 'operator', password: 'hunter2-in-clear' }],
			},
			...changes,
		};
	}

	/** Node of a partition of the first disk. */
	const partition = (number: number) => `${machine.disks[0]?.node ?? ''}p${number}`;

	function inside<Result>(node: string, look: (root: string) => Result): Result {
		const point = join(folder, 'look');
		mkdirSync(point, { recursive: true });
		execFileSync('mount', ['-o', 'ro', node, point]);
		try {
			return look(point);
		} finally {
			execFileSync('umount', [point]);
		}
	}

	it('bareon-provision makes the machine what data of old say, each time it is called', () => {
		const file = join(folder, 'provision.json');
		writeFileSync(file, JSON.stringify(envelope()));
		const first = run({
			bareon: ['--data_driver', 'nailgun', `--input_data_file=${file}`, '--debug', '--log-file', '/x'],
		});
		expect(first.stderr).toBe('');
		expect(first.status).toBe(0);
		expect(first.stdout).not.toContain('Destroys');
		const layout = JSON.parse(
			execFileSync('sfdisk', ['--json', machine.disks[0]?.node ?? ''], { encoding: 'utf8' }),
		) as {
			partitiontable: { id: string; partitions: unknown[] };
		};
		expect(layout.partitiontable.partitions).toHaveLength(5);
		inside(partition(4), (root) => {
			expect(readFileSync(join(root, 'etc/hostname'), 'utf8')).toBe('node-1\n');
			expect(readFileSync(join(root, 'etc/fstab'), 'utf8').match(/^UUID=/gm)).toHaveLength(2);
			expect(readFileSync(join(root, 'etc/systemd/network/10-stoker-eth0.link'), 'utf8')).toContain(MAC);
		});
		inside(partition(3), (root) => {
			const config = readFileSync(join(root, 'grub/grub.cfg'), 'utf8');
			expect(config).toContain(`linux /vmlinuz-${SMALL_KERNEL} root=UUID=`);
			expect(config).toContain('ro console=ttyS0 nofb');
			expect(existsSync(join(root, `initrd.img-${SMALL_KERNEL}`))).toBe(true);
		});
		inside(partition(5), (root) => {
			const userData = readFileSync(join(root, 'openstack/latest/user_data'), 'utf8');
			expect(userData).toMatch(/"passwd": "\$6\$.{16}\$/);
			expect(userData).not.toContain('hunter2');
		});
		expect(first.stdout).not.toContain('hunter2');

		const again = run({ bareon: ['--data-driver=nailgun', '--input_data', readFileSync(file, 'utf8')] });
		expect(again.stderr).toBe('');
		expect(again.status).toBe(0);
		expect(again.stdout).toContain(`Destroys what is on ${machine.disks[0]?.node ?? ''} (serial A)`);
		const table = JSON.parse(
			execFileSync('sfdisk', ['--json', machine.disks[0]?.node ?? ''], { encoding: 'utf8' }),
		) as {
			partitiontable: { id: string };
		};
		expect(table.partitiontable.id).not.toBe(layout.partitiontable.id);
	});

	it('bareon-provision ends with 255 and every problem, and writes nothing', () => {
		const broken = envelope({ hostname: 'not a name', interfaces: {} });
		const ended = run({ bareon: ['--input_data', JSON.stringify(broken)] });
		expect(ended.status).toBe(255);
		expect(ended.stderr).toContain('kernel_options.netcfg/choose_interface');
		expect(spawnSync('sfdisk', ['--json', machine.disks[0]?.node ?? '']).status).not.toBe(0);
		expect(run({ bareon: ['--input_data_file', join(folder, 'nowhere.json')] })).toMatchObject({
			status: 255,
			stderr: expect.stringContaining('nowhere.json cannot be read') as unknown,
		});
	});

	/** A plan of one system on the first disk, and the files that the command reads. */
	async function writePlan() {
		const plan = planFor(
			{
				disks: [{ id: 'A', selector: { serial: 'A' }, isBootDisk: true }],
				partitions: [
					{ id: 'bios', diskId: 'A', purpose: 'bios_boot', sizeBytes: 2 * MIB },
					{ id: 'root', diskId: 'A', sizeBytes: 300 * MIB },
				],
				fileSystems: [{ id: 'root-fs', onId: 'root', type: 'ext4', mount: '/' }],
				images: [{ id: 'image', targetId: 'root-fs', uri: `file://${image}`, format: 'ext4' }],
			},
			await machine.inventory('bios'),
		);
		const [planFile, systemFile] = [join(folder, 'plan.json'), join(folder, 'system.yaml')];
		writeFileSync(planFile, JSON.stringify({ schema: 'stoker.v1', kind: 'storage_plan', data: plan }));
		writeFileSync(systemFile, 'hostName: node-7\nagent: { controller: "master:7440", token: pin.secret-token }\n');
		return { plan, planFile, systemFile };
	}

	it('provision carries out a plan once the digest of its destroy list was agreed to, and has nothing to do again', async () => {
		execFileSync('mkfs.ext4', ['-q', '-F', '-L', 'precious', machine.disks[0]?.node ?? '']);
		const { plan, planFile, systemFile } = await writePlan();

		const refused = run({ provision: { plan: planFile, system: systemFile } });
		expect(refused.status).toBe(255);
		expect(refused.stdout).toContain('"precious"');
		expect(refused.stderr).toContain('DESTROY_NOT_AGREED');
		expect(refused.stderr).toContain(plan.digest);
		const other = run({ provision: { plan: planFile, system: systemFile, agree: plan.digest.replace(/^./, 'x') } });
		expect(other.stderr).toContain('DESTROY_NOT_AGREED');

		const done = run({ provision: { plan: planFile, system: systemFile, agree: plan.digest } });
		expect(done.stderr).toBe('');
		expect(done.status).toBe(0);
		expect(done.stdout).not.toContain('secret-token');
		inside(partition(2), (root) => {
			expect(readFileSync(join(root, 'etc/hostname'), 'utf8')).toBe('node-7\n');
			expect(readFileSync(join(root, 'var/lib/stoker-agent/join.token'), 'utf8')).toBe('pin.secret-token\n');
		});
		const again = run({ provision: { plan: planFile, system: systemFile, agree: plan.digest } });
		expect(again.stdout).toContain('Nothing had to be done');
		expect(again.status).toBe(0);
	});

	it.each(['/etc/fstab: written', 'grub-install --target'])(
		'provision goes on after a kill at "%s", and leaves nothing mounted',
		async (moment) => {
			const { planFile, systemFile } = await writePlan();
			const order = { provision: { plan: planFile, system: systemFile } };
			const child = start(order);
			let said = '';
			child.stdout.on('data', (part: Buffer) => {
				said += part.toString();
				if (said.includes(moment)) {
					child.kill('SIGKILL');
				}
			});
			const [, signal] = (await once(child, 'close')) as [number | null, string | null];
			expect(signal).toBe('SIGKILL');
			expect(readFileSync('/proc/self/mountinfo', 'utf8')).toContain(folder);
			const again = run(order);
			expect(again.stderr).toBe('');
			expect(again.stdout).toContain('install_boot_loader:root-fs: done');
			expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(folder);
			expect(run(order).stdout).toContain('Nothing had to be done');
		},
	);
}
