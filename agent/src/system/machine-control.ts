import { networkEntry, parseBootEntries } from './boot-entries.js';
import { readCommand, runCommand } from './run-command.js';
import { sysFiles } from './sys-files.js';

/** What is done to the machine as a whole. Replaceable: what really does it depends on the hardware. */
export interface MachineControl {
	/** Orders a restart. Resolves when it is ordered; the machine goes down some time later. */
	restart(): Promise<void>;
	/**
	 * Lets the next start of the machine be one from the network, where the bootstrap image comes from. Which image that is
	 * decides who answers there.
	 */
	bootIntoBootstrap(profile: string): Promise<void>;
	/** Wipes the partition tables of all disks that are not removable; resolves with their names. */
	wipeDisks(signal: AbortSignal): Promise<readonly string[]>;
}

/** This agent cannot, or must not, do that to its machine. Nothing was done. */
export class MachineRefusal extends Error {
	override readonly name = 'MachineRefusal';
}

/** The machine this agent runs on. An agent that is confined to a folder never touches what is around it. */
export function machineOf(root: string): MachineControl {
	return {
		async restart() {
			if (root !== '/') {
				throw new MachineRefusal(`an agent confined to ${root} does not restart the machine`);
			}
			await runCommand('/sbin/shutdown', '-r', 'now');
		},
		async bootIntoBootstrap() {
			if (root !== '/') {
				throw new MachineRefusal(`an agent confined to ${root} does not choose what the machine starts next`);
			}
			await startNextFromNetwork();
		},
		wipeDisks() {
			return Promise.reject(new MachineRefusal('this version of the agent cannot wipe disks'));
		},
	};
}

const FIRMWARE_VARIABLES = '/sys/firmware/efi/efivars';

/** A BIOS keeps its boot order where no system can reach it. */
async function startNextFromNetwork(): Promise<void> {
	if ((await sysFiles.listNames(FIRMWARE_VARIABLES)).length === 0) {
		const reason = 'this machine was not started by UEFI, and a BIOS cannot be told what to start next';
		throw new MachineRefusal(`${reason}: let it start from the network first, or choose it on the console`);
	}
	const told = await readCommand('efibootmgr', '-v');
	if (told === '') {
		throw new MachineRefusal('efibootmgr is missing here, or cannot read what the firmware may start');
	}
	const entry = networkEntry(parseBootEntries(told));
	if (entry === undefined) {
		throw new MachineRefusal('the firmware of this machine has no active entry to start from the network');
	}
	await runCommand('efibootmgr', '--quiet', '--bootnext', entry.number);
}
