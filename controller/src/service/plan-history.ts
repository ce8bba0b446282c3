import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import type { Kysely } from 'kysely';
import { ACTIVE_DEPLOYMENT_STATES } from '../domain/deployment-state.js';
import { outcomeOf } from '../store/ended-attempts.js';
import { decodePlanGraph } from '../store/plan-blob.js';
import type { Database } from '../store/schema.js';

type Db = Kysely<Database>;

/** Attempts that are looked at for durations: the latest say most. */
const MAX_ATTEMPTS = 5_000;

/** The deployment of an environment that ended last, rehearsals aside; empty when none did. */
export async function lastEndedDeployment(db: Db, environmentId: string): Promise<string> {
	const row = await db
		.selectFrom('deployment')
		.select('id')
		.where('environment_id', '=', environmentId)
		.where('kind', '=', 'full')
		.where('state', 'not in', ACTIVE_DEPLOYMENT_STATES)
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.id ?? '';
}

/** The graph of the last plan of a type that was started, rehearsals aside. */
export async function lastStartedGraph(
	db: Db,
	environmentId: string,
	graphType: string,
): Promise<PlanGraph | undefined> {
	const row = await db
		.selectFrom('deployment')
		.innerJoin('plan', 'plan.id', 'deployment.plan_id')
		.select('plan.graph')
		.where('deployment.environment_id', '=', environmentId)
		.where('deployment.kind', '=', 'full')
		.where('plan.graph_type', '=', graphType)
		.orderBy('deployment.id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && decodePlanGraph(row.graph);
}

/** Mean milliseconds that the tasks of an environment took, over its latest successful attempts, by task id. */
export async function pastDurations(db: Db, environmentId: string): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.selectFrom('attempt')
		.innerJoin('deployment', 'deployment.id', 'attempt.deployment_id')
		.innerJoin('task_run', (join) =>
			join
				.onRef('task_run.deployment_id', '=', 'attempt.deployment_id')
				.onRef('task_run.vertex', '=', 'attempt.vertex'),
		)
		.select(['task_run.task_id', 'attempt.detail'])
		.where('deployment.environment_id', '=', environmentId)
		.where('deployment.kind', '=', 'full')
		.where('attempt.outcome', '=', 'succeeded')
		.orderBy('attempt.assignment_id', 'desc')
		.limit(MAX_ATTEMPTS)
		.execute();
	const sums = new Map<string, { sum: number; count: number }>();
	for (const { task_id, detail } of rows) {
		const known = sums.get(task_id) ?? { sum: 0, count: 0 };
		known.sum += detail === null ? 0 : outcomeOf(detail).durationMs;
		known.count++;
		sums.set(task_id, known);
	}
	return new Map([...sums].map(([taskId, { sum, count }]) => [taskId, sum / count]));
}
