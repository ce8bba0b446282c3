import type { Store } from '../../controller/src/store/store.js';
import {
	type PlanGraph,
	VERTEX_ANCHOR,
	VERTEX_BARRIER,
	VERTEX_SKIPPED,
	VERTEX_TASK,
} from '../../shared/src/graph/plan-graph.js';
import type { AttemptOutcome } from '../../shared/src/model/deployment.js';
import type { EventBody } from '../../shared/src/model/event.js';
import { type AssignmentId, type DeploymentId, SYNC_NODE_ID } from '../../shared/src/model/ids.js';
import type { RunLedger } from './run-ledger.js';

/** A deployment that has ended, as the store has it. */
interface Ended {
	readonly deployment: { readonly state: string; readonly environment_id: string };
	readonly states: ReadonlyMap<number, string>;
	/** By vertex, in the order of their numbers. */
	readonly attempts: ReadonlyMap<number, readonly Attempt[]>;
	readonly events: readonly { readonly sequence: number; readonly body: EventBody }[];
	readonly nodeStatuses: readonly string[];
	readonly environmentStatus: string;
}

interface Attempt {
	readonly id: AssignmentId;
	readonly number: number;
	readonly outcome: AttemptOutcome | undefined;
}

interface Case {
	readonly id: DeploymentId;
	readonly graph: PlanGraph;
	readonly ledger: RunLedger;
	/** Whether a stop was asked for, heard or not. */
	readonly mayBeStopped: boolean;
}

/** Everything that is wrong with how a deployment ended, in words. */
export async function findFaults(store: Store, subject: Case): Promise<readonly string[]> {
	const ended = await load(store, subject.id);
	return [
		...faultsOfStates(subject, ended),
		...faultsOfAttempts(subject, ended),
		...faultsOfEvents(ended),
		...faultsOfDeployment(subject, ended),
	];
}

async function load(store: Store, id: DeploymentId): Promise<Ended> {
	return store.read(async ({ db }) => {
		const deployment = await db.selectFrom('deployment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
		const environmentId = deployment.environment_id;
		const runs = await db.selectFrom('task_run').selectAll().where('deployment_id', '=', id).execute();
		const rows = await db.selectFrom('attempt').selectAll().where('deployment_id', '=', id).orderBy('number').execute();
		const events = await db
			.selectFrom('event')
			.selectAll()
			.where('stream', '=', environmentId)
			.orderBy('sequence')
			.execute();
		const nodes = await db.selectFrom('node').select('status').where('environment_id', '=', environmentId).execute();
		const environment = await db
			.selectFrom('environment')
			.select('status')
			.where('id', '=', environmentId)
			.executeTakeFirstOrThrow();
		const attempts = new Map<number, Attempt[]>();
		for (const row of rows) {
			const attempt = {
				id: row.assignment_id as AssignmentId,
				number: row.number,
				outcome: row.detail === null ? undefined : (JSON.parse(row.detail) as AttemptOutcome),
			};
			attempts.set(row.vertex, [...(attempts.get(row.vertex) ?? []), attempt]);
		}
		return {
			deployment,
			states: new Map(runs.map((run) => [run.vertex, run.state])),
			attempts,
			events: events.map((event) => ({ sequence: event.sequence, body: JSON.parse(event.body) as EventBody })),
			nodeStatuses: nodes.map((node) => node.status),
			environmentStatus: environment.status,
		};
	});
}

/** The final state of each run is what the outcomes and the graph imply. */
function faultsOfStates({ graph, mayBeStopped }: Case, ended: Ended): string[] {
	const before = [...graph.vertexKind].map((): number[] => []);
	for (const [edge, after] of graph.edgeAfter.entries()) {
		before[after]?.push(graph.edgeBefore[edge] ?? -1);
	}
	const passed = new Map<number, boolean>();
	// The sync node waits for ends, and every run has ended.
	const areBeforePassed = (vertex: number): boolean => {
		return graph.nodes[graph.vertexNode[vertex] ?? -1]?.id === SYNC_NODE_ID || (before[vertex] ?? []).every(hasPassed);
	};
	const hasPassed = (vertex: number): boolean => {
		const isWell = (): boolean => areBeforePassed(vertex) && endsWell(graph, vertex, ended);
		const known = passed.get(vertex) ?? isWell();
		passed.set(vertex, known);
		return known;
	};
	const failedNodes = new Set(
		[...ended.states].flatMap(([vertex, state]) =>
			state === 'failed' && counts(graph, vertex) ? [graph.vertexNode[vertex]] : [],
		),
	);
	// Nobody allows for failures here, so the first one that counts brakes the deployment.
	const mayBeCancelled = mayBeStopped || failedNodes.size > 0;
	const faults: string[] = [];
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		const isNodeFailed = failedNodes.has(graph.vertexNode[vertex]);
		const isFree = areBeforePassed(vertex);
		const state = ended.states.get(vertex) ?? 'missing';
		const allowed = expectedStates({ kind, isFree, mayBeCancelled, isNodeFailed }, ended.attempts.get(vertex)?.at(-1));
		if (kind !== VERTEX_BARRIER && !allowed.includes(state)) {
			faults.push(`run ${vertex} is ${state}, not ${allowed.join(' or ')}`);
		}
	}
	return faults;
}

