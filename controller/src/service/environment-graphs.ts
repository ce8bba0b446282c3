import { createHash } from 'node:crypto';
import { type Diagnostic, hasErrors } from '@stoker/shared/model/diagnostic.js';
import type { ReleaseContent, ReleaseGraph } from '@stoker/shared/model/release.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { GraphInfoView, GraphOwnerName } from '@stoker/shared/model/views.js';
import type { Kysely } from 'kysely';
import type { GraphDocuments } from '../domain/graph-documents.js';
import type { Database } from '../store/schema.js';
import type { AuditSubject } from './audit.js';
import { type EnvironmentRow, findEnvironment, findRelease } from './lookups.js';
import { objectChanged, recordMutation } from './mutation.js';
import type { ServicePorts } from './ports.js';
import { storedContent } from './release-views.js';
import { refuseField } from './violations.js';

const MAX_BYTES = 16 * 1024 * 1024;
const GRAPH_TYPE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

type Ports = Pick<ServicePorts, 'store' | 'clock'>;

/** A graph of an environment's own, as it is uploaded. */
export interface UploadGraph {
	readonly environment: string;
	readonly graphType: string;
	/** YAML: a list of tasks. */
	readonly tasks: Uint8Array;
	/** YAML: a mapping; may be empty. */
	readonly metadata: Uint8Array;
}

/** Checks a graph and keeps it. Throws GRAPH_INVALID with every problem; nothing is stored then. */
export async function uploadGraph(
	ports: Ports,
	request: UploadGraph,
	subject: AuditSubject,
): Promise<{ readonly taskCount: number; readonly warnings: readonly Diagnostic[] }> {
	if (!GRAPH_TYPE.test(request.graphType)) {
		refuseField('graph_type', 'must be 1 to 64 letters, digits and the signs _ . -, beginning with a letter or digit');
	}
	if (request.tasks.length + request.metadata.length > MAX_BYTES) {
		refuseField('tasks', `and metadata have more than ${MAX_BYTES} bytes together`);
	}
	const tasks = new TextDecoder().decode(request.tasks);
	const metadata = new TextDecoder().decode(request.metadata);
	const { readGraph } = await graphDocuments();
	const { graph, diagnostics } = readGraph(request.graphType, { tasks, metadata });
	if (hasErrors(diagnostics)) {
		const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
		const problem = `Graph "${request.graphType}" has ${errors === 1 ? '1 problem' : `${errors} problems`}.`;
		throw new StokerError('GRAPH_INVALID', problem, { subject: { graph: request.graphType }, diagnostics });
	}
	const atMs = ports.clock.wallMs();
	const digest = createHash('sha256')
		.update(JSON.stringify([tasks, metadata]))
		.digest('hex');
	await ports.store.write(async (transaction) => {
		const { db } = transaction;
		const environment = await findEnvironment(db, request.environment);
		const row = {
			environment_id: environment.id,
			graph_type: request.graphType,
			tasks,
			metadata,
			digest,
			created_at: atMs,
		};
		await removeGraph(db, environment.id, request.graphType);
		await db.insertInto('environment_graph').values(row).execute();
		const object = `graph ${request.graphType} of environment ${environment.name}`;
		const events = [objectChanged('graph', `${environment.id}/${request.graphType}`, 'uploaded')];
		await recordMutation(transaction, { atMs, subject, action: 'UploadGraph', object, events });
	});
	return { taskCount: graph.tasks.length, warnings: diagnostics };
}

/** Takes away an environment's own graph. Throws INVALID_REQUEST when there is none. */
export async function deleteGraph(
	ports: Ports,
	request: { readonly environment: string; readonly graphType: string },
	subject: AuditSubject,
): Promise<void> {
	const atMs = ports.clock.wallMs();
	await ports.store.write(async (transaction) => {
		const { db } = transaction;
		const environment = await findEnvironment(db, request.environment);
		if ((await ownGraph(db, environment.id, request.graphType)) === undefined) {
			refuseField('graph_type', `names no graph of the environment's own: "${request.graphType}"`);
		}
		await removeGraph(db, environment.id, request.graphType);
		const object = `graph ${request.graphType} of environment ${environment.name}`;
		const events = [objectChanged('graph', `${environment.id}/${request.graphType}`, 'deleted')];
		await recordMutation(transaction, { atMs, subject, action: 'DeleteGraph', object, events });
	});
}

