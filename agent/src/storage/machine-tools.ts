import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { readDiskNames, readDisks } from '../discovery/read-disks.js';
import { findWrapper } from '../system/find-wrapper.js';
import { lockFolder } from '../system/folder-lock.js';
import { toolRunner } from '../system/run-tool.js';
import { Devices } from './devices.js';
import type { StorageTools } from './storage-tools.js';

/** The same for each run of a plan, so that a later one finds what an earlier one left mounted. */
const MOUNTS = '/run/stoker-agent/mounts';
const LOCK = '/run/stoker-agent/storage';

/** The lock of this machine's disks: it goes with the process that holds it. */
export const lockDisks: StorageTools['lock'] = () => lockFolder(LOCK, findWrapper());

/** Tools for the disks of the machine that the agent runs on. */
export function machineStorageTools(
	{ digest }: Pick<StoragePlan, 'digest'>,
	options: Omit<StorageTools, 'run' | 'devices' | 'mounts' | 'lock'>,
): StorageTools {
	const run = toolRunner(options);
	const mounts = `${MOUNTS}/${digest.slice(0, 16)}`;
	return {
		...options,
		mounts,
		lock: lockDisks,
		run,
		devices: new Devices({ run, reader: { list: readDiskNames, read: readDisks } }),
	};
}
