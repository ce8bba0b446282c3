import { type PlanGraph, VERTEX_BARRIER } from '@stoker/shared/graph/plan-graph.js';
import type { AssignmentId, DeploymentId, EnvironmentId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { LogPieceView } from '@stoker/shared/model/views.js';
import { Bell } from './bell.js';
import type { EventHub } from './event-hub.js';
import { type AttemptState, readAttempt, readNextAttempt } from './log-attempts.js';
import { findDeployment } from './lookups.js';
import type { ServicePorts } from './ports.js';
import { findPlanNode } from './task-runs.js';
import { refuseField, requiredText } from './violations.js';

const PIECE_BYTES = 64 * 1024;
/** How long to wait for bytes of an attempt that has ended, once nothing more comes. */
const QUIET_MS = 10_000;
/** Looks at the store this often even when nothing rings. */
const LOOK_MS = 5_000;

interface Ports extends Pick<ServicePorts, 'store' | 'logFiles' | 'planGraphs'> {
	readonly events: EventHub;
	/** Changed by tests only. */
	readonly quietMs?: number;
}

/** Which output to read. */
export interface ReadLog {
	readonly deploymentId: string;
	readonly taskId: string;
	/** Id or name. */
	readonly node: string;
	/** 0 means the last one; following then goes on with those after it. */
	readonly attempt: number;
	readonly offset: number;
	readonly follow: boolean;
}

type Emit = (piece: LogPieceView) => Promise<void>;

interface Reading {
	readonly ports: Ports;
	readonly deploymentId: DeploymentId;
	readonly vertex: number;
	readonly follow: boolean;
	/** Rings when there may be more output, or the run may have ended. */
	readonly bell: Bell;
	readonly emit: Emit;
	readonly signal: AbortSignal;
}

/**
 * Streams the output of an attempt from an offset; following, until it has ended and all its bytes were sent.
 * Throws DEPLOYMENT_NOT_FOUND, NODE_NOT_FOUND, TASK_RUN_NOT_FOUND or LOG_NOT_FOUND.
 */
export async function readLog(ports: Ports, request: ReadLog, emit: Emit, signal: AbortSignal): Promise<void> {
	if (request.offset < 0) {
		refuseField('offset', 'must be 0 or more');
	}
	const taskId = requiredText('task_id', request.taskId);
	const deployment = await ports.store.read(({ db }) => findDeployment(db, request.deploymentId));
	const deploymentId = deployment.id as DeploymentId;
	const { graph } = await ports.planGraphs.load(deployment.plan_id);
	const vertex = findVertex(graph, taskId, request.node);
	const bell = new Bell();
	const stopListening = ports.events.onEvent(deployment.environment_id as EnvironmentId, ({ body }) => {
		if (body.kind === 'task_run_changed' && body.vertex === vertex && body.deploymentId === deploymentId) {
			bell.ring();
		}
	});
	try {
		await sendAttempts({ ports, deploymentId, vertex, follow: request.follow, bell, emit, signal }, request);
	} finally {
		stopListening();
	}
}

async function sendAttempts(reading: Reading, request: ReadLog): Promise<void> {
	let attempt = await firstAttempt(reading, request);
	await sendAttempt(reading, attempt, request.offset);
	while (request.follow && request.attempt === 0) {
		const next = await awaitAttempt(reading, attempt.number + 1);
		if (next === undefined) {
			return;
		}
		attempt = next;
		await sendAttempt(reading, attempt, 0);
	}
}

async function firstAttempt(reading: Reading, request: ReadLog): Promise<AttemptState> {
	const { ports, deploymentId, vertex, follow } = reading;
	const wanted = request.attempt;
	const found = await ports.store.read(({ db }) => readAttempt(db, { deploymentId, vertex }, wanted));
	const attempt = found ?? (follow && wanted === 0 ? await awaitAttempt(reading, 1) : undefined);
	if (attempt === undefined) {
		const which = wanted === 0 ? 'no attempt yet' : `no attempt ${wanted}`;
		throw new StokerError('LOG_NOT_FOUND', `Task ${request.taskId} on node ${request.node} has had ${which}.`, {
			subject: { deployment: deploymentId, task: request.taskId, node: request.node },
		});
	}
	return attempt;
}

/** The first attempt from a number on; waits for it while the run may still get one. */
async function awaitAttempt(reading: Reading, number: number): Promise<AttemptState | undefined> {
	const { ports, deploymentId, vertex, bell, signal } = reading;
	for (;;) {
		const found = await ports.store.read(({ db }) => readNextAttempt(db, { deploymentId, vertex }, number));
		if (found.attempt !== undefined || found.hasRunEnded) {
			return found.attempt;
		}
		await bell.wait(signal, LOOK_MS);
	}
}

async function sendAttempt(reading: Reading, attempt: AttemptState, from: number): Promise<void> {
	const { ports, deploymentId, bell } = reading;
	const stopListening = ports.logFiles.onAppend(attempt.assignmentId, () => bell.ring());
	try {
		let offset = from;
		let announced = attempt.number;
		for (;;) {
			const data = await ports.logFiles.read(deploymentId, attempt.assignmentId, offset, PIECE_BYTES);
			if (data.length > 0) {
				await reading.emit({ offset, data, attempt: announced });
				offset += data.length;
				announced = 0;
			} else if (!reading.follow || !(await mayGrow(reading, attempt.assignmentId, offset))) {
				await tellMissing(reading, attempt.assignmentId, offset);
				return;
			}
			reading.signal.throwIfAborted();
		}
	} finally {
		stopListening();
	}
}

/** What an attempt that has ended wrote beyond what came here: its agent still has it, or could not keep it. */
async function tellMissing(reading: Reading, assignmentId: AssignmentId, offset: number): Promise<void> {
	const { ports, deploymentId, vertex, emit } = reading;
	const found = await ports.store.read(({ db }) => readAttempt(db, { deploymentId, vertex }, assignmentId));
	const missingBytes = (found?.logLength ?? 0) - offset;
	if (found?.hasEnded === true && missingBytes > 0) {
		await emit({ offset, data: new Uint8Array(), attempt: 0, missingBytes });
	}
}

/** Waits for more output. False when there will be none. */
async function mayGrow(reading: Reading, assignmentId: AssignmentId, offset: number): Promise<boolean> {
	const { ports, deploymentId, vertex, bell, signal } = reading;
	const found = await ports.store.read(({ db }) => readAttempt(db, { deploymentId, vertex }, assignmentId));
	const expected = Math.min(found?.logLength ?? Number.MAX_SAFE_INTEGER, ports.logFiles.maxBytes);
	const stored = await ports.logFiles.length(deploymentId, assignmentId);
	if (stored > offset) {
		return true;
	}
	if (found === undefined || (found.hasEnded && offset >= expected)) {
		return false;
	}
	if (found.hasEnded || found.hasRunEnded) {
		// The rest is still with the agent, or lost with it.
		return bell.wait(signal, ports.quietMs ?? QUIET_MS);
	}
	await bell.wait(signal, LOOK_MS);
	return true;
}

function findVertex(graph: PlanGraph, taskId: string, node: string): number {
	const nodeId = findPlanNode(graph, requiredText('node', node));
	const vertex = graph.vertexKind.findIndex(
		(kind, index) =>
			kind !== VERTEX_BARRIER &&
			graph.tasks[graph.vertexTask[index] ?? -1]?.id === taskId &&
			graph.nodes[graph.vertexNode[index] ?? -1]?.id === nodeId,
	);
	if (vertex < 0) {
		throw new StokerError('TASK_RUN_NOT_FOUND', `The deployment has no task "${taskId}" on node ${node}.`, {
			subject: { task: taskId, node },
		});
	}
	return vertex;
}
