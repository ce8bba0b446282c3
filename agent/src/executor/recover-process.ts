import { setTimeout as pause } from 'node:timers/promises';
import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import type { AssignmentId, BootId } from '@stoker/shared/model/ids.js';
import { timeoutSecondsOf } from '@stoker/shared/task-type/run-pace.js';
import type { ExitRecord } from '../journal/exit-record.js';
import type { AcceptedAssignment } from '../journal/journal-record.js';
import { OUTPUT_LIMIT_BYTES } from '../journal/spool.js';
import { findRemnants, isAlive } from '../system/processes.js';
import { type AttemptTools, GRACE_SECONDS } from './attempt-tools.js';
import type { Judgement } from './executor.js';
import { failure, judgeExit } from './outcome.js';
import { endRemnants } from './remnants.js';

/** An attempt that was started, by this agent process or an earlier one. */
export interface StartedAttempt {
	readonly assignment: AcceptedAssignment;
	readonly bootId: BootId;
	readonly startedAtMs: number;
	readonly isRestartOrdered: boolean;
}

type Finding = ExitRecord | 'never_started' | 'interrupted';

const POLL_MS = 100;

/**
 * Finds out what became of an attempt that this process does not hold by the hand: waits while its wrapper lives,
 * otherwise reads the exit record; without either it makes sure that the task never starts, or ends what is left.
 */
export async function recoverProcess(
	tools: AttemptTools,
	attempt: StartedAttempt,
	judge?: (exitCode: number) => Promise<Judgement>,
): Promise<AttemptOutcome> {
	const { assignment, startedAtMs } = attempt;
	const { assignmentId } = assignment;
	if (!(await tools.spool.has(assignmentId))) {
		// With the folder went the claim and the record: a claim made now would prove nothing.
		await endRemnants(tools, assignmentId, GRACE_SECONDS);
		const message = 'The folder of the attempt was lost; how it ended is not known. Everything left of it was ended.';
		return failure('outcome_unknown', message, { startedAtMs });
	}
	const finding = await find(tools, attempt);
	if (finding === 'never_started') {
		return failure('interrupted', 'Agent or machine ended before the task was started; it never ran.');
	}
	if (finding === 'interrupted') {
		await endRemnants(tools, assignmentId, GRACE_SECONDS);
		const logLength = Math.min(await tools.spool.outputLength(assignmentId), OUTPUT_LIMIT_BYTES);
		const message = 'Agent and task wrapper ended before the outcome was known; everything left of it was ended.';
		return failure('interrupted', message, { startedAtMs, logLength });
	}
	const timeoutSeconds = timeoutSecondsOf(assignment.taskType, assignment.timeoutSeconds);
	return judgeExit(finding, timeoutSeconds, judge);
}

async function find(tools: AttemptTools, attempt: StartedAttempt): Promise<Finding> {
	const { spool } = tools;
	const { assignmentId } = attempt.assignment;
	const isSameBoot = attempt.bootId === tools.bootId;
	for (;;) {
		const wrapper = await spool.readWrapper(assignmentId);
		// Looked at first: a wrapper that is seen dead after this has left its record before.
		const isRunning = isSameBoot && wrapper !== undefined && (await isAlive(wrapper));
		const exit = await spool.readExit(assignmentId);
		if (exit !== undefined) {
			return exit;
		}
		if (wrapper !== undefined && !isRunning) {
			return 'interrupted';
		}
		if (wrapper === undefined && (await willNeverStart(tools, assignmentId))) {
			return 'never_started';
		}
		await pause(POLL_MS);
	}
}

/**
 * The wrapper tells its pid before it runs the command. Without that record the command has not run: for good when we
 * get the claim, or when who has it is gone.
 */
async function willNeverStart(tools: AttemptTools, assignmentId: AssignmentId): Promise<boolean> {
	if (await tools.spool.claim(assignmentId)) {
		return true;
	}
	const holders = await findRemnants(assignmentId, undefined);
	return holders.length === 0 && (await tools.spool.readWrapper(assignmentId)) === undefined;
}
