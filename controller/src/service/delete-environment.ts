import type { DeploymentId, EnvironmentId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { decideRemoval } from '../domain/assign-nodes.js';
import type { Store, WriteTransaction } from '../store/store.js';
import { releaseNodes } from './assignments.js';
import type { AuditSubject } from './audit.js';
import { findActiveDeployment, nodeFacts, nodesOfEnvironment } from './environment-facts.js';
import { type EnvironmentRow, findEnvironment } from './lookups.js';
import { objectChanged, recordMutation } from './mutation.js';
import type { ServicePorts } from './ports.js';

const CHUNK_ROWS = 1_000;

type Ports = Pick<ServicePorts, 'store' | 'clock' | 'logFiles' | 'planGraphs'>;

/**
 * Deletes an environment with its plans, deployments, events and logs; its nodes go back to the pool.
 * Throws ENVIRONMENT_NOT_FOUND or DEPLOYMENT_ACTIVE.
 *
 * The nodes leave first, the environment's own row goes last: a controller that dies in between leaves an environment
 * without nodes and with less history, and deleting it again finishes the work.
 */
export async function deleteEnvironment(ports: Ports, idOrName: string, subject: AuditSubject): Promise<EnvironmentId> {
	const environment = await ports.store.write((transaction) => emptyEnvironment(ports, transaction, idOrName, subject));
	const environmentId = environment.id as EnvironmentId;
	do {
		await deleteDeployments(ports, environmentId);
		await deletePlans(ports, environmentId);
		await deleteEvents(ports.store, environmentId);
	} while (!(await ports.store.write((transaction) => deleteRow(ports, transaction, environment))));
	return environmentId;
}

async function emptyEnvironment(
	ports: Ports,
	transaction: WriteTransaction,
	idOrName: string,
	subject: AuditSubject,
): Promise<EnvironmentRow> {
	const environment = await findEnvironment(transaction.db, idOrName);
	await refuseActive(transaction, environment);
	const events = await freeNodes(transaction, environment);
	await recordMutation(transaction, {
		atMs: ports.clock.wallMs(),
		subject,
		action: 'DeleteEnvironment',
		object: `environment ${environment.name}`,
		events,
	});
	return environment;
}

/** False when a deployment slipped in and has ended since: then there is more to delete. */
async function deleteRow(ports: Ports, transaction: WriteTransaction, environment: EnvironmentRow): Promise<boolean> {
	const { db } = transaction;
	await refuseActive(transaction, environment);
	const plan = await db.selectFrom('plan').select('id').where('environment_id', '=', environment.id).executeTakeFirst();
	if (plan !== undefined) {
		return false;
	}
	const nodesFreed = await freeNodes(transaction, environment);
	await db.deleteFrom('event').where('stream', '=', environment.id).execute();
	await db.deleteFrom('event_stream').where('stream', '=', environment.id).execute();
	await db.deleteFrom('notification').where('stream', '=', environment.id).execute();
	await db.deleteFrom('notification_cursor').where('stream', '=', environment.id).execute();
	await db.deleteFrom('environment').where('id', '=', environment.id).execute();
	const atMs = ports.clock.wallMs();
	const told = nodesFreed.filter(([stream]) => stream !== environment.id);
	const events = [...told, objectChanged('environment', environment.id, 'deleted')];
	await transaction.appendEvents(events.map(([stream, body]) => ({ stream, atMs, body })));
	return true;
}

async function refuseActive({ db }: WriteTransaction, environment: EnvironmentRow): Promise<void> {
	const active = await findActiveDeployment(db, environment.id);
	if (active !== undefined) {
		throw new StokerError('DEPLOYMENT_ACTIVE', `A deployment is at work in ${environment.name}.`, {
			subject: { environment: environment.name, deployment: active.id },
		});
	}
}

async function freeNodes(transaction: WriteTransaction, environment: EnvironmentRow): ReturnType<typeof releaseNodes> {
	const nodes = await nodesOfEnvironment(transaction.db, environment.id);
	const id = environment.id as EnvironmentId;
	const leaving = decideRemoval(
		{ id, name: environment.name, roles: new Set(), isDeploying: false },
		nodes.map((row) => ({ wanted: row.id, node: nodeFacts(row) })),
	);
	return releaseNodes(transaction, environment, leaving);
}

// Logs go before the rows that name them: a kill in between leaves rows to find the rest by, never files nobody knows.
async function deleteDeployments(ports: Ports, environmentId: EnvironmentId): Promise<void> {
	for (;;) {
		const row = await ports.store.read(({ db }) =>
			db
				.selectFrom('deployment')
				.select('id')
				.where('environment_id', '=', environmentId)
				.where('state', 'in', ['succeeded', 'failed', 'stopped'])
				.executeTakeFirst(),
		);
		if (row === undefined) {
			return;
		}
		const id = row.id as DeploymentId;
		await ports.logFiles.remove(id);
		await inChunks(ports.store, (transaction) => deleteAttempts(transaction, id));
		await inChunks(ports.store, (transaction) => deleteRuns(transaction, id));
		await ports.store.write(({ db }) => db.deleteFrom('deployment').where('id', '=', id).execute());
	}
}

async function deletePlans(ports: Ports, environmentId: EnvironmentId): Promise<void> {
	await inChunks(ports.store, async ({ db }) => {
		const plan = await db
			.selectFrom('plan')
			.select('id')
			.where('environment_id', '=', environmentId)
			.where('id', 'not in', db.selectFrom('deployment').select('plan_id').where('environment_id', '=', environmentId))
			.executeTakeFirst();
		if (plan === undefined) {
			return 0;
		}
		await db.deleteFrom('plan').where('id', '=', plan.id).execute();
		ports.planGraphs.forget(plan.id);
		return CHUNK_ROWS;
	});
}

async function deleteEvents(store: Store, environmentId: EnvironmentId): Promise<void> {
	await inChunks(store, async ({ db }) => {
		const chunk = db.selectFrom('event').select('sequence').where('stream', '=', environmentId).limit(CHUNK_ROWS);
		const result = await db
			.deleteFrom('event')
			.where('stream', '=', environmentId)
			.where('sequence', 'in', chunk)
			.executeTakeFirst();
		return Number(result.numDeletedRows);
	});
}

async function deleteAttempts({ db }: WriteTransaction, deploymentId: DeploymentId): Promise<number> {
	const chunk = db
		.selectFrom('attempt')
		.select('assignment_id')
		.where('deployment_id', '=', deploymentId)
		.limit(CHUNK_ROWS);
	const result = await db.deleteFrom('attempt').where('assignment_id', 'in', chunk).executeTakeFirst();
	return Number(result.numDeletedRows);
}

async function deleteRuns({ db }: WriteTransaction, deploymentId: DeploymentId): Promise<number> {
	const chunk = db.selectFrom('task_run').select('vertex').where('deployment_id', '=', deploymentId).limit(CHUNK_ROWS);
	const result = await db
		.deleteFrom('task_run')
		.where('deployment_id', '=', deploymentId)
		.where('vertex', 'in', chunk)
		.executeTakeFirst();
	return Number(result.numDeletedRows);
}

/** Repeats a bounded transaction until it finds less than a chunk to do, so that other writers get their turn. */
async function inChunks(store: Store, work: (transaction: WriteTransaction) => Promise<number>): Promise<void> {
	while ((await store.write(work)) >= CHUNK_ROWS) {
		// The next chunk.
	}
}
