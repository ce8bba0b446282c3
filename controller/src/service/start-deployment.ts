import { diagnose } from '@stoker/shared/graph/diagnostic-codes.js';
import { type PlanGraph, VERTEX_BARRIER } from '@stoker/shared/graph/plan-graph.js';
import type { DeploymentKind } from '@stoker/shared/model/deployment.js';
import type { DeploymentControl } from '@stoker/shared/model/deployment-control.js';
import type { DeploymentId, PlanId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { DeploymentView } from '@stoker/shared/model/views.js';
import { describeLostDisk } from '@stoker/shared/storage/describe-loss.js';
import { movedInputs } from '../domain/plan-inputs.js';
import { deletePreparing, insertTaskRuns, type NewTaskRun } from '../store/engine-reads.js';
import { adoptSeeds } from '../store/plan-storage.js';
import type { WriteTransaction } from '../store/store.js';
import type { AuditSubject } from './audit.js';
import { checkControl } from './check-operation.js';
import { getDeploymentView } from './deployments.js';
import { findActiveDeployment } from './environment-facts.js';
import { findEnvironment, findPlan, type PlanRow } from './lookups.js';
import { recordMutation } from './mutation.js';
import { movedSources } from './plan-sources.js';
import { currentInputs, digestInputs, type StoredSummary, storedSummary } from './plans.js';
import type { ServicePorts } from './ports.js';

/** Most disks that an error names; the plan names all. */
const MAX_LOSSES = 1_000;

/** The plan to start, as it was shown. */
export interface StartDeployment {
	readonly planId: string;
	readonly planDigest: string;
	/** What is in force from the first moment; steps have no meaning here. */
	readonly control: DeploymentControl;
	/** Digest of what the plan destroys, as it was shown; '' when nobody agreed to anything. */
	readonly agreedDestroyDigest: string;
}

type Admission =
	| { readonly kind: 'known'; readonly deploymentId: DeploymentId }
	| { readonly kind: 'fresh'; readonly deploymentId: DeploymentId; readonly planId: PlanId }
	/** A start that failed half-way left it; nobody works on it any more. */
	| { readonly kind: 'abandoned'; readonly deploymentId: DeploymentId };

/**
 * Starts plans.
 *
 * INVARIANTS. The deployment is written first, as `preparing`, which holds the environment; then its runs in chunks;
 * the engine makes it `running` last. A controller that dies before that has promised nothing, and recovery deletes
 * what it left; a start that fails deletes it at once or at the next start in the environment.
 */
export class DeploymentStarter {
	readonly #ports: ServicePorts;
	/** Starts at work, by deployment: another call for the same plan waits for the same start. */
	readonly #starts = new Map<DeploymentId, Promise<void>>();

	constructor(ports: ServicePorts) {
		this.#ports = ports;
	}

	/**
	 * Starts a plan, or answers with the deployment it already has.
	 * Throws PLAN_NOT_FOUND, PLAN_STALE naming what moved, DEPLOYMENT_ACTIVE, DESTROY_NOT_AGREED naming what is lost, or INVALID_REQUEST for a control that
	 * names what the plan does not have.
	 */
	async start(request: StartDeployment, subject: AuditSubject): Promise<DeploymentView> {
		await this.#requireSources(request.planId);
		checkControl((await this.#ports.planGraphs.load(request.planId)).graph, request.control);
		const admission = await this.#admitAndRun(request, subject);
		if (admission.kind === 'abandoned') {
			await deletePreparing(this.#ports.store, admission.deploymentId);
			return this.start(request, subject);
		}
		await this.#starts.get(admission.deploymentId);
		return getDeploymentView(this.#ports, admission.deploymentId);
	}

	/** What the plan took from the controller's disk must be as it was. A plan that was started keeps what it took. */
	async #requireSources(planId: string): Promise<void> {
		const { plan, isStarted } = await this.#ports.store.read(async ({ db }) => {
			const row = await findPlan(db, planId);
			const started = await db.selectFrom('deployment').select('id').where('plan_id', '=', row.id).executeTakeFirst();
			return { plan: row, isStarted: started !== undefined };
		});
		const { sources = [] } = storedSummary(plan);
		if (sources.length === 0 || isStarted) {
			return;
		}
		const lease = this.#ports.blobs.lease();
		try {
			const moved = await movedSources(sources, this.#ports.fileSources, lease);
			if (moved.length > 0) {
				throw stale(plan, 'What it copies has changed since it was planned', moved);
			}
		} finally {
			lease.release();
		}
	}

	// The start is known by its id before it is stored: nobody who finds it in the store takes it for abandoned.
	async #admitAndRun(request: StartDeployment, subject: AuditSubject): Promise<Admission> {
		const deploymentId = this.#ports.newId() as DeploymentId;
		const admission = this.#admit(request, deploymentId, subject);
		const start = admission.then((admitted) =>
			admitted.kind === 'fresh' ? this.#run(deploymentId, admitted.planId) : undefined,
		);
		this.#starts.set(deploymentId, start);
		try {
			await start;
		} finally {
			this.#starts.delete(deploymentId);
		}
		return admission;
	}

	async #run(deploymentId: DeploymentId, planId: PlanId): Promise<void> {
		try {
			const { graph } = await this.#ports.planGraphs.load(planId);
			await insertTaskRuns(this.#ports.store, deploymentId, taskRunsOf(graph));
		} catch (error) {
			await deletePreparing(this.#ports.store, deploymentId).catch(() => undefined);
			throw error;
		}
		await this.#ports.engine.startDeployment(deploymentId);
	}

	async #admit(request: StartDeployment, newId: DeploymentId, subject: AuditSubject): Promise<Admission> {
		const atMs = this.#ports.clock.wallMs();
		return this.#ports.store.write(async (transaction): Promise<Admission> => {
			const { db } = transaction;
			const plan = await findPlan(db, request.planId);
			requireDigest(plan, request.planDigest);
			const known = await db.selectFrom('deployment').selectAll().where('plan_id', '=', plan.id).executeTakeFirst();
			const active = await findActiveDeployment(db, plan.environment_id);
			const holder = known ?? active;
			if (holder?.state === 'preparing' && !this.#starts.has(holder.id as DeploymentId)) {
				return { kind: 'abandoned', deploymentId: holder.id as DeploymentId };
			}
			if (known !== undefined) {
				return { kind: 'known', deploymentId: known.id as DeploymentId };
			}
			if (active !== undefined) {
				throw new StokerError('DEPLOYMENT_ACTIVE', `Deployment ${active.id} is at work in this environment.`, {
					subject: { environment: plan.environment_id, deployment: active.id },
				});
			}
			requireAgreement(plan, request.agreedDestroyDigest);
			await requireInputs(transaction, plan);
			const { control } = request;
			await this.#insert(transaction, { plan, deploymentId: newId, atMs, subject, control });
			return { kind: 'fresh', deploymentId: newId, planId: plan.id as PlanId };
		});
	}

	async #insert(transaction: WriteTransaction, fresh: FreshDeployment): Promise<void> {
		const { plan, deploymentId, atMs, subject, control } = fresh;
		await transaction.db
			.insertInto('deployment')
			.values({
				id: deploymentId,
				environment_id: plan.environment_id,
				plan_id: plan.id,
				kind: kindOf(storedSummary(plan)),
				state: 'preparing',
				started_at: atMs,
				ended_at: null,
				started_by: subject.actor,
				message: '',
				control: JSON.stringify({ ...control, stepsLeft: 0 }),
			})
			.execute();
		if (kindOf(storedSummary(plan)) === 'full') {
			await adoptSeeds(transaction, plan.id, atMs);
		}
		const object = `deployment ${deploymentId}`;
		await recordMutation(transaction, { atMs, subject, action: 'StartDeployment', object, events: [] });
	}
}

