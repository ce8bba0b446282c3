import { runCommand } from './run-command.js';

/** What is done to the machine as a whole. Replaceable: what really does it depends on the hardware. */
export interface MachineControl {
	/** Orders a restart. Resolves when it is ordered; the machine goes down some time later. */
	restart(): Promise<void>;
	/** Lets the next start of the machine be one into the bootstrap image. */
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
		bootIntoBootstrap() {
			return Promise.reject(new MachineRefusal('this version of the agent cannot choose what the machine boots next'));
		},
		wipeDisks() {
			return Promise.reject(new MachineRefusal('this version of the agent cannot wipe disks'));
		},
	};
}
