import type { DeploymentId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { DeploymentDetailView, DeploymentView, Page } from '@stoker/shared/model/views.js';
import { isActiveDeployment } from '../domain/deployment-state.js';
import { totalCounts } from '../domain/run-counts.js';
import type { WriteTransaction } from '../store/store.js';
import type { AuditSubject } from './audit.js';
import { deploymentView, type LabelledDeployment, labelDeployments } from './deployment-views.js';
import { findDeployment, findEnvironment } from './lookups.js';
import { type MeasurePorts, measureDeployment } from './measure-deployment.js';
import { recordMutation } from './mutation.js';
import { openPage, type PageRequest } from './paging.js';
import type { ServicePorts } from './ports.js';
import { nameNodes, readCounts, readProgress } from './progress.js';

type Ports = Pick<ServicePorts, 'store' | 'engine'>;
type DetailPorts = Ports & MeasurePorts;

/** Which deployments to list. */
export interface ListDeployments extends PageRequest {
	/** Id or name; empty for all. */
	readonly environment: string;
}

/** The deployment to stop, and whether what runs shall end at once. */
export interface StopDeployment {
	readonly deploymentId: string;
	readonly now: boolean;
}

/** One deployment, how far it is and how far its nodes are. Throws DEPLOYMENT_NOT_FOUND. */
export async function getDeployment(ports: DetailPorts, deploymentId: string): Promise<DeploymentDetailView> {
	const { row, deployment, nodes } = await readDeployment(ports, deploymentId);
	const { percentOf, ...progress } = await measureDeployment(ports, row);
	return {
		deployment,
		nodes: nodes.map((node) => ({ ...node, percent: percentOf.get(node.nodeId) ?? node.percent })),
		progress,
	};
}

/** One deployment as lists show it. Throws DEPLOYMENT_NOT_FOUND. */
export async function getDeploymentView(ports: Ports, deploymentId: string): Promise<DeploymentView> {
	return (await readDeployment(ports, deploymentId)).deployment;
}

async function readDeployment(ports: Ports, deploymentId: string) {
	return ports.store.read(async ({ db }) => {
		const row = await findDeployment(db, deploymentId);
		const id = row.id as DeploymentId;
		const live = isActiveDeployment(row.state) ? ports.engine.progress(id) : undefined;
		const nodes = live === undefined ? await readProgress(db, id) : await nameNodes(db, live);
		const labelled = await labelDeployments(db, [row]);
		const [deployment] = labelled.map((label) => deploymentView(label, totalCounts(nodes)));
		if (deployment === undefined) {
			throw new Error('one row gives one view');
		}
		return { row, deployment, nodes };
	});
}

/** Deployments, newest first. Throws ENVIRONMENT_NOT_FOUND. */
export async function listDeployments(ports: Ports, request: ListDeployments): Promise<Page<DeploymentView>> {
	const cursor = openPage<string>(request, ['deployments', request.environment], 'string');
	const labelled = await ports.store.read(async ({ db }) => {
		let query = db.selectFrom('deployment').selectAll().orderBy('id', 'desc').limit(cursor.limit);
		if (request.environment !== '') {
			query = query.where('environment_id', '=', (await findEnvironment(db, request.environment)).id);
		}
		if (cursor.after !== undefined) {
			query = query.where('id', '<', cursor.after);
		}
		return labelDeployments(db, await query.execute());
	});
	const page = cursor.page(
		labelled,
		({ row }) => row.id,
		(deployment) => deployment,
	);
	const items: DeploymentView[] = [];
	for (const deployment of page.items) {
		items.push(await withCounts(ports, deployment));
	}
	return { ...page, items };
}

/** Asks a deployment to stop. Throws DEPLOYMENT_NOT_FOUND or DEPLOYMENT_ENDED. */
export async function stopDeployment(
	ports: Ports & Pick<ServicePorts, 'clock'>,
	request: StopDeployment,
	subject: AuditSubject,
): Promise<DeploymentView> {
	const row = await ports.store.read(({ db }) => findDeployment(db, request.deploymentId));
	if (!isActiveDeployment(row.state)) {
		throw new StokerError('DEPLOYMENT_ENDED', `Deployment ${row.id} has ended as ${row.state}.`, {
			subject: { deployment: row.id, state: row.state },
		});
	}
	const { now } = request;
	const action = now ? 'StopDeploymentNow' : 'StopDeployment';
	const mutation = { atMs: ports.clock.wallMs(), subject, action, object: `deployment ${row.id}`, events: [] };
	const record = (transaction: WriteTransaction) => recordMutation(transaction, mutation);
	await ports.engine.stopDeployment(row.id as DeploymentId, { now, actor: subject.actor, record });
	return getDeploymentView(ports, row.id);
}

// Each in a read of its own: counting a large deployment takes milliseconds, and others wait for the reader too.
async function withCounts(ports: Ports, deployment: LabelledDeployment): Promise<DeploymentView> {
	const id = deployment.row.id as DeploymentId;
	const live = isActiveDeployment(deployment.row.state) ? ports.engine.progress(id) : undefined;
	const counts = live === undefined ? await ports.store.read(({ db }) => readCounts(db, id)) : totalCounts(live);
	return deploymentView(deployment, counts);
}
