import { networkInterfaces } from 'node:os';
import { basename } from 'node:path';
import { type NeighbourInventory, type NicInventory, NO_NEIGHBOUR } from '@stoker/shared/model/inventory.js';
import { readCommand } from '../system/run-command.js';
import { sysFiles } from '../system/sys-files.js';
import { parseMaxQueues, parseMaxSpeed, parseOffloads, parsePermanentAddress } from './parse-ethtool.js';
import { parseLldp } from './parse-lldp.js';
import { readPciDevice } from './pci.js';

const NETWORK = '/sys/class/net';
const NO_MAC = '00:00:00:00:00:00';
const PCI_ADDRESS = /^[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]$/;

/** What the kernel calls Ethernet and InfiniBand. */
const CARD_TYPES: ReadonlySet<string> = new Set(['1', '32']);

/** Network cards by name: hardware, without wireless cards and virtual functions; anything but the loopback where there is none. */
export async function readNetworkCards(): Promise<readonly NicInventory[]> {
	const names = (await sysFiles.listNames(NETWORK)).filter((name) => name !== 'lo');
	const hardware = await Promise.all(names.map(isHardwareCard));
	const shown = names.filter((_name, index) => hardware[index] === true || !hardware.includes(true));
	const neighbours = parseLldp(await readCommand('lldpctl', '-f', 'json0'));
	return Promise.all(shown.map((name) => readNetworkCard(name, neighbours.get(name) ?? NO_NEIGHBOUR)));
}

async function isHardwareCard(name: string): Promise<boolean> {
	const folder = `${NETWORK}/${name}`;
	const [device, type, wireless, ownerOfFunction] = await Promise.all([
		sysFiles.resolve(`${folder}/device`),
		sysFiles.readText(`${folder}/type`),
		sysFiles.listNames(`${folder}/wireless`),
		sysFiles.readLink(`${folder}/device/physfn`),
	]);
	return device !== '' && CARD_TYPES.has(type) && wireless.length === 0 && ownerOfFunction === '';
}

async function readNetworkCard(name: string, neighbour: NeighbourInventory): Promise<NicInventory> {
	const folder = `${NETWORK}/${name}`;
	const [macAddress, permanent, speed, carrier, driver, device, functionLimit, functions] = await Promise.all([
		sysFiles.readText(`${folder}/address`),
		sysFiles.readText(`${folder}/bonding_slave/perm_hwaddr`),
		sysFiles.readText(`${folder}/speed`),
		sysFiles.readText(`${folder}/carrier`),
		sysFiles.readLink(`${folder}/device/driver`),
		sysFiles.resolve(`${folder}/device`),
		sysFiles.readText(`${folder}/device/sriov_totalvfs`),
		sysFiles.readText(`${folder}/device/sriov_numvfs`),
	]);
	const [address, features, channels, modes] = await Promise.all([
		readCommand('ethtool', '-P', name),
		readCommand('ethtool', '-k', name),
		readCommand('ethtool', '-l', name),
		readCommand('ethtool', name),
	]);
	const pci = await readPciDevice(pciFolderOf(device));
	return {
		name,
		macAddress: macAddress.toLowerCase(),
		permanentMacAddress: parsePermanentAddress(address) || (permanent || macAddress).toLowerCase(),
		driver: basename(driver),
		speedMbitPerSecond: parseSpeed(speed),
		hasLink: carrier === '1',
		addresses: addressesOf(name),
		busPath: busPathOf(device),
		pciId: pci.pciId,
		numaNode: pci.numaNode,
		virtualFunctionLimit: Number(functionLimit),
		virtualFunctions: Number(functions),
		neighbour,
		offloads: parseOffloads(features),
		maxQueues: parseMaxQueues(channels),
		maxSpeedMbitPerSecond: parseMaxSpeed(modes),
	};
}

function addressesOf(name: string): readonly string[] {
	return (networkInterfaces()[name] ?? [])
		.map((address) => address.cidr ?? '')
		.filter(Boolean)
		.sort();
}

/** Cards of virtio and USB lie below the PCI device they are reached by. */
function pciFolderOf(device: string): string {
	const parts = device.split('/');
	const last = parts.findLastIndex((part) => PCI_ADDRESS.test(part));
	return last === -1 ? device : parts.slice(0, last + 1).join('/');
}

/** Permanent MAC addresses of the hardware, sorted; of any card when none has hardware behind it. */
export async function readMacAddresses(): Promise<readonly string[]> {
	const names = (await sysFiles.listNames(NETWORK)).filter((name) => name !== 'lo');
	const cards = await Promise.all(
		names.map(async (name) => ({
			isHardware: (await sysFiles.resolve(`${NETWORK}/${name}/device`)) !== '',
			// A bond gives its members its own address and keeps theirs here.
			permanent: await sysFiles.readText(`${NETWORK}/${name}/bonding_slave/perm_hwaddr`),
			current: await sysFiles.readText(`${NETWORK}/${name}/address`),
		})),
	);
	const hardware = cards.filter((card) => card.isHardware);
	const macs = (hardware.length > 0 ? hardware : cards).map((card) => (card.permanent || card.current).toLowerCase());
	return [...new Set(macs)].filter((mac) => mac !== '' && mac !== NO_MAC).sort();
}

/** The kernel says -1 or nothing where there is no link. */
export function parseSpeed(text: string): number {
	const speed = Number(text);
	return Number.isInteger(speed) && speed > 0 ? speed : 0;
}

/** The nearest PCI address of a device folder, otherwise its name; empty for virtual cards. */
export function busPathOf(deviceFolder: string): string {
	return deviceFolder.split('/').findLast((part) => PCI_ADDRESS.test(part)) ?? basename(deviceFolder);
}
