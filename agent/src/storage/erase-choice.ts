import type { EraseOrder } from '@stoker/shared/storage/erase-order.js';
import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import { allHolders, holdersOf } from '@stoker/shared/storage/plan/current-content.js';
import { isSystemMount } from '@stoker/shared/storage/plan/guard-rails.js';

/** Disks that an order means, or every reason why it cannot be carried out. */
export type EraseChoice = { readonly disks: readonly DiskInventory[] } | { readonly problems: readonly string[] };

/**
 * Removable and read-only disks are never erased: an order for all leaves them out, one that names them is refused. Only
 * signatures and tables may go from under the running system: it is erased before it is started anew.
 */
export function chooseErased(order: EraseOrder, disks: readonly DiskInventory[]): EraseChoice {
	const isNamed = (disk: DiskInventory, names: readonly string[]) => namesOf(disk).some((name) => names.includes(name));
	const unknown = [...order.disks, ...order.except].filter((name) => !disks.some((disk) => isNamed(disk, [name])));
	const ambiguous = order.disks.filter((name) => disks.filter((disk) => isNamed(disk, [name])).length > 1);
	const asked =
		order.disks.length === 0 ? disks.filter(isErasable) : disks.filter((disk) => isNamed(disk, order.disks));
	const chosen = asked.filter((disk) => !isNamed(disk, order.except));
	const problems = [
		...unknown.map((name) => `no disk is called ${name}`),
		...ambiguous.map((name) => `more than one disk is called ${name}`),
		...chosen.filter(({ isRemovable }) => isRemovable).map(({ device }) => `${device} is removable`),
		...chosen.filter(({ isReadOnly }) => isReadOnly).map(({ device }) => `${device} is read-only`),
		...(order.method === 'metadata' ? [] : chosen.flatMap(inUse)),
		...(order.method === 'secure' ? chosen.flatMap((disk) => withoutOwnErase(disk, chosen, disks)) : []),
	];
	return problems.length === 0 ? { disks: chosen } : { problems };
}

function isErasable({ isRemovable, isReadOnly }: DiskInventory): boolean {
	return !isRemovable && !isReadOnly;
}

function namesOf({ serial, wwn, links, name, device }: DiskInventory): readonly string[] {
	return [serial, wwn, name, device, ...links].filter((one) => one !== '');
}

function inUse({ device, content }: DiskInventory): readonly string[] {
	const users = allHolders(holdersOf(content)).filter(({ kind, name }) => kind !== 'mount' || !isSystemMount(name));
	const system = allHolders(holdersOf(content)).filter(({ kind, name }) => kind === 'mount' && isSystemMount(name));
	return [
		...(system.length > 0
			? [`${device} carries the running system: start the machine from the network, then erase it`]
			: []),
		...(system.length === 0 && users.length > 0
			? [`${device} is used by ${[...new Set(users.map(({ name }) => name))].join(', ')}`]
			: []),
	];
}

const NVME = /^(nvme\d+)n\d+$/;

/** What the disk can do is asked when its turn comes; which kind it is must be known before. */
function withoutOwnErase(
	{ device, name, transport }: DiskInventory,
	chosen: readonly DiskInventory[],
	disks: readonly DiskInventory[],
): readonly string[] {
	const controller = NVME.exec(name)?.[1];
	if (controller !== undefined) {
		// Formatting one namespace may format all of its controller.
		const others = disks.filter((other) => NVME.exec(other.name)?.[1] === controller && !chosen.includes(other));
		return others.map((other) => `${other.device} would be erased with ${device}: both are of one controller`);
	}
	const isAta = transport === 'sata' || transport === 'ata';
	return isAta ? [] : [`${device} (${transport || 'of unknown kind'}) has no erase of its own: choose zero or discard`];
}
