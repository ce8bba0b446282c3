import { randomBytes, randomUUID } from 'node:crypto';
import type { AgentSession, SessionTransport } from '../../controller/src/engine/agent-session.js';
import { DEFAULT_ENGINE_SETTINGS, Engine, type EngineSettings } from '../../controller/src/engine/engine.js';
import { insertDeployment, insertTaskRuns } from '../../controller/src/store/engine-reads.js';
import { encodePlanGraph, planGraphDigest } from '../../controller/src/store/plan-blob.js';
import { openSqliteStore } from '../../controller/src/store/sqlite/open-sqlite-store.js';
import type { Store, WriteTransaction } from '../../controller/src/store/store.js';
import { compileGraph } from '../../shared/src/graph/compile-graph.js';
import { type PlanGraph, VERTEX_BARRIER } from '../../shared/src/graph/plan-graph.js';
import type { AttemptOutcome, FailureReason } from '../../shared/src/model/deployment.js';
import type {
	AssignmentId,
	BootId,
	DeploymentId,
	EnvironmentId,
	InstanceId,
	JournalId,
	NodeId,
	PlanId,
} from '../../shared/src/model/ids.js';
import type { Assignment, AttemptProgress, ControllerEnvelope, Verdict } from '../../shared/src/model/session.js';
import type { TaskDefinition } from '../../shared/src/model/task.js';
import { formatUuidV7 } from '../../shared/src/model/uuid.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/** A task as short as tests like it. */
export function task(id: string, fields: Partial<TaskDefinition> = {}): TaskDefinition {
	return {
		id,
		type: 'shell',
		version: '2.0.0',
		roles: ['app'],
		requires: [],
		requiredFor: [],
		crossDepends: [],
		crossDependedBy: [],
		tasks: [],
		parameters: { cmd: 'true', retries: 0 },
		failOnError: true,
		retryOnLost: false,
		extra: {},
		source: { file: 'tasks.yaml', line: 1, column: 1, path: '' },
		...fields,
	};
}

export function outcome(reason?: FailureReason): AttemptOutcome {
	return {
		outcome: reason ? 'failed' : 'succeeded',
		reason,
		exitCode: reason === 'exit_code' ? 1 : 0,
		signal: '',
		message: reason ? `because of ${reason}` : '',
		startedAtMs: 1,
		durationMs: 1,
		logLength: 0,
	};
}

/** The controller's engine on a real store; it can be crashed and started again. */
export class EngineWorld {
	readonly path: string;
	readonly settings: EngineSettings;
	readonly audits: string[] = [];
	readonly fatal: unknown[] = [];
	/** Counts starts and crashes: what an engine says after its crash does not count. */
	#life = 0;
	#aheadMs = 0;
	#frozenAtMs: number | undefined;
	store!: Store;
	engine!: Engine;

	constructor(path: string, settings: Partial<EngineSettings> = {}) {
		this.path = path;
		this.settings = { ...DEFAULT_ENGINE_SETTINGS, ...settings };
	}