/** The graphs of an environment by type and owner. */
export async function listGraphs(ports: Pick<Ports, 'store'>, idOrName: string): Promise<readonly GraphInfoView[]> {
	const { readGraph } = await graphDocuments();
	return ports.store.read(async ({ db }) => {
		const environment = await findEnvironment(db, idOrName);
		const release = await releaseOf(db, environment);
		const own = await db
			.selectFrom('environment_graph')
			.selectAll()
			.where('environment_id', '=', environment.id)
			.execute();
		const rows = [
			...release.graphs.map(({ type, tasks }) => ({
				graphType: type,
				owner: 'release' as const,
				taskCount: tasks.length,
			})),
			...own.map((row) => ({
				graphType: row.graph_type,
				owner: 'environment' as const,
				taskCount: readGraph(row.graph_type, row).graph.tasks.length,
			})),
		];
		return rows.toSorted((a, b) => (a.graphType < b.graphType ? -1 : Number(a.graphType > b.graphType)));
	});
}

/** A graph as YAML. Throws INVALID_REQUEST when the owner has none of this type. */
export async function downloadGraph(
	ports: Pick<Ports, 'store'>,
	request: { readonly environment: string; readonly graphType: string; readonly owner: GraphOwnerName },
): Promise<GraphDocuments> {
	const { mergeGraphs, readGraph, writeGraph } = await graphDocuments();
	const graphType = request.graphType || 'default';
	const graphs = await ports.store.read(async ({ db }) => {
		const environment = await findEnvironment(db, request.environment);
		const own = await ownGraph(db, environment.id, graphType);
		const released = (await releaseOf(db, environment)).graphs.find(({ type }) => type === graphType);
		return { own, released };
	});
	if (request.owner === 'environment' && graphs.own !== undefined) {
		return { tasks: graphs.own.tasks, metadata: graphs.own.metadata };
	}
	const own = request.owner === 'merged' && graphs.own ? readGraph(graphType, graphs.own).graph : undefined;
	const released = request.owner === 'environment' ? undefined : graphs.released;
	const merged = mergeGraphs(graphType, [released, own]);
	if (merged === undefined) {
		refuseField('graph_type', `names no graph of this owner: "${graphType}"`);
	}
	return writeGraph(merged);
}

/** The graph a plan takes: the release's tasks with the environment's own over them; undefined when nobody has one. */
export async function graphOfEnvironment(
	db: Kysely<Database>,
	environment: EnvironmentRow,
	graphType: string,
	{ mergeGraphs, readGraph }: Awaited<ReturnType<typeof graphDocuments>>,
): Promise<ReleaseGraph | undefined> {
	const released = (await releaseOf(db, environment)).graphs.find(({ type }) => type === graphType);
	const row = await ownGraph(db, environment.id, graphType);
	return mergeGraphs(graphType, [released, row && readGraph(graphType, row).graph]);
}

/** The digest of an environment's own graph of a type; empty when there is none. */
export async function ownGraphDigest(db: Kysely<Database>, environmentId: string, graphType: string): Promise<string> {
	const row = await db
		.selectFrom('environment_graph')
		.select('digest')
		.where('environment_id', '=', environmentId)
		.where('graph_type', '=', graphType)
		.executeTakeFirst();
	return row?.digest ?? '';
}

/** Readers of YAML and expressions are loaded when they are first needed, before a transaction: they take their time. */
export function graphDocuments() {
	return import('../domain/graph-documents.js');
}

async function releaseOf(db: Kysely<Database>, environment: EnvironmentRow): Promise<ReleaseContent> {
	return storedContent(await findRelease(db, environment.release_id));
}

async function ownGraph(db: Kysely<Database>, environmentId: string, graphType: string) {
	return db
		.selectFrom('environment_graph')
		.selectAll()
		.where('environment_id', '=', environmentId)
		.where('graph_type', '=', graphType)
		.executeTakeFirst();
}

async function removeGraph(db: Kysely<Database>, environmentId: string, graphType: string): Promise<void> {
	await db
		.deleteFrom('environment_graph')
		.where('environment_id', '=', environmentId)
		.where('graph_type', '=', graphType)
		.execute();
}
