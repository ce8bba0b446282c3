import { type EnvironmentId, MASTER_NODE_ID, type NodeId } from '@stoker/shared/model/ids.js';
import type { NodeDetailView, NodeView, Page } from '@stoker/shared/model/views.js';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../store/schema.js';
import { storedRoles } from './environment-views.js';
import { findEnvironment, findNode, type NodeRow } from './lookups.js';
import { driftOf, storedInventory } from './node-inventory.js';
import { openPage, type PageRequest } from './paging.js';
import type { EnginePort, ServicePorts } from './ports.js';

type Ports = Pick<ServicePorts, 'store'> & { readonly engine: Pick<EnginePort, 'connectivity' | 'lastSeenAtMs'> };

/** Which nodes to list. */
export interface ListNodes extends PageRequest {
	/** Id or name; empty for all. */
	readonly environment: string;
}

/** Orders nodes as people do: the controller's own first, then by number. */
const RANK = sql<number>`case when id = ${MASTER_NODE_ID} then -1 else cast(id as bigint) end`;

/** Nodes by id, "master" first. Throws ENVIRONMENT_NOT_FOUND. */
export async function listNodes(ports: Ports, request: ListNodes): Promise<Page<NodeView>> {
	const cursor = openPage<string>(request, ['nodes', request.environment], 'string');
	const views = await ports.store.read(async ({ db }) => {
		let query = db.selectFrom('node').selectAll().orderBy(RANK).limit(cursor.limit);
		if (request.environment !== '') {
			query = query.where('environment_id', '=', (await findEnvironment(db, request.environment)).id);
		}
		if (cursor.after !== undefined) {
			query = query.where(RANK, '>', cursor.after === MASTER_NODE_ID ? -1 : Number(cursor.after));
		}
		return nodeViews(ports, db, await query.execute());
	});
	return cursor.page(
		views,
		(view) => view.id,
		(view) => view,
	);
}

/** One node with its hardware. Throws NODE_NOT_FOUND. */
export async function getNode(ports: Ports, idOrName: string): Promise<NodeDetailView> {
	return ports.store.read(async ({ db }) => {
		const row = await findNode(db, idOrName);
		const [node] = await nodeViews(ports, db, [row]);
		if (node === undefined) {
			throw new Error('one row gives one view');
		}
		return {
			node,
			inventory: storedInventory(row.inventory),
			inventoryDigest: row.inventory_digest ?? '',
			inventoryAtMs: row.inventory_at ?? undefined,
			drift: driftOf(row),
			agreedAtMs: row.agreed_at ?? undefined,
		};
	});
}

async function nodeViews(ports: Ports, db: Kysely<Database>, rows: readonly NodeRow[]): Promise<readonly NodeView[]> {
	if (rows.length === 0) {
		return [];
	}
	const ids = rows.map((row) => row.id);
	const certificates = await db
		.selectFrom('certificate')
		.select(({ fn }) => ['subject', fn.max('not_after').as('not_after')])
		.where('subject', 'in', ids)
		.where('access_role', '=', 'agent')
		.where('revoked_at', 'is', null)
		.groupBy('subject')
		.execute();
	const environmentIds = rows.flatMap((row) => row.environment_id ?? []);
	const environments =
		environmentIds.length === 0
			? []
			: await db.selectFrom('environment').select(['id', 'name']).where('id', 'in', environmentIds).execute();
	const expiryOf = new Map(certificates.map((row) => [row.subject, Number(row.not_after)]));
	const nameOf = new Map<string | null, string>(environments.map((row) => [row.id, row.name]));
	return rows.map((row) => nodeView(ports, row, { nameOf, expiryOf }));
}

interface Around {
	readonly nameOf: ReadonlyMap<string | null, string>;
	readonly expiryOf: ReadonlyMap<string, number>;
}

function nodeView({ engine }: Ports, row: NodeRow, { nameOf, expiryOf }: Around): NodeView {
	const id = row.id as NodeId;
	const inventory = storedInventory(row.inventory);
	return {
		id,
		name: row.name,
		status: row.status,
		statusMessage: row.status_message,
		connectivity: engine.connectivity(id),
		environmentId: (row.environment_id ?? undefined) as EnvironmentId | undefined,
		environmentName: nameOf.get(row.environment_id) ?? '',
		roles: storedRoles(row),
		lastSeenAtMs: engine.lastSeenAtMs(id) ?? row.last_seen_at ?? undefined,
		agentVersion: row.agent_version,
		certificateExpiresAtMs: expiryOf.get(row.id),
		createdAtMs: row.created_at,
		cpuThreads: inventory?.cpu.threads ?? 0,
		memoryBytes: inventory?.memoryBytes ?? 0,
		diskBytes: inventory?.disks.reduce((sum, disk) => sum + disk.sizeBytes, 0) ?? 0,
	};
}
