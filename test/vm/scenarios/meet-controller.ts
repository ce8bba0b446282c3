import { makeDisks } from '../machine-disks.js';
import { MACHINE_DISKS } from '../mirrored-layout.js';
import type { Scenario } from '../scenario.js';

/** A blank machine starts the bootstrap system; its agent joins, and the controller knows its disks by serial number. */
export const meetController: Scenario = {
	title: 'a blank machine tells the controller its disks',
	async run(lab, firmware) {
		const name = `blank-${firmware}`;
		const disks = await makeDisks(lab.folderOf(name), MACHINE_DISKS);
		const machine = await lab.startBootstrap({ name, firmware, disks, limitSeconds: 180 });
		await lab.untilOnline(1);
		await lab.untilKnown(
			'1',
			MACHINE_DISKS.map(({ serial }) => serial),
		);
		await machine.kill();
	},
};
