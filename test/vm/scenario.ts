import type { InstalledMachine } from './installation.js';
import type { Lab } from './lab.js';
import type { Firmware } from './virtual-machine.js';

/** What scenarios of one firmware share. */
export interface Stage {
	readonly lab: Lab;
	readonly firmware: Firmware;
	/** Whether anything comes after the installation. */
	readonly goesOn: boolean;
	/** What the first scenario installed: later ones start from copies of its disks. */
	installed: InstalledMachine | undefined;
}

/** Something that is shown with virtual machines. */
export interface Scenario {
	/** It makes its own machine, so that nothing has to be installed before. */
	readonly startsBlank?: true;
	/** What holds when it passes. */
	readonly title: string;
	/** Throws when it does not hold; may answer with figures. */
	run(stage: Stage): Promise<string | void>;
}

/** What was installed; a scenario that needs it fails where that failed. */
export function installedOf({ installed }: Stage): InstalledMachine {
	if (installed === undefined) {
		throw new Error('nothing was installed that this could start from');
	}
	return installed;
}
