import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { storageFlags } from './node-facts.js';

/** Services that are switched on and those that are off, as a plain cluster has them. */
const ENABLED = ['aodh', 'heat', 'glance', 'nova', 'cinder'];
const DISABLED = ['ceilometer', 'sahara', 'murano', 'murano-cfapi', 'ironic', 'mongo'];
const VIPS = ['management', 'public', 'vrouter', 'vrouter_pub'];

/** What all nodes share: the settings of the environment and what is known of every node. */
export function settings(nodesByName: JsonObject, nodes: readonly JsonValue[]): JsonObject {
	const services = [...ENABLED, ...DISABLED].map((name): [string, JsonObject] => {
		const isEnabled = ENABLED.includes(name);
		return [name, { enabled: isEnabled, db_password: `${name}-database`, user_password: `${name}-user` }];
	});
	const vips = VIPS.map((name, index): [string, JsonObject] => {
		const roles = ['controller', 'primary-controller'];
		return [name, { ipaddr: `10.0.0.${index}`, namespace: 'haproxy', network_role: 'mgmt/vip', node_roles: roles }];
	});
	return {
		...cluster(),
		...Object.fromEntries(services),
		...accounts(),
		...network(),
		...machine(),
		network_metadata: { nodes: nodesByName, vips: Object.fromEntries(vips) },
		nodes,
		mp: [
			{ point: '1', weight: '1' },
			{ point: '2', weight: '2' },
		],
		storage: storageFlags(),
	};
}

function cluster(): JsonObject {
	return {
		cluster: { id: 1, name: 'bench', mode: 'ha_compact', status: 'new' },
		openstack_version: 'mitaka-9.0',
		fuel_version: '9.2',
		deployment_mode: 'ha_compact',
		deployed_before: { value: false },
		master_ip: '10.20.0.2',
		plugins: [],
		tasks: [],
		configuration: {},
		debug: false,
		puppet: { modules: 'rsync://10.20.0.2:/puppet/modules/' },
		repo_setup: {
			repos: [{ name: 'main', uri: 'http://10.20.0.2/main', suite: 'main', section: 'all', priority: 1050 }],
		},
		mu_upgrade: { enabled: false, repos: [] },
		run_ping_checker: true,
	};
}

function accounts(): JsonObject {
	return {
		access: { user: 'admin', password: 'admin', tenant: 'admin', email: 'admin@example.org' },
		external_mongo: { hosts_ip: '' },
		rabbit: { password: 'rabbit' },
		mysql: { root_password: 'root', wsrep_password: 'wsrep' },
		horizon: { secret_key: 'secret' },
		keystone: { admin_token: 'token', db_password: 'keystone' },
		swift: { user_password: 'swift' },
		operator_user: { name: 'fueladmin' },
		service_user: { name: 'fuel' },
		workloads_collector: { enabled: true },
		murano_settings: {},
		public_ssl: {
			horizon: true,
			services: true,
			cert_source: 'self_signed',
			hostname: 'public.example.org',
			cert_data: { content: '' },
		},
	};
}

function network(): JsonObject {
	return {
		quantum: true,
		quantum_settings: {
			L3: {},
			L2: {},
			keystone: {},
			default_private_net: 'private',
			default_floating_net: 'floating',
			predefined_networks: {},
		},
		neutron_advanced_configuration: {
			neutron_l3_ha: false,
			neutron_dvr: false,
			neutron_l2_pop: false,
			neutron_qos: false,
		},
		external_dns: { dns_list: '8.8.8.8' },
		external_ntp: { ntp_list: 'pool.example.org' },
		management_vrouter_vip: '10.0.0.2',
		public_vrouter_vip: '10.0.0.3',
		auto_assign_floating_ip: false,
		dpdk: {},
	};
}

function machine(): JsonObject {
	return {
		nova_quota: false,
		syslog: { syslog_server: '' },
		base_syslog: { syslog_server: '10.20.0.2' },
		cgroups: {},
		kernel_params: {},
		provision: { method: 'image' },
		use_cow_images: true,
		resume_guests_state_on_host_boot: true,
		libvirt_type: 'kvm',
		use_vcenter: false,
		vcenter: {},
		cobbler: {},
		test_vm_image: {},
	};
}
