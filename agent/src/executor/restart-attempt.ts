import { once } from 'node:events';
import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import { OutputWriter } from '../journal/output-writer.js';
import { OUTPUT_LIMIT_BYTES } from '../journal/spool.js';
import type { PreparedAttempt } from './action-attempt.js';
import type { AttemptTools } from './attempt-tools.js';
import { TaskFailure, type TaskPlan } from './executor.js';
import { failure, failureOf, success } from './outcome.js';
import type { StartedAttempt } from './recover-process.js';

type RestartPlan = Extract<TaskPlan, { kind: 'restart' }>;

/**
 * Restarts the machine and waits for its end, which is this process's own. The order is in the journal before it is
 * given, so that the agent that comes back knows what the new kernel means. `started` must be in the journal before.
 */
export async function runRestart(tools: AttemptTools, attempt: PreparedAttempt<RestartPlan>): Promise<AttemptOutcome> {
	const { assignmentId, plan, abort } = attempt;
	const startedAtMs = tools.clock.wallMs();
	const output = new OutputWriter(await tools.spool.openOutput(assignmentId), OUTPUT_LIMIT_BYTES);
	const write = (text: string): void => output.write(text);
	let failed: unknown;
	try {
		abort.signal.throwIfAborted();
		await plan.prepare({ ...tools, signal: abort.signal, write });
		abort.signal.throwIfAborted();
		write('The machine restarts now.\n');
	} catch (error) {
		failed = error ?? new Error('unknown');
	}
	const facts = { startedAtMs, logLength: await output.close() };
	if (failed !== undefined) {
		return failureOf(failed, abort.signal, facts);
	}
	await tools.journal.append({ kind: 'restart_ordered', assignmentId });
	return orderAndWait(tools, attempt, facts);
}

/** What became of a restart: another kernel is the proof; under the same one the order is given again. */
export async function recoverRestart(
	tools: AttemptTools,
	started: StartedAttempt,
	attempt: PreparedAttempt<RestartPlan>,
): Promise<AttemptOutcome> {
	const { startedAtMs } = started;
	const logLength = await tools.spool.outputLength(attempt.assignmentId);
	const facts = { startedAtMs, logLength };
	if (!started.isRestartOrdered) {
		return failure('interrupted', 'The agent ended before it could restart the machine.', facts);
	}
	if (started.bootId === tools.bootId) {
		return orderAndWait(tools, attempt, facts);
	}
	const durationMs = Math.max(0, tools.clock.wallMs() - startedAtMs);
	return success({ ...facts, durationMs, message: 'The machine has restarted.' });
}

/** Only ever resolves when the machine did not go down. */
async function orderAndWait(
	tools: AttemptTools,
	{ timeoutSeconds, abort }: PreparedAttempt<RestartPlan>,
	facts: { readonly startedAtMs: number; readonly logLength: number },
): Promise<AttemptOutcome> {
	const timer = setTimeout(() => {
		const message = `The machine had not restarted ${timeoutSeconds} seconds after it was told to.`;
		abort.abort(new TaskFailure('timeout', message));
	}, timeoutSeconds * 1000);
	try {
		abort.signal.throwIfAborted();
		await tools.machine.restart();
		if (!abort.signal.aborted) {
			await once(abort.signal, 'abort');
		}
		throw abort.signal.reason;
	} catch (error) {
		return failureOf(error, abort.signal, facts);
	} finally {
		clearTimeout(timer);
	}
}
