import { hasWholeGpt } from '../gpt-headers.js';
import type { ActionHandler } from '../storage-tools.js';

/** Gives the table its last GUID. The rows are written again as they are. */
export const sealDisk: ActionHandler<'seal_disk'> = {
	async isDone({ disk, table, guid }, { devices }) {
		const found = await devices.tableOf(disk);
		return (
			found?.guid === guid.toLowerCase() && (table === 'msdos' || hasWholeGpt(await devices.diskNode(disk), disk, guid))
		);
	},

	async run({ disk, table, guid }, { devices, run }) {
		const node = await devices.diskNode(disk);
		const id = table === 'gpt' ? guid : `0x${guid}`;
		await run('sfdisk', ['--quiet', '--lock=yes', '--no-reread', '--no-tell-kernel', '--disk-id', node, id]);
		// What udev knows of the disk carries the GUID, and the inventory comes from there.
		await devices.settle();
	},
};
