import { basename } from 'node:path';
import type {
	AcceleratorInventory,
	PciDeviceInventory,
	StorageControllerInventory,
} from '@stoker/shared/model/inventory.js';
import { sysFiles } from '../system/sys-files.js';

const PCI = '/sys/bus/pci/devices';
/** 3D controllers, co-processors and processing accelerators. */
const COMPUTING_CLASSES: readonly string[] = ['0302', '0b40', '1200'];
/** Display controllers compute only where they are of those who make them for it. */
const DISPLAY_CLASS = '0300';
const COMPUTING_DISPLAY_VENDORS: ReadonlySet<string> = new Set(['10de', '1002']);

/** Mass storage of any kind, and the part of it that says of itself that it makes arrays. */
const STORAGE_CLASS = '01';
const RAID_CLASS = '0104';
/** Drivers of controllers that make arrays, whatever their class says (from the documents of the kernel). */
const RAID_DRIVERS: ReadonlySet<string> = new Set([
	'megaraid_sas',
	'mpi3mr',
	'hpsa',
	'smartpqi',
	'aacraid',
	'arcmsr',
	'3w-9xxx',
	'3w-sas',
	'ips',
]);

/** What a folder below /sys/bus/pci/devices, or the device of a network card, says of itself. */
export async function readPciDevice(folder: string): Promise<PciDeviceInventory> {
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

/** What of the PCI bus an inventory has, by bus path; virtual functions too. */
export async function readPciDevices(): Promise<{
	/** Graphics processors and other devices that compute. */
	readonly accelerators: readonly AcceleratorInventory[];
	readonly storageControllers: readonly StorageControllerInventory[];
}> {
	const devices = await Promise.all((await sysFiles.listNames(PCI)).map((name) => readPciDevice(`${PCI}/${name}`)));
	return { accelerators: devices.filter(isAccelerator), storageControllers: devices.flatMap(storageController) };
}

/** The controller that a device is; none of what is no mass storage. */
export function storageController(device: PciDeviceInventory): readonly StorageControllerInventory[] {
	const isRaid = device.pciClass.startsWith(RAID_CLASS) || RAID_DRIVERS.has(device.driver);
	return device.pciClass.startsWith(STORAGE_CLASS) ? [{ ...device, isRaid }] : [];
}

export function isAccelerator({ pciClass, pciId }: Pick<PciDeviceInventory, 'pciClass' | 'pciId'>): boolean {
	const isDisplay = pciClass.startsWith(DISPLAY_CLASS) && COMPUTING_DISPLAY_VENDORS.has(pciId.slice(0, 4));
	return isDisplay || COMPUTING_CLASSES.some((known) => pciClass.startsWith(known));
}

function hexadecimal(text: string): string {
	return text.replace(/^0x/, '').toLowerCase();
}
