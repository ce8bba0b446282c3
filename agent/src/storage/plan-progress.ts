import type { LayoutItemId } from '@stoker/shared/model/ids.js';
import type { ActionDisk, StorageAction } from '@stoker/shared/storage/storage-action.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';

/**
 * How far a plan has come on one disk, read from the disk. `untouched`: whatever is there was there before. `begun`: it was
 * emptied, and everything on it that is not kept was made by this plan. `sealed`: everything of the plan is done. `unmarked`:
 * the plan leaves its table alone, so each action is judged by itself.
 */
export type DiskProgress = 'untouched' | 'begun' | 'sealed' | 'unmarked';

export type PlanProgress = ReadonlyMap<LayoutItemId, DiskProgress>;

/** What tells the progress of a disk. */
export interface DiskMarks {
	/** GUID of its table; '' where there is none. */
	readonly tableGuid: string;
	/** Whether the mark of this plan lies on it. */
	readonly isClaimed: boolean;
}

export function diskProgress({ disks, actions }: StoragePlan, disk: ActionDisk, marks: DiskMarks): DiskProgress {
	const change = disks.find((planned) => planned.disk.id === disk.id)?.change;
	if (change === 'emptied') {
		return marks.isClaimed ? 'begun' : 'untouched';
	}
	if (change !== 'rebuilt') {
		return 'unmarked';
	}
	const guidOf = (kind: 'create_table' | 'seal_disk') =>
		actions.flatMap((action) => (action.kind === kind && action.disk.id === disk.id ? [action.guid] : []))[0];
	switch (marks.tableGuid) {
		case guidOf('seal_disk'):
			return 'sealed';
		case guidOf('create_table'):
			return 'begun';
		default:
			return 'untouched';
	}
}

/**
 * Where one disk is sealed and the plan has not begun another one, the seal is of an earlier run: something that lies on both
 * is made anew, and what the sealed disk holds must be in the destroy list like anything else.
 */
export function settledProgress(progress: PlanProgress): PlanProgress {
	const isOldSeal = [...progress.values()].includes('untouched');
	return new Map([...progress].map(([id, state]) => [id, isOldSeal && state === 'sealed' ? 'untouched' : state]));
}

/** Whether the marks on the disks say that an action is done; otherwise the device itself is asked. */
export function isDoneByMarks(action: StorageAction, progress: PlanProgress): boolean {
	const states = action.diskIds.map((id) => progress.get(id) ?? 'unmarked');
	if (action.kind === 'seal_disk') {
		return states.every((state) => state === 'sealed');
	}
	// Seals come last, so the first of them says that everything else was done.
	if ([...progress.values()].includes('sealed')) {
		return true;
	}
	// What was there before is gone when the first mark is written. What has the same name now is of this plan.
	return (action.kind === 'release_holder' || action.kind === 'wipe_disk') && states.includes('begun');
}
