import type { NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';

const MOST_PER_NODE = 4;

/** Bounds the hellos of one node that wait for their turn: a node has one stream, and a second while one is replaced. */
export class WaitingHellos {
	readonly #waiting = new Map<NodeId, number>();

	/** Runs the work of one hello. Throws RATE_LIMITED when too many of the node are waiting already. */
	async admit<Result>(nodeId: NodeId, work: () => Promise<Result>): Promise<Result> {
		const before = this.#waiting.get(nodeId) ?? 0;
		if (before >= MOST_PER_NODE) {
			throw new StokerError('RATE_LIMITED', `node ${nodeId} opens too many sessions at once`, {
				subject: { node: nodeId },
				retryAfterSeconds: 5,
			});
		}
		this.#waiting.set(nodeId, before + 1);
		try {
			return await work();
		} finally {
			const left = (this.#waiting.get(nodeId) ?? 1) - 1;
			if (left === 0) {
				this.#waiting.delete(nodeId);
			} else {
				this.#waiting.set(nodeId, left);
			}
		}
	}
}
