import { setTimeout as pause } from 'node:timers/promises';
import type { AssignmentId } from '@stoker/shared/model/ids.js';
import { findRemnants, signalProcess } from '../system/processes.js';
import type { AttemptTools } from './attempt-tools.js';

const FIRST_LOOK_MS = 10;
const LONGEST_PAUSE_MS = 250;

/**
 * Ends everything that is left of an attempt whose wrapper is gone, and returns only when it was seen gone twice:
 * a process between fork and exec can be missed once.
 */
export async function endRemnants(
	tools: AttemptTools,
	assignmentId: AssignmentId,
	graceSeconds: number,
): Promise<void> {
	const { spool, clock, log } = tools;
	const wrapper = await spool.readWrapper(assignmentId);
	const deadlineMs = clock.monotonicMs() + graceSeconds * 1000;
	const told = new Set<string>();
	let pauseMs = FIRST_LOOK_MS;
	for (let quietLooks = 0; quietLooks < 2; ) {
		const remnants = await findRemnants(assignmentId, wrapper);
		quietLooks = remnants.length === 0 ? quietLooks + 1 : 0;
		const isOver = clock.monotonicMs() >= deadlineMs;
		for (const remnant of remnants) {
			const key = `${remnant.pid}/${remnant.startTicks}`;
			if (isOver || !told.has(key)) {
				log.info({ assignmentId, pid: remnant.pid, isKill: isOver }, 'ending what is left of an attempt');
				await signalProcess(remnant, isOver ? 'SIGKILL' : 'SIGTERM');
				told.add(key);
			}
		}
		await pause(pauseMs);
		pauseMs = remnants.length === 0 ? FIRST_LOOK_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
	}
}