	async start(wrap: (store: Store) => Store = (store) => store): Promise<void> {
		const life = ++this.#life;
		this.store = wrap(await openSqliteStore({ path: this.path }));
		this.engine = new Engine({
			store: this.store,
			clock: { wallMs: () => Date.now(), monotonicMs: () => (this.#frozenAtMs ?? performance.now()) + this.#aheadMs },
			log: QUIET,
			logs: { append: async (_d, _a, chunk) => chunk.offset + chunk.data.length, length: async () => 0 },
			settings: this.settings,
			controllerVersion: 'test',
			blobUrl: () => '',
			prepare: () => undefined,
			newAssignmentId: () => formatUuidV7(Date.now(), randomBytes(16)) as AssignmentId,
			onFatal: (error) => life === this.#life && this.fatal.push(error),
			onFullChanged: () => {},
			audit: (nodeId, action) => this.audits.push(`${nodeId} ${action}`),
			saveInventory: async () => {},
		});
		await this.engine.start();
	}

	/** Time passes for the engine only when the test says so; a sweep of its own comes once a second as ever. */
	freezeClock(): void {
		this.#frozenAtMs ??= performance.now();
	}

	/** Lets so much time pass; no more than a second between two sweeps. */
	passTime(milliseconds: number): void {
		this.#aheadMs += milliseconds;
	}

	/** The engine's event loop stands still for so long, as it sees it. */
	stall(milliseconds: number): void {
		this.#aheadMs += milliseconds;
	}

	/** Ends the engine without any farewell; what was not committed is lost. */
	async crash(): Promise<void> {
		this.#life++;
		await this.store.close();
	}

	/** Stores an environment with nodes of role `app` and a prepared deployment of the tasks on them. */
	async prepare(
		tasks: readonly TaskDefinition[],
		nodeIds: readonly string[],
	): Promise<{ id: DeploymentId; graph: PlanGraph }> {
		const { graph } = compileGraph({
			tasks,
			nodes: nodeIds.map((id) => ({ id: id as NodeId, name: `node-${id}`, roles: ['app'], tags: ['app'] })),
		});
		const suffix = randomUUID();
		const environmentId = `env-${suffix}` as EnvironmentId;
		const planId = `plan-${suffix}` as PlanId;
		const id = formatUuidV7(Date.now(), randomBytes(16)) as DeploymentId;
		const blob = encodePlanGraph(graph);
		await this.#insertEnvironment(environmentId, nodeIds);
		await this.store.write(({ db }) =>
			db
				.insertInto('plan')
				.values({
					id: planId,
					environment_id: environmentId,
					graph_type: 'default',
					digest: planGraphDigest(graph),
					input_digest: '',
					summary: '{}',
					graph: blob,
					created_at: 1,
				})
				.execute(),
		);
		await insertDeployment(this.store, {
			id,
			environmentId,
			planId,
			state: 'preparing',
			startedAtMs: 1,
			endedAtMs: undefined,
			startedBy: 'test',
			message: '',
		});
		const rows = [...graph.vertexKind.keys()].flatMap((vertex) =>
			graph.vertexKind[vertex] === VERTEX_BARRIER
				? []
				: [
						{
							vertex,
							taskId: graph.tasks[graph.vertexTask[vertex] ?? 0]?.id ?? '',
							nodeId: graph.nodes[graph.vertexNode[vertex] ?? 0]?.id ?? ('' as NodeId),
							state: 'pending' as const,
							message: '',
						},
					],
		);
		await insertTaskRuns(this.store, id, rows);
		return { id, graph };
	}

	/** A node in no environment. */
	async addNode(id: string): Promise<void> {
		await this.store.write(({ db }) => insertNode(db, id, null));
	}

	async #insertEnvironment(environmentId: EnvironmentId, nodeIds: readonly string[]): Promise<void> {
		await this.store.write(async ({ db }) => {
			const releaseId = `release-${environmentId}`;
			await db
				.insertInto('release')
				.values({ id: releaseId, name: releaseId, version: '1', digest: '', content: '{}', created_at: 1 })
				.execute();
			await db
				.insertInto('environment')
				.values({ id: environmentId, name: environmentId, status: 'new', release_id: releaseId, created_at: 1 })
				.execute();
			for (const id of nodeIds) {
				await insertNode(db, id, environmentId);
			}
		});
	}

	async runStates(id: DeploymentId): Promise<Record<string, string>> {
		const rows = await this.store.read(({ db }) =>
			db.selectFrom('task_run').selectAll().where('deployment_id', '=', id).execute(),
		);
		return Object.fromEntries(rows.map((row) => [`${row.task_id}@${row.node_id}`, row.state]));
	}

	async deploymentState(id: DeploymentId): Promise<{ state: string; message: string }> {
		return this.store.read(({ db }) =>
			db.selectFrom('deployment').select(['state', 'message']).where('id', '=', id).executeTakeFirstOrThrow(),
		);
	}

	async untilEnded(id: DeploymentId): Promise<{ state: string; message: string }> {
		for (let tries = 0; tries < 1_000; tries++) {
			const row = await this.deploymentState(id);
			if (!['preparing', 'running', 'stopping'].includes(row.state)) {
				return row;
			}
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		throw new Error(`deployment did not end: ${JSON.stringify(await this.runStates(id))}`);
	}
}

/** What a test agent does with an assignment: the outcome, or nothing yet. */
export type Behaviour = (assignment: Assignment) => AttemptOutcome | undefined;

/** An agent without processes: a journal that outlives its sessions, and behaviour given by the test. */
export class TestAgent {
	readonly nodeId: NodeId;
	readonly starts: string[] = [];
	readonly assignments: Assignment[] = [];
	readonly received: ControllerEnvelope[] = [];
	instanceId = randomUUID() as InstanceId;
	bootId = randomUUID() as BootId;
	journalId = randomUUID() as JournalId;
	slots = 1;
	behaviour: Behaviour = () => outcome();
	readonly journal = new Map<AssignmentId, { progress: AttemptProgress; outcome: AttemptOutcome | undefined }>();
	readonly tombstones = new Set<AssignmentId>();
	readonly refusals: unknown[] = [];
	readonly #reports = new Map<number, AssignmentId>();
	#world: EngineWorld | undefined;
	#session: AgentSession | undefined;
	#report = 0;

	constructor(nodeId: string) {
		this.nodeId = nodeId as NodeId;
	}

	get session(): AgentSession | undefined {
		return this.#session;
	}

	async connect(world: EngineWorld): Promise<void> {
		this.#world = world;
		this.#report = 0;
		this.#reports.clear();
		let isCurrent = true;
		const queue: ControllerEnvelope[] = [];
		const transport: SessionTransport = {
			get isClosed() {
				return !isCurrent;
			},
			send: (envelope) => {
				queue.push(envelope);
				setImmediate(() => {
					const next = queue.shift();
					if (isCurrent && next) {
						this.#receive(next);
					}
				});
			},
			close: (error) => {
				isCurrent = false;
				if (error) {
					this.refusals.push(error);
				}
			},
		};
		this.#session = await world.engine.openSession(
			{
				nodeId: this.nodeId,
				instanceId: this.instanceId,
				bootId: this.bootId,
				journalId: this.journalId,
				slots: this.slots,
				inventoryDigest: '',
				attempts: [...this.journal].map(([assignmentId, entry]) => ({
					assignmentId,
					progress: entry.progress,
					logLength: 0,
				})),
				agentVersion: 'test',
			},
			transport,
		);
	}

	disconnect(): void {
		if (this.#session) {
			this.#world?.engine.sessionClosed(this.#session);
			this.#session = undefined;
		}
	}

	/** The agent's process ends and comes back; what ran goes on under its wrapper. */
	restart(): void {
		this.disconnect();
		this.instanceId = randomUUID() as InstanceId;
	}

	/** A running attempt ends. */
	finish(assignmentId: AssignmentId, result: AttemptOutcome): void {
		this.journal.set(assignmentId, { progress: 'finished', outcome: result });
		this.#send(assignmentId);
	}

	/** Tells that an attempt has begun. */
	tellStarted(assignmentId: AssignmentId): void {
		if (this.#session) {
			this.#world?.engine.receive(this.#session, { started: [{ assignmentId, startedAtMs: 1 }] });
		}
	}

	#send(assignmentId: AssignmentId): void {
		const entry = this.journal.get(assignmentId);
		if (!this.#session || !entry?.outcome) {
			return;
		}
		const report = ++this.#report;
		this.#reports.set(report, assignmentId);
		this.#world?.engine.receive(this.#session, { results: [{ report, assignmentId, outcome: entry.outcome }] });
	}

