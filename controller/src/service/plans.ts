import { createHash } from 'node:crypto';
import type { Selection, Subgraph } from '@stoker/shared/graph/compile-input.js';
import { type NodeEffects, nodeEffects } from '@stoker/shared/graph/node-effects.js';
import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import type { DeploymentId, EnvironmentId, NodeId, PlanId } from '@stoker/shared/model/ids.js';
import type { PlanView } from '@stoker/shared/model/views.js';
import type { Kysely } from 'kysely';
import type { ComputedPlan, PlanSummary } from '../domain/compute-plan.js';
import { type PlanInputs, planInputs } from '../domain/plan-inputs.js';
import { storageTasks } from '../domain/storage/storage-tasks.js';
import { recordPlanBlobs } from '../store/blob-store.js';
import { encodeFacts } from '../store/facts-blob.js';
import { loadPastState } from '../store/past-state.js';
import { encodePlanGraph, planGraphDigest } from '../store/plan-blob.js';
import type { Database } from '../store/schema.js';
import type { WriteTransaction } from '../store/store.js';
import type { AuditSubject } from './audit.js';
import { effectiveFacts, writtenFacts } from './environment-document.js';
import { nodesOfEnvironment } from './environment-facts.js';
import { graphDocuments, graphOfEnvironment, ownGraphDigest } from './environment-graphs.js';
import { storedRoles } from './environment-views.js';
import type { BoundSource } from './file-sources.js';
import { type EnvironmentRow, findEnvironment, findPlan, findRelease, type PlanRow } from './lookups.js';
import { objectChanged, recordMutation } from './mutation.js';
import { lastEndedDeployment, lastStartedGraph, pastDurations } from './plan-history.js';
import { type BoundGraph, bindGraph } from './plan-sources.js';
import type { BoundStorage } from './plan-storage.js';
import type { ServicePorts } from './ports.js';
import { storedContent } from './release-views.js';
import { checkConsents, digestStorageInputs, loadStorageRecords } from './storage-inputs.js';
import { keepsImagesInCeph, type StorageRecord } from './storage-record.js';
import { boundedText, refuseField } from './violations.js';

/** Plans of an environment that nobody started: older ones than these make room. */
const MAX_IDLE_PLANS = 20;

type Ports = Pick<ServicePorts, 'store' | 'clock' | 'newId' | 'meters' | 'blobs' | 'fileSources'>;

/** What to plan. */
export interface CreatePlan {
	/** Id or name. */
	readonly environment: string;
	/** Empty means "default". */
	readonly graphType: string;
	/** Only these tasks; empty for all. */
	readonly taskIds: readonly string[];
	readonly subgraphs: readonly Subgraph[];
	readonly isForced: boolean;
	readonly isDryRun: boolean;
	readonly isNoopRun: boolean;
	/** Only these nodes, by id or name; empty for those the graph is for. */
	readonly nodes: readonly string[];
	/** Serial numbers or WWNs of disks whose shared file systems may be destroyed too. */
	readonly consents: readonly string[];
}

/** What is stored beside the graph. */
export interface StoredSummary extends PlanSummary {
	readonly inputs: PlanInputs;
	readonly effects: NodeEffects;
	/** What was read from the controller's disk; plans of earlier versions have none. */
	readonly sources?: readonly BoundSource[];
	readonly storage: PlanView['storage'];
	readonly destroyDigest: string;
}

/**
 * Computes a plan and stores it; nothing is executed. Throws ENVIRONMENT_NOT_FOUND, GRAPH_INVALID, GRAPH_CYCLE,
 * PLAN_EMPTY, or INVALID_REQUEST for an unknown graph type.
 */
export async function createPlan(ports: Ports, request: CreatePlan, subject: AuditSubject): Promise<PlanView> {
	const graphType = boundedText('graph_type', request.graphType) || 'default';
	if (request.isDryRun && request.isNoopRun) {
		refuseField('is_noop_run', 'does not go with a dry run: a dry run hands nothing out');
	}
	checkConsents(request.consents);
	// Before the transaction: loading takes its time.
	const documents = await graphDocuments();
	const loaded = await ports.store.read(({ db }) => loadPlanInput(db, request.environment, graphType, documents));
	// The compiler is loaded when it is first needed: a controller at rest does without.
	const { compilePlan, concludePlan } = await import('../domain/compute-plan.js');
	const begunMs = ports.clock.monotonicMs();
	const input = {
		...loaded.input,
		graphType,
		onlyNodes: request.nodes,
		selection: selectionOf(request),
		run: { dryRun: request.isDryRun, noopRun: request.isNoopRun, force: request.isForced },
	};
	const compiled = compilePlan(input);
	const lease = ports.blobs.lease();
	try {
		const { problems, ...bound } = await bindGraph(compiled.graph, ports.fileSources, lease);
		const disks = await bindDisks(ports, bound.graph, { environment: loaded.environment, request });
		const computed = concludePlan(input, {
			...compiled,
			graph: disks.graph,
			found: [...compiled.found, ...problems, ...disks.problems],
		});
		ports.meters.planned(computed.graph, ports.clock.monotonicMs() - begunMs);
		return await storePlan(ports, { ...computed, ...bound, disks, graph: computed.graph, graphType, loaded }, subject);
	} finally {
		lease.release();
	}
}

