import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machineDisk, machineWith } from '../../../../test/support/storage-machine.js';
import {
	type EnvelopeDriver,
	type ProvisioningResult,
	provisioningFromEnvelope,
} from './provisioning-from-envelope.js';

const MACHINE = machineWith(machineDisk('sda'), machineDisk('sdb'));
const MAC = '52:54:00:aa:bb:01';

const SPACES = [
	{
		type: 'disk',
		id: 'sda',
		name: 'sda',
		size: 102_400,
		free_space: 0,
		extra: [],
		volumes: [
			{ type: 'boot', size: 300 },
			{ type: 'raid', mount: '/boot', size: 200, file_system: 'ext2', name: 'Boot' },
			{ type: 'partition', mount: '/', size: 10_000, file_system: 'ext4', name: 'root' },
		],
	},
];

const KS_META = {
	pm_data: { ks_spaces: SPACES, kernel_params: 'console=ttyS0 nofb' },
	image_data: { '/': { uri: 'http://images.example/root.img.gz', format: 'ext4', container: 'gzip' } },
	repo_setup: {
		repos: [{ name: 'main', type: 'deb', uri: 'http://repo.example/debian', suite: 'stable', section: 'main' }],
	},
	gw: '10.20.0.1',
	timezone: 'Etc/UTC',
	auth_key: 'ssh-rsa MASTER',
	authorized_keys: ['ssh-rsa MASTER', 'ssh-rsa OPERATOR'],
	puppet_master: 'master.example',
	puppet_enable: 0,
	mco_enable: '0',
	user_accounts: [{ name: 'operator', password: 'plain', hashed_password: '$6$salt$hash', sudo: ['ALL=(ALL) ALL'] }],
};

const ENVELOPE = {
	profile: 'ubuntu_1604_x86_64',
	hostname: 'node-1.example.net',
	name_servers: '"10.20.0.2"',
	name_servers_search: 'example.net',
	interfaces: {
		eth0: { mac_address: MAC.toUpperCase(), ip_address: '10.20.0.5', netmask: '255.255.255.0', static: '1' },
	},
	kernel_options: { 'netcfg/choose_interface': MAC, udevrules: `${MAC}_eth0,52:54:00:aa:bb:02_eth1` },
	ks_meta: KS_META,
	power_address: 'something else that the data hold',
};

function read(changes: object = {}, driver: EnvelopeDriver = 'nailgun'): ProvisioningResult {
	return provisioningFromEnvelope({ ...ENVELOPE, ...changes }, MACHINE, driver);
}

function problemsOf(changes: object, driver?: EnvelopeDriver): readonly string[] {
	return read(changes, driver).diagnostics.map(({ code, path }) => `${code} ${path}`);
}

