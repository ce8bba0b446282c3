import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { OpenAttempt } from './attempt-book.js';
import type { DeploymentActor } from './deployment-actor.js';

interface LossSettings {
	readonly leaseSeconds: number;
	/** Added to the rest of a task's timeout once its lease has run out. */
	readonly lostExtraSeconds: number;
}

/** An attempt whose agent has been silent for too long. */
export interface Loss {
	readonly actor: DeploymentActor;
	readonly assignmentId: AssignmentId;
	readonly silentSeconds: number;
}

interface LossQuery {
	readonly actors: readonly DeploymentActor[];
	readonly nowMs: number;
	/** A lease has run out; called once for each attempt. */
	onLeaseExpired(): void;
	/** When a node was last heard, monotonic; undefined when not since the start. */
	lastFrameAtMs(nodeId: NodeId): number | undefined;
}

/** What happens to an attempt whose agent stays silent, and when. */
export interface LossTimes {
	readonly leaseEndsAtMs: number;
	readonly lostAtMs: number;
}

interface TimesQuery {
	readonly nowMs: number;
	/** Undefined when its node was not heard since the start. */
	readonly heardAtMs: number | undefined;
	readonly timeoutSeconds: number;
}

/**
 * Finds lost attempts. A lease that runs out only starts the clock of loss: the rest of the task's timeout, and some.
 * All times are those of the attended clock; all leases begin anew when the controller starts.
 */
export class LossWatch {
	readonly #settings: LossSettings;
	/** By the attended clock. */
	readonly startedAtMs: number;
	/** When each open attempt was first looked at: close enough to its assignment. */
	#firstSeen = new Map<AssignmentId, number>();
	/** Open attempts whose lease has run out and was told. */
	#expired = new Set<AssignmentId>();

	constructor(settings: LossSettings, startedAtMs: number) {
		this.#settings = settings;
		this.startedAtMs = startedAtMs;
	}

	findLosses(query: LossQuery): readonly Loss[] {
		const losses: Loss[] = [];
		const seen = new Map<AssignmentId, number>();
		const expired = new Set<AssignmentId>();
		for (const actor of query.actors) {
			for (const attempt of actor.machine.openAttempts()) {
				const begunAtMs = this.#firstSeen.get(attempt.assignmentId) ?? query.nowMs;
				seen.set(attempt.assignmentId, begunAtMs);
				const heardAtMs = query.lastFrameAtMs(attempt.nodeId) ?? this.startedAtMs;
				if (query.nowMs >= heardAtMs + this.#settings.leaseSeconds * 1_000) {
					expired.add(attempt.assignmentId);
					if (!this.#expired.has(attempt.assignmentId)) {
						query.onLeaseExpired();
					}
				}
				const timeoutMs = actor.machine.timeoutSeconds(attempt.vertex) * 1_000;
				const { lostAtMs } = this.#timesOf(heardAtMs, begunAtMs + timeoutMs);
				if (query.nowMs >= lostAtMs && actor.machine.isWanted(attempt)) {
					const silentSeconds = Math.round((query.nowMs - heardAtMs) / 1_000);
					losses.push({ actor, assignmentId: attempt.assignmentId, silentSeconds });
				}
			}
		}
		this.#firstSeen = seen;
		this.#expired = expired;
		return losses;
	}

	/** When the lease of a silent agent ends, and when this attempt of it counts as lost. */
	timesOf(attempt: OpenAttempt, query: TimesQuery): LossTimes {
		const begunAtMs = this.#firstSeen.get(attempt.assignmentId) ?? query.nowMs;
		return this.#timesOf(query.heardAtMs ?? this.startedAtMs, begunAtMs + query.timeoutSeconds * 1_000);
	}

	#timesOf(heardAtMs: number, timeoutAtMs: number): LossTimes {
		const leaseEndsAtMs = heardAtMs + this.#settings.leaseSeconds * 1_000;
		const lostAtMs = Math.max(leaseEndsAtMs, timeoutAtMs) + this.#settings.lostExtraSeconds * 1_000;
		return { leaseEndsAtMs, lostAtMs };
	}
}
