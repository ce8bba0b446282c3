import { type InstalledMachine, installMachine } from '../installation.js';
import type { Lab } from '../lab.js';
import { KEPT_MOUNT, MACHINE_DISKS, mirroredLayout } from '../mirrored-layout.js';
import type { Scenario } from '../scenario.js';

export const KEPT_TEXT = 'what is kept';

/** What must hold in the installed system; each line says what it is about when it fails. */
const CHECKS = [
	'findmnt -no SOURCE / | grep -x /dev/mapper/os-root',
	'findmnt -no SOURCE /boot | grep -x "/dev/md.*"',
	'findmnt -no SOURCE /srv | grep -x /dev/mapper/data-srv',
	'test "$(grep -c "\\[UU\\]" /proc/mdstat)" = 2',
	'swapon --noheadings --show=NAME | grep .',
	'test "$(systemctl is-system-running)" = running || { systemctl --failed; false; }',
	'test ! -e /var/lib/stoker-agent/join.token',
] as const;

/** A machine of blank disks, installed by its controller. */
export const install: Scenario = {
	title: 'is installed with /boot and root on mirrors and LVM, restarts from its disks, and reports as the same node',
	async run(stage) {
		const { lab, firmware } = stage;
		const name = `machine-${firmware}`;
		const layout = mirroredLayout(firmware);
		const installed = await installMachine(lab, { name, firmware, disks: MACHINE_DISKS, layout });
		await checkSystem(lab, installed);
		if (stage.goesOn) {
			await installed.machine.run(`echo ${KEPT_TEXT} >${KEPT_MOUNT}/file`);
			// From a mirror that still copies no disk can be taken.
			await installed.machine.run('mdadm --wait $(awk \'/^md/ { print "/dev/" $1 }\' /proc/mdstat) || true', 900);
		}
		await lab.switchOff(installed.machine, installed.nodeId);
		stage.installed = installed;
		const { join, install: work, restart } = installed.times;
		return `joined after ${join.toFixed(0)} s, installed in ${work.toFixed(0)} s, started in ${restart.toFixed(0)} s`;
	},
};

async function checkSystem(lab: Lab, { machine, nodeId }: InstalledMachine): Promise<void> {
	await machine.run('systemctl is-system-running --wait || true', 600);
	for (const check of CHECKS) {
		await machine.run(check);
	}
	const joined = await lab.joined(machine);
	if (joined !== nodeId) {
		throw new Error(`the installed system reports as node ${joined}, not as ${nodeId}`);
	}
	await lab.untilKnown(nodeId, ['/dev/mapper/os-root', 'DISKA', 'NVME0']);
	const { node } = await lab.cluster.client.nodes.get(nodeId);
	if (node.status !== 'provisioned') {
		throw new Error(`the node is ${node.status} after its installation`);
	}
}
