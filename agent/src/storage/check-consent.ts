import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import { StorageFailure } from '../system/storage-failure.js';
import { claimedNodes } from './claim.js';
import { findDisk } from './find-disk.js';
import type { PlanProgress } from './plan-progress.js';
import type { HandlerTools } from './storage-tools.js';
import { unagreed } from './unagreed.js';

/**
 * Looks at the disks again before anything is written: what would be lost must be what the destroy list says, or of this
 * plan already. Throws a {@link StorageFailure} that names everything new at once.
 */
export async function checkConsent(progress: PlanProgress, tools: HandlerTools): Promise<void> {
	const { plan, devices } = tools;
	const judged = plan.disks.filter(
		({ disk, change }) => change !== 'unchanged' && ['untouched', 'unmarked'].includes(progress.get(disk.id) ?? ''),
	);
	if (judged.length === 0) {
		return;
	}
	const found = await devices.read();
	const claimed = new Set((await claimedNodes(tools)).keys());
	const problems = judged.flatMap((planned) => {
		const disk: DiskInventory = findDisk(planned.disk, found);
		return unagreed({ plan, planned, disk, claimed }).map((problem) => ({ ...problem, device: disk.device }));
	});
	const [first] = problems;
	if (first !== undefined) {
		const code = problems.some(({ isInUse }) => isInUse) ? 'DISK_IN_USE' : 'DISK_CHANGED';
		const message = problems.map(({ device, what }) => `${device}: ${what}`).join('; ');
		throw new StorageFailure(code, message, { subject: { device: first.device } });
	}
}
