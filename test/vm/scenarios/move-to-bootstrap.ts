import { until } from '../../support/cluster.js';
import { untilEnded } from '../../support/counted-deployment.js';
import type { Scenario, Stage } from '../scenario.js';
import { installedOf } from '../scenario.js';

const END_MS = 900_000;
const ACCEPT_MS = 300_000;

/** The task on an installed machine whose firmware starts its disks first. */
export const moveToBootstrap: Scenario = {
	title:
		'starts the bootstrap system from the network by the task move_to_bootstrap under UEFI, and refuses it under a BIOS',
	async run(stage) {
		const { lab, firmware } = stage;
		const { nodeId, disks } = installedOf(stage);
		const offer = await lab.offerBootstrap();
		const machine = await lab.startCopy({ ...offer, name: 'move', firmware, disks });
		const before = await machine.up();
		await machine.run('findmnt -no SOURCE / | grep -x /dev/mapper/os-root');
		await lab.untilOnline(nodeId);
		const deploymentId = await lab.deploy(`machine-${firmware}`, 'bootstrap');
		if (firmware === 'bios') {
			await expectRefusal(stage, deploymentId);
			await lab.switchOff(machine, nodeId);
			return;
		}
		// A system that waits to be accepted has not come up yet.
		await acceptAgain(stage, nodeId);
		await machine.up(before);
		await machine.run('grep -x bootstrap /etc/hostname');
		const state = await untilEnded(lab.cluster, deploymentId, END_MS);
		if (state !== 'succeeded') {
			await lab.explainEnd(deploymentId, state);
		}
		await lab.switchOff(machine, nodeId);
	},
};

async function expectRefusal({ lab }: Stage, deploymentId: string): Promise<void> {
	const state = await untilEnded(lab.cluster, deploymentId, END_MS);
	const report = await lab.stoker('deployment', 'report', deploymentId);
	if (state !== 'failed' || !report.includes('a BIOS cannot be told what to start next')) {
		throw new Error(`the deployment is ${state}, and its report does not tell why:\n${report}`);
	}
}

/** A machine that is known comes with a new key: somebody has to know of it. */
async function acceptAgain({ lab }: Stage, nodeId: string): Promise<void> {
	const isAccepted = () =>
		lab.stoker('node', 'accept', nodeId).then(
			() => true,
			() => false,
		);
	await until(`node ${nodeId} waits to be accepted`, isAccepted, ACCEPT_MS);
	await lab.untilOnline(nodeId);
}