/** A plan that was accepted, with what it was computed from. */
interface AcceptedPlan extends ComputedPlan, Pick<BoundGraph, 'sources' | 'blobs'> {
	readonly disks: BoundStorage;
	readonly graphType: string;
	readonly loaded: Awaited<ReturnType<typeof loadPlanInput>>;
}

async function storePlan(ports: Ports, accepted: AcceptedPlan, subject: AuditSubject): Promise<PlanView> {
	const { graph, summary, effects, isFiltered, sources, blobs, disks, graphType, loaded } = accepted;
	const inputs = withStorage(isFiltered ? loaded.inputs : withoutStates(loaded.inputs), disks.inputs);
	const { storage, destroyDigest } = disks;
	const stored: StoredSummary = { ...summary, effects, inputs, sources, storage, destroyDigest };
	const row = {
		id: ports.newId(),
		environment_id: loaded.environment.id,
		graph_type: graphType,
		digest: planGraphDigest(graph),
		input_digest: digestInputs(graphType, inputs),
		summary: JSON.stringify(stored),
		created_at: ports.clock.wallMs(),
	};
	const blob = encodePlanGraph(graph);
	const facts = loaded.input.facts && encodeFacts(loaded.input.facts);
	await ports.store.write(async (transaction) => {
		// The environment may have gone since it was read.
		const environment = await findEnvironment(transaction.db, loaded.environment.id);
		await transaction.db
			.insertInto('plan')
			.values({ ...row, graph: blob })
			.execute();
		if (facts !== undefined) {
			await transaction.db.insertInto('plan_facts').values({ plan_id: row.id, facts }).execute();
		}
		for (const planned of disks.rows) {
			await transaction.db
				.insertInto('plan_storage')
				.values({ ...planned, plan_id: row.id })
				.execute();
		}
		await recordPlanBlobs(transaction, row.id, blobs, row.created_at);
		await dropIdlePlans(transaction, environment);
		const object = `plan ${row.id} of environment ${environment.name}`;
		const events = [objectChanged('plan', row.id, 'created')];
		await recordMutation(transaction, { atMs: row.created_at, subject, action: 'CreatePlan', object, events });
	});
	return planView(row, loaded.environment.name, undefined);
}

/** A stored plan. Throws PLAN_NOT_FOUND. */
export async function getPlan(ports: Ports, planId: string): Promise<PlanView> {
	return ports.store.read(async ({ db }) => {
		const row = await findPlan(db, planId);
		const environment = await findEnvironment(db, row.environment_id);
		const deployment = await db.selectFrom('deployment').select('id').where('plan_id', '=', row.id).executeTakeFirst();
		return planView(row, environment.name, deployment?.id);
	});
}

/** What the environment would be planned from now. */
export async function currentInputs(
	db: Kysely<Database>,
	environment: EnvironmentRow,
	plan: PlanRow,
): Promise<PlanInputs> {
	const { inputs } = await loadEnvironment(db, environment, plan.graph_type);
	const planned = storedSummary(plan).inputs.nodes;
	const isAsked = planned.some(({ state }) => state !== undefined);
	const changed = planned.filter(({ storage }) => storage !== undefined).map(({ id }) => id);
	const records = await storageRecordsOf(db, environment, changed);
	const digests = new Map([...records].map(([id, record]) => [id, digestStorageInputs(record)]));
	return withStorage(isAsked ? inputs : withoutStates(inputs), digests);
}

/** Plans the disks of nodes whose tasks change them. What that needs is loaded only then. */
async function bindDisks(
	ports: Ports,
	graph: PlanGraph,
	{ environment, request }: { readonly environment: EnvironmentRow; readonly request: CreatePlan },
): Promise<BoundStorage> {
	const nodeIds = [...storageTasks(graph).keys()];
	if (nodeIds.length === 0) {
		return { graph, storage: [], destroyDigest: '', rows: [], inputs: new Map(), problems: [] };
	}
	const records = await ports.store.read(({ db }) => storageRecordsOf(db, environment, nodeIds));
	const { bindStorage } = await import('./plan-storage.js');
	const newSeed = request.isForced ? () => ports.newId() : undefined;
	return bindStorage(graph, records, { consents: request.consents, newSeed });
}

async function storageRecordsOf(db: Kysely<Database>, environment: EnvironmentRow, nodeIds: readonly NodeId[]) {
	const asked = new Set<string>(nodeIds);
	if (asked.size === 0) {
		return new Map<NodeId, StorageRecord>();
	}
	const { volumes, operatingSystem = '' } = storedContent(await findRelease(db, environment.release_id));
	const nodes = (await nodesOfEnvironment(db, environment.id)).filter(({ id }) => asked.has(id));
	const hasImagesInCeph = await keepsImagesInCeph(db, environment.id);
	return loadStorageRecords(db, nodes, { metadata: volumes, operatingSystem, hasImagesInCeph });
}

