import { type RunCounts, TASK_RUN_STATES, type TaskRunState } from '@stoker/shared/model/deployment.js';
import type { AssignmentId, DeploymentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Connectivity } from '@stoker/shared/model/node.js';
import type { AgentEnvelope, Hello } from '@stoker/shared/model/session.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { sumCounts } from '../domain/run-counts.js';
import { Meters } from '../meter/meters.js';
import { deletePreparing, loadActiveDeployment, loadActiveDeployments } from '../store/engine-reads.js';
import type { Store } from '../store/store.js';
import type { AgentSession, SessionTransport } from './agent-session.js';
import { AttendedClock } from './attended-clock.js';
import { CommitWriter } from './commit-writer.js';
import { DeploymentDirectory, type DirectoryPorts } from './deployment-directory.js';
import { type OperatorWish, recordStarted, recordStopping, type StopWish } from './deployment-records.js';
import { agentFacts, type DeploymentInsight, explainDeployment } from './explain-deployment.js';
import { LogIntake, type LogStore } from './log-intake.js';
import { LossWatch } from './loss-watch.js';
import { nodeEvent } from './node-event.js';
import { operateDeployment } from './operate-deployment.js';
import type { OperatorCommand } from './operator-command.js';
import { deploymentOfAttempt, EMPTY_BATCH } from './orphan-attempts.js';
import { reconnectDelays } from './reconnect-delays.js';
import { type DeskPorts, SessionDesk } from './session-desk.js';
import { SessionRegistry } from './session-registry.js';

/** Times of ENGINE section 11, in seconds. */
export interface EngineSettings {
	readonly heartbeatSeconds: number;
	readonly unreachableSeconds: number;
	readonly leaseSeconds: number;
	/** Added to the rest of a task's timeout before its agent counts as lost. */
	readonly lostExtraSeconds: number;
	readonly killGraceSeconds: number;
}

export const DEFAULT_ENGINE_SETTINGS: EngineSettings = {
	heartbeatSeconds: 5,
	unreachableSeconds: 20,
	leaseSeconds: 60,
	lostExtraSeconds: 60,
	killGraceSeconds: 10,
};

/** What the engine takes from outside. */
export interface EnginePorts
	extends Pick<DirectoryPorts, 'store' | 'clock' | 'log' | 'newAssignmentId' | 'onFatal' | 'prepare'>,
		Pick<DeskPorts, 'audit' | 'saveInventory' | 'controllerVersion' | 'blobUrl'> {
	readonly logs: LogStore;
	/** Undefined: nobody looks. */
	readonly meters?: Meters;
	readonly settings: EngineSettings;
	/** The disk is full, or has room again. */
	onFullChanged(isFull: boolean): void;
}

/** How far a node is within a deployment. */
export interface EngineNodeProgress {
	readonly nodeId: NodeId;
	readonly counts: RunCounts;
	readonly runningTasks: readonly string[];
}

const SWEEP_MS = 1_000;

/** Runs deployments: everything that agents and services ask of it goes through here. */
export class Engine {
	readonly #ports: EnginePorts;
	readonly #store: Store;
	readonly #clock: AttendedClock;
	readonly #writer: CommitWriter;
	readonly #registry: SessionRegistry;
	readonly #directory: DeploymentDirectory;
	readonly #desk: SessionDesk;
	readonly #losses: LossWatch;
	readonly #meters: Meters;
	#sweeper: NodeJS.Timeout | undefined;
	#isAccepting = false;
	/** Resolves when nothing can be stored any more: then nobody gets an answer. */
	readonly #broken: Promise<void>;

