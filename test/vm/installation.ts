import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { untilEnded } from '../support/counted-deployment.js';
import type { Lab } from './lab.js';
import { LAB_ROLE, labRelease } from './lab-releases.js';
import { type BlankDisk, type MachineDisk, makeDisks } from './machine-disks.js';
import type { Firmware, VirtualMachine } from './virtual-machine.js';

/** What the controller is told of a machine that is to be installed. */
export interface InstallationPlan {
	readonly name: string;
	readonly firmware: Firmware;
	/** Disks to make, or disks that are there. */
	readonly disks: readonly BlankDisk[] | readonly MachineDisk[];
	readonly layout: object;
}

/** A machine that was installed by its controller, running from its disks. */
export interface InstalledMachine {
	readonly machine: VirtualMachine;
	readonly nodeId: string;
	readonly disks: readonly MachineDisk[];
	/** Seconds of each part. */
	readonly times: Readonly<Record<'join' | 'install' | 'restart', number>>;
}

const INSTALL_SECONDS = 1_800;
const BOOT_SECONDS = 600;
const END_MS = 2_400_000;

/**
 * Installs a machine as an operator does: it joins, gets a layout and a role, and graph `provision` is deployed on it. That
 * ends with a restart; the machine comes up from its disks, and the deployment must succeed by the agent in there.
 */
export async function installMachine(lab: Lab, plan: InstallationPlan): Promise<InstalledMachine> {
	const { name, firmware } = plan;
	const disks = await disksFor(lab, plan);
	const bootstrap = await lab.startBootstrap({ name, firmware, disks, limitSeconds: INSTALL_SECONDS });
	const nodeId = await lab.joined(bootstrap);
	await lab.untilKnown(
		nodeId,
		disks.map(({ serial }) => serial),
	);
	const join_ = bootstrap.secondsUp;
	await describeNode(lab, { nodeId, name, layout: plan.layout });
	const deploymentId = await lab.deploy(name, 'provision');
	const end = untilEnded(lab.cluster, deploymentId, END_MS);
	await Promise.race([bootstrap.ended, end.then((state) => lab.explainEnd(deploymentId, state))]);
	const install = bootstrap.secondsUp - join_;
	const machine = lab.start({
		...{ name: `${name}-disks`, hardware: name, folder: lab.folderOf(name) },
		...{ firmware, disks, limitSeconds: BOOT_SECONDS },
	});
	await machine.up();
	await Promise.race([
		machine.ended,
		end.then((state) => (state === 'succeeded' ? undefined : lab.explainEnd(deploymentId, state))),
	]);
	return { machine, nodeId, disks, times: { join: join_, install, restart: machine.secondsUp } };
}

async function disksFor(lab: Lab, { name, disks }: InstallationPlan): Promise<readonly MachineDisk[]> {
	const isMade = (all: InstallationPlan['disks']): all is readonly MachineDisk[] => all.every((disk) => 'file' in disk);
	return isMade(disks) ? disks : makeDisks(lab.folderOf(name), disks);
}

/** Its layout if it has one, and an environment of its own in which it has the role that everything of the release runs on. */
export async function describeNode(
	lab: Lab,
	{ nodeId, name, layout }: { readonly nodeId: string; readonly name: string; readonly layout?: object },
): Promise<void> {
	if (layout !== undefined) {
		const file = join(lab.folderOf(name), 'layout.json');
		writeFileSync(file, JSON.stringify(layout));
		await lab.stoker('storage', 'set', nodeId, file);
	}
	await lab.cluster.client.releases.import(labRelease(name, lab.image), false);
	await lab.stoker('env', 'create', name, '--release', name);
	await lab.stoker('env', 'assign', name, `${nodeId}=${LAB_ROLE}`);
}
