import { priorities } from '@stoker/shared/graph/longest-chain.js';
import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import { TASK_RUN_STATES, type TaskRunState } from '@stoker/shared/model/deployment.js';
import { type AssignmentId, type DeploymentId, MASTER_NODE_ID, type NodeId } from '@stoker/shared/model/ids.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import type { Assignment } from '@stoker/shared/model/session.js';
import type { Meters } from '../meter/meters.js';
import type { ActiveDeployment, RunStates } from '../store/engine-reads.js';
import { decodePlanGraph } from '../store/plan-blob.js';
import type { Store } from '../store/store.js';
import type { AgentSession } from './agent-session.js';
import type { CommitWriter } from './commit-writer.js';
import { type DeliveryPorts, deliverEffects } from './deliver-effects.js';
import { DeploymentActor, type Machine, type ReportOrigin } from './deployment-actor.js';
import { DeploymentMachine } from './deployment-machine.js';
import { recordEnded, recordHalted } from './deployment-records.js';
import { verdictOf } from './deployment-verdict.js';
import { logTransitions } from './log-transitions.js';
import type { AgentLink } from './machine-input.js';
import type { RenderParameters } from './run-catalog.js';
import { TurnMeter } from './turn-meter.js';
import { type RoomPorts, untilThereIsRoom } from './until-there-is-room.js';

export interface DirectoryPorts extends Omit<DeliveryPorts, 'refuse'>, RoomPorts {
	readonly store: Store;
	readonly clock: Clock;
	readonly log: Log;
	readonly writer: CommitWriter;
	readonly meters: Meters;
	newAssignmentId(): AssignmentId;
	/** A deployment on these nodes has halted and is out of the way. */
	onHalted(nodeIds: readonly NodeId[]): void;
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
	readonly #delivery: DeliveryPorts;
	readonly #finishing = new Set<Promise<void>>();

	constructor(ports: DirectoryPorts) {
		this.#ports = ports;
		const refuse = (assignment: Assignment, problem: string): void =>
			this.get(assignment.deploymentId)?.send((machine) => machine.refuse(assignment.assignmentId, problem));
		this.#delivery = { ...ports, refuse };
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

	/** Rebuilds a deployment as it is stored. Nothing happens yet. */
	async build(active: ActiveDeployment): Promise<DeploymentActor> {
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
				reportedFailures: active.reportedFailures,
				reportedSuccesses: active.reportedSuccesses,
				lateSuccesses: active.lateSuccesses,
				control: active.control,
				excluded: active.excluded,
				isStopping: deployment.state === 'stopping',
			},
			{
				nowMs: () => this.#ports.clock.wallMs(),
				newAssignmentId: () => this.#ports.newAssignmentId(),
				render: await rendererOf(graph, active.evaluated),
			},
		);
		const { clock, log, meters } = this.#ports;
		const meter = new TurnMeter(graph, meters);
		return new DeploymentActor(machine, {
			writer: this.#ports.writer,
			deliver: (effects) => deliverEffects(this.#delivery, effects),
			onDurable: (turn, begunMs) => {
				meter.count(turn, { begunMs, leftMs: clock.monotonicMs() });
				logTransitions(log, turn);
			},
			nowMs: () => clock.monotonicMs(),
			onFinished: (finished) => this.#finish(finished),
			onHalted: (halted, error) => this.#halt(halted, error),
			defer: (work) => setImmediate(work),
		});
	}

	/** Puts a deployment to work; resolves when its first turn is durable. Stops are heard from the call on. */
	async run(actor: DeploymentActor, first: (machine: Machine) => void = () => undefined): Promise<void> {
		const { machine } = actor;
		this.#add(actor);
		await actor.ask(() => {
			machine.begin();
			for (const nodeId of machine.executors()) {
				const session = this.#ports.registry.get(nodeId);
				if (session?.isReconciled) {
					machine.connect(nodeId, this.linkOf(session), []);
				}
			}
			first(machine);
		});
	}

