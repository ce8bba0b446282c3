import type { EnvironmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Kysely } from 'kysely';
import type { NodeFacts } from '../domain/assign-nodes.js';
import { ACTIVE_DEPLOYMENT_STATES } from '../domain/deployment-state.js';
import type { Database } from '../store/schema.js';
import type { DeploymentRow, NodeRow } from './lookups.js';

type Db = Kysely<Database>;

/** The deployment that holds an environment, if any. */
export async function findActiveDeployment(db: Db, environmentId: string): Promise<DeploymentRow | undefined> {
	return db
		.selectFrom('deployment')
		.selectAll()
		.where('environment_id', '=', environmentId)
		.where('state', 'in', ACTIVE_DEPLOYMENT_STATES)
		.executeTakeFirst();
}

/** The nodes of an environment. */
export async function nodesOfEnvironment(db: Db, environmentId: string): Promise<readonly NodeRow[]> {
	return db.selectFrom('node').selectAll().where('environment_id', '=', environmentId).execute();
}

/** Nodes by what they were asked for: id or name. */
export async function findNodes(db: Db, wanted: readonly string[]): Promise<ReadonlyMap<string, NodeFacts>> {
	if (wanted.length === 0) {
		return new Map();
	}
	const names = [...new Set(wanted)];
	const rows = await db
		.selectFrom('node')
		.select(['id', 'name', 'status', 'environment_id'])
		.where((node) => node.or([node('id', 'in', names), node('name', 'in', names)]))
		.execute();
	const facts = rows.map(nodeFacts);
	const byName = new Map(facts.map((node) => [node.name, node]));
	const byId = new Map<string, NodeFacts>(facts.map((node) => [node.id, node]));
	return new Map([...byName, ...byId]);
}

/** A node as decisions see it. */
export function nodeFacts(row: Pick<NodeRow, 'id' | 'name' | 'status' | 'environment_id'>): NodeFacts {
	return {
		id: row.id as NodeId,
		name: row.name,
		status: row.status,
		environmentId: (row.environment_id ?? undefined) as EnvironmentId | undefined,
	};
}
