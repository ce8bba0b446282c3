import { resolve } from 'node:path';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { systemClock } from '../system/clock.js';
import { findWrapper } from '../system/find-wrapper.js';
import { lockFolder } from '../system/folder-lock.js';
import { Fleet } from './fleet.js';
import { describeReading } from './fleet-figures.js';
import type { FleetFlags } from './fleet-flags.js';

/** Where the figures go. */
export interface FleetOutput {
	/** Standard output: figures for programs, and the last reading. */
	print(line: string): void;
	/** Standard error: the live line for people. */
	show(line: string): void;
	/** Whether a line can be written over. */
	readonly isLive: boolean;
}

interface RunFleetOptions {
	readonly flags: FleetFlags;
	/** Reads the token of --token-file. */
	readonly readToken: () => Promise<string>;
	readonly output: FleetOutput;
	/** Aborted when a person wants no more. */
	readonly stop: AbortSignal;
}

const JSON_EVERY_MS = 500;
const LIVE_EVERY_MS = 1_000;
const QUIET_EVERY_MS = 10_000;

/** Runs a fleet until it is stopped, and shows its figures meanwhile. Throws StokerError or CallRefused. */
export async function runFleet({ flags, readToken, output, stop }: RunFleetOptions): Promise<void> {
	const stateFolder = resolve(flags.stateDir);
	const lock = await lockFolder(stateFolder, findWrapper());
	if (lock === undefined) {
		const message = `Another fleet uses ${stateFolder}.`;
		throw new StokerError('DATA_FOLDER_IN_USE', message, { subject: { folder: stateFolder } });
	}
	const { controller, count, namePrefix, slots, seed, taskSeconds, outputBytes, slowFactor } = flags;
	const fleet = new Fleet({
		stateFolder,
		controller,
		readToken,
		count,
		namePrefix,
		slots,
		behaviour: { seed, taskSeconds, failShare: flags.fail, slowShare: flags.slow, slowFactor, outputBytes },
		clock: systemClock,
	});
	stop.addEventListener('abort', () => fleet.close(), { once: true });
	const board = startBoard(fleet, flags.json, output);
	try {
		await fleet.run();
	} finally {
		board.stop();
		await lock.close();
	}
}

/** Shows the figures at intervals, and once more at the end. */
function startBoard({ figures }: Fleet, isJson: boolean, output: FleetOutput): { stop(): void } {
	const startMs = systemClock.monotonicMs();
	const read = () => figures.read(systemClock.monotonicMs() - startMs);
	const first = read();
	let before = first;
	const intervalMs = isJson ? JSON_EVERY_MS : output.isLive ? LIVE_EVERY_MS : QUIET_EVERY_MS;
	const timer = setInterval(() => {
		const reading = read();
		if (isJson) {
			output.print(JSON.stringify(reading));
		} else {
			output.show(describeReading(reading, before));
		}
		before = reading;
	}, intervalMs);
	return {
		stop() {
			clearInterval(timer);
			output.print(isJson ? JSON.stringify(read()) : describeReading(read(), first));
		},
	};
}
