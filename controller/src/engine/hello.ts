import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { AttemptReport, AttemptVerdict, Hello, Verdict } from '@stoker/shared/model/session.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { Store } from '../store/store.js';

/** What the store knows of a node that says hello. */
export interface NodeFacts {
	readonly lastEpoch: number;
	readonly inventoryDigest: string | null;
	readonly name: string;
}

/** @throws StokerError NODE_NOT_FOUND or NODE_NOT_ACCEPTED. */
export async function loadNodeFacts(store: Store, nodeId: NodeId): Promise<NodeFacts> {
	const row = await store.read(({ db }) =>
		db
			.selectFrom('node')
			.select(['status', 'name', 'session_epoch', 'inventory_digest'])
			.where('id', '=', nodeId)
			.executeTakeFirst(),
	);
	if (row === undefined) {
		throw new StokerError('NODE_NOT_FOUND', `there is no node ${nodeId}`, { subject: { node: nodeId } });
	}
	if (row.status === 'pending') {
		throw new StokerError('NODE_NOT_ACCEPTED', `node ${nodeId} waits for an administrator`, {
			subject: { node: nodeId },
		});
	}
	return { lastEpoch: row.session_epoch, inventoryDigest: row.inventory_digest, name: row.name };
}

/**
 * One verdict for each attempt of a hello. What nobody knows any more is dropped; a finished one of those is asked for
 * once, so that its report gets a disposition and is audited where it must be.
 */
export function joinVerdicts(
	hello: Hello,
	answers: readonly ReadonlyMap<AssignmentId, Verdict>[],
	storedLengths: ReadonlyMap<AssignmentId, number>,
): readonly AttemptVerdict[] {
	return hello.attempts.map((report) => ({
		assignmentId: report.assignmentId,
		verdict: verdictOf(report, answers),
		storedLogLength: storedLengths.get(report.assignmentId) ?? 0,
	}));
}

function verdictOf(report: AttemptReport, answers: readonly ReadonlyMap<AssignmentId, Verdict>[]): Verdict {
	for (const answer of answers) {
		const verdict = answer.get(report.assignmentId);
		if (verdict !== undefined) {
			return verdict;
		}
	}
	return report.progress === 'finished' ? 'resend' : 'forget';
}