interface FreshDeployment {
	readonly plan: PlanRow;
	readonly deploymentId: DeploymentId;
	readonly atMs: number;
	readonly subject: AuditSubject;
	readonly control: DeploymentControl;
}

function kindOf({ isDryRun, isNoopRun }: StoredSummary): DeploymentKind {
	return isNoopRun ? 'noop_run' : isDryRun ? 'dry_run' : 'full';
}

function requireDigest(plan: PlanRow, digest: string): void {
	if (plan.digest !== digest) {
		throw new StokerError('PLAN_STALE', 'The plan has another digest than the one confirmed.', {
			subject: { plan: plan.id, digest: plan.digest },
			violations: [{ field: 'plan_digest', description: `is not the digest of the plan, ${plan.digest}` }],
		});
	}
}

/** Nothing is destroyed that nobody agreed to; rehearsals destroy nothing. */
function requireAgreement(plan: PlanRow, agreed: string): void {
	const summary = storedSummary(plan);
	const { destroyDigest, storage } = summary;
	if (destroyDigest === '' || destroyDigest === agreed || kindOf(summary) !== 'full') {
		return;
	}
	const diagnostics = storage.flatMap(({ nodeName, losses }) =>
		losses.map(({ items, ...disk }) => {
			const message = `Node ${nodeName} loses ${describeLostDisk(disk)}: ${items.join('; ')}`.slice(0, 4_096);
			return diagnose('CONTENT_LOST', message, { path: nodeName });
		}),
	);
	const nodes = storage.filter(({ losses }) => losses.length > 0).length;
	const what = `The plan destroys what is on disks of ${nodes === 1 ? '1 node' : `${nodes} nodes`}`;
	const why = agreed === '' ? 'nobody agreed to that' : 'something else was agreed to';
	throw new StokerError('DESTROY_NOT_AGREED', `${what}, and ${why}.`, {
		subject: { plan: plan.id, destroy_digest: destroyDigest },
		diagnostics: diagnostics.slice(0, MAX_LOSSES),
	});
}

async function requireInputs({ db }: WriteTransaction, plan: PlanRow): Promise<void> {
	const environment = await findEnvironment(db, plan.environment_id);
	const inputs = await currentInputs(db, environment, plan);
	if (digestInputs(plan.graph_type, inputs) !== plan.input_digest) {
		const moved = movedInputs(storedSummary(plan).inputs, inputs);
		throw stale(plan, 'The environment has changed since it was planned', moved, environment.name);
	}
}

function stale(plan: PlanRow, what: string, moved: readonly string[], environment = plan.environment_id): StokerError {
	const list = moved.join('; ');
	const subject = { plan: plan.id, environment, moved: list.slice(0, 1_024) };
	return new StokerError('PLAN_STALE', `${what}: ${list.slice(0, 4_096)}.`, { subject });
}

function taskRunsOf(graph: PlanGraph): NewTaskRun[] {
	const runs: NewTaskRun[] = [];
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		const task = graph.tasks[graph.vertexTask[vertex] ?? -1];
		const node = graph.nodes[graph.vertexNode[vertex] ?? -1];
		if (kind !== VERTEX_BARRIER && task !== undefined && node !== undefined) {
			runs.push({ vertex, taskId: task.id, nodeId: node.id, state: 'pending', message: '' });
		}
	}
	return runs;
}
