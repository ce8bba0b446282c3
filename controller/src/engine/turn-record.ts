import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type { DeploymentControl, NodeExclusion } from '@stoker/shared/model/deployment-control.js';
import type { NewEvent } from '@stoker/shared/model/event.js';
import type { AssignmentId, DeploymentId, EnvironmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Assignment, Disposition } from '@stoker/shared/model/session.js';
import type { Transition } from '@stoker/shared/scheduler/schedule.js';
import type {
	AttemptEnd,
	AttemptStart,
	CommitBatch,
	ControlUpdate,
	NewAttempt,
	RetryMark,
	RunUpdate,
} from '../store/store.js';
import type { RunIdentity } from './run-catalog.js';

/** What leaves once a turn is durable. `Origin` is whatever the shell needs to answer a report. */
export type Effect<Origin> =
	| {
			readonly kind: 'assign';
			readonly nodeId: NodeId;
			/** The only session it may be delivered on: the next one is told by its own reconciliation. */
			readonly epoch: number;
			readonly assignment: Assignment;
	  }
	| { readonly kind: 'cancel'; readonly nodeId: NodeId; readonly assignmentId: AssignmentId }
	| { readonly kind: 'dispose'; readonly origin: Origin; readonly disposition: Disposition };

/** What a turn makes durable, in chunks to be stored in this order, and what leaves after the last one. */
export interface Turn<Origin> {
	readonly batches: readonly CommitBatch[];
	readonly effects: readonly Effect<Origin>[];
	/** Attempts that ended, with the vertex of each at the same place of the list behind it. */
	readonly ends: readonly AttemptEnd[];
	readonly endVertices: readonly number[];
}

/** What operators have said, all of it, after a change. */
interface ControlChange {
	readonly control: DeploymentControl;
	readonly excluded: readonly NodeExclusion[];
	/** What was done, for example "paused by admin alice". */
	readonly message: string;
}

interface NetChange {
	readonly from: TaskRunState;
	readonly to: TaskRunState;
	readonly message: string;
	readonly attempt: number;
}

type Change = [vertex: number, change: NetChange];

/** In which order runs are stored whose attempts did not end. */
const LATER_RANKS: Partial<Readonly<Record<TaskRunState, number>>> = { dep_failed: 1, running: 3 };
/** Most rows one transaction takes. */
const MAX_ROWS = 1_000;

/**
 * Collects what one turn changes. A run that passes through several states within a turn is stored and told once,
 * with where it came from and where it ended up.
 */
export class TurnRecord<Origin> {
	readonly #changes = new Map<number, NetChange>();
	readonly #attempts: NewAttempt[] = [];
	readonly #starts: AttemptStart[] = [];
	readonly #ends: AttemptEnd[] = [];
	/** The vertex of each end. */
	readonly #endVertices: number[] = [];
	readonly #cancels: AssignmentId[] = [];
	readonly #effects: Effect<Origin>[] = [];
	readonly #retries: RetryMark[] = [];
	#control: ControlChange | undefined;

	get isEmpty(): boolean {
		return (
			this.#changes.size + this.#attempts.length + this.#starts.length + this.#ends.length === 0 &&
			this.#cancels.length + this.#effects.length + this.#retries.length === 0 &&
			this.#control === undefined
		);
	}