	#receive(envelope: ControllerEnvelope): void {
		this.received.push(envelope);
		for (const { assignmentId, verdict } of envelope.welcome?.verdicts ?? []) {
			this.#obey(assignmentId, verdict);
		}
		const through = envelope.acknowledgement?.throughReport ?? 0;
		for (const [report, assignmentId] of this.#reports) {
			if (report <= through) {
				this.journal.delete(assignmentId);
				this.#reports.delete(report);
			}
		}
		for (const cancel of envelope.cancels ?? []) {
			this.tombstones.add(cancel.assignmentId);
			if (this.journal.get(cancel.assignmentId)?.progress !== 'finished') {
				this.finish(cancel.assignmentId, outcome('cancelled'));
			}
		}
		for (const assignment of envelope.assignments ?? []) {
			this.#begin(assignment);
		}
	}

	#obey(assignmentId: AssignmentId, verdict: Verdict): void {
		if (verdict === 'forget') {
			this.journal.delete(assignmentId);
		} else if (verdict === 'resend') {
			this.#send(assignmentId);
		} else if (verdict === 'kill') {
			this.finish(assignmentId, outcome('cancelled'));
		}
	}

	#begin(assignment: Assignment): void {
		const { assignmentId } = assignment;
		this.assignments.push(assignment);
		if (this.journal.has(assignmentId) || this.tombstones.has(assignmentId)) {
			return;
		}
		this.journal.set(assignmentId, { progress: 'running', outcome: undefined });
		this.starts.push(`${assignment.taskId}#${assignment.attempt}`);
		const result = this.behaviour(assignment);
		if (result) {
			setImmediate(() => this.finish(assignmentId, result));
		}
	}
}

/** Gives what is under way time to happen; for what must not happen. */
export function settle(milliseconds = 50): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until a condition holds; fails when it never does. */
export async function until(condition: () => boolean): Promise<void> {
	for (let tries = 0; !condition(); tries++) {
		if (tries === 1_000) {
			throw new Error(`waited in vain until ${String(condition)}`);
		}
		await settle(10);
	}
}

async function insertNode(db: WriteTransaction['db'], id: string, environmentId: EnvironmentId | null): Promise<void> {
	await db.deleteFrom('node').where('id', '=', id).execute();
	await db
		.insertInto('node')
		.values({
			id,
			name: `node-${id}`,
			status: 'discover',
			status_message: '',
			environment_id: environmentId,
			roles: '["app"]',
			hardware: '{}',
			hardware_key: `hw-${id}`,
			agent_version: '',
			session_epoch: 0,
			created_at: 1,
		})
		.execute();
}
