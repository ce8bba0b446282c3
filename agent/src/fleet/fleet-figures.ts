import type { AttemptWitness } from './pretend-attempts.js';
import { WaitHistogram } from './wait-histogram.js';

/** What a fleet has come to so far. Counts are of this process, since it started. */
export interface FleetReading {
	readonly elapsedMs: number;
	readonly agents: number;
	/** Agents with an identity, from now or from before. */
	readonly joined: number;
	/** Agents that the controller has welcomed and that have not lost it since. */
	readonly online: number;
	/** Sessions that were lost after their welcome. */
	readonly lost: number;
	readonly running: number;
	readonly ended: number;
	readonly failed: number;
	/** Ended attempts whose outcome the controller has. */
	readonly acknowledged: number;
	/** How long agents with nothing to do waited for their next task, milliseconds; absent while none did. */
	readonly waitMs?: { readonly p50: number; readonly p99: number };
	/** The last thing that went wrong; absent while nothing did. */
	readonly problem?: string;
}

/** Counts what the agents of a fleet do. */
export class FleetFigures implements AttemptWitness {
	readonly #agents: number;
	readonly #waits = new WaitHistogram();
	#joined = 0;
	#online = 0;
	#lost = 0;
	#running = 0;
	#ended = 0;
	#failed = 0;
	#acknowledged = 0;
	#problem: string | undefined;

	constructor(agents: number) {
		this.#agents = agents;
	}

	joined(): void {
		this.#joined++;
	}

	online(): void {
		this.#online++;
	}

	offline(isLoss: boolean): void {
		this.#online--;
		this.#lost += Number(isLoss);
	}

	accepted(idleMs: number | undefined): void {
		if (idleMs !== undefined) {
			this.#waits.add(idleMs);
		}
	}

	slotTaken(): void {
		this.#running++;
	}

	slotFreed(): void {
		this.#running--;
	}

	ended(hasFailed: boolean): void {
		this.#ended++;
		this.#failed += Number(hasFailed);
	}

	acknowledged(): void {
		this.#acknowledged++;
	}

	wentWrong(problem: string): void {
		this.#problem = problem;
	}

	read(elapsedMs: number): FleetReading {
		const [p50, p99] = [this.#waits.quantile(0.5), this.#waits.quantile(0.99)];
		return {
			elapsedMs: Math.round(elapsedMs),
			agents: this.#agents,
			joined: this.#joined,
			online: this.#online,
			lost: this.#lost,
			running: this.#running,
			ended: this.#ended,
			failed: this.#failed,
			acknowledged: this.#acknowledged,
			...(p50 !== undefined && p99 !== undefined && { waitMs: { p50: round(p50), p99: round(p99) } }),
			...(this.#problem !== undefined && { problem: this.#problem }),
		};
	}
}

/** One line for a person; `before` is the reading that the rate is measured from. */
export function describeReading(reading: FleetReading, before: FleetReading): string {
	const seconds = (reading.elapsedMs - before.elapsedMs) / 1000;
	const rate = seconds > 0 ? (reading.acknowledged - before.acknowledged) / seconds : 0;
	const { joined, agents, online, lost, running, ended, failed, acknowledged, waitMs, problem } = reading;
	const parts = [
		joined < agents ? `${joined} of ${agents} joined` : `${agents} agents`,
		`${online} online`,
		`${running} tasks running`,
		`${acknowledged} done (${failed} failed)`,
		`${Math.round(rate)}/s`,
		...(ended > acknowledged ? [`${ended - acknowledged} not acknowledged`] : []),
		...(waitMs === undefined ? [] : [`next task after ${waitMs.p50} ms, 1% after ${waitMs.p99} ms or more`]),
		...(lost > 0 ? [`${lost} sessions lost`] : []),
		...(problem === undefined || online === agents ? [] : [`last problem: ${problem}`]),
	];
	return parts.join(', ');
}

function round(milliseconds: number): number {
	return Number(milliseconds.toPrecision(3));
}
