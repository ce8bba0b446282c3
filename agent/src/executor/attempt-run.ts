import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import type { JsonObject } from '@stoker/shared/model/task.js';
import { timeoutSecondsOf } from '@stoker/shared/task-type/run-pace.js';
import type { AcceptedAssignment } from '../journal/journal-record.js';
import { errorCode } from '../system/durable-file.js';
import { signalProcess } from '../system/processes.js';
import { type PreparedAttempt, recoverAction, runAction } from './action-attempt.js';
import type { AttemptTools } from './attempt-tools.js';
import { TaskFailure, type TaskPlan } from './executor.js';
import { failure, failureOf } from './outcome.js';
import { prepareProcess, runProcess } from './process-attempt.js';
import { recoverProcess, type StartedAttempt } from './recover-process.js';
import { recoverRestart, runRestart } from './restart-attempt.js';

/** Above what a controller hands out as parameters, and little enough to be read at once. */
const MOST_PARAMETER_BYTES = 16 * 1024 * 1024;

/**
 * One attempt in the hands of this agent process.
 *
 * INVARIANT: `started` is durable before anything of the task happens; a kill before leaves an attempt that may be
 * started, a kill after one that is only ever recovered.
 */
export class AttemptRun {
	readonly #tools: AttemptTools;
	readonly #assignment: AcceptedAssignment;
	readonly #abort = new AbortController();

	constructor(tools: AttemptTools, assignment: AcceptedAssignment) {
		this.#tools = tools;
		this.#assignment = assignment;
	}

	get isCancelled(): boolean {
		return this.#abort.signal.aborted;
	}

	/** Runs an accepted attempt to its end. `onStarted` is called once `started` is durable. */
	async run(onStarted: (startedAtMs: number) => void): Promise<AttemptOutcome> {
		const start = await this.#prepare().catch((error: unknown) => this.#outcomeOfError(error));
		if (typeof start !== 'function') {
			return start;
		}
		const startedAtMs = this.#tools.clock.wallMs();
		const { assignmentId } = this.#assignment;
		await this.#tools.journal.append({ kind: 'started', assignmentId, bootId: this.#tools.bootId, startedAtMs });
		onStarted(startedAtMs);
		return start();
	}

	/** Finds the end of an attempt that an earlier agent process started. */
	async recover(attempt: StartedAttempt): Promise<AttemptOutcome> {
		const plan = await this.#plan().catch(() => undefined);
		switch (plan?.kind) {
			case 'action':
				return recoverAction(this.#tools, attempt, plan);
			case 'restart':
				return recoverRestart(this.#tools, attempt, this.#prepared(plan));
			default:
				return recoverProcess(this.#tools, attempt, plan?.judge);
		}
	}

	/** Asks to end it, whatever it is doing; the outcome says how it ended. Safe to repeat. */
	async cancel(graceSeconds: number): Promise<void> {
		const { spool } = this.#tools;
		const { assignmentId } = this.#assignment;
		this.#abort.abort(new TaskFailure('cancelled', 'It was ended because the controller asked for it.'));
		await spool.requestCancel(assignmentId, graceSeconds);
		const wrapper = await spool.readWrapper(assignmentId);
		if (wrapper !== undefined) {
			// It would look at the request by itself within a moment; this only wakes it.
			await signalProcess(wrapper, 'SIGTERM');
		}
	}

	async #plan(): Promise<TaskPlan> {
		const { taskType, assignmentId, isNoop = false } = this.#assignment;
		const { spool, root, nodeId } = this.#tools;
		const table = await this.#tools.executors();
		const executor = Object.hasOwn(table, taskType) ? table[taskType] : undefined;
		if (executor === undefined) {
			const known = Object.keys(table).join(', ');
			throw new TaskFailure('unsupported_type', `This agent has no executor for ${taskType}; it has ${known}.`);
		}
		const parameters = parseParameters(await spool.readParameters(assignmentId));
		return executor.plan(parameters, { root, assignmentId, nodeId, folder: spool.folderOf(assignmentId), isNoop });
	}

	async #prepare(): Promise<() => Promise<AttemptOutcome>> {
		await this.#fetchParameters();
		const plan = await this.#plan();
		// A cancel that comes from here on is found by the wrapper, which then runs nothing.
		this.#abort.signal.throwIfAborted();
		switch (plan.kind) {
			case 'process': {
				const prepared = await prepareProcess(this.#tools, this.#assignment, plan);
				return () => runProcess(this.#tools, prepared);
			}
			case 'restart':
				return () => runRestart(this.#tools, this.#prepared(plan));
			case 'action':
				return () => runAction(this.#tools, this.#prepared(plan));
		}
	}

	#prepared<Plan extends TaskPlan>(plan: Plan): PreparedAttempt<Plan> {
		const { assignmentId } = this.#assignment;
		return { assignmentId, plan, timeoutSeconds: this.#timeoutSeconds(), abort: this.#abort };
	}

	#timeoutSeconds(): number {
		return timeoutSecondsOf(this.#assignment.taskType, this.#assignment.timeoutSeconds);
	}

	/** Parameters that were too large to come along; what an earlier process fetched is not trusted. */
	async #fetchParameters(): Promise<void> {
		const { assignmentId, parametersBlob } = this.#assignment;
		if (parametersBlob === undefined) {
			return;
		}
		const { sha256, sizeBytes } = parametersBlob;
		if (sizeBytes > MOST_PARAMETER_BYTES) {
			const message = `parameters: have ${sizeBytes} bytes; at most ${MOST_PARAMETER_BYTES} are allowed.`;
			throw new TaskFailure('invalid_parameters', message);
		}
		const seconds = this.#timeoutSeconds();
		const late = AbortSignal.timeout(seconds * 1000);
		const path = await this.#tools.spool.clearParameters(assignmentId);
		try {
			await this.#tools.fetchBlob(sha256, sizeBytes, path, AbortSignal.any([this.#abort.signal, late]));
		} catch (error) {
			if (late.aborted && !this.#abort.signal.aborted) {
				throw new TaskFailure('timeout', `Its parameters had not come after ${seconds} seconds.`, error);
			}
			throw error;
		}
	}

	#outcomeOfError(error: unknown): AttemptOutcome {
		if (errorCode(error) !== '' && error instanceof Error && !this.#abort.signal.aborted) {
			return failure('spawn', `The attempt could not be prepared: ${error.message}.`);
		}
		return failureOf(error, this.#abort.signal);
	}
}

/** Parameters are a JSON object; anything else is the sender's fault and told as such. */
export function parseParameters(text: string | undefined): JsonObject {
	let value: unknown;
	try {
		value = JSON.parse(text ?? '');
	} catch (error) {
		throw new TaskFailure('invalid_parameters', 'parameters: not JSON.', error);
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new TaskFailure('invalid_parameters', 'parameters: must be an object.');
	}
	return value as JsonObject;
}
