import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import { type DiskSources, diskContent, property } from './disk-content.js';
import type { BlockDevice } from './parse-lsblk.js';

/**
 * Majors of disks (reference d.1): 3 and 8, 65-71 IDE and SCSI; 9 md; 104-111 cciss; 202 Xen; 251-254 virtio and other
 * dynamic ones; 259 NVMe. What shares them and is no disk is told by name.
 */
const DISK_MAJORS: ReadonlySet<string> = new Set(
	[3, 8, 9, 65, 66, 67, 68, 69, 70, 71, 104, 105, 106, 107, 108, 109, 110, 111, 202, 251, 252, 253, 254, 259].map(
		String,
	),
);
const NOT_A_DISK = /^(?:zram|ram|loop|nbd|fd|sr|dm-|pmem|mtdblock)\d/;
/** Their controllers say of disks that they can be removed. */
const FIXED_DESPITE_REMOVABLE: ReadonlySet<string> = new Set(['Adaptec', 'IBM', 'ServeRA']);
/** What mdadm calls the outer part of an array made by firmware. */
const CONTAINER = 'container';

/**
 * The disks of a machine by name: fixed disks, multipath maps instead of their paths, arrays of firmware instead of
 * their members. CD drives, memory disks, USB sticks, logical volumes and arrays of the kernel are none.
 */
export function disksOf(sources: DiskSources): readonly DiskInventory[] {
	const disks = new Map<string, DiskInventory>();
	for (const device of sources.devices) {
		const stand = standIn(device, sources);
		if (stand !== undefined) {
			disks.set(stand.path, mapDisk(stand, pathsOf(stand, sources), sources));
		} else if (isDisk(device, sources)) {
			disks.set(device.path, toDisk(device, sources));
		}
	}
	return [...disks.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A map of several paths, or an array that the firmware made: it is the disk, its parts are none. */
function standIn(device: BlockDevice, sources: DiskSources): BlockDevice | undefined {
	return device.children.find((child) => {
		const isOfFirmware =
			property(child, 'MD_CONTAINER', sources) !== '' && property(child, 'MD_LEVEL', sources) !== CONTAINER;
		return child.type === 'mpath' || isOfFirmware;
	});
}

function pathsOf(stand: BlockDevice, { devices }: DiskSources): readonly BlockDevice[] {
	return devices.filter(({ children }) => children.some(({ path }) => path === stand.path));
}

function isDisk(device: BlockDevice, sources: DiskSources): boolean {
	const { type, kernelName, number, sizeBytes, vendor } = device;
	const isFixed = !device.isRemovable || FIXED_DESPITE_REMOVABLE.has(vendor);
	const isUsb = device.transport === 'usb' || property(device, 'ID_BUS', sources) === 'usb';
	return (
		type === 'disk' &&
		kernelName !== '' &&
		sizeBytes > 0 &&
		!NOT_A_DISK.test(kernelName) &&
		DISK_MAJORS.has(number.split(':')[0] ?? '') &&
		isFixed &&
		!isUsb &&
		property(device, 'ID_CDROM', sources) !== '1' &&
		property(device, 'DM_MULTIPATH_DEVICE_PATH', sources) !== '1'
	);
}

function toDisk(device: BlockDevice, sources: DiskSources): DiskInventory {
	return {
		name: device.path.replace(/^\/dev\//, ''),
		device: device.path,
		sizeBytes: device.sizeBytes,
		logicalSectorBytes: device.logicalSectorBytes,
		physicalSectorBytes: device.physicalSectorBytes,
		// Where a disk knows no best size, the least is what it wants (reference d.1).
		optimalIoBytes: device.optimalIoBytes || device.minimumIoBytes,
		model: device.model,
		vendor: device.vendor,
		serial: serialOf(device, sources),
		wwn: device.wwn || property(device, 'ID_WWN', sources),
		transport: transportOf(device),
		isRotational: device.isRotational,
		isRemovable: device.isRemovable,
		isReadOnly: device.isReadOnly,
		links: sources.udev.get(device.kernelName)?.links ?? [],
		scsiAddress: device.scsiAddress,
		paths: [],
		content: diskContent(device, sources),
	};
}

/** A map is known by what its paths say of themselves. */
function mapDisk(map: BlockDevice, paths: readonly BlockDevice[], sources: DiskSources): DiskInventory {
	const [first] = paths;
	const own = toDisk(map, sources);
	return first === undefined
		? own
		: {
				...own,
				model: own.model || first.model,
				vendor: own.vendor || first.vendor,
				serial: own.serial || serialOf(first, sources),
				wwn: own.wwn || first.wwn || property(first, 'ID_WWN', sources),
				transport: own.transport || transportOf(first),
				isRotational: first.isRotational,
				paths: paths.map(({ path }) => path).sort(),
			};
}

function serialOf(device: BlockDevice, sources: DiskSources): string {
	const short = device.serial || property(device, 'ID_SERIAL_SHORT', sources);
	// Virtio disks have no short one.
	return short || (device.kernelName.startsWith('vd') ? property(device, 'ID_SERIAL', sources) : '');
}

function transportOf({ transport, kernelName }: BlockDevice): string {
	return transport || (kernelName.startsWith('vd') ? 'virtio' : '');
}
