import { StorageFailure } from '../system/storage-failure.js';
import { claimedNodes } from './claim.js';
import type { PlanProgress } from './plan-progress.js';
import type { HandlerTools } from './storage-tools.js';

/** Where the root of an installed system, or the medium of a live one, is mounted. */
const RUNNING_SYSTEM = /^\/(?:$|(?:run\/(?:live|initramfs)|lib\/live|cdrom)(?:\/|$))/;

/**
 * Unmounts what an earlier run of this plan had mounted when it was killed. On a disk that the plan has begun, or at a place
 * that it has claimed, nobody else has anything to mount.
 */
export async function releaseLeftovers(progress: PlanProgress, tools: HandlerTools): Promise<void> {
	const { plan, devices, run } = tools;
	const nodes: string[] = [];
	for (const { disk } of plan.disks.filter((planned) => progress.get(planned.disk.id) === 'begun')) {
		nodes.push(await devices.diskNode(disk));
	}
	nodes.push(...(await claimedNodes(tools)).values());
	const points = await devices.mountsOn(nodes);
	const own = points.find((point) => RUNNING_SYSTEM.test(point));
	if (own !== undefined) {
		const message = `The running system was started from a disk of the plan: ${own} lies there`;
		throw new StorageFailure('DISK_IN_USE', message, { subject: { mount: own } });
	}
	for (const point of points.toReversed()) {
		await run('umount', ['--recursive', point]);
	}
}
