import type { AttemptOutcome } from '@stoker/shared/model/deployment.js';
import { timeoutSecondsOf } from '@stoker/shared/task-type/run-pace.js';
import type { AcceptedAssignment } from '../journal/journal-record.js';
import { OUTPUT_LIMIT_BYTES, type OutputFile } from '../journal/spool.js';
import { ConfinementError, confineFolder } from '../system/confinement.js';
import { launchWrapper, WRAPPER_NOT_RUN } from '../system/wrapper-process.js';
import { type AttemptTools, GRACE_SECONDS } from './attempt-tools.js';
import { TaskFailure, type TaskPlan } from './executor.js';
import { failure, judgeExit } from './outcome.js';
import { recoverProcess } from './recover-process.js';

type ProcessPlan = Extract<TaskPlan, { kind: 'process' }>;

/** A process attempt with everything in place but the start. */
export interface PreparedProcess {
	readonly assignment: AcceptedAssignment;
	readonly plan: ProcessPlan;
	readonly workingDirectory: string;
	readonly timeoutSeconds: number;
	readonly output: OutputFile;
}

/** Puts script, environment and output in place. Throws TaskFailure when the attempt cannot be started. */
export async function prepareProcess(
	tools: AttemptTools,
	assignment: AcceptedAssignment,
	plan: ProcessPlan,
): Promise<PreparedProcess> {
	const { spool, root } = tools;
	const workingDirectory = await confineFolder(root, plan.workingDirectory).catch((error: unknown) => {
		if (error instanceof ConfinementError) {
			throw new TaskFailure('spawn', `parameters.cwd: ${error.message}.`, error);
		}
		throw error;
	});
	await spool.writeCommand(assignment.assignmentId, {
		script: plan.script,
		environment: environmentOf(tools, assignment),
	});
	const timeoutSeconds = timeoutSecondsOf(assignment.taskType, assignment.timeoutSeconds);
	return {
		assignment,
		plan,
		workingDirectory,
		timeoutSeconds,
		output: await spool.openOutput(assignment.assignmentId),
	};
}

/** Starts the wrapper and waits for the end. `started` must be in the journal before. */
export async function runProcess(tools: AttemptTools, prepared: PreparedProcess): Promise<AttemptOutcome> {
	const { spool, clock, wrapperPath } = tools;
	const { assignmentId } = prepared.assignment;
	const startedAtMs = clock.wallMs();
	const running = launchWrapper({
		wrapperPath,
		assignmentId,
		folder: spool.folderOf(assignmentId),
		timeoutSeconds: prepared.timeoutSeconds,
		graceSeconds: GRACE_SECONDS,
		outputLimitBytes: OUTPUT_LIMIT_BYTES,
		workingDirectory: prepared.workingDirectory,
		command: ['/bin/bash', spool.scriptOf(assignmentId)],
		outputDescriptor: prepared.output.fd,
	});
	const end = await running.finally(() => prepared.output.close());
	const exit = await spool.readExit(assignmentId);
	if (exit !== undefined) {
		return judgeExit(exit, prepared.timeoutSeconds, prepared.plan.judge);
	}
	if (end.spawnError !== undefined) {
		// Taken, so that nothing that may yet come to life runs the task.
		await spool.claim(assignmentId);
		return failure('spawn', `The task wrapper could not be started: ${end.spawnError}.`);
	}
	if (end.exitCode === WRAPPER_NOT_RUN) {
		const logLength = await spool.outputLength(assignmentId);
		const message = 'The task wrapper could not prepare the attempt and ran nothing; its output says why.';
		return failure('spawn', message, { logLength });
	}
	const { assignment, plan } = prepared;
	return recoverProcess(tools, { assignment, bootId: tools.bootId, startedAtMs, isRestartOrdered: false }, plan.judge);
}

/** A small fixed environment, not the agent's own. */
function environmentOf(tools: AttemptTools, assignment: AcceptedAssignment): Readonly<Record<string, string>> {
	return {
		PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
		HOME: '/root',
		LANG: 'C.UTF-8',
		STOKER_NODE_ID: tools.nodeId,
		STOKER_NODE_NAME: tools.nodeName(),
		STOKER_DEPLOYMENT_ID: assignment.deploymentId,
		STOKER_TASK_ID: assignment.taskId,
		STOKER_ATTEMPT: String(assignment.attempt),
		STOKER_ASSIGNMENT_ID: assignment.assignmentId,
		STOKER_ROOT: tools.root,
	};
}
