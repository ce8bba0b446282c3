import type { SystemSeed } from '../provisioned-system.js';
import type { NailgunEnvelope } from './nailgun-envelope-schema.js';

/** The interface that the machine is reached by. */
export type AdminInterface = NailgunEnvelope['interfaces'][string];

/**
 * What cloud-init is told on a configdrive. JSON throughout, which YAML contains: no text of the data can become a key.
 * @param keys of authorized_keys
 */
export function envelopeSeed(envelope: NailgunEnvelope, admin: AdminInterface, keys: readonly string[]): SystemSeed {
	const name = envelope.hostname;
	const metaData = { uuid: name, name: shortName(name), hostname: name, public_keys: keysByName(keys) };
	return {
		kind: 'configdrive',
		metaData: showJson(metaData),
		userData: `#cloud-config\n${showJson(cloudConfig(envelope, keys))}`,
		networkConfig: showJson(networkData(envelope, admin)),
	};
}

export function shortName(name: string): string {
	return name.split('.', 1)[0] ?? name;
}

function keysByName(keys: readonly string[]): Readonly<Record<string, string>> {
	return Object.fromEntries(keys.map((key, index) => [`key-${index}`, key]));
}

function cloudConfig(envelope: NailgunEnvelope, keys: readonly string[]): Readonly<Record<string, unknown>> {
	const { hostname, ks_meta: meta } = envelope;
	return {
		hostname: shortName(hostname),
		fqdn: hostname,
		preserve_hostname: false,
		timezone: meta.timezone,
		disable_root: false,
		ssh_pwauth: false,
		ssh_authorized_keys: keys,
		// Disks and host names are as they were installed.
		growpart: { mode: 'off' },
		resize_rootfs: false,
		...resolver(envelope),
		...repositories(envelope),
		...accounts(envelope),
		...(meta.puppet_master === ''
			? {}
			: { puppet: { conf: { agent: { server: meta.puppet_master } }, start_service: meta.puppet_enable } }),
		...(meta.mco_enable ? { mcollective: { conf: orchestration(meta) } } : {}),
	};
}

function resolver({ name_servers: servers, name_servers_search: search }: NailgunEnvelope) {
	const nameservers = listOf(servers);
	return nameservers.length === 0
		? {}
		: { manage_resolv_conf: true, resolv_conf: { nameservers, searchdomains: listOf(search) } };
}

function repositories({ ks_meta: meta }: NailgunEnvelope) {
	const { repos } = meta.repo_setup;
	const packages = repos.filter(({ type }) => type !== 'rpm');
	const sources = packages.map(({ name, type, uri, suite, section }) => {
		const source = [type === '' ? 'deb' : type, uri, suite, section].filter((part) => part !== '').join(' ');
		return [`${name}.list`, { source }] as const;
	});
	const yum = repos
		.filter(({ type }) => type === 'rpm')
		.map(({ name, uri, priority }) => {
			const ranked = priority === undefined || priority === null ? {} : { priority };
			return [name, { name, baseurl: uri, enabled: true, gpgcheck: false, ...ranked }] as const;
		});
	return {
		...(sources.length === 0 ? {} : { apt: { preserve_sources_list: false, sources: Object.fromEntries(sources) } }),
		...(yum.length === 0 ? {} : { yum_repos: Object.fromEntries(yum) }),
	};
}

function accounts({ ks_meta: meta }: NailgunEnvelope) {
	const users = meta.user_accounts.map(({ name, hashed_password: passwd, homedir, sudo, ssh_keys: keys, shell }) => ({
		name,
		shell,
		...(passwd === '' ? { lock_passwd: true } : { passwd, lock_passwd: false }),
		...(homedir === '' ? {} : { homedir }),
		...(sudo.length === 0 ? {} : { sudo }),
		ssh_authorized_keys: keys,
	}));
	return users.length === 0 ? {} : { users };
}

function orchestration(meta: NailgunEnvelope['ks_meta']): Readonly<Record<string, string>> {
	const connector = meta.mco_connector === '' ? 'rabbitmq' : meta.mco_connector;
	const plugin = `plugin.${connector}`;
	return {
		main_collective: 'mcollective',
		collectives: 'mcollective',
		identity: meta.mco_identity,
		securityprovider: 'psk',
		'plugin.psk': meta.mco_pskey,
		connector,
		[`${plugin}.vhost`]: meta.mco_vhost,
		[`${plugin}.pool.size`]: '1',
		[`${plugin}.pool.1.host`]: meta.mco_host,
		[`${plugin}.pool.1.user`]: meta.mco_user,
		[`${plugin}.pool.1.password`]: meta.mco_password,
	};
}

function networkData({ ks_meta: meta, name_servers: servers }: NailgunEnvelope, admin: AdminInterface) {
	const isKnown = admin.ip_address !== '' && admin.netmask !== '';
	const routes = meta.gw === '' ? [] : [{ network: '0.0.0.0', netmask: '0.0.0.0', gateway: meta.gw }];
	const network = isKnown
		? { id: 'admin', type: 'ipv4', link: 'admin', ip_address: admin.ip_address, netmask: admin.netmask, routes }
		: { id: 'admin', type: 'ipv4_dhcp', link: 'admin' };
	return {
		links: [{ id: 'admin', type: 'phy', ethernet_mac_address: admin.mac_address }],
		networks: [network],
		services: listOf(servers).map((address) => ({ type: 'dns', address })),
	};
}

/** Several in one text, as they were: by commas or spaces, perhaps in quotes. */
function listOf(written: string): readonly string[] {
	return written.split(/[\s,"']+/).filter((part) => part !== '');
}

function showJson(value: unknown): string {
	return `${JSON.stringify(value, undefined, 2)}\n`;
}
