import type { AssignmentId } from '@stoker/shared/model/ids.js';
import type { ControllerEnvelope } from '@stoker/shared/model/session.js';

/** An attempt whose outcome the controller has taken note of. */
interface Acknowledged {
	readonly assignmentId: AssignmentId;
	/** False when the controller knows no such attempt of this node. */
	readonly isKnown: boolean;
}

/** Numbers the reports of one session from 1 without holes, and keeps them until they are acknowledged. */
export class ReportLedger {
	readonly #waiting = new Map<number, AssignmentId>();
	readonly #reported = new Set<AssignmentId>();
	#last = 0;

	/** Whether a report of this attempt was made and not acknowledged. */
	isWaiting(assignmentId: AssignmentId): boolean {
		return this.#reported.has(assignmentId);
	}

	number(assignmentId: AssignmentId): number {
		this.#last += 1;
		this.#waiting.set(this.#last, assignmentId);
		this.#reported.add(assignmentId);
		return this.#last;
	}

	/** The attempts that a cumulative acknowledgement covers. */
	acknowledge(acknowledgement: ControllerEnvelope['acknowledgement']): readonly Acknowledged[] {
		if (acknowledgement === undefined) {
			return [];
		}
		const unknown = new Set(
			acknowledgement.dispositions.filter((item) => item.disposition === 'unknown').map((item) => item.report),
		);
		const acknowledged: Acknowledged[] = [];
		for (const [report, assignmentId] of this.#waiting) {
			if (report > acknowledgement.throughReport) {
				break;
			}
			this.#waiting.delete(report);
			this.#reported.delete(assignmentId);
			acknowledged.push({ assignmentId, isKnown: !unknown.has(report) });
		}
		return acknowledged;
	}
}
