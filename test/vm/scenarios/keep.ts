import { installMachine } from '../installation.js';
import { overlayDisks } from '../machine-disks.js';
import { KEPT_MOUNT, mirroredLayout } from '../mirrored-layout.js';
import type { Scenario } from '../scenario.js';
import { installedOf } from '../scenario.js';
import { KEPT_TEXT } from './install.js';

/** A machine that was installed before is installed once more, around a partition that is kept. */
export const keep: Scenario = {
	title: 'still holds the file of a kept partition after it was installed anew',
	async run(stage) {
		const { lab, firmware } = stage;
		const name = `keep-${firmware}`;
		const disks = await overlayDisks(lab.folderOf(name), installedOf(stage).disks);
		const layout = mirroredLayout(firmware, { isKeeping: true });
		const { machine, nodeId } = await installMachine(lab, { name, firmware, disks, layout });
		await machine.run(`test "$(cat ${KEPT_MOUNT}/file)" = "${KEPT_TEXT}"`);
		await lab.switchOff(machine, nodeId);
	},
};
