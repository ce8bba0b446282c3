import type { AssignmentId, DeploymentId, NodeId } from '@stoker/shared/model/ids.js';
import type { AttemptReport, Disposition, ResultReport, Verdict } from '@stoker/shared/model/session.js';
import { findAttempt, openAttemptsOfNode } from '../store/engine-reads.js';
import type { CommitBatch, Store } from '../store/store.js';
import { NEVER_BEGAN, UNKNOWN_OUTCOME } from './machine-input.js';
import { reconcile, type SpoolIdentity } from './reconcile.js';

/** A batch with nothing in it, to be filled by name. */
export const EMPTY_BATCH: CommitBatch = {
	runs: [],
	attempts: [],
	starts: [],
	ends: [],
	cancels: [],
	hellos: [],
	controls: [],
	retries: [],
	events: [],
};

/** What a hello means for attempts of deployments that are no longer at work. */
export interface OrphanReconciliation {
	readonly verdicts: ReadonlyMap<AssignmentId, Verdict>;
	/** Ends to be stored. */
	readonly batch: CommitBatch;
	/** Attempts that are still open on the node: they hold its slots. */
	readonly open: readonly AssignmentId[];
}

interface OrphanQuery {
	readonly nodeId: NodeId;
	readonly spool: SpoolIdentity;
	readonly reports: readonly AttemptReport[];
	/** Whether a deployment at work knows the attempt. */
	isOwned(assignmentId: AssignmentId): boolean;
	readonly nowMs: number;
}

/** Reconciles the attempts of ended deployments that were never seen to end. */
export async function reconcileOrphans(store: Store, query: OrphanQuery): Promise<OrphanReconciliation> {
	const reported = new Map(query.reports.map((report) => [report.assignmentId, report.progress]));
	const verdicts = new Map<AssignmentId, Verdict>();
	const open: AssignmentId[] = [];
	const ends: CommitBatch['ends'][number][] = [];
	for (const attempt of await openAttemptsOfNode(store, query.nodeId)) {
		const { assignmentId } = attempt;
		if (query.isOwned(assignmentId)) {
			continue;
		}
		const facts = { ...attempt, isRestartBegun: false };
		const answer = reconcile(facts, reported.get(assignmentId), query.spool, false);
		if (answer.kind === 'verdict') {
			verdicts.set(assignmentId, answer.verdict);
			open.push(assignmentId);
		} else {
			const outcome = answer.kind === 'outcome_unknown' ? UNKNOWN_OUTCOME : NEVER_BEGAN;
			ends.push({ assignmentId, endedAtMs: query.nowMs, outcome, isDecisive: false });
		}
	}
	return { verdicts, batch: { ...EMPTY_BATCH, ends }, open };
}

/** How a report about an attempt that no deployment at work knows is answered, and what is stored of it. */
export interface OrphanReport {
	readonly disposition: Disposition;
	readonly batch: CommitBatch | undefined;
}

export async function judgeOrphanReport(
	store: Store,
	nodeId: NodeId,
	report: ResultReport,
	nowMs: number,
): Promise<OrphanReport> {
	const attempt = await findAttempt(store, report.assignmentId);
	if (attempt === undefined || attempt.nodeId !== nodeId) {
		return { disposition: 'unknown', batch: undefined };
	}
	if (attempt.endedAtMs !== undefined) {
		return { disposition: attempt.isDecisive ? 'duplicate' : 'stale', batch: undefined };
	}
	const end = { assignmentId: report.assignmentId, endedAtMs: nowMs, outcome: report.outcome, isDecisive: false };
	return { disposition: 'stale', batch: { ...EMPTY_BATCH, ends: [end] } };
}

/** The deployment an attempt of this node belongs to, looked up in the store. */
export async function deploymentOfAttempt(
	store: Store,
	assignmentId: AssignmentId,
	nodeId: NodeId,
): Promise<DeploymentId | undefined> {
	const attempt = await findAttempt(store, assignmentId);
	return attempt?.nodeId === nodeId ? attempt.deploymentId : undefined;
}
