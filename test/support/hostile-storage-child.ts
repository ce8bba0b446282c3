import type { HostileAnswer } from './hostile-child.js';
import { HOSTILE_STORAGE, readHostileStorage } from './hostile-storage.js';

/*
 * Reads every hostile storage schema in a process of its own and says what each took, a line of JSON on standard output
 * for each.
 */

export interface HostileStorageAnswer extends HostileAnswer {
	readonly name: string;
	/** Of problems; the codes are each there once. */
	readonly count: number;
}

for (const [name, make] of Object.entries(HOSTILE_STORAGE)) {
	const input = make();
	const before = process.cpuUsage();
	const codes = readHostileStorage(input);
	const { user, system } = process.cpuUsage(before);
	const peakBytes = process.resourceUsage().maxRSS * 1_024;
	const answer: HostileStorageAnswer = {
		name,
		codes: [...new Set(codes)],
		count: codes.length,
		cpuMs: (user + system) / 1_000,
		peakBytes,
	};
	process.stdout.write(`${JSON.stringify(answer)}\n`);
}
