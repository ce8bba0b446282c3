import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import {
	type AssignmentId,
	type DeploymentId,
	type EnvironmentId,
	MASTER_NODE_ID,
	type NodeId,
} from '@stoker/shared/model/ids.js';
import { Dispatcher } from '@stoker/shared/scheduler/dispatcher.js';
import { faultGroupsOf } from '@stoker/shared/scheduler/fault-policy.js';
import { type RetryWait, retryDelayMs } from '@stoker/shared/scheduler/retry-waits.js';
import type { Transition } from '@stoker/shared/scheduler/schedule.js';
import { AttemptBook, type OpenAttempt } from './attempt-book.js';
import type { AgentLink, MachineInput, MachinePorts } from './machine-input.js';
import { RunCatalog } from './run-catalog.js';
import { TurnRecord } from './turn-record.js';

/** What a transition is told with: the reason, and the attempt that decided it. */
interface OwnChange {
	readonly message: string;
	/** 0 when no attempt did. */
	readonly attempt: number;
}

/** What the parts of a deployment's machine share: the scheduler, the attempts, and what the turn has changed so far. */
export class MachineState<Origin> {
	readonly deploymentId: DeploymentId;
	readonly environmentId: EnvironmentId;
	readonly graph: PlanGraph;
	readonly ports: MachinePorts;
	readonly dispatcher: Dispatcher;
	readonly attempts: AttemptBook;
	readonly catalog: RunCatalog;
	/** Reasons of runs that have failed, by vertex. */
	readonly messages: Map<number, string>;
	/** Failed runs whose last attempt turned out to have ended well. */
	readonly lateSuccesses: Set<number>;
	/** What this turn makes durable and sends. */
	record = new TurnRecord<Origin>();
	readonly #links = new Map<NodeId, AgentLink>();
	/** Where the runs of a node's agent are carried out; the master is here when it has anything to do. */
	readonly #executors = new Map<NodeId, number>();

	constructor(input: MachineInput, ports: MachinePorts) {
		const { graph } = input;
		this.deploymentId = input.deploymentId;
		this.environmentId = input.environmentId;
		this.graph = graph;
		this.ports = ports;
		this.catalog = new RunCatalog(graph, ports.render);
		this.attempts = new AttemptBook(input.openAttempts, input.attemptCounts);
		this.messages = new Map(input.failureMessages);
		this.lateSuccesses = new Set(input.lateSuccesses);
		this.dispatcher = new Dispatcher({
			...input,
			faultGroups: faultGroupsOf(graph),
			open: input.openAttempts.map((attempt) => attempt.vertex),
			failures: retriesOf(input),
			successes: input.reportedSuccesses,
		});
		for (const [index, node] of graph.nodes.entries()) {
			this.#executors.set(node.id, index);
		}
		if (!this.#executors.has(MASTER_NODE_ID) && graph.tasks.some((task) => task.type === 'master_shell')) {
			this.#executors.set(MASTER_NODE_ID, graph.nodes.length);
		}
	}

	/** Nodes whose agents carry out runs. */
	executors(): readonly NodeId[] {
		return [...this.#executors.keys()];
	}

	hasExecutor(nodeId: NodeId): boolean {
		return this.#executors.has(nodeId);
	}

	/** The node whose agent carries a run out. */
	executorOf(vertex: number): NodeId {
		return this.graph.nodes[this.dispatcher.executorOf(vertex)]?.id ?? MASTER_NODE_ID;
	}

	linkOf(nodeId: NodeId): AgentLink | undefined {
		return this.#links.get(nodeId);
	}

	/** An agent has come, gone, or has other slots free. */
	setLink(nodeId: NodeId, link: AgentLink | undefined): void {
		const executor = this.#executors.get(nodeId);
		if (executor === undefined) {
			return;
		}
		if (link === undefined) {
			this.#links.delete(nodeId);
		} else {
			this.#links.set(nodeId, link);
		}
		this.dispatcher.setSlots(executor, link === undefined ? 0 : Math.max(0, link.slots - link.foreignAttempts));
	}

	/** Whether a task run still waits for this attempt. */
	isWanted(attempt: OpenAttempt): boolean {
		return this.dispatcher.stateOf(attempt.vertex) === 'running';
	}

	/** Records transitions; `own` is about the first of them, or about all that an operator has decided. */
	apply(transitions: readonly Transition[], own?: OwnChange): void {
		for (const [index, transition] of transitions.entries()) {
			const isOwn = index === 0 && own !== undefined;
			this.note(transition, isOwn ? own : { message: this.#consequence(transition), attempt: 0 });
		}
	}

	/** Records one transition. */
	note(transition: Transition, { message, attempt }: OwnChange): void {
		const { vertex, to } = transition;
		this.record.change(transition, message, attempt);
		if (to === 'failed') {
			this.messages.set(vertex, message);
		} else {
			this.messages.delete(vertex);
		}
	}

	/** Asks for the end of an attempt, until it has ended. */
	cancel(attempt: OpenAttempt): void {
		if (!attempt.isCancelRequested) {
			attempt.isCancelRequested = true;
			this.record.cancel(attempt.nodeId, attempt.assignmentId);
		}
	}

	findAttempt(assignmentId: AssignmentId, nodeId: NodeId): OpenAttempt | undefined {
		return this.attempts.find(assignmentId, nodeId);
	}

	#consequence({ vertex, to, cause }: Transition): string {
		if (cause !== undefined) {
			return this.catalog.nameOf(cause);
		}
		if (to === 'cancelled') {
			return this.#cancelReason(vertex);
		}
		return to === 'skipped' ? this.catalog.skipReason(vertex) : '';
	}

	#cancelReason(vertex: number): string {
		const { nodeId } = this.catalog.identify(vertex);
		const exclusion = this.dispatcher.excluded.find((excluded) => excluded.nodeId === nodeId);
		if (exclusion !== undefined) {
			return exclusion.reason === 'lost' ? 'its node was declared lost' : 'its node was removed';
		}
		const { exceeded } = this.dispatcher;
		return exceeded === undefined ? '' : `fault tolerance of ${exceeded.group} exceeded`;
	}
}

/** When runs whose attempts failed may have the next one: that follows from what is stored. */
function retriesOf({ reportedFailures, graph }: MachineInput): ReadonlyMap<number, RetryWait> {
	return new Map(
		[...reportedFailures].map(([vertex, { count, lastEndedAtMs }]) => {
			const task = graph.tasks[graph.vertexTask[vertex] ?? -1];
			const delayMs = retryDelayMs(task?.retryIntervalSeconds ?? 0, count);
			return [vertex, { untilMs: lastEndedAtMs + delayMs, failures: count }];
		}),
	);
}
