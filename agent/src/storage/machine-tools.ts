import { readDiskNames, readDisks } from '../discovery/read-disks.js';
import { toolRunner } from '../system/run-tool.js';
import { Devices } from './devices.js';
import type { StorageTools } from './storage-tools.js';

/** Tools for the disks of the machine that the agent runs on. */
export function machineStorageTools(options: Omit<StorageTools, 'run' | 'devices'>): StorageTools {
	const run = toolRunner(options);
	return { ...options, run, devices: new Devices({ run, reader: { list: readDiskNames, read: readDisks } }) };
}
