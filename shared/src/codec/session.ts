import type { AttemptOutcome } from '../model/deployment.js';
import type { AssignmentId, BootId, DeploymentId, InstanceId, JournalId, NodeId } from '../model/ids.js';
import type {
	AgentEnvelope,
	Assignment,
	AttemptProgress,
	AttemptReport,
	ControllerEnvelope,
	Disposition,
	Hello,
	LogChunk,
	ReportDisposition,
	ResultReport,
	StartedReport,
	Verdict,
	Welcome,
} from '../model/session.js';
import { StokerError } from '../model/stoker-error.js';
import {
	type AttemptResult,
	AttemptState,
	type SessionRequest,
	type SessionResponse,
	type Assignment as WireAssignment,
	Disposition as WireDisposition,
	type Hello as WireHello,
	Verdict as WireVerdict,
	type Welcome as WireWelcome,
} from '../wire/stoker/v1/agent.js';
import { failureReasonCodec, outcomeCodec } from './attempt-enums.js';
import { decodeSummary, encodeSummary } from './attempt-summary.js';
import { decodeInventory, encodeInventory } from './inventory.js';
import { enumCodec } from './values.js';

/** Most items of one kind in an envelope. */
const MAX_ITEMS = 4_096;
/** Most bytes of an identity. */
const MAX_ID_LENGTH = 64;
const MAX_CHUNK_BYTES = 64 * 1024;
const MAX_MESSAGE_LENGTH = 1_024;

const progressCodec = enumCodec<AttemptProgress, AttemptState>()('attempt state', {
	accepted: AttemptState.ATTEMPT_STATE_ACCEPTED,
	running: AttemptState.ATTEMPT_STATE_RUNNING,
	finished: AttemptState.ATTEMPT_STATE_FINISHED,
});

const verdictCodec = enumCodec<Verdict, WireVerdict>()('verdict', {
	keep: WireVerdict.VERDICT_KEEP,
	kill: WireVerdict.VERDICT_KILL,
	forget: WireVerdict.VERDICT_FORGET,
	resend: WireVerdict.VERDICT_RESEND,
});

const dispositionCodec = enumCodec<Disposition, WireDisposition>()('disposition', {
	applied: WireDisposition.DISPOSITION_APPLIED,
	duplicate: WireDisposition.DISPOSITION_DUPLICATE,
	stale: WireDisposition.DISPOSITION_STALE,
	unknown: WireDisposition.DISPOSITION_UNKNOWN,
});

export function encodeAgentEnvelope(envelope: AgentEnvelope): SessionRequest {
	return {
		hello: envelope.hello && encodeHello(envelope.hello),
		results: (envelope.results ?? []).map(encodeResult),
		heartbeat: envelope.heartbeat,
		started: (envelope.started ?? []).map((started) => ({ ...started })),
		logs: (envelope.logs ?? []).map((chunk) => ({ ...chunk, data: asBuffer(chunk.data) })),
		inventory: envelope.inventory && {
			digest: envelope.inventory.digest,
			inventory: encodeInventory(envelope.inventory.inventory),
		},
	};
}

/** @throws StokerError INVALID_REQUEST naming the field when a bound is broken. */
export function decodeAgentEnvelope(message: SessionRequest): AgentEnvelope {
	checkItems('results', message.results.length);
	checkItems('started', message.started.length);
	checkItems('logs', message.logs.length);
	return {
		...(message.hello && { hello: decodeHello(message.hello) }),
		...(message.results.length > 0 && { results: message.results.map(decodeResult) }),
		...(message.heartbeat && { heartbeat: message.heartbeat }),
		...(message.started.length > 0 && { started: message.started.map(decodeStarted) }),
		...(message.logs.length > 0 && { logs: message.logs.map(decodeChunk) }),
		...(message.inventory?.inventory && {
			inventory: {
				digest: checkLength('inventory.digest', message.inventory.digest, MAX_ID_LENGTH),
				inventory: decodeInventory(message.inventory.inventory),
			},
		}),
	};
}