describe('provisioning data with ks_spaces', () => {
	it('give the layout with its images, parameters and a place for the configdrive', () => {
		const layout = read().provisioning?.layout;
		expect(layout?.images.map(({ uri, compression }) => [uri, compression])).toEqual([
			['http://images.example/root.img.gz', 'gzip'],
		]);
		expect(layout?.boot.kernelParameters).toBe('console=ttyS0 nofb');
		expect(layout?.partitions.find(({ id }) => id === layout.boot.configDriveId)?.purpose).toBe('configdrive');
	});

	it('give names, cards, keys and time zone of the system', () => {
		expect(read().diagnostics).toEqual([]);
		expect(read().provisioning?.system).toMatchObject({
			hostName: 'node-1',
			fqdn: 'node-1.example.net',
			networkCards: [
				{ mac: MAC, name: 'eth0' },
				{ mac: '52:54:00:aa:bb:02', name: 'eth1' },
			],
			sshKeys: ['ssh-rsa MASTER', 'ssh-rsa OPERATOR'],
			timeZone: 'Etc/UTC',
			agent: undefined,
		});
	});

	it('give a configdrive with the facts of the node', () => {
		const seed = read().provisioning?.system?.seed;
		const [header, ...rest] = seed?.userData.split('\n') ?? [];
		expect(header).toBe('#cloud-config');
		expect(JSON.parse(rest.join('\n'))).toEqual({
			hostname: 'node-1',
			fqdn: 'node-1.example.net',
			preserve_hostname: false,
			timezone: 'Etc/UTC',
			disable_root: false,
			ssh_pwauth: false,
			ssh_authorized_keys: ['ssh-rsa MASTER', 'ssh-rsa OPERATOR'],
			growpart: { mode: 'off' },
			resize_rootfs: false,
			manage_resolv_conf: true,
			resolv_conf: { nameservers: ['10.20.0.2'], searchdomains: ['example.net'] },
			apt: {
				preserve_sources_list: false,
				sources: { 'main.list': { source: 'deb http://repo.example/debian stable main' } },
			},
			users: [
				{
					name: 'operator',
					shell: '/bin/bash',
					passwd: '$6$salt$hash',
					lock_passwd: false,
					sudo: ['ALL=(ALL) ALL'],
					ssh_authorized_keys: [],
				},
			],
			puppet: { conf: { agent: { server: 'master.example' } }, start_service: false },
		});
		expect(JSON.parse(seed?.metaData ?? '')).toMatchObject({
			uuid: 'node-1.example.net',
			hostname: 'node-1.example.net',
		});
		expect(JSON.parse(seed?.networkConfig ?? '')).toEqual({
			links: [{ id: 'admin', type: 'phy', ethernet_mac_address: MAC }],
			networks: [
				{
					id: 'admin',
					type: 'ipv4',
					link: 'admin',
					ip_address: '10.20.0.5',
					netmask: '255.255.255.0',
					routes: [{ network: '0.0.0.0', netmask: '0.0.0.0', gateway: '10.20.0.1' }],
				},
			],
			services: [{ type: 'dns', address: '10.20.0.2' }],
		});
	});

	it('let no text of theirs become a key of cloud-init', () => {
		const repos = [{ name: 'x\nruncmd: [reboot]', uri: 'http://a', suite: '"}, "runcmd": ["reboot"]', section: '' }];
		const seed = read({ ks_meta: { ...KS_META, repo_setup: { repos } } }).provisioning?.system?.seed;
		const config = JSON.parse(seed?.userData.split('\n').slice(1).join('\n') ?? '') as Record<string, unknown>;
		expect(Object.keys(config)).not.toContain('runcmd');
		expect(seed?.userData).not.toMatch(/^runcmd/m);
	});
});

