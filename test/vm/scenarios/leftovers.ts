import { untilEnded } from '../../support/counted-deployment.js';
import { describeNode } from '../installation.js';
import { overlayDisks } from '../machine-disks.js';
import { plainLayout } from '../mirrored-layout.js';
import type { Scenario } from '../scenario.js';
import { installedOf } from '../scenario.js';

const LIMIT_SECONDS = 900;
const END_MS = 600_000;

/** Disks that held arrays and volumes are divided anew at the same places: what was there must not be recognised again. */
export const leftovers: Scenario = {
	title: 'shows nothing of old arrays and volumes after its disks were divided anew at the same places',
	async run(stage) {
		const { lab, firmware } = stage;
		const name = `leftovers-${firmware}`;
		const disks = await overlayDisks(lab.folderOf(name), installedOf(stage).disks);
		const machine = await lab.startBootstrap({ name, firmware, disks, limitSeconds: LIMIT_SECONDS });
		const nodeId = await lab.joined(machine);
		await lab.untilKnown(nodeId, ['/dev/mapper/os-root', 'NVME0']);
		await describeNode(lab, { nodeId, name, layout: plainLayout(firmware) });
		const deploymentId = await lab.deploy(name, 'partition');
		const state = await untilEnded(lab.cluster, deploymentId, END_MS);
		if (state !== 'succeeded') {
			await lab.explainEnd(deploymentId, state);
		}
		await lab.switchOff(machine, nodeId);
		const again = await lab.startBootstrap({ name: `${name}-again`, firmware, disks, limitSeconds: LIMIT_SECONDS });
		await again.up();
		await again.run(
			'modprobe -a raid1 dm-mod; udevadm settle; mdadm --assemble --scan; vgchange -ay; found=$(vgs --noheadings; grep ^md /proc/mdstat); test -z "$found"',
		);
		await again.run('test "$(wipefs --noheadings --output TYPE /dev/vd?[0-9] /dev/nvme0n1p? | sort -u)" = ext4');
		await again.kill();
	},
};