export function encodeControllerEnvelope(envelope: ControllerEnvelope): SessionResponse {
	return {
		welcome: envelope.welcome && encodeWelcome(envelope.welcome),
		acknowledgement: envelope.acknowledgement && {
			throughReport: envelope.acknowledgement.throughReport,
			dispositions: envelope.acknowledgement.dispositions.map(encodeDisposition),
		},
		cancels: (envelope.cancels ?? []).map((cancel) => ({ ...cancel })),
		assignments: (envelope.assignments ?? []).map((assignment) => ({
			...assignment,
			parametersJson: asBuffer(assignment.parametersJson),
			parametersBlob: assignment.parametersBlob,
		})),
		logs: (envelope.logs ?? []).map((log) => ({ ...log })),
		reconnectAfter: envelope.reconnectAfter,
	};
}

/** @throws StokerError INVALID_REQUEST naming the field when a value is not understood. */
export function decodeControllerEnvelope(message: SessionResponse): ControllerEnvelope {
	return {
		...(message.welcome && { welcome: decodeWelcome(message.welcome) }),
		...(message.acknowledgement && {
			acknowledgement: {
				throughReport: message.acknowledgement.throughReport,
				dispositions: message.acknowledgement.dispositions.map(decodeDisposition),
			},
		}),
		...(message.cancels.length > 0 && {
			cancels: message.cancels.map((cancel) => ({ ...cancel, assignmentId: cancel.assignmentId as AssignmentId })),
		}),
		...(message.assignments.length > 0 && {
			assignments: message.assignments.map(decodeAssignment),
		}),
		...(message.logs.length > 0 && {
			logs: message.logs.map((log) => ({ ...log, assignmentId: log.assignmentId as AssignmentId })),
		}),
		...(message.reconnectAfter && { reconnectAfter: message.reconnectAfter }),
	};
}

function encodeHello(hello: Hello): WireHello {
	return {
		...hello,
		attempts: hello.attempts.map((attempt) => ({
			assignmentId: attempt.assignmentId,
			state: progressCodec.encode(attempt.progress),
			logLength: attempt.logLength,
		})),
	};
}

function decodeHello(hello: WireHello): Hello {
	checkItems('hello.attempts', hello.attempts.length);
	return {
		nodeId: checkId('hello.node_id', hello.nodeId) as NodeId,
		instanceId: checkId('hello.instance_id', hello.instanceId) as InstanceId,
		bootId: checkId('hello.boot_id', hello.bootId) as BootId,
		journalId: checkId('hello.journal_id', hello.journalId) as JournalId,
		slots: Math.min(hello.slots, MAX_ITEMS),
		inventoryDigest: checkLength('hello.inventory_digest', hello.inventoryDigest, MAX_ID_LENGTH),
		attempts: hello.attempts.map(
			(attempt): AttemptReport => ({
				assignmentId: checkId('hello.attempts.assignment_id', attempt.assignmentId) as AssignmentId,
				progress: progressCodec.find(attempt.state) ?? refuse('hello.attempts.state', 'is not a state we know'),
				logLength: checkCount('hello.attempts.log_length', attempt.logLength),
			}),
		),
		agentVersion: checkLength('hello.agent_version', hello.agentVersion, MAX_ID_LENGTH),
	};
}

function encodeResult(result: ResultReport): AttemptResult {
	const { outcome } = result;
	return {
		report: result.report,
		assignmentId: result.assignmentId,
		outcome: outcomeCodec.encode(outcome.outcome),
		reason: outcome.reason === undefined ? 0 : failureReasonCodec.encode(outcome.reason),
		exitCode: outcome.exitCode,
		signal: outcome.signal,
		message: outcome.message,
		startedAtMs: outcome.startedAtMs,
		durationMs: outcome.durationMs,
		logLength: outcome.logLength,
		summaryJson: encodeSummary(outcome.summary),
	};
}

function decodeResult(result: AttemptResult): ResultReport {
	return {
		report: checkCount('results.report', result.report),
		assignmentId: checkId('results.assignment_id', result.assignmentId) as AssignmentId,
		outcome: decodeOutcome(result),
	};
}

