import { untilEnded } from '../../support/counted-deployment.js';
import type { Scenario } from '../scenario.js';
import { installedOf } from '../scenario.js';

const END_MS = 900_000;

/** A task of type reboot, in one life of the emulator. */
export const restart: Scenario = {
	title: 'restarts as a task',
	async run(stage) {
		const { lab, firmware } = stage;
		const { nodeId, disks } = installedOf(stage);
		const machine = await lab.startCopy({ name: 'restart', firmware, disks });
		const before = await machine.up();
		await lab.untilOnline(nodeId);
		const deploymentId = await lab.deploy(`machine-${firmware}`, 'restart');
		const state = await untilEnded(lab.cluster, deploymentId, END_MS);
		if (state !== 'succeeded') {
			await lab.explainEnd(deploymentId, state);
		}
		await machine.up(before);
		await lab.switchOff(machine, nodeId);
	},
};
