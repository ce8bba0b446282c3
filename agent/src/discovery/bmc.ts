import { type BmcInventory, NO_BMC } from '@stoker/shared/model/inventory.js';
import { readCommand } from '../system/run-command.js';
import { sysFiles } from '../system/sys-files.js';

/** The management controller; asked only where the kernel has found one. */
export async function readBmc(): Promise<BmcInventory> {
	const found = await sysFiles.listNames('/sys/class/ipmi');
	return found.length === 0 ? NO_BMC : parseLanPrint(await readCommand('ipmitool', 'lan', 'print'));
}

/** Reads `ipmitool lan print`. An address of zeros is none. */
export function parseLanPrint(text: string): BmcInventory {
	const field = (name: string): string =>
		text
			.split('\n')
			.map((line) => line.split(/\s+: /))
			.find(([key]) => key === name)?.[1]
			?.trim() ?? '';
	return {
		address: field('IP Address').replace(/^0\.0\.0\.0$/, ''),
		macAddress: field('MAC Address')
			.toLowerCase()
			.replace(/^(?:00:){5}00$/, ''),
	};
}