describe('what is wrong in provisioning data', () => {
	it('is told at once, each with its place in the whole', () => {
		const broken = {
			hostname: 'not a name',
			ks_meta: {
				...KS_META,
				pm_data: { ks_spaces: [{ ...SPACES[0], volumes: [{ type: 'partition', mount: 'var', size: 10 }] }] },
				image_data: {},
				timezone: '../x',
				user_accounts: [{ name: 'operator', password: 'plain' }],
			},
		};
		const found = problemsOf(broken);
		expect(found).toEqual(
			expect.arrayContaining([
				'FIELD_INVALID hostname',
				'FIELD_MISSING ks_meta.image_data',
				'FIELD_INVALID ks_meta.timezone',
				'FIELD_INVALID ks_meta.user_accounts[0].password',
			]),
		);
		expect(found.some((problem) => problem.includes(' ks_meta.pm_data.ks_spaces[0].volumes[0].mount'))).toBe(true);
	});

	it.each([
		[
			'an admin interface that is not there',
			{ interfaces: {} },
			'REFERENCE_UNKNOWN kernel_options.netcfg/choose_interface',
		],
		[
			'a rule for a card without a name',
			{ kernel_options: { 'netcfg/choose_interface': MAC, udevrules: `${MAC}` } },
			'FIELD_INVALID kernel_options.udevrules',
		],
		[
			'a name of a card that is a path',
			{ kernel_options: { 'netcfg/choose_interface': MAC, udevrules: `${MAC}_../../x` } },
			'FIELD_INVALID kernel_options.udevrules',
		],
		[
			'an image for no file system',
			{ ks_meta: { ...KS_META, image_data: { ...KS_META.image_data, '/opt': KS_META.image_data['/'] } } },
			'IMAGE_WITHOUT_TARGET ks_meta.image_data./opt',
		],
	])('%s is refused', (_, changes, problem) => {
		expect(read(changes).provisioning).toBeUndefined();
		expect(problemsOf(changes)).toContain(problem);
	});

	it('templates and priorities that do nothing are warned of', () => {
		const ks_meta = {
			...KS_META,
			cloud_init_templates: { boothook: 'x.jinja2' },
			repo_setup: { repos: [{ ...KS_META.repo_setup.repos[0], priority: 1000 }] },
		};
		expect(read({ ks_meta }).provisioning).toBeDefined();
		expect(problemsOf({ ks_meta })).toEqual([
			'FIELD_WITHOUT_EFFECT ks_meta.cloud_init_templates',
			'FIELD_WITHOUT_EFFECT ks_meta.repo_setup.repos[0].priority',
		]);
	});

	it('never shows a password', () => {
		const ks_meta = { ...KS_META, user_accounts: [{ name: 'x', password: 'hunter2hunter2' }] };
		expect(JSON.stringify(read({ ks_meta }).diagnostics)).not.toContain('hunter2');
	});

	it('whatever the data are, there is an answer', () => {
		const drivers = fc.constantFrom<EnvelopeDriver>('nailgun', 'nailgun_simple', 'generic');
		const patch = fc.dictionary(
			fc.constantFrom(...Object.keys(ENVELOPE), 'partitioning', 'partitions'),
			fc.jsonValue(),
		);
		fc.assert(
			fc.property(drivers, patch, (driver, changes) => {
				const { provisioning, diagnostics } = read(changes, driver);
				return (provisioning === undefined) === diagnostics.some(({ severity }) => severity === 'error');
			}),
			{ numRuns: 500 },
		);
	});
});

describe('other drivers', () => {
	const partitioning = {
		parteds: [
			{
				name: '/dev/sda',
				label: 'gpt',
				install_bootloader: true,
				partitions: [
					{
						name: '/dev/sda1',
						count: 1,
						device: '/dev/sda',
						begin: 1_048_576,
						end: 10_738_466_815,
						partition_type: 'primary',
					},
				],
			},
		],
		fss: [{ device: '/dev/sda1', mount: '/', fs_type: 'ext4' }],
	};

	it('a static scheme comes from beside the rest of the data, in bytes', () => {
		const { provisioning, diagnostics } = read({ partitioning }, 'nailgun_simple');
		expect(diagnostics).toEqual([]);
		expect(provisioning?.layout.partitions.map(({ sizeBytes }) => sizeBytes)).toEqual([10 * 1024 ** 3]);
		expect(provisioning?.system?.hostName).toBe('node-1');
		expect(problemsOf({}, 'nailgun_simple')).toContain('FIELD_MISSING partitioning');
	});

	it('the generic driver has disks, images and kernel parameters, and says nothing of the system', () => {
		const document = {
			partitions_policy: 'clean',
			partitions: [
				{
					type: 'disk',
					id: { type: 'name', value: 'sda' },
					size: '100 GiB',
					volumes: [{ type: 'partition', size: '10 GiB', mount: '/', file_system: 'ext4', keep_data: false }],
				},
			],
			images: [{ name: 'debian', image_pull_url: 'http://images.example/debian', target: '/' }],
			deploy_data: { kernel_params: 'nofb' },
		};
		const { provisioning } = provisioningFromEnvelope(document, MACHINE, 'ironic');
		expect(provisioning?.layout.boot.kernelParameters).toBe('nofb');
		expect(provisioning?.system).toBeUndefined();
	});
});
