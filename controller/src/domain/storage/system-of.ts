import type { NicInventory } from '@stoker/shared/model/inventory.js';
import type { NamedNetworkCard, ProvisionedSystem, SystemSeed } from '@stoker/shared/storage/provisioned-system.js';
import type { ProvisioningWishes } from '@stoker/shared/task-type/storage-parameters.js';

/** A node as the installed system knows itself. */
export interface NamedNode {
	readonly name: string;
	readonly nics: readonly NicInventory[];
	/** Another one whenever the node is made anew: what cloud-init calls an instance. */
	readonly instanceId: string;
}

/** What a node is to be beside its disks. Who hands an agent over adds it. */
export function systemOf({ name, nics, instanceId }: NamedNode, wishes: ProvisioningWishes): ProvisionedSystem {
	const { domain = '', keep_nic_names: keepsNames = true } = wishes;
	const [hostName = name, ...own] = name.split('.');
	const suffix = domain === '' ? own.join('.') : domain;
	const fqdn = suffix === '' ? '' : `${hostName}.${suffix}`;
	return {
		hostName,
		fqdn,
		networkCards: keepsNames ? namedCards(nics) : [],
		consoles: wishes.consoles ?? [],
		kernelParameters: wishes.kernel_params ?? '',
		sshKeys: wishes.ssh_keys ?? [],
		timeZone: wishes.time_zone ?? '',
		seed: seedOf({ instanceId, hostName: fqdn || hostName }, wishes),
		agent: undefined,
	};
}

/** Cards of the hardware; what is made of others, as bonds and bridges are, gets its name by its own configuration. */
function namedCards(nics: readonly NicInventory[]): readonly NamedNetworkCard[] {
	return nics
		.filter(
			({ busPath, permanentMacAddress, macAddress }) => busPath !== '' && (permanentMacAddress || macAddress) !== '',
		)
		.map(({ name, permanentMacAddress, macAddress }) => ({ mac: permanentMacAddress || macAddress, name }));
}

function seedOf(
	{ instanceId, hostName }: { readonly instanceId: string; readonly hostName: string },
	{ seed: kind = 'nocloud', user_data: userData = '', ssh_keys: keys = [] }: ProvisioningWishes,
): SystemSeed {
	const none = { kind, userData, networkConfig: '' } as const;
	switch (kind) {
		case 'none':
			return { ...none, metaData: '' };
		case 'nocloud':
			return { ...none, metaData: `instance-id: ${instanceId}\nlocal-hostname: ${hostName}\n` };
		case 'configdrive': {
			const publicKeys = Object.fromEntries(keys.map((key, index) => [`key-${index}`, key]));
			return { ...none, metaData: JSON.stringify({ uuid: instanceId, hostname: hostName, public_keys: publicKeys }) };
		}
	}
}
