import type { AssignmentId } from '@stoker/shared/model/ids.js';
import type { StoreConstraintError } from '../store/store.js';
import type { AgentSession } from './agent-session.js';
import type { CommitWriter } from './commit-writer.js';
import type { DeploymentMachine } from './deployment-machine.js';
import type { Effect, Turn } from './turn-record.js';

/** A report on a session that waits for its disposition. */
export interface ReportOrigin {
	readonly session: AgentSession;
	readonly assignmentId: AssignmentId;
	readonly report: number;
}

export type Machine = DeploymentMachine<ReportOrigin>;

interface ActorPorts {
	readonly writer: CommitWriter;
	/** Lets effects leave; called once for each durable turn. */
	deliver(effects: readonly Effect<ReportOrigin>[]): void;
	/** A turn is durable and its effects have left; it began then, by the clock of `nowMs`. */
	onDurable(turn: Turn<ReportOrigin>, begunMs: number): void;
	nowMs(): number;
	/** Every run has ended and is durable. */
	onFinished(actor: DeploymentActor): void;
	/** The store refused a turn: the deployment must not go on. */
	onHalted(actor: DeploymentActor, error: unknown): void;
	/** Runs a function after the events that are pending now. */
	defer(work: () => void): void;
}

/**
 * Runs one deployment: gathers commands until the end of the event-loop turn, lets the machine decide on all of them,
 * and lets the effects leave when they are durable.
 */
export class DeploymentActor {
	readonly machine: Machine;
	readonly #ports: ActorPorts;
	#commands: ((machine: Machine) => void)[] = [];
	/** Answers of the turn being made, to be given when it is durable. */
	#answers: (() => void)[] = [];
	/** Everybody who waits for an answer, so that a halt leaves nobody waiting. */
	readonly #waiting = new Set<(error: unknown) => void>();
	#isTurnDue = false;
	/** When the first command of the turn that is due came. */
	#turnBegunMs = 0;
	/** Turns submitted whose outcome is not known yet. */
	#turnsUnderWay = 0;
	#isHalted = false;
	#isFinishing = false;

	constructor(machine: Machine, ports: ActorPorts) {
		this.machine = machine;
		this.#ports = ports;
	}

	get isHalted(): boolean {
		return this.#isHalted;
	}

	/** Every run has ended: its end is being stored. */
	get isFinishing(): boolean {
		return this.#isFinishing;
	}

	/** Queues a command for the next turn. */
	send(command: (machine: Machine) => void): void {
		this.#commands.push(command);
		this.#scheduleTurn();
	}

	/** Queues a command; resolves with its answer once its turn is durable, rejects when the deployment halts. */
	ask<Answer>(command: (machine: Machine) => Answer): Promise<Answer> {
		return new Promise((resolve, reject) => {
			this.#waiting.add(reject);
			this.send((machine) => {
				const answer = command(machine);
				this.#answers.push(() => {
					this.#waiting.delete(reject);
					resolve(answer);
				});
			});
		});
	}

	#scheduleTurn(): void {
		if (!this.#isTurnDue) {
			this.#isTurnDue = true;
			this.#turnBegunMs = this.#ports.nowMs();
			this.#ports.defer(() => this.#turn());
		}
	}

	#turn(): void {
		this.#isTurnDue = false;
		if (this.#isHalted) {
			this.#halt(new Error('the deployment has halted'));
			return;
		}
		try {
			for (const command of this.#commands.splice(0)) {
				command(this.machine);
			}
			this.#submit();
		} catch (error) {
			this.#halt(error);
		}
	}

	#submit(): void {
		const turn = this.machine.closeTurn();
		const answers = this.#answers.splice(0);
		if (turn === undefined && answers.length === 0) {
			return;
		}
		this.#turnsUnderWay += 1;
		const begunMs = this.#turnBegunMs;
		this.#ports.writer.submit({
			batches: turn?.batches ?? [],
			onCommitted: () => {
				this.#turnsUnderWay -= 1;
				if (turn !== undefined) {
					this.#ports.deliver(turn.effects);
					this.#ports.onDurable(turn, begunMs);
				}
				for (const answer of answers) {
					answer();
				}
				this.#finishIfDone();
			},
			onRefused: (error: StoreConstraintError) => this.#halt(error),
			isAbandoned: () => this.#isHalted,
		});
	}

	/** The machine is ahead of the store: what it knows counts only when no turn is left to become durable. */
	#finishIfDone(): void {
		if (this.machine.isFinished && this.#turnsUnderWay === 0 && !this.#isFinishing) {
			this.#isFinishing = true;
			this.#ports.onFinished(this);
		}
	}

	#halt(error: unknown): void {
		this.#commands = [];
		for (const reject of this.#waiting) {
			reject(error);
		}
		this.#waiting.clear();
		if (!this.#isHalted) {
			this.#isHalted = true;
			this.#ports.onHalted(this, error);
		}
	}
}
