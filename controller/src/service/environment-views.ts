import { groupBy } from '@stoker/shared/model/group-by.js';
import { compareNodeIds, type DeploymentId, type EnvironmentId, type ReleaseId } from '@stoker/shared/model/ids.js';
import type { EnvironmentView } from '@stoker/shared/model/views.js';
import type { Kysely } from 'kysely';
import type { Database } from '../store/schema.js';
import type { EnvironmentRow, NodeRow } from './lookups.js';

/** The roles of a node as they are stored. */
export function storedRoles(row: Pick<NodeRow, 'roles'>): readonly string[] {
	return JSON.parse(row.roles) as readonly string[];
}

/** What lists show of environments, in the order given. */
export async function environmentViews(
	db: Kysely<Database>,
	rows: readonly EnvironmentRow[],
): Promise<readonly EnvironmentView[]> {
	if (rows.length === 0) {
		return [];
	}
	const ids = rows.map((row) => row.id);
	const nodes = await db
		.selectFrom('node')
		.select(['id', 'roles', 'environment_id'])
		.where('environment_id', 'in', ids)
		.execute();
	const releases = await db.selectFrom('release').select(['id', 'name', 'version']).execute();
	const deployments = await db
		.selectFrom('deployment')
		.select(({ fn }) => ['environment_id', fn.max('id').as('id')])
		.where('environment_id', 'in', ids)
		.groupBy('environment_id')
		.execute();
	const releaseOf = new Map(releases.map((release) => [release.id, release]));
	const deploymentOf = new Map(deployments.map((row) => [row.environment_id, row.id]));
	const nodesOf = groupBy(nodes, (node) => node.environment_id);
	return rows.map((row) => ({
		id: row.id as EnvironmentId,
		name: row.name,
		status: row.status,
		releaseId: row.release_id as ReleaseId,
		releaseName: releaseOf.get(row.release_id)?.name ?? '',
		releaseVersion: releaseOf.get(row.release_id)?.version ?? '',
		nodes: (nodesOf.get(row.id) ?? [])
			.toSorted((a, b) => compareNodeIds(a.id, b.id))
			.map((node) => ({ node: node.id, roles: storedRoles(node) })),
		deploymentId: deploymentOf.get(row.id) as DeploymentId | undefined,
		createdAtMs: row.created_at,
	}));
}

/** What is shown of one environment. */
export async function environmentView(db: Kysely<Database>, row: EnvironmentRow): Promise<EnvironmentView> {
	const [view] = await environmentViews(db, [row]);
	if (view === undefined) {
		throw new Error('one row gives one view');
	}
	return view;
}
