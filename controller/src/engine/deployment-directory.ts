import { priorities } from '@stoker/shared/graph/longest-chain.js';
import { TASK_RUN_STATES, type TaskRunState } from '@stoker/shared/model/deployment.js';
import type { AssignmentId, DeploymentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import type { ActiveDeployment, RunStates } from '../store/engine-reads.js';
import { decodePlanGraph } from '../store/plan-blob.js';
import type { Store } from '../store/store.js';
import type { AgentSession } from './agent-session.js';
import type { CommitWriter } from './commit-writer.js';
import { DeploymentActor, type ReportOrigin } from './deployment-actor.js';
import { DeploymentMachine } from './deployment-machine.js';
import { recordEnded } from './deployment-records.js';
import { verdictOf } from './deployment-verdict.js';
import type { SessionRegistry } from './session-registry.js';
import type { Effect } from './turn-record.js';

export interface DirectoryPorts {
	readonly store: Store;
	readonly clock: Clock;
	readonly log: Log;
	readonly writer: CommitWriter;
	readonly registry: SessionRegistry;
	/** Seconds between SIGTERM and SIGKILL. */
	readonly killGraceSeconds: number;
	newAssignmentId(): AssignmentId;
	/** A report about an attempt that is not this node's. */
	onForeignReport(nodeId: NodeId, assignmentId: AssignmentId): void;
	/** Something failed that nothing can be promised after. */
	onFatal(error: unknown): void;
}

/** The deployments at work, each with its actor, and which of them concern a node. */
export class DeploymentDirectory {
	readonly #ports: DirectoryPorts;
	readonly #actors = new Map<DeploymentId, DeploymentActor>();
	readonly #actorsOfNode = new Map<NodeId, Set<DeploymentActor>>();
	/** Open attempts of deployments that have ended, by node: they hold its slots. */
	readonly #orphans = new Map<NodeId, Set<AssignmentId>>();
	readonly #finishing = new Set<Promise<void>>();

	constructor(ports: DirectoryPorts) {
		this.#ports = ports;
	}

	get size(): number {
		return this.#actors.size;
	}

	all(): readonly DeploymentActor[] {
		return [...this.#actors.values()];
	}

	get(deploymentId: DeploymentId): DeploymentActor | undefined {
		return this.#actors.get(deploymentId);
	}

	actorsOf(nodeId: NodeId): readonly DeploymentActor[] {
		return [...(this.#actorsOfNode.get(nodeId) ?? [])];
	}

	/** The actor that knows an attempt of this node, open or ended. */
	ownerOf(assignmentId: AssignmentId, nodeId: NodeId): DeploymentActor | undefined {
		for (const actor of this.#actorsOfNode.get(nodeId) ?? []) {
			if (actor.machine.nodeOfAttempt(assignmentId) === nodeId) {
				return actor;
			}
		}
		return undefined;
	}

	/** Puts a deployment to work; resolves when its first turn is durable. */
	async load(active: ActiveDeployment): Promise<void> {
		const { deployment } = active;
		const graph = decodePlanGraph(active.planGraph);
		const machine = new DeploymentMachine<ReportOrigin>(
			{
				deploymentId: deployment.id,
				environmentId: deployment.environmentId,
				graph,
				priorities: priorities(graph),
				states: statesByVertex(active.runs),
				openAttempts: active.openAttempts,
				attemptCounts: active.attemptCounts,
				failureMessages: active.failureMessages,
				isStopping: deployment.state === 'stopping',
			},
			{ nowMs: () => this.#ports.clock.wallMs(), newAssignmentId: () => this.#ports.newAssignmentId() },
		);
		const actor = new DeploymentActor(machine, {
			writer: this.#ports.writer,
			deliver: (effects) => this.#deliver(effects),
			onFinished: (finished) => this.#finish(finished, verdictOf(finished.machine)),
			onHalted: (halted, error) => this.#halt(halted, error),
			defer: (work) => setImmediate(work),
		});
		this.#add(actor);
		await actor.ask(() => {
			machine.begin();
			for (const node of graph.nodes) {
				const session = this.#ports.registry.get(node.id);
				if (session) {
					machine.connect(node.id, this.linkOf(session), []);
				}
			}
		});
	}

	/** An agent as its deployments see it. */
	linkOf(session: AgentSession): {
		readonly journalId: AgentSession['journalId'];
		readonly bootId: AgentSession['bootId'];
		readonly slots: number;
		readonly foreignAttempts: number;
	} {
		return {
			journalId: session.journalId,
			bootId: session.bootId,
			slots: session.slots,
			foreignAttempts: this.#orphans.get(session.nodeId)?.size ?? 0,
		};
	}

	setOrphans(nodeId: NodeId, open: readonly AssignmentId[]): void {
		this.#orphans.set(nodeId, new Set(open));
	}

	/** An attempt of an ended deployment was seen to end: its slot is free. */
	orphanEnded(nodeId: NodeId, assignmentId: AssignmentId): void {
		const orphans = this.#orphans.get(nodeId);
		if (orphans?.delete(assignmentId)) {
			const left = orphans.size;
			for (const actor of this.actorsOf(nodeId)) {
				actor.send((machine) => machine.setForeignAttempts(nodeId, left));
			}
		}
	}

	/** Waits for deployments that are being recorded as ended. */
	async whenSettled(): Promise<void> {
		await Promise.allSettled(this.#finishing);
	}

	#add(actor: DeploymentActor): void {
		this.#actors.set(actor.machine.deploymentId, actor);
		for (const node of actor.machine.graph.nodes) {
			const actors = this.#actorsOfNode.get(node.id) ?? new Set();
			actors.add(actor);
			this.#actorsOfNode.set(node.id, actors);
		}
	}

	#remove(actor: DeploymentActor): void {
		this.#actors.delete(actor.machine.deploymentId);
		for (const node of actor.machine.graph.nodes) {
			const actors = this.#actorsOfNode.get(node.id);
			actors?.delete(actor);
			if (actors?.size === 0) {
				this.#actorsOfNode.delete(node.id);
			}
		}
		for (const attempt of actor.machine.openAttempts()) {
			const orphans = this.#orphans.get(attempt.nodeId) ?? new Set();
			orphans.add(attempt.assignmentId);
			this.#orphans.set(attempt.nodeId, orphans);
		}
	}

	/** Effects of a durable turn leave: at most one envelope for each agent. */
	#deliver(effects: readonly Effect<ReportOrigin>[]): void {
		const touched = new Set<AgentSession>();
		for (const effect of effects) {
			if (effect.kind === 'dispose') {
				this.#dispose(effect.origin, effect.disposition, touched);
				continue;
			}
			const session = this.#ports.registry.get(effect.nodeId);
			if (session === undefined || session.isClosed) {
				continue;
			}
			touched.add(session);
			if (effect.kind === 'cancel') {
				session.cancel({ assignmentId: effect.assignmentId, graceSeconds: this.#ports.killGraceSeconds });
			} else if (effect.journalId === session.journalId) {
				session.assign(effect.assignment);
			}
		}
		for (const session of touched) {
			session.flush();
		}
	}

	#dispose(
		origin: ReportOrigin,
		disposition: Parameters<AgentSession['dispose']>[1],
		touched: Set<AgentSession>,
	): void {
		if (disposition === 'unknown') {
			this.#ports.onForeignReport(origin.session.nodeId, origin.assignmentId);
		}
		origin.session.dispose(origin.report, disposition);
		touched.add(origin.session);
	}

	#finish(actor: DeploymentActor, verdict: Parameters<typeof recordEnded>[2]): void {
		const { store, clock, log } = this.#ports;
		const { deploymentId } = actor.machine;
		const finishing = recordEnded(store, deploymentId, verdict, clock.wallMs())
			.then(() => log.info({ deploymentId, state: verdict.state }, 'deployment ended'))
			.catch((error: unknown) => this.#ports.onFatal(error))
			.finally(() => {
				this.#remove(actor);
				this.#finishing.delete(finishing);
			});
		this.#finishing.add(finishing);
	}

	/** A deployment whose turn the store refused stops where it is; the others go on. */
	#halt(actor: DeploymentActor, error: unknown): void {
		const reason = error instanceof Error ? error.message : String(error);
		const { deploymentId } = actor.machine;
		this.#ports.log.error({ deploymentId, err: error }, 'deployment halted');
		const message = `halted by a fault in Stoker: ${reason}`.slice(0, 1_024);
		this.#finish(actor, { ...verdictOf(actor.machine), state: 'failed', message });
	}
}

function statesByVertex(runs: RunStates): ReadonlyMap<number, TaskRunState> {
	const states = new Map<number, TaskRunState>();
	for (const [index, vertex] of runs.vertices.entries()) {
		states.set(vertex, TASK_RUN_STATES[runs.states[index] ?? 0] ?? 'pending');
	}
	return states;
}
