import type { DiskInventory } from '@stoker/shared/model/inventory.js';
import { z } from 'zod';

/** What is asked of lsblk; whole disks only. */
export const LSBLK_ARGUMENTS = [
	'--json',
	'--bytes',
	'--nodeps',
	'--output',
	'NAME,TYPE,SIZE,MODEL,SERIAL,WWN,TRAN,ROTA,RM,LOG-SEC,PHY-SEC',
] as const;

// Older versions of lsblk write numbers and truth values as text.
const text = z.string().nullish();
const count = z.union([z.number(), z.string()]).nullish();
const truth = z.union([z.boolean(), z.string()]).nullish();

const output = z.object({
	blockdevices: z.array(
		z.object({
			name: z.string(),
			type: text,
			size: count,
			model: text,
			serial: text,
			wwn: text,
			tran: text,
			rota: truth,
			rm: truth,
			'log-sec': count,
			'phy-sec': count,
		}),
	),
});

type BlockDevice = z.infer<typeof output>['blockdevices'][number];

/** Kernel devices that are no disks of the machine. */
const NOT_A_DISK = /^(?:zram|ram|loop|nbd|fd|sr)\d/;

/** Reads the output of lsblk: disks by name, without memory disks, loop devices and empty drives. */
export function parseLsblk(
	json: string,
	linksOf: (name: string) => readonly string[] = () => [],
): readonly DiskInventory[] {
	const parsed = output.safeParse(json === '' ? { blockdevices: [] } : JSON.parse(json));
	const devices = parsed.success ? parsed.data.blockdevices : [];
	return devices
		.filter((device) => device.type === 'disk' && !NOT_A_DISK.test(device.name) && asCount(device.size) > 0)
		.map((device) => toDisk(device, linksOf(device.name)))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toDisk(device: BlockDevice, links: readonly string[]): DiskInventory {
	return {
		name: device.name,
		sizeBytes: asCount(device.size),
		model: asText(device.model),
		serialNumber: asText(device.serial),
		wwn: asText(device.wwn),
		transport: asText(device.tran),
		isRotational: asTruth(device.rota),
		isRemovable: asTruth(device.rm),
		logicalSectorBytes: asCount(device['log-sec']),
		physicalSectorBytes: asCount(device['phy-sec']),
		links,
	};
}

function asText(value: string | null | undefined): string {
	return value?.trim() ?? '';
}

function asCount(value: number | string | null | undefined): number {
	const number = Number(value ?? 0);
	return Number.isSafeInteger(number) ? number : 0;
}

function asTruth(value: boolean | string | null | undefined): boolean {
	return value === true || value === '1';
}
