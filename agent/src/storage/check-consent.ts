import type { DiskInventory } from '@stoker/shared/storage/inventory.js';
import { StorageFailure } from '../system/storage-failure.js';
import { claimedPlaces, isClaimed } from './claim.js';
import { findDisk } from './find-disk.js';
import type { PlanProgress } from './plan-progress.js';
import type { HandlerTools } from './storage-tools.js';
import { claimKey, unagreed } from './unagreed.js';

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
	const claimed = await claimedStarts(tools);
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

/** Where partitions begin that an earlier run has claimed. */
async function claimedStarts(tools: HandlerTools): Promise<ReadonlySet<string>> {
	const claimed = new Set<string>();
	for (const place of tools.plan.actions.flatMap((action) => claimedPlaces(action, tools.plan))) {
		if (place.kind === 'partition' && (await isClaimed(place, tools))) {
			claimed.add(claimKey(place.disk.id, place));
		}
	}
	return claimed;
}
