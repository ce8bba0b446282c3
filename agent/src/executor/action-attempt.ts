import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import type { AssignmentId } from '@stoker/shared/model/ids.js';
import { OutputWriter } from '../journal/output-writer.js';
import { OUTPUT_LIMIT_BYTES } from '../journal/spool.js';
import type { AttemptTools } from './attempt-tools.js';
import { TaskFailure, type TaskPlan } from './executor.js';
import { failure, failureOf, success } from './outcome.js';
import type { StartedAttempt } from './recover-process.js';

type ActionPlan = Extract<TaskPlan, { kind: 'action' }>;

/** An attempt that the agent itself carries out, ready to begin. */
export interface PreparedAttempt<Plan extends TaskPlan> {
	readonly assignmentId: AssignmentId;
	readonly plan: Plan;
	readonly timeoutSeconds: number;
	/** Aborting it cancels the attempt. */
	readonly abort: AbortController;
}

/** Carries out an action in this process. `started` must be in the journal before. */
export async function runAction(tools: AttemptTools, action: PreparedAttempt<ActionPlan>): Promise<AttemptOutcome> {
	const { clock, spool } = tools;
	const { assignmentId, abort } = action;
	if (!(await spool.claim(assignmentId))) {
		return failure('interrupted', 'The attempt was claimed before; it is not run again.');
	}
	const startedAtMs = clock.wallMs();
	const startMs = clock.monotonicMs();
	const output = new OutputWriter(await spool.openOutput(assignmentId), OUTPUT_LIMIT_BYTES);
	const failed = await attemptAction(tools, action, output);
	const facts = {
		startedAtMs,
		durationMs: Math.round(clock.monotonicMs() - startMs),
		logLength: await output.close(),
	};
	return failed === undefined ? success(facts) : failureOf(failed, abort.signal, facts);
}

/** After a kill in the middle: succeeded when provably done, otherwise interrupted. */
export async function recoverAction(
	tools: AttemptTools,
	attempt: StartedAttempt,
	plan: ActionPlan,
): Promise<AttemptOutcome> {
	const { startedAtMs } = attempt;
	const logLength = await tools.spool.outputLength(attempt.assignment.assignmentId);
	const isDone = await (plan.isDone?.(tools) ?? Promise.resolve(false)).catch(() => false);
	return isDone
		? success({ startedAtMs, logLength })
		: failure('interrupted', 'The agent ended before the task was done.', { startedAtMs, logLength });
}

/** Resolves when the action has come to rest: with undefined, or with what it failed by. */
async function attemptAction(
	tools: AttemptTools,
	action: PreparedAttempt<ActionPlan>,
	output: OutputWriter,
): Promise<unknown> {
	const { abort, timeoutSeconds } = action;
	const timer = setTimeout(() => {
		abort.abort(new TaskFailure('timeout', `It had not ended after ${timeoutSeconds} seconds, so it was ended.`));
	}, timeoutSeconds * 1000);
	try {
		abort.signal.throwIfAborted();
		await action.plan.run({ ...tools, signal: abort.signal, write: (text) => output.write(text) });
		return undefined;
	} catch (error) {
		return error ?? new Error('unknown');
	} finally {
		clearTimeout(timer);
	}
}
