import type { RunCounts } from '@stoker/shared/model/deployment.js';
import type { DeploymentId, EnvironmentId, PlanId } from '@stoker/shared/model/ids.js';
import type { DeploymentView } from '@stoker/shared/model/views.js';
import type { Kysely } from 'kysely';
import { storedControl } from '../store/engine-reads.js';
import type { Database } from '../store/schema.js';
import type { DeploymentRow } from './lookups.js';

/** A deployment with what it is called by: its environment and plan. */
export interface LabelledDeployment {
	readonly row: DeploymentRow;
	readonly environmentName: string;
	readonly planDigest: string;
	readonly graphType: string;
}

/** Deployments with their labels, in the order given. */
export async function labelDeployments(
	db: Kysely<Database>,
	rows: readonly DeploymentRow[],
): Promise<readonly LabelledDeployment[]> {
	if (rows.length === 0) {
		return [];
	}
	const environmentIds = rows.map((row) => row.environment_id);
	const planIds = rows.map((row) => row.plan_id);
	const environments = await db
		.selectFrom('environment')
		.select(['id', 'name'])
		.where('id', 'in', environmentIds)
		.execute();
	const plans = await db.selectFrom('plan').select(['id', 'digest', 'graph_type']).where('id', 'in', planIds).execute();
	const nameOf = new Map(environments.map((environment) => [environment.id, environment.name]));
	const planOf = new Map(plans.map((plan) => [plan.id, plan]));
	return rows.map((row) => ({
		row,
		environmentName: nameOf.get(row.environment_id) ?? '',
		planDigest: planOf.get(row.plan_id)?.digest ?? '',
		graphType: planOf.get(row.plan_id)?.graph_type ?? '',
	}));
}

/** What is shown of a deployment. */
export function deploymentView(deployment: LabelledDeployment, counts: RunCounts): DeploymentView {
	const { row, environmentName, planDigest, graphType } = deployment;
	return {
		id: row.id as DeploymentId,
		environmentId: row.environment_id as EnvironmentId,
		environmentName,
		planId: row.plan_id as PlanId,
		planDigest,
		graphType,
		state: row.state,
		counts,
		startedAtMs: row.started_at,
		endedAtMs: row.ended_at ?? undefined,
		startedBy: row.started_by,
		message: row.message,
		control: storedControl(row),
		kind: row.kind,
	};
}
