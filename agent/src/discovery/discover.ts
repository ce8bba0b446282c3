import { hostname, machine, release, totalmem } from 'node:os';
import type { Inventory, SystemInventory } from '@stoker/shared/model/inventory.js';
import { readCommand } from '../system/run-command.js';
import { sysFiles } from '../system/sys-files.js';
import { readBmc } from './bmc.js';
import { withoutPlaceholder } from './hardware-identity.js';
import { readNetworkCards } from './network-cards.js';
import { parseMemory } from './parse-dmidecode.js';
import { parseOsRelease } from './parse-os-release.js';
import { readPciDevices } from './pci.js';
import { readDisks } from './read-disks.js';

const DMI = '/sys/class/dmi/id';

/** Looks at the hardware of this machine; only reads. */
export async function discover(): Promise<Inventory> {
	const { discoverCpu } = await import('./discover-cpu.js');
	return {
		system: await discoverSystem(),
		cpu: await discoverCpu(),
		memoryBytes: totalmem(),
		memory: parseMemory(await readCommand('dmidecode', '--type', 'memory')),
		disks: await readDisks(),
		nics: await readNetworkCards(),
		bmc: await readBmc(),
		...(await readPciDevices()),
	};
}

async function discoverSystem(): Promise<SystemInventory> {
	const [manufacturer, product, serialNumber, uuid, osRelease, firmware] = await Promise.all([
		sysFiles.readText(`${DMI}/sys_vendor`),
		sysFiles.readText(`${DMI}/product_name`),
		sysFiles.readText(`${DMI}/product_serial`),
		sysFiles.readText(`${DMI}/product_uuid`),
		sysFiles.readText('/etc/os-release'),
		sysFiles.listNames('/sys/firmware'),
	]);
	return {
		hostName: hostname(),
		manufacturer: withoutPlaceholder(manufacturer),
		product: withoutPlaceholder(product),
		serialNumber: withoutPlaceholder(serialNumber),
		uuid: withoutPlaceholder(uuid.toLowerCase()),
		operatingSystem: parseOsRelease(osRelease),
		kernel: release(),
		architecture: machine(),
		firmware: firmwareOf(firmware),
	};
}

/** UEFI shows itself below /sys/firmware; a machine with ACPI tables and without it was started by a BIOS. */
export function firmwareOf(names: readonly string[]): SystemInventory['firmware'] {
	if (names.includes('efi')) {
		return 'uefi';
	}
	return names.includes('acpi') || names.includes('dmi') ? 'bios' : '';
}
