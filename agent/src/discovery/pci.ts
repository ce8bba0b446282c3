import { basename } from 'node:path';
import type { AcceleratorInventory } from '@stoker/shared/model/inventory.js';
import { sysFiles } from '../system/sys-files.js';

const PCI = '/sys/bus/pci/devices';
/** 3D controllers, co-processors and processing accelerators. */
const COMPUTING_CLASSES: readonly string[] = ['0302', '0b40', '1200'];
/** Display controllers compute only where they are of those who make them for it. */
const DISPLAY_CLASS = '0300';
const COMPUTING_DISPLAY_VENDORS: ReadonlySet<string> = new Set(['10de', '1002']);

/** A PCI device as the kernel shows it. */
export type PciDevice = AcceleratorInventory;

/** What a folder below /sys/bus/pci/devices, or the device of a network card, says of itself. */
export async function readPciDevice(folder: string): Promise<PciDevice> {
	const [vendor, device, pciClass, numaNode, driver] = await Promise.all([
		sysFiles.readText(`${folder}/vendor`),
		sysFiles.readText(`${folder}/device`),
		sysFiles.readText(`${folder}/class`),
		sysFiles.readText(`${folder}/numa_node`),
		sysFiles.readLink(`${folder}/driver`),
	]);
	return {
		busPath: basename(folder),
		pciClass: hexadecimal(pciClass),
		pciId: vendor === '' || device === '' ? '' : `${hexadecimal(vendor)}:${hexadecimal(device)}`,
		driver: basename(driver),
		numaNode: numaNode === '' ? -1 : Number(numaNode),
	};
}

/** Graphics processors and other devices that compute, by bus path; virtual functions too. */
export async function readAccelerators(): Promise<readonly AcceleratorInventory[]> {
	const devices = await Promise.all((await sysFiles.listNames(PCI)).map((name) => readPciDevice(`${PCI}/${name}`)));
	return devices.filter(isAccelerator);
}

export function isAccelerator({ pciClass, pciId }: Pick<PciDevice, 'pciClass' | 'pciId'>): boolean {
	const isDisplay = pciClass.startsWith(DISPLAY_CLASS) && COMPUTING_DISPLAY_VENDORS.has(pciId.slice(0, 4));
	return isDisplay || COMPUTING_CLASSES.some((known) => pciClass.startsWith(known));
}

function hexadecimal(text: string): string {
	return text.replace(/^0x/, '').toLowerCase();
}
