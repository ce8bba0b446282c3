import type { TaskRunView } from '../model/views.js';
import { overlapMs, type Span } from './spans.js';
import type { TimeKind, TimeSplit } from './time-split.js';

/** The life of one run within a deployment. */
export interface RunLife {
	readonly run: TaskRunView;
	/** From when it could begin until its first attempt; empty when it never could. */
	readonly ready: Span;
	/** Attempts before the last one, with the pauses after them. */
	readonly retrying: Span;
	/** Its last attempt. */
	readonly running: Span;
}

/** Reads the times of a run that had an attempt or waits for its first one, all by the controller's clock. */
export function lifeOf(run: TaskRunView, whole: Span): RunLife {
	const first = run.attempts[0];
	const last = run.attempts.at(-1);
	const line = new TimeLine(whole);
	line.skipTo(Math.min(run.readyAtMs ?? Number.POSITIVE_INFINITY, first?.assignedAtMs ?? Number.POSITIVE_INFINITY));
	const ready = line.goTo(first?.assignedAtMs ?? (run.state === 'ready' ? whole.toMs : line.atMs));
	// Its last attempt has failed and another one is to come: what it does is trying again.
	const isPausing = last?.endedAtMs !== undefined && run.endedAtMs === undefined;
	const retrying = line.goTo(isPausing ? whole.toMs : (last?.assignedAtMs ?? line.atMs));
	const running = line.goTo(last === undefined ? line.atMs : (last.endedAtMs ?? whole.toMs));
	return { run, ready, retrying, running };
}

/** Where the time of a run went; all kinds add up to the time of the deployment. */
export function splitLife({ ready, retrying, running }: RunLife, whole: Span, nodeBusy: readonly Span[]): TimeSplit {
	const slot = overlapMs(nodeBusy, ready);
	const split: Omit<Record<TimeKind, number>, 'after'> = {
		dependency: ready.fromMs - whole.fromMs,
		slot,
		held: ready.toMs - ready.fromMs - slot,
		retrying: retrying.toMs - retrying.fromMs,
		running: running.toMs - running.fromMs,
	};
	return { ...split, after: whole.toMs - running.toMs };
}

/** Walks along the time of a deployment and never back, whatever clocks said. */
class TimeLine {
	readonly #whole: Span;
	atMs: number;

	constructor(whole: Span) {
		this.#whole = whole;
		this.atMs = whole.fromMs;
	}

	skipTo(toMs: number): void {
		this.atMs = Math.min(Math.max(toMs, this.atMs), this.#whole.toMs);
	}

	goTo(toMs: number): Span {
		const fromMs = this.atMs;
		this.skipTo(toMs);
		return { fromMs, toMs: this.atMs };
	}
}