function decodeOutcome(result: AttemptResult): AttemptOutcome {
	return {
		outcome: outcomeCodec.find(result.outcome) ?? refuse('results.outcome', 'is not an outcome we know'),
		reason: failureReasonCodec.find(result.reason),
		exitCode: result.exitCode,
		signal: checkLength('results.signal', result.signal, MAX_ID_LENGTH),
		message: result.message.slice(0, MAX_MESSAGE_LENGTH),
		startedAtMs: checkCount('results.started_at_ms', result.startedAtMs),
		durationMs: checkCount('results.duration_ms', result.durationMs),
		logLength: checkCount('results.log_length', result.logLength),
		...decodeSummary(result.summaryJson),
	};
}

function decodeStarted(started: { assignmentId: string; startedAtMs: number }): StartedReport {
	return {
		assignmentId: checkId('started.assignment_id', started.assignmentId) as AssignmentId,
		startedAtMs: checkCount('started.started_at_ms', started.startedAtMs),
	};
}

function decodeChunk(chunk: { assignmentId: string; offset: number; data: Uint8Array }): LogChunk {
	if (chunk.data.length > MAX_CHUNK_BYTES) {
		refuse('logs.data', `has ${chunk.data.length} bytes; at most ${MAX_CHUNK_BYTES} are allowed`);
	}
	return {
		assignmentId: checkId('logs.assignment_id', chunk.assignmentId) as AssignmentId,
		offset: checkCount('logs.offset', chunk.offset),
		data: chunk.data,
	};
}

function encodeWelcome(welcome: Welcome): WireWelcome {
	return {
		...welcome,
		verdicts: welcome.verdicts.map((verdict) => ({
			...verdict,
			verdict: verdictCodec.encode(verdict.verdict),
		})),
	};
}

function decodeWelcome(welcome: WireWelcome): Welcome {
	return {
		...welcome,
		verdicts: welcome.verdicts.map((verdict) => ({
			assignmentId: verdict.assignmentId as AssignmentId,
			verdict: verdictCodec.find(verdict.verdict) ?? refuse('welcome.verdicts', 'holds a verdict we do not know'),
			storedLogLength: verdict.storedLogLength,
		})),
	};
}

/** An assignment that cannot be carried out is the business of its attempt: nothing of it is refused here. */
function decodeAssignment({ parametersBlob, ...assignment }: WireAssignment): Assignment {
	return {
		...assignment,
		assignmentId: assignment.assignmentId as AssignmentId,
		deploymentId: assignment.deploymentId as DeploymentId,
		...(parametersBlob && { parametersBlob }),
	};
}

function encodeDisposition(item: ReportDisposition): { report: number; disposition: WireDisposition } {
	return { report: item.report, disposition: dispositionCodec.encode(item.disposition) };
}

function decodeDisposition(item: { report: number; disposition: WireDisposition }): ReportDisposition {
	const disposition = dispositionCodec.find(item.disposition);
	if (disposition === undefined || disposition === 'applied') {
		return { report: item.report, disposition: 'unknown' };
	}
	return { report: item.report, disposition };
}

function checkItems(field: string, count: number): void {
	if (count > MAX_ITEMS) {
		refuse(field, `has ${count} items; at most ${MAX_ITEMS} are allowed`);
	}
}

function checkId(field: string, value: string): string {
	if (value.length === 0) {
		refuse(field, 'is empty');
	}
	return checkLength(field, value, MAX_ID_LENGTH);
}

function checkLength(field: string, value: string, most: number): string {
	if (value.length > most) {
		refuse(field, `has ${value.length} characters; at most ${most} are allowed`);
	}
	return value;
}

function checkCount(field: string, value: number): number {
	if (!Number.isSafeInteger(value) || value < 0) {
		refuse(field, 'must be a whole number from 0 upwards');
	}
	return value;
}

function refuse(field: string, description: string): never {
	throw new StokerError('INVALID_REQUEST', `${field} ${description}`, { violations: [{ field, description }] });
}

function asBuffer(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
