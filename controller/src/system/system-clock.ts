import type { Clock } from '@stoker/shared/model/ports.js';

/** The clocks of this machine. */
export const SYSTEM_CLOCK: Clock = {
	wallMs: () => Date.now(),
	monotonicMs: () => performance.now(),
};
