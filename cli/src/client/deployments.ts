import { decodeDeployment, decodeDeploymentDetail } from '@stoker/shared/codec/deployment.js';
import { decodePlan } from '@stoker/shared/codec/plan.js';
import { decodeReport } from '@stoker/shared/codec/report.js';
import { taskRunStateCodec } from '@stoker/shared/codec/run-state.js';
import { decodeTaskRun } from '@stoker/shared/codec/task-run.js';
import { present } from '@stoker/shared/codec/values.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type { DeploymentReportView } from '@stoker/shared/model/report.js';
import type { DeploymentDetailView, DeploymentView, PlanView, TaskRunView } from '@stoker/shared/model/views.js';
import { type Deployment, DeploymentServiceService as service } from '@stoker/shared/wire/stoker/v1/deployment.js';
import { ReportServiceService } from '@stoker/shared/wire/stoker/v1/report.js';
import type { Connection, UnaryOptions } from './connection.js';
import { eachItem } from './pages.js';

export interface TaskRunFilter {
	readonly deploymentId: string;
	/** Id or name; empty for all. */
	readonly node?: string;
	/** Empty for all. */
	readonly taskId?: string;
	/** Empty for all. */
	readonly states?: readonly TaskRunState[];
}

const PAGE_SIZE = 1000;

/** What of a graph a plan takes, and how. */
export interface PlanOptions {
	/** Only these tasks; empty for all. */
	readonly taskIds?: readonly string[];
	/** Only what lies between these tasks; empty for all. */
	readonly subgraphs?: readonly { readonly start: readonly string[]; readonly end: readonly string[] }[];
	/** Everything counts as changed. */
	readonly isForced?: boolean;
	/** Compute and record, run nothing. */
	readonly isDryRun?: boolean;
	/** Tasks only say what they would do. */
	readonly isNoopRun?: boolean;
	/** Only these nodes, by id or name; empty for those the graph is for. */
	readonly nodes?: readonly string[];
}

/** Calls about plans and their execution. */
export class DeploymentsClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** Computes and stores a plan; an empty graph type means "default". */
	async plan(environment: string, graphType = '', options: PlanOptions = {}): Promise<PlanView> {
		const { taskIds = [], subgraphs = [], isForced = false, isDryRun = false, isNoopRun = false, nodes = [] } = options;
		const response = await this.#connection.unary(service.createPlan, {
			environment,
			graphType,
			taskIds: [...taskIds],
			subgraphs: subgraphs.map(({ start, end }) => ({ start: [...start], end: [...end] })),
			isForced,
			isDryRun,
			isNoopRun,
			nodes: [...nodes],
		});
		return decodePlan(present(response.plan, 'plan'));
	}

	async getPlan(planId: string): Promise<PlanView> {
		const response = await this.#connection.unary(service.getPlan, { planId });
		return decodePlan(present(response.plan, 'plan'));
	}

	/** Starts a plan as it was shown. Starting it again returns the deployment it already has. */
	async start(planId: string, planDigest: string, options: UnaryOptions = {}): Promise<DeploymentView> {
		return decode(await this.#connection.unary(service.startDeployment, { planId, planDigest }, options));
	}

	/** Stops; with `now` running tasks are ended too. */
	async stop(deploymentId: string, now: boolean): Promise<DeploymentView> {
		return decode(await this.#connection.unary(service.stopDeployment, { deploymentId, now }));
	}

	async get(deploymentId: string, options: UnaryOptions = {}): Promise<DeploymentDetailView> {
		return decodeDeploymentDetail(await this.#connection.unary(service.getDeployment, { deploymentId }, options));
	}

	/** Why it is where it is, root causes first. */
	async report(deploymentId: string, options: UnaryOptions = {}): Promise<DeploymentReportView> {
		const method = ReportServiceService.getDeploymentReport;
		return decodeReport(await this.#connection.unary(method, { deploymentId }, options));
	}

	/** Newest first; of one environment, or all when it is empty. */
	list(environment = ''): AsyncGenerator<DeploymentView, void, undefined> {
		return eachItem(async (pageToken) => {
			const request = { environment, pageSize: PAGE_SIZE, pageToken };
			const { deployments, nextPageToken } = await this.#connection.unary(service.listDeployments, request);
			return { items: deployments.map(decodeDeployment), nextPageToken };
		});
	}

	/** By vertex. */
	taskRuns(filter: TaskRunFilter, options: UnaryOptions = {}): AsyncGenerator<TaskRunView, void, undefined> {
		const { deploymentId, node = '', taskId = '', states = [] } = filter;
		const wanted = states.map((state) => taskRunStateCodec.encode(state));
		return eachItem(async (pageToken) => {
			const request = { deploymentId, node, taskId, states: wanted, pageSize: PAGE_SIZE, pageToken };
			const { taskRuns, nextPageToken } = await this.#connection.unary(service.listTaskRuns, request, options);
			return { items: taskRuns.map(decodeTaskRun), nextPageToken };
		});
	}
}

function decode(response: { readonly deployment: Deployment | undefined }): DeploymentView {
	return decodeDeployment(present(response.deployment, 'deployment'));
}