	/** Takes up a deployment after a restart. One that cannot go on ends, so that it keeps nobody waiting. */
	async resume(active: ActiveDeployment): Promise<void> {
		try {
			await this.run(await this.build(active));
		} catch (error) {
			await untilThereIsRoom(this.#ports, () => this.#recordHalted(active.deployment.id, error));
		}
	}

	/** An agent as its deployments see it. */
	linkOf(session: AgentSession): AgentLink {
		return {
			epoch: session.epoch,
			journalId: session.journalId,
			bootId: session.bootId,
			slots: session.slots,
			// The master's agent gives each deployment its own slots.
			foreignAttempts: session.nodeId === MASTER_NODE_ID ? 0 : (this.#orphans.get(session.nodeId)?.size ?? 0),
		};
	}

	/** Attempts of ended deployments that hold every slot of a node; 0 where a slot is left. */
	foreignHolders(session: AgentSession): number {
		const orphans = this.#orphans.get(session.nodeId)?.size ?? 0;
		return orphans >= session.slots ? orphans : 0;
	}

	setOrphans(nodeId: NodeId, open: readonly AssignmentId[]): void {
		if (open.length > 0) {
			this.#orphans.set(nodeId, new Set(open));
		} else {
			this.#orphans.delete(nodeId);
		}
	}

	/** An attempt of an ended deployment was seen to end: its slot is free. */
	orphanEnded(nodeId: NodeId, assignmentId: AssignmentId): void {
		const orphans = this.#orphans.get(nodeId);
		if (orphans?.delete(assignmentId)) {
			const left = orphans.size;
			for (const actor of nodeId === MASTER_NODE_ID ? [] : this.actorsOf(nodeId)) {
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
		for (const nodeId of actor.machine.executors()) {
			const actors = this.#actorsOfNode.get(nodeId) ?? new Set();
			actors.add(actor);
			this.#actorsOfNode.set(nodeId, actors);
		}
		// A deployment that is taken up again owns its attempts again.
		for (const { nodeId, assignmentId } of actor.machine.openAttempts()) {
			this.#orphans.get(nodeId)?.delete(assignmentId);
		}
	}

	#remove(actor: DeploymentActor): void {
		this.#actors.delete(actor.machine.deploymentId);
		for (const nodeId of actor.machine.executors()) {
			const actors = this.#actorsOfNode.get(nodeId);
			actors?.delete(actor);
			if (actors?.size === 0) {
				this.#actorsOfNode.delete(nodeId);
			}
		}
		for (const attempt of actor.machine.openAttempts()) {
			const orphans = this.#orphans.get(attempt.nodeId) ?? new Set();
			orphans.add(attempt.assignmentId);
			this.#orphans.set(attempt.nodeId, orphans);
		}
	}

	#finish(actor: DeploymentActor): void {
		const { store, clock } = this.#ports;
		const verdict = verdictOf(actor.machine);
		void this.#conclude(actor, () => recordEnded(store, actor.machine.deploymentId, verdict, clock.wallMs()));
	}

	/** A deployment whose turn the store refused stops where it is; the others go on. */
	#halt(actor: DeploymentActor, error: unknown): void {
		const { deploymentId } = actor.machine;
		void this.#conclude(actor, () => this.#recordHalted(deploymentId, error)).then(() => {
			// What the agents reported on these streams may have been lost with the turn: the next hello sorts it out.
			this.#ports.onHalted(actor.machine.executors());
		});
	}

	#recordHalted(deploymentId: DeploymentId, error: unknown): Promise<void> {
		const { store, clock, log } = this.#ports;
		log.error({ deploymentId, err: error }, 'deployment halted');
		const reason = error instanceof Error ? error.message : String(error);
		return recordHalted(store, deploymentId, `halted by a fault in Stoker: ${reason}`.slice(0, 1_024), clock.wallMs());
	}

	/** Never rejects. */
	#conclude(actor: DeploymentActor, record: () => Promise<void>): Promise<void> {
		const { log } = this.#ports;
		const { deploymentId } = actor.machine;
		const finishing = untilThereIsRoom(this.#ports, record)
			.then(() => log.info({ deploymentId }, 'deployment ended'))
			.catch((error: unknown) => this.#ports.onFatal(error))
			.finally(() => {
				this.#remove(actor);
				this.#finishing.delete(finishing);
			});
		this.#finishing.add(finishing);
		return finishing;
	}
}

function statesByVertex(runs: RunStates): ReadonlyMap<number, TaskRunState> {
	const states = new Map<number, TaskRunState>();
	for (const [index, vertex] of runs.vertices.entries()) {
		states.set(vertex, TASK_RUN_STATES[runs.states[index] ?? 0] ?? 'pending');
	}
	return states;
}

async function rendererOf(graph: PlanGraph, evaluated: ActiveDeployment['evaluated']): Promise<RenderParameters> {
	if (evaluated === undefined) {
		return (task) => (task.isDeferred ? { problem: 'the plan has no facts' } : { parameters: task.parameters });
	}
	// Expressions are loaded when a plan first needs them: a controller at rest does without.
	const { renderParameters } = await import('./render-parameters.js');
	return renderParameters(graph, evaluated);
}