	change(transition: Transition, message: string, attempt: number): void {
		const earlier = this.#changes.get(transition.vertex);
		this.#changes.set(transition.vertex, {
			from: earlier?.from ?? transition.from,
			to: transition.to,
			message: message || (earlier?.message ?? ''),
			attempt: attempt || (earlier?.attempt ?? 0),
		});
	}

	assign(attempt: NewAttempt, assignment: Assignment, epoch: number): void {
		this.#attempts.push(attempt);
		this.#effects.push({ kind: 'assign', nodeId: attempt.nodeId, epoch, assignment });
	}

	start(start: AttemptStart): void {
		this.#starts.push(start);
	}

	end(vertex: number, end: AttemptEnd): void {
		this.#ends.push(end);
		this.#endVertices.push(vertex);
	}

	cancel(nodeId: NodeId, assignmentId: AssignmentId): void {
		this.#cancels.push(assignmentId);
		this.effect({ kind: 'cancel', nodeId, assignmentId });
	}

	/** What operators have said now holds; the message says what was done. */
	control(change: ControlChange): void {
		const message = this.#control?.message || change.message;
		this.#control = { ...change, message };
	}

	/** An operator wants a run tried again after so many attempts. */
	retry(mark: RetryMark): void {
		this.#retries.push(mark);
	}

	effect(effect: Effect<Origin>): void {
		this.#effects.push(effect);
	}

	/**
	 * Closes the turn. A kill between two chunks must leave what recovery understands, so an end and a new attempt are
	 * always stored with the run they are about. Runs that ended come first: what follows from them is derived again
	 * when it is lost. What failures entail comes before what is cancelled, so that recovery can tell the two apart;
	 * runs that begin come last.
	 */
	close(context: TurnContext): Turn<Origin> {
		const changes = [...this.#changes].filter(([, change]) => change.from !== change.to);
		const [ended, chunkOf] = [new Set(this.#endVertices), new Map<number, number>()];
		if (changes.length > MAX_ROWS) {
			const rank = ([vertex, { to }]: Change): number => (ended.has(vertex) ? 0 : (LATER_RANKS[to] ?? 2));
			changes.sort((a, b) => rank(a) - rank(b));
			for (const [index, [vertex]] of changes.entries()) {
				chunkOf.set(vertex, Math.floor(index / MAX_ROWS));
			}
		}
		// A run that ended up where it was has no row: its attempts go into the first chunk, all of them.
		const isIn = (chunk: number, vertex: number): boolean => (chunkOf.get(vertex) ?? 0) === chunk;
		const batches: CommitBatch[] = [];
		for (let chunk = 0; chunk === 0 || chunk * MAX_ROWS < changes.length; chunk++) {
			const part = changes.slice(chunk * MAX_ROWS, (chunk + 1) * MAX_ROWS);
			batches.push({
				runs: part.map(([vertex, change]) => toRow(vertex, change, context)),
				attempts: this.#attempts.filter(({ vertex }) => isIn(chunk, vertex)),
				starts: chunk === 0 ? this.#starts : [],
				ends: this.#ends.filter((_end, index) => isIn(chunk, this.#endVertices[index] ?? -1)),
				cancels: chunk === 0 ? this.#cancels : [],
				hellos: [],
				controls: chunk === 0 ? controlRows(this.#control, context) : [],
				retries: chunk === 0 ? this.#retries : [],
				events: [
					...(chunk === 0 ? controlEvents(this.#control, context) : []),
					...part.map(([vertex, change]) => toEvent(vertex, change, context)),
				],
			});
		}
		return { batches, effects: this.#effects, ends: this.#ends, endVertices: this.#endVertices };
	}
}

/** What rows and events need beside the change itself. */
export interface TurnContext {
	readonly deploymentId: DeploymentId;
	readonly environmentId: EnvironmentId;
	readonly nowMs: number;
	identify(vertex: number): RunIdentity;
}

function controlRows(change: ControlChange | undefined, { deploymentId }: TurnContext): readonly ControlUpdate[] {
	return change === undefined ? [] : [{ deploymentId, control: change.control, excluded: change.excluded }];
}

function controlEvents(change: ControlChange | undefined, context: TurnContext): readonly NewEvent[] {
	if (change === undefined) {
		return [];
	}
	const { deploymentId, environmentId, nowMs } = context;
	const { control, message } = change;
	const body = { kind: 'deployment_control_changed', deploymentId, control, message } as const;
	return [{ stream: environmentId, atMs: nowMs, body }];
}

function toRow(vertex: number, change: NetChange, context: TurnContext): RunUpdate {
	return {
		deploymentId: context.deploymentId,
		vertex,
		state: change.to,
		atMs: context.nowMs,
		message: change.message,
	};
}

function toEvent(vertex: number, change: NetChange, context: TurnContext): NewEvent {
	const { taskId, nodeId } = context.identify(vertex);
	return {
		stream: context.environmentId,
		atMs: context.nowMs,
		body: {
			kind: 'task_run_changed',
			deploymentId: context.deploymentId,
			vertex,
			taskId,
			nodeId,
			from: change.from,
			to: change.to,
			attempt: change.attempt,
			message: change.message,
		},
	};
}
