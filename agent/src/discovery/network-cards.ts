import { networkInterfaces } from 'node:os';
import { basename } from 'node:path';
import type { NicInventory } from '@stoker/shared/model/inventory.js';
import { sysFiles } from '../system/sys-files.js';

const NETWORK = '/sys/class/net';
const PCI_ADDRESS = /^[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]$/;
const NO_MAC = '00:00:00:00:00:00';

/** Network cards by name, without the loopback. */
export async function readNetworkCards(): Promise<readonly NicInventory[]> {
	const names = (await sysFiles.listNames(NETWORK)).filter((name) => name !== 'lo');
	const addresses = networkInterfaces();
	return Promise.all(
		names.map(async (name): Promise<NicInventory> => {
			const [macAddress, speed, carrier, driver, device] = await Promise.all([
				sysFiles.readText(`${NETWORK}/${name}/address`),
				sysFiles.readText(`${NETWORK}/${name}/speed`),
				sysFiles.readText(`${NETWORK}/${name}/carrier`),
				sysFiles.readLink(`${NETWORK}/${name}/device/driver`),
				sysFiles.resolve(`${NETWORK}/${name}/device`),
			]);
			return {
				name,
				macAddress: macAddress.toLowerCase(),
				driver: basename(driver),
				speedMbitPerSecond: parseSpeed(speed),
				hasLink: carrier === '1',
				addresses: (addresses[name] ?? [])
					.map((address) => address.cidr ?? '')
					.filter(Boolean)
					.sort(),
				busPath: busPathOf(device),
			};
		}),
	);
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
