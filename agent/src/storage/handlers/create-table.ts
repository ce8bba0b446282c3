import { hasWholeGpt } from '../gpt-headers.js';
import type { ActionHandler } from '../storage-tools.js';
import { tableDifferences, tableScript } from '../table-script.js';

/** No signature is looked for or taken away while a table is written, and udev waits until it is whole. */
const SFDISK = ['--quiet', '--lock=yes', '--no-reread', '--no-tell-kernel', '--wipe=never', '--wipe-partitions=never'];

/**
 * Writes a table in one run. sfdisk writes the copy at the end first, then the one at the start, so that one of them is
 * whole at any moment: the old or the new one, and kept partitions are in both.
 */
export const createTable: ActionHandler<'create_table'> = {
	async isDone(action, { devices, write }) {
		const { disk, table, guid } = action;
		const found = await devices.tableOf(disk);
		if (found?.guid !== guid.toLowerCase()) {
			return false;
		}
		const differences = tableDifferences(action, found);
		differences.forEach((difference) => write(`${disk.device}: ${difference}\n`));
		return differences.length === 0 && (table === 'msdos' || hasWholeGpt(await devices.diskNode(disk), disk, guid));
	},

	async run(action, { devices, run, write }) {
		const { disk } = action;
		const script = tableScript(action, await devices.tableOf(disk));
		write(script);
		await run('sfdisk', [...SFDISK, await devices.diskNode(disk)], { input: script });
		await devices.tellKernel(disk);
	},
};