function withStorage(inputs: PlanInputs, digests: ReadonlyMap<NodeId, string>): PlanInputs {
	const digested = inputs.nodes.map((node) => {
		const storage = digests.get(node.id);
		return storage === undefined ? node : { ...node, storage };
	});
	return { ...inputs, nodes: digested };
}

function withoutStates(inputs: PlanInputs): PlanInputs {
	return { ...inputs, nodes: inputs.nodes.map(({ id, roles }) => ({ id, roles })) };
}

/** SHA-256 over everything a plan was computed from, hexadecimal. */
export function digestInputs(graphType: string, inputs: PlanInputs): string {
	return createHash('sha256')
		.update(JSON.stringify([graphType, inputs]))
		.digest('hex');
}

/** What is stored beside a plan's graph. */
export function storedSummary(row: Pick<PlanRow, 'summary'>): StoredSummary {
	const stored = JSON.parse(row.summary) as StoredSummary;
	// Plans of earlier versions say less.
	const said = stored as Partial<StoredSummary>;
	const { isNoopRun = false, faultGroups = [], effects = nodeEffects({}), storage = [], destroyDigest = '' } = said;
	const tagged = (said.nodes ?? []).map((node) => ({ ...node, tags: (node as Partial<typeof node>).tags ?? [] }));
	return { ...stored, isNoopRun, faultGroups, effects, storage, destroyDigest, nodes: tagged };
}

function selectionOf({ taskIds, subgraphs }: CreatePlan): Selection {
	return {
		...(taskIds.length > 0 ? { tasks: taskIds } : {}),
		...(subgraphs.length > 0 ? { subgraphs } : {}),
	};
}

/** Everything that a plan of an environment is computed from. */
export async function loadPlanInput(
	db: Kysely<Database>,
	idOrName: string,
	graphType: string,
	documents: Awaited<ReturnType<typeof graphDocuments>>,
) {
	const environment = await findEnvironment(db, idOrName);
	const { input, inputs } = await loadEnvironment(db, environment, graphType);
	// Without facts of a person's own the expressions of a library find nothing to read.
	const hasFacts = inputs.factsDigest !== '';
	const loaded = {
		facts: hasFacts ? await effectiveFacts(db, environment) : undefined,
		past: hasFacts ? await loadPastState(db, environment.id) : undefined,
		ownGraph: await graphOfEnvironment(db, environment, graphType, documents),
		lastGraph: await lastStartedGraph(db, environment.id, graphType),
		durations: await pastDurations(db, environment.id),
	};
	return { environment, input: { ...input, ...loaded }, inputs };
}

async function loadEnvironment(db: Kysely<Database>, environment: EnvironmentRow, graphType: string) {
	const release = await findRelease(db, environment.release_id);
	const rows = await nodesOfEnvironment(db, environment.id);
	const nodes = rows.map((row) => ({
		id: row.id as NodeId,
		name: row.name,
		roles: storedRoles(row),
		status: row.status,
		errorType: row.error_type,
	}));
	const { digest: factsDigest } = await writtenFacts(db, environment.id);
	const inputs = planInputs({
		releaseDigest: release.digest,
		nodes: nodes.map(({ id, roles, status, errorType }) => ({
			id,
			roles,
			state: errorType === '' ? status : `${status} (${errorType})`,
		})),
		factsDigest,
		graphDigest: await ownGraphDigest(db, environment.id, graphType),
		lastDeployment: factsDigest === '' ? '' : await lastEndedDeployment(db, environment.id),
	});
	return { input: { release: storedContent(release), nodes }, inputs };
}

function planView(row: PlanRow, environmentName: string, deploymentId: string | undefined): PlanView {
	const { inputs: _inputs, effects: _effects, sources: _sources, ...summary } = storedSummary(row);
	return {
		...summary,
		id: row.id as PlanId,
		environmentId: row.environment_id as EnvironmentId,
		environmentName,
		graphType: row.graph_type,
		digest: row.digest,
		createdAtMs: row.created_at,
		deploymentId: deploymentId as DeploymentId | undefined,
	};
}

async function dropIdlePlans({ db }: WriteTransaction, environment: EnvironmentRow): Promise<void> {
	const idle = await db
		.selectFrom('plan')
		.select('id')
		.where('environment_id', '=', environment.id)
		.where('id', 'not in', db.selectFrom('deployment').select('plan_id').where('environment_id', '=', environment.id))
		.orderBy('id', 'desc')
		.offset(MAX_IDLE_PLANS)
		.limit(MAX_IDLE_PLANS)
		.execute();
	if (idle.length > 0) {
		const ids = idle.map((plan) => plan.id);
		await db.deleteFrom('plan').where('id', 'in', ids).execute();
	}
}
