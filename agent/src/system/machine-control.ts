import type { EraseOrder } from '@stoker/shared/storage/erase-order.js';
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
	/** Erases disks that are neither removable nor read-only; resolves with their devices. */
	wipeDisks(order: EraseOrder, tools: WipeTools): Promise<readonly string[]>;
}

interface WipeTools {
	readonly signal: AbortSignal;
	/** Appends to the output of the task. */
	readonly write: (text: string) => void;
}

/** This agent cannot, or must not, do that to its machine. Nothing was done. */
export class MachineRefusal extends Error {
	override readonly name = 'MachineRefusal';
}

/**
 * The machine this agent runs on. An agent that is confined to a folder never touches what is around it. How disks are
 * erased is given, for it needs more than this room knows.
 */
export function machineOf(root: string, wipeDisks: MachineControl['wipeDisks']): MachineControl {
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
		async wipeDisks(order, tools) {
			if (root !== '/') {
				throw new MachineRefusal(`an agent confined to ${root} does not erase the disks of the machine`);
			}
			return wipeDisks(order, tools);
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
