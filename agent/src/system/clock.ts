import { readFileSync } from 'node:fs';
import type { BootId } from '@stoker/shared/model/ids.js';
import type { Clock } from '@stoker/shared/model/ports.js';

/** The clocks of this machine. */
export const systemClock: Clock = {
	wallMs: () => Date.now(),
	monotonicMs: () => performance.now(),
};

/** Identity of the running kernel: another one after every boot. */
export function readBootId(): BootId {
	return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() as BootId;
}
