import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';

const NETWORK_ROLES = [
	'mgmt/messaging',
	'mgmt/database',
	'mgmt/corosync',
	'mgmt/vip',
	'mgmt/memcache',
	'keystone/api',
	'neutron/api',
	'neutron/mesh',
	'nova/api',
	'nova/migration',
	'glance/api',
	'cinder/api',
	'cinder/iscsi',
	'heat/api',
	'horizon',
	'swift/api',
	'swift/replication',
	'ceph/public',
	'ceph/replication',
	'ceph/radosgw',
	'public/vip',
	'ex',
	'admin/pxe',
	'fw-admin',
	'storage',
	'management',
	'mongo/db',
	'murano/api',
	'sahara/api',
	'ceilometer/api',
];
const BRIDGES = ['br-mgmt', 'br-ex', 'br-fw-admin', 'br-storage', 'br-mesh'];
const INTERFACES = 4;
const DISKS = 12;
const GIB_IN_MIB = 1024;

/** Numbers from 0 to below 1. */
type Random = () => number;

/** A node as all others see it. */
export function nodeMetadata(uid: string, tags: readonly string[]): JsonObject {
	const name = `node-${uid}`;
	return {
		uid,
		fqdn: `${name}.domain.tld`,
		name,
		user_node_name: `rack ${uid}`,
		swift_zone: uid,
		node_roles: tags,
		network_roles: networkRoles(uid),
		nova_cpu_pinning_enabled: false,
		nova_hugepages_enabled: false,
	};
}

/** What only the node itself is told. */
export function nodeFacts(uid: string, tags: readonly string[], random: Random): JsonObject {
	const name = `node-${uid}`;
	return {
		uid,
		fqdn: `${name}.domain.tld`,
		name,
		roles: tags,
		online: true,
		status: 'discover',
		ip: address(10, uid),
		network_scheme: networkScheme(uid, random),
		node_volumes: Array.from({ length: DISKS }, (_, index) => disk(index, random)),
		vms_conf: [],
		user_node_name: `rack ${uid}`,
		provision: {
			name,
			uid,
			image_data: { '/': { container: 'gzip', format: 'ext4', uri: `http://10.20.0.2/${uid}` } },
		},
		swift_zone: uid,
		storage: storageFlags(),
		nova_hugepages_enabled: false,
		network_roles: networkRoles(uid),
		interfaces: Array.from({ length: INTERFACES }, (_, index) => networkInterface(uid, index, random)),
	};
}

/** Which storage is used for what: nothing here is on Ceph. */
export function storageFlags(): JsonObject {
	return {
		objects_ceph: false,
		images_ceph: false,
		volumes_ceph: false,
		ephemeral_ceph: false,
		volumes_lvm: false,
		volumes_block_device: false,
		images_vcenter: false,
	};
}

function networkRoles(uid: string): JsonObject {
	return Object.fromEntries(NETWORK_ROLES.map((role) => [role, address(192, uid)]));
}

function networkScheme(uid: string, random: Random): JsonObject {
	const endpoints = BRIDGES.map((bridge) => [
		bridge,
		{
			IP: [`${address(192, uid)}/16`],
			gateway: '192.168.255.254',
			vendor_specific: { phy_interfaces: ['eth0'], vlans: Math.floor(random() * 4094) },
		},
	]);
	const bonds = BRIDGES.flatMap((bridge, index): JsonValue[] => [
		{ action: 'add-br', name: bridge, provider: 'lnx', mtu: 9000 },
		{ action: 'add-port', name: `eth${index % INTERFACES}.${100 + index}`, bridge, mtu: 9000 },
	]);
	const interfaces = Array.from({ length: INTERFACES }, (_, index) => [
		`eth${index}`,
		{ vendor_specific: { driver: 'ixgbe', bus_info: `0000:${hex(random)}:00.${index}` }, mtu: 9000 },
	]);
	return {
		version: '1.1',
		provider: 'lnx',
		interfaces: Object.fromEntries(interfaces) as JsonObject,
		transformations: bonds,
		endpoints: Object.fromEntries(endpoints) as JsonObject,
		roles: { 'mgmt/vip': 'br-mgmt', management: 'br-mgmt', storage: 'br-storage', ex: 'br-ex' },
	};
}

function disk(index: number, random: Random): JsonObject {
	const sizeMiB = Math.floor(200 + random() * 8000) * GIB_IN_MIB;
	return {
		id: `disk/by-id/wwn-0x${hex(random)}${hex(random)}${hex(random)}${hex(random)}`,
		name: `sd${String.fromCharCode('a'.charCodeAt(0) + index)}`,
		type: 'disk',
		size: sizeMiB,
		free_space: 0,
		extra: [`disk/by-path/pci-0000:${hex(random)}:00.0-scsi-0:0:${index}:0`],
		volumes: [
			{ type: 'boot', size: 300 },
			{ type: 'raid', size: 200, mount: '/boot', file_system: 'ext2', name: 'Boot' },
			{ type: 'pv', vg: 'os', size: Math.min(sizeMiB, 60 * GIB_IN_MIB), lvm_meta_size: 64 },
			{ type: 'pv', vg: 'vm', size: Math.max(0, sizeMiB - 60 * GIB_IN_MIB), lvm_meta_size: 64 },
		],
	};
}

function networkInterface(uid: string, index: number, random: Random): JsonObject {
	return {
		name: `eth${index}`,
		mac: `52:54:${hex(random)}:${hex(random)}:${hex(random)}:${hex(random)}`,
		driver: 'ixgbe',
		max_speed: 10_000,
		state: 'up',
		ip_addr: address(10 + index, uid),
		netmask: '255.255.0.0',
		pxe: index === 0,
		offloading_modes: ['tx-checksumming', 'rx-checksumming', 'generic-receive-offload', 'tcp-segmentation-offload'].map(
			(name) => ({ name, state: random() < 0.5, sub: [] }),
		),
	};
}

function address(first: number, uid: string): string {
	const number = Number(uid);
	return `${first}.168.${Math.floor(number / 250)}.${(number % 250) + 1}`;
}

function hex(random: Random): string {
	return Math.floor(random() * 256)
		.toString(16)
		.padStart(2, '0');
}