/** Whether a failure of this run is one of its node. */
function counts(graph: PlanGraph, vertex: number): boolean {
	return graph.tasks[graph.vertexTask[vertex] ?? -1]?.failOnError !== false;
}

function endsWell(graph: PlanGraph, vertex: number, ended: Ended): boolean {
	const state = ended.states.get(vertex);
	return (
		graph.vertexKind[vertex] === VERTEX_BARRIER ||
		state === 'succeeded' ||
		state === 'skipped' ||
		(state === 'failed' && !counts(graph, vertex))
	);
}

interface Situation {
	readonly kind: number;
	readonly isFree: boolean;
	readonly mayBeCancelled: boolean;
	readonly isNodeFailed: boolean;
}

function expectedStates(
	{ kind, isFree, mayBeCancelled, isNodeFailed }: Situation,
	last: Attempt | undefined,
): readonly string[] {
	const stopped = mayBeCancelled ? ['cancelled'] : [];
	const givenUp = [...stopped, ...(isNodeFailed ? ['dep_failed'] : [])];
	if (!isFree) {
		return ['dep_failed', ...stopped];
	}
	if (kind !== VERTEX_TASK) {
		return [kind === VERTEX_ANCHOR ? 'succeeded' : kind === VERTEX_SKIPPED ? 'skipped' : '', ...givenUp];
	}
	if (last?.outcome === undefined) {
		return givenUp;
	}
	return last.outcome.outcome === 'succeeded' ? ['succeeded'] : ['failed', ...givenUp];
}

/** Attempts are numbered without holes, and each has ended as it did on its machine. */
function faultsOfAttempts({ ledger }: Case, ended: Ended): string[] {
	const faults: string[] = [];
	for (const [vertex, attempts] of ended.attempts) {
		for (const [index, { id, number, outcome }] of attempts.entries()) {
			const real = ledger.outcomes.get(id);
			const isJudged = outcome?.reason === 'outcome_unknown' || (outcome?.reason === 'cancelled' && !real);
			if (outcome === undefined) {
				faults.push(`attempt ${number} of run ${vertex} is still open`);
			} else if (!isJudged && (real?.outcome !== outcome.outcome || real.reason !== outcome.reason)) {
				faults.push(`attempt ${number} of run ${vertex} ended as ${real?.reason}, stored as ${outcome.reason}`);
			} else if (isJudged && outcome.reason === 'cancelled' && ledger.hasStarted(id)) {
				faults.push(`attempt ${number} of run ${vertex} was started and is stored as never begun`);
			}
			if (number !== index + 1) {
				faults.push(`run ${vertex} has no attempt ${index + 1}`);
			}
		}
	}
	return faults;
}

/** One stream without holes, in which each run goes from where it was, and the end comes last. */
function faultsOfEvents({ events, states }: Ended): string[] {
	const faults: string[] = [];
	const current = new Map<number, string>();
	let hasEnded = false;
	for (const [index, { sequence, body }] of events.entries()) {
		if (sequence !== index + 1) {
			faults.push(`event ${index + 1} has number ${sequence}`);
		}
		if (body.kind === 'task_run_changed') {
			const from = current.get(body.vertex) ?? 'pending';
			if (from !== body.from || hasEnded) {
				faults.push(`event ${sequence}: run ${body.vertex} goes from ${body.from} while it is ${from}`);
			}
			current.set(body.vertex, body.to);
		}
		hasEnded ||= body.kind === 'deployment_changed' && ['succeeded', 'failed', 'stopped'].includes(body.state);
	}
	for (const [vertex, state] of states) {
		if ((current.get(vertex) ?? 'pending') !== state) {
			faults.push(`run ${vertex} is ${state}, its events say ${current.get(vertex) ?? 'pending'}`);
		}
	}
	return hasEnded ? faults : [...faults, 'no event tells of the end'];
}

function faultsOfDeployment({ graph, mayBeStopped }: Case, ended: Ended): string[] {
	const faults: string[] = [];
	const counting = [...ended.states].filter(([vertex, state]) => {
		return state === 'dep_failed' || (state === 'failed' && counts(graph, vertex));
	});
	const { state } = ended.deployment;
	const expected = counting.length > 0 ? 'failed' : 'succeeded';
	if (state !== expected && !(state === 'stopped' && mayBeStopped)) {
		faults.push(`the deployment is ${state}, not ${expected}`);
	}
	if (ended.nodeStatuses.includes('deploying') || ended.environmentStatus === 'deploying') {
		faults.push('a node or the environment is still deploying');
	}
	return faults;
}
