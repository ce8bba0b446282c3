import { until } from '../../support/cluster.js';
import { makeDisks } from '../machine-disks.js';
import { MACHINE_DISKS } from '../mirrored-layout.js';
import type { Scenario } from '../scenario.js';

const INVENTORY_MS = 60_000;

/** A blank machine starts the bootstrap system; its agent joins, and the controller knows its disks by serial number. */
export const meetController: Scenario = {
	title: 'a blank machine tells the controller its disks',
	async run(lab, firmware) {
		const name = `blank-${firmware}`;
		const disks = await makeDisks(lab.folderOf(name), MACHINE_DISKS);
		const machine = await lab.startBootstrap({ name, firmware, disks, limitSeconds: 180 });
		await lab.cluster.untilOnline(1);
		const isKnown = async () => {
			const text = await lab.stoker('node', 'show', '1', '-o', 'json');
			return MACHINE_DISKS.every(({ serial }) => text.includes(serial));
		};
		await until('the controller knows all disks by serial number', isKnown, INVENTORY_MS);
		await machine.kill();
	},
};
