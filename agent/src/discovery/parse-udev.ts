/** A device as udev knows it. */
export interface UdevDevice {
	/** Path below /sys, for example /devices/pci0000:00/0000:00:04.0/virtio1/block/vda. */
	readonly path: string;
	/** Below /dev, for example vda or mapper/os-root. */
	readonly name: string;
	/** Those that outlast a restart, without /dev/, sorted. */
	readonly links: readonly string[];
	readonly properties: ReadonlyMap<string, string>;
}

/** The kernel counts the disks it finds: after a restart the same link may be another disk's. */
const COUNTED = 'disk/by-diskseq/';

/** Block devices by kernel name out of `udevadm info --export-db`. */
export function parseUdev(text: string): ReadonlyMap<string, UdevDevice> {
	const devices = new Map<string, UdevDevice>();
	for (const record of text.split(/\n{2,}/)) {
		const device = parseRecord(record);
		if (device?.properties.get('SUBSYSTEM') === 'block') {
			devices.set(kernelName(device.path), device);
		}
	}
	return devices;
}

function parseRecord(record: string): UdevDevice | undefined {
	const properties = new Map<string, string>();
	const links: string[] = [];
	let path = '';
	let name = '';
	for (const line of record.split('\n')) {
		const value = line.slice(3);
		switch (line.slice(0, 3)) {
			case 'P: ':
				path = value;
				break;
			case 'N: ':
				name = value;
				break;
			case 'S: ':
				if (!value.startsWith(COUNTED)) {
					links.push(value);
				}
				break;
			case 'E: ': {
				const at = value.indexOf('=');
				properties.set(value.slice(0, at), value.slice(at + 1));
				break;
			}
			default:
		}
	}
	return path === '' ? undefined : { path, name, links: links.sort(), properties };
}

/** The kernel writes the slashes of old names, as in cciss/c0d0, as exclamation marks. */
function kernelName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1).replaceAll('!', '/');
}
