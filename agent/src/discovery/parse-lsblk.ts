import type { DiskInventory } from '@stoker/shared/model/inventory.js';

/** What is asked of lsblk; whole disks only. */
export const LSBLK_ARGUMENTS = [
	'--json',
	'--bytes',
	'--nodeps',
	'--output',
	'NAME,TYPE,SIZE,MODEL,SERIAL,WWN,TRAN,ROTA,RM,LOG-SEC,PHY-SEC',
] as const;

type Fields = Readonly<Record<string, unknown>>;

/** Kernel devices that are no disks of the machine. */
const NOT_A_DISK = /^(?:zram|ram|loop|nbd|fd|sr)\d/;

/** Reads the output of lsblk: disks by name, without memory disks, loop devices and empty drives. */
export function parseLsblk(
	json: string,
	linksOf: (name: string) => readonly string[] = () => [],
): readonly DiskInventory[] {
	return blockDevices(json)
		.map((fields) => toDisk(fields, linksOf))
		.filter((disk) => disk !== undefined)
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function blockDevices(json: string): readonly Fields[] {
	let output: unknown;
	try {
		output = JSON.parse(json);
	} catch {
		return [];
	}
	const devices = isFields(output) ? output['blockdevices'] : undefined;
	return Array.isArray(devices) ? devices.filter(isFields) : [];
}

function toDisk(fields: Fields, linksOf: (name: string) => readonly string[]): DiskInventory | undefined {
	const name = asText(fields['name']);
	const sizeBytes = asCount(fields['size']);
	if (fields['type'] !== 'disk' || name === '' || NOT_A_DISK.test(name) || sizeBytes === 0) {
		return undefined;
	}
	return {
		name,
		sizeBytes,
		model: asText(fields['model']),
		serialNumber: asText(fields['serial']),
		wwn: asText(fields['wwn']),
		transport: asText(fields['tran']),
		isRotational: asTruth(fields['rota']),
		isRemovable: asTruth(fields['rm']),
		logicalSectorBytes: asCount(fields['log-sec']),
		physicalSectorBytes: asCount(fields['phy-sec']),
		links: linksOf(name),
	};
}

// Older versions of lsblk write numbers and truth values as text.

function asText(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function asCount(value: unknown): number {
	const count = Number(value ?? 0);
	return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

function asTruth(value: unknown): boolean {
	return value === true || value === '1';
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null;
}