	constructor(ports: EnginePorts) {
		let hasBroken = (): void => undefined;
		this.#broken = new Promise((resolve) => {
			hasBroken = resolve;
		});
		const onFatal = (error: unknown): void => {
			hasBroken();
			ports.onFatal(error);
		};
		this.#ports = ports;
		this.#store = ports.store;
		this.#clock = new AttendedClock(ports.clock);
		const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
		const onFullChanged = (isFull: boolean): void => ports.onFullChanged(isFull);
		this.#meters = ports.meters ?? new Meters();
		const meters = this.#meters;
		this.#writer = new CommitWriter({
			...ports,
			sleep,
			onFullChanged,
			onFatal,
			onStored: (milliseconds) => meters.commitSeconds.observe(milliseconds / 1_000),
			nowMs: () => ports.clock.monotonicMs(),
		});
		this.#registry = new SessionRegistry(ports.settings.unreachableSeconds);
		const onForeignReport = (nodeId: NodeId, assignmentId: AssignmentId): void =>
			ports.audit(nodeId, `reported attempt ${assignmentId}, which is not this node's`);
		this.#directory = new DeploymentDirectory({
			...ports,
			meters,
			sleep,
			onFullChanged,
			onFatal,
			onForeignReport,
			onHalted: (nodeIds) => this.#reconnect(nodeIds, 'a deployment on this node has halted'),
			writer: this.#writer,
			registry: this.#registry,
			killGraceSeconds: ports.settings.killGraceSeconds,
		});
		const intake = new LogIntake({
			...ports,
			meters,
			sleep,
			deploymentOf: (assignmentId, nodeId) => this.#deploymentOf(assignmentId, nodeId),
		});
		this.#desk = new SessionDesk({
			...ports,
			clock: this.#clock,
			meters,
			onForeignReport,
			note: (nodeId, action) => this.#note(nodeId, action),
			writer: this.#writer,
			registry: this.#registry,
			directory: this.#directory,
			intake,
			heartbeatSeconds: ports.settings.heartbeatSeconds,
			sleep,
		});
		this.#losses = new LossWatch(ports.settings, this.#clock.monotonicMs());
	}

	/** Takes up every deployment that was at work, then agents. */
	async start(): Promise<void> {
		for (const active of await loadActiveDeployments(this.#store)) {
			if (active.deployment.state === 'preparing') {
				await deletePreparing(this.#store, active.deployment.id);
			} else {
				await this.#directory.resume(active);
			}
		}
		this.#isAccepting = true;
		this.#sweepLater();
	}

	/** Makes a prepared deployment run; resolves when that is durable. */
	async startDeployment(deploymentId: DeploymentId): Promise<void> {
		this.#requireServing();
		// Everything that may fail comes before the promise; once it is made a stop must find the deployment.
		const actor = await this.#directory.build(await loadActiveDeployment(this.#store, deploymentId));
		const nodeIds = actor.machine.graph.nodes.map(({ id }) => id);
		await recordStarted(this.#store, deploymentId, nodeIds, this.#clock.wallMs());
		await this.#directory.run(actor);
	}

	/** Hands out nothing new; with `now`, ends what runs. Resolves when the wish is durable. */
	async stopDeployment(deploymentId: DeploymentId, wish: StopWish): Promise<void> {
		this.#requireServing();
		await recordStopping(this.#store, deploymentId, wish, this.#clock.wallMs());
		await this.#directory.get(deploymentId)?.ask((machine) => machine.stop(wish.now));
	}

	/**
	 * Carries out what an operator asks of a deployment; resolves when it is durable. A retry, or a decision about runs,
	 * takes up one that has ended. Throws DEPLOYMENT_ENDED, or why it cannot be done now.
	 */
	async operate(deploymentId: DeploymentId, command: OperatorCommand, wish: OperatorWish): Promise<void> {
		this.#requireServing();
		const desk = { store: this.#store, clock: this.#clock, directory: this.#directory };
		return operateDeployment(desk, deploymentId, command, wish);
	}

	connectivity(nodeId: NodeId): Connectivity {
		return this.#registry.connectivity(nodeId);
	}

	/** Wall clock; undefined when not heard since the controller started. */
	lastSeenAtMs(nodeId: NodeId): number | undefined {
		return this.#registry.lastSeenAtMs(nodeId);
	}

	onlineCount(): number {
		return this.#registry.onlineCount;
	}

	/** Milliseconds since each connected agent was last heard. */
	heartbeatAgesMs(): readonly number[] {
		const nowMs = this.#clock.monotonicMs();
		return this.#registry.sessions().map(({ lastFrameAtMs }) => Math.max(0, nowMs - lastFrameAtMs));
	}

	/** Task runs of the deployments at work, by state. */
	runCounts(): RunCounts {
		const machines = this.#directory.all().map(({ machine }) => machine);
		const counts = machines.flatMap((machine) => machine.graph.nodes.flatMap(({ id }) => machine.countsOf(id) ?? []));
		return sumCounts(counts.flatMap((of) => TASK_RUN_STATES.map((state) => [state, of[state]] as const)));
	}

	deploymentCount(): number {
		return this.#directory.size;
	}

	/** Per-node progress of a deployment at work; undefined when it is not. */
	progress(deploymentId: DeploymentId): readonly EngineNodeProgress[] | undefined {
		const machine = this.#directory.get(deploymentId)?.machine;
		if (machine === undefined) {
			return undefined;
		}
		const running = new Map<NodeId, string[]>();
		for (const attempt of machine.openAttempts()) {
			const tasks = running.get(attempt.nodeId) ?? [];
			tasks.push(machine.taskOf(attempt.vertex)?.id ?? '');
			running.set(attempt.nodeId, tasks);
		}
		const counted = machine.counts();
		return machine.graph.nodes.flatMap((node, index) => {
			const counts = counted[index];
			return counts ? [{ nodeId: node.id, counts, runningTasks: running.get(node.id) ?? [] }] : [];
		});
	}

	/** The state of each vertex of a deployment at work; undefined when it is not. */
	runStates(deploymentId: DeploymentId): ((vertex: number) => TaskRunState) | undefined {
		const machine = this.#directory.get(deploymentId)?.machine;
		return machine && ((vertex) => machine.stateOf(vertex));
	}

	/** Deployments at work that a node takes part in. */
	deploymentsOf(nodeId: NodeId): readonly DeploymentId[] {
		return this.#directory.actorsOf(nodeId).map(({ machine }) => machine.deploymentId);
	}

	/** A deployment at work, to be looked at before the event loop turns again; undefined when it is not. */
	explain(deploymentId: DeploymentId): DeploymentInsight | undefined {
		const machine = this.#directory.get(deploymentId)?.machine;
		const around = { clock: this.#clock, registry: this.#registry, directory: this.#directory, losses: this.#losses };
		return machine && explainDeployment(machine, agentFacts(around));
	}

	/** @throws StokerError when the session is refused. */
	async openSession(hello: Hello, transport: SessionTransport): Promise<AgentSession> {
		this.#requireServing();
		return this.#desk.accept(hello, transport);
	}

	receive(session: AgentSession, envelope: AgentEnvelope): void {
		this.#desk.receive(session, envelope);
	}

	sessionClosed(session: AgentSession): void {
		this.#desk.closed(session);
	}

	/** Closes a node's stream, telling the agent why. */
	disconnectNode(nodeId: NodeId, error: StokerError): void {
		this.#desk.expel(nodeId, error);
	}

	/** Sends agents away, and waits until everything submitted is durable. */
	async drain(): Promise<void> {
		this.#isAccepting = false;
		clearTimeout(this.#sweeper);
		// With nothing new handed out the reports dry up; what came before is durable when these are answered.
		const held = this.#directory.all().map((actor) => actor.ask((machine) => machine.hold()));
		await Promise.race([this.#broken, Promise.allSettled(held)]);
		await this.#writer.whenIdle();
		const sessions = this.#registry.sessions();
		const delays = reconnectDelays(sessions.length, Math.random);
		for (const [index, session] of sessions.entries()) {
			session.dismiss(delays[index] ?? 0, 'the controller is stopping');
			this.#desk.closed(session);
		}
		await this.#writer.whenIdle();
		await this.#directory.whenSettled();
	}

	#requireServing(): void {
		if (!this.#isAccepting) {
			throw new StokerError('NOT_SERVING', 'the controller is starting or stopping', { retryAfterSeconds: 1 });
		}
	}

	async #deploymentOf(assignmentId: AssignmentId, nodeId: NodeId): Promise<DeploymentId | undefined> {
		const owner = this.#directory.ownerOf(assignmentId, nodeId);
		return owner?.machine.deploymentId ?? deploymentOfAttempt(this.#store, assignmentId, nodeId);
	}

	/** Ends the streams of these nodes; their agents come back and say what they have. */
	#reconnect(nodeIds: readonly NodeId[], reason: string): void {
		for (const nodeId of nodeIds) {
			const session = this.#registry.get(nodeId);
			if (session) {
				this.#desk.disconnect(session, new StokerError('NOT_SERVING', reason, { retryAfterSeconds: 1 }));
			}
		}
	}

	/** Stored with whatever else is being committed; nobody waits for it. */
	#note(nodeId: NodeId, action: string): void {
		this.#writer.submit({
			batches: [{ ...EMPTY_BATCH, events: [nodeEvent(nodeId, action, this.#clock.wallMs())] }],
			onCommitted: () => {},
			onRefused: (error) => this.#ports.log.error({ nodeId, action, err: error }, 'node event not stored'),
			isAbandoned: () => false,
		});
	}

	#sweepLater(): void {
		const dueAtMs = this.#clock.monotonicMs() + SWEEP_MS;
		this.#sweeper = setTimeout(() => {
			// After a poll phase: frames that already arrived count before anyone is judged.
			setImmediate(() => this.#sweep(Math.max(0, this.#clock.monotonicMs() - dueAtMs)));
		}, SWEEP_MS);
		this.#sweeper.unref();
	}

	/** Deployments that have runs to be tried again now take a turn. */
	#wakeRetries(): void {
		const nowMs = this.#clock.wallMs();
		for (const actor of this.#directory.all()) {
			if ((actor.machine.nextDueMs ?? Number.POSITIVE_INFINITY) <= nowMs) {
				actor.send(() => undefined);
			}
		}
	}

	#sweep(lagMs: number): void {
		this.#meters.loopLagSeconds.observe(lagMs / 1_000);
		this.#clock.skip(lagMs);
		const nowMs = this.#clock.monotonicMs();
		for (const nodeId of this.#registry.takeNewlyUnreachable(nowMs)) {
			this.#note(nodeId, 'unreachable');
		}
		const losses = this.#losses.findLosses({
			actors: this.#directory.all(),
			nowMs,
			lastFrameAtMs: (nodeId) => this.#registry.lastFrameAtMs(nodeId),
			onLeaseExpired: () => {
				this.#meters.leasesExpired += 1;
			},
		});
		for (const { actor, assignmentId, silentSeconds } of losses) {
			actor.send((machine) => machine.declareLost(assignmentId, `its node has been silent for ${silentSeconds} s`));
		}
		this.#wakeRetries();
		if (this.#isAccepting) {
			this.#sweepLater();
		}
	}
}
