import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import { readDiskNames, readDisks } from '../discovery/read-disks.js';
import { toolRunner } from '../system/run-tool.js';
import { Devices } from './devices.js';
import type { StorageTools } from './storage-tools.js';

/** The same for each run of a plan, so that a later one finds what an earlier one left mounted. */
const MOUNTS = '/run/stoker-agent/mounts';

/** Tools for the disks of the machine that the agent runs on. */
export function machineStorageTools(
	{ digest }: Pick<StoragePlan, 'digest'>,
	options: Omit<StorageTools, 'run' | 'devices' | 'mounts'>,
): StorageTools {
	const run = toolRunner(options);
	const mounts = `${MOUNTS}/${digest.slice(0, 16)}`;
	return { ...options, mounts, run, devices: new Devices({ run, reader: { list: readDiskNames, read: readDisks } }) };
}
