import type { AssignmentId, NodeId } from '../model/ids.js';
import type { AttemptView, TaskRunView } from '../model/views.js';
import type * as wire from '../wire/stoker/v1/deployment.js';
import { failureReasonCodec, outcomeCodec } from './attempt-enums.js';
import { decodeSummary, encodeSummary } from './attempt-summary.js';
import { taskRunStateCodec } from './run-state.js';
import { decodePresentTime, decodeTime, encodeTime } from './values.js';

/** Writes an attempt for the wire. */
function encodeAttempt(attempt: AttemptView): wire.Attempt {
	return {
		number: attempt.number,
		assignmentId: attempt.assignmentId,
		assignedAt: encodeTime(attempt.assignedAtMs),
		startedAt: encodeTime(attempt.startedAtMs),
		endedAt: encodeTime(attempt.endedAtMs),
		outcome: attempt.outcome === undefined ? 0 : outcomeCodec.encode(attempt.outcome),
		reason: attempt.reason === undefined ? 0 : failureReasonCodec.encode(attempt.reason),
		exitCode: attempt.exitCode,
		signal: attempt.signal,
		message: attempt.message,
		logLength: attempt.logLength,
		durationMs: attempt.durationMs,
		summaryJson: encodeSummary(attempt.summary),
	};
}

/** Reads an attempt; a failure reason of a newer version is left out, its message says enough. */
function decodeAttempt(message: wire.Attempt): AttemptView {
	return {
		number: message.number,
		assignmentId: message.assignmentId as AssignmentId,
		assignedAtMs: decodePresentTime(message.assignedAt),
		startedAtMs: decodeTime(message.startedAt),
		endedAtMs: decodeTime(message.endedAt),
		outcome: outcomeCodec.find(message.outcome),
		reason: failureReasonCodec.find(message.reason),
		exitCode: message.exitCode,
		signal: message.signal,
		message: message.message,
		logLength: message.logLength,
		durationMs: message.durationMs,
		...decodeSummary(message.summaryJson),
	};
}

/** Writes a task run for the wire. */
export function encodeTaskRun(run: TaskRunView): wire.TaskRun {
	return {
		vertex: run.vertex,
		taskId: run.taskId,
		nodeId: run.nodeId,
		taskType: run.taskType,
		state: taskRunStateCodec.encode(run.state),
		attempts: run.attempts.map(encodeAttempt),
		readyAt: encodeTime(run.readyAtMs),
		endedAt: encodeTime(run.endedAtMs),
		message: run.message,
		nodeName: run.nodeName,
	};
}

/** Reads a task run. */
export function decodeTaskRun(message: wire.TaskRun): TaskRunView {
	return {
		vertex: message.vertex,
		taskId: message.taskId,
		nodeId: message.nodeId as NodeId,
		nodeName: message.nodeName,
		taskType: message.taskType,
		state: taskRunStateCodec.decode(message.state),
		attempts: message.attempts.map(decodeAttempt),
		readyAtMs: decodeTime(message.readyAt),
		endedAtMs: decodeTime(message.endedAt),
		message: message.message,
	};
}
