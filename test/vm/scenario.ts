import type { Lab } from './lab.js';
import type { Firmware } from './virtual-machine.js';

/** Something that is shown with virtual machines. */
export interface Scenario {
	/** What holds when it passes. */
	readonly title: string;
	/** Throws when it does not hold. */
	run(lab: Lab, firmware: Firmware): Promise<void>;
}
