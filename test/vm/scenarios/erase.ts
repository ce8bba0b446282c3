import { untilEnded } from '../../support/counted-deployment.js';
import { describeNode } from '../installation.js';
import { overlayDisks } from '../machine-disks.js';
import type { Scenario } from '../scenario.js';
import { installedOf } from '../scenario.js';

const LIMIT_SECONDS = 900;
const END_MS = 600_000;

/** A task of type erase_node on a machine that was installed before and runs the bootstrap system. */
export const erase: Scenario = {
	title: 'loses every table and signature by the task erase_node, and goes on running',
	async run(stage) {
		const { lab, firmware } = stage;
		const name = `erase-${firmware}`;
		const disks = await overlayDisks(lab.folderOf(name), installedOf(stage).disks);
		const machine = await lab.startBootstrap({ name, firmware, disks, limitSeconds: LIMIT_SECONDS });
		const nodeId = await lab.joined(machine);
		await machine.run('lsblk -nro FSTYPE | grep -q linux_raid_member');
		await describeNode(lab, { nodeId, name });
		const deploymentId = await lab.deploy(name, 'erase');
		const state = await untilEnded(lab.cluster, deploymentId, END_MS);
		if (state !== 'succeeded') {
			await lab.explainEnd(deploymentId, state);
		}
		await machine.run('udevadm settle; found=$(wipefs /dev/vd? /dev/nvme0n1); test -z "$found"');
		await lab.switchOff(machine, nodeId);
		// What the running system had assembled went with it.
		const again = await lab.startBootstrap({ name: `${name}-again`, firmware, disks, limitSeconds: LIMIT_SECONDS });
		await again.up();
		await again.run('udevadm settle; found=$(lsblk -nro TYPE | grep -vx disk); test -z "$found"');
		await again.kill();
	},
};
