import { type AttemptOutcome, isLoss } from '@stoker/shared/model/deployment.js';
import type { Kysely } from 'kysely';
import type { Database } from './schema.js';

/** How often attempts of a run were reported to have failed. */
export interface ReportedFailures {
	readonly count: number;
	/** Wall clock of the controller. */
	readonly lastEndedAtMs: number;
}

/** What earlier attempts mean for runs that may have another one. */
export interface EndedAttempts {
	/** Reported failures of each run, those before an operator's last retry left out. */
	readonly reportedFailures: ReadonlyMap<number, ReportedFailures>;
	/** Attempts that ended well of runs that may have another one; counted as failures are. */
	readonly reportedSuccesses: ReadonlyMap<number, number>;
	/** Failed runs whose last attempt was reported to have ended well after all. */
	readonly lateSuccesses: ReadonlySet<number>;
}

export async function loadEndedAttempts(db: Kysely<Database>, deploymentId: string): Promise<EndedAttempts> {
	const ended = await selectEnded(db, deploymentId);
	return {
		reportedFailures: reportedFailuresOf(ended),
		reportedSuccesses: reportedSuccessesOf(ended),
		lateSuccesses: new Set(ended.flatMap((attempt) => (isLateSuccess(attempt) ? [attempt.vertex] : []))),
	};
}

/** Reads the outcome an attempt was stored with. */
export function outcomeOf(detail: string): AttemptOutcome {
	const stored = JSON.parse(detail) as Omit<AttemptOutcome, 'reason'> & Partial<Pick<AttemptOutcome, 'reason'>>;
	// JSON leaves out what is undefined.
	return { ...stored, reason: stored.reason };
}

type EndedAttempt = Awaited<ReturnType<typeof selectEnded>>[number];

/** Ended attempts of runs that have not ended well, oldest first. */
async function selectEnded(db: Kysely<Database>, deploymentId: string) {
	return db
		.selectFrom('attempt')
		.innerJoin('task_run', (join) =>
			join
				.onRef('task_run.deployment_id', '=', 'attempt.deployment_id')
				.onRef('task_run.vertex', '=', 'attempt.vertex'),
		)
		.select([
			'attempt.vertex',
			'attempt.outcome',
			'attempt.detail',
			'attempt.ended_at',
			'attempt.is_decisive',
			'task_run.state',
		])
		.where('attempt.deployment_id', '=', deploymentId)
		.where('attempt.ended_at', 'is not', null)
		.where('task_run.state', 'in', ['ready', 'running', 'failed'])
		.whereRef('attempt.number', '>', 'task_run.attempts_before')
		.orderBy('attempt.vertex')
		.orderBy('attempt.number')
		.execute();
}

/** A report that came after its run was given up. One that came in time counted when it came. */
function isLateSuccess({ outcome, state, is_decisive }: EndedAttempt): boolean {
	return outcome === 'succeeded' && state === 'failed' && is_decisive === 0;
}

function reportedSuccessesOf(ended: readonly EndedAttempt[]): ReadonlyMap<number, number> {
	const successes = new Map<number, number>();
	for (const { vertex, outcome, state, is_decisive } of ended) {
		if (outcome === 'succeeded' && state !== 'failed' && is_decisive === 1) {
			successes.set(vertex, (successes.get(vertex) ?? 0) + 1);
		}
	}
	return successes;
}

function reportedFailuresOf(ended: readonly EndedAttempt[]): ReadonlyMap<number, ReportedFailures> {
	const failures = new Map<number, ReportedFailures>();
	for (const { vertex, outcome, detail, ended_at } of ended) {
		const { reason } = outcomeOf(detail ?? '{}');
		if (outcome === 'failed' && !isLoss(reason)) {
			const count = (failures.get(vertex)?.count ?? 0) + 1;
			failures.set(vertex, { count, lastEndedAtMs: ended_at ?? 0 });
		}
	}
	return failures;
}
