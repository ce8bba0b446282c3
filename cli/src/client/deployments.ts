import { decodeDeployment, decodeDeploymentDetail } from '@stoker/shared/codec/deployment.js';
import { encodeDeploymentControl } from '@stoker/shared/codec/deployment-control.js';
import { decodeExplanation } from '@stoker/shared/codec/explanation.js';
import { decodePlan } from '@stoker/shared/codec/plan.js';
import { decodeReport } from '@stoker/shared/codec/report.js';
import { taskRunStateCodec } from '@stoker/shared/codec/run-state.js';
import { decodeTaskRun } from '@stoker/shared/codec/task-run.js';
import { present } from '@stoker/shared/codec/values.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type { DeploymentControl } from '@stoker/shared/model/deployment-control.js';
import type { ExplanationView } from '@stoker/shared/model/explanation.js';
import type { DeploymentReportView } from '@stoker/shared/model/report.js';
import type { DeploymentDetailView, DeploymentView, PlanView, TaskRunView } from '@stoker/shared/model/views.js';
import { type Deployment, DeploymentServiceService as service } from '@stoker/shared/wire/stoker/v1/deployment.js';
import { ExplanationServiceService as explanations } from '@stoker/shared/wire/stoker/v1/explanation.js';
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
	/** Serial numbers or WWNs of disks whose shared file systems may be destroyed too. */
	readonly consents?: readonly string[];
}

export interface StartOptions extends UnaryOptions {
	/** The plan's destroy digest as it was shown: agreement to everything that is lost. */
	readonly agreedDestroyDigest?: string;
	/** What is in force from the first moment. */
	readonly control?: DeploymentControl;
}

/** A task on a node, the node by id or name. */
export interface RunName {
	readonly taskId: string;
	readonly node: string;
}

/** TASK or TASK@NODE; `isCleared` takes all away that were there. */
export interface BreakpointChange {
	readonly added?: readonly string[];
	readonly removed?: readonly string[];
	readonly isCleared?: boolean;
}

/** 0 takes a limit away; `plan` is what the plan says. */
export interface LimitChange {
	readonly nodesAtOnce?: number | undefined;
	readonly slotsPerNode?: number | undefined;
	readonly taskLimits?: readonly { readonly taskId: string; readonly atOnce: number | 'plan' }[];
}

/** Calls about plans and their execution. */
export class DeploymentsClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** Computes and stores a plan; an empty graph type means "default". */
	async plan(environment: string, graphType = '', options: PlanOptions = {}): Promise<PlanView> {
		const { taskIds = [], subgraphs = [], isForced = false, isDryRun = false, isNoopRun = false } = options;
		const { nodes = [], consents = [] } = options;
		const response = await this.#connection.unary(service.createPlan, {
			environment,
			graphType,
			taskIds: [...taskIds],
			subgraphs: subgraphs.map(({ start, end }) => ({ start: [...start], end: [...end] })),
			isForced,
			isDryRun,
			isNoopRun,
			nodes: [...nodes],
			consents: [...consents],
		});
		return decodePlan(present(response.plan, 'plan'));
	}

	async getPlan(planId: string): Promise<PlanView> {
		const response = await this.#connection.unary(service.getPlan, { planId });
		return decodePlan(present(response.plan, 'plan'));
	}

	/** Starts a plan as it was shown. Starting it again returns the deployment it already has, as it is. */
	async start(planId: string, planDigest: string, options: StartOptions = {}): Promise<DeploymentView> {
		const { control, agreedDestroyDigest = '', ...unary } = options;
		const request = {
			planId,
			planDigest,
			control: control && encodeDeploymentControl(control),
			agreedDestroyDigest,
		};
		return decode(await this.#connection.unary(service.startDeployment, request, unary));
	}

	/** Nothing new begins; what runs ends by itself. */
	async pause(deploymentId: string): Promise<DeploymentView> {
		return decode(await this.#connection.unary(service.pauseDeployment, { deploymentId }));
	}

	/** Goes on, past the break-point it stands at. */
	async resume(deploymentId: string): Promise<DeploymentView> {
		return decode(await this.#connection.unary(service.resumeDeployment, { deploymentId }));
	}

	/** Lets so many runs begin, and pauses. */
	async step(deploymentId: string, count: number): Promise<DeploymentView> {
		return decode(await this.#connection.unary(service.stepDeployment, { deploymentId, count }));
	}

	async changeBreakpoints(deploymentId: string, change: BreakpointChange): Promise<DeploymentView> {
		const { added = [], removed = [], isCleared = false } = change;
		const request = { deploymentId, added: [...added], removed: [...removed], isCleared };
		return decode(await this.#connection.unary(service.changeBreakpoints, request));
	}

	/** What is not named stays as it is. */
	async changeLimits(deploymentId: string, change: LimitChange): Promise<DeploymentView> {
		const { nodesAtOnce, slotsPerNode, taskLimits = [] } = change;
		const limits = taskLimits.flatMap(({ taskId, atOnce }) => (atOnce === 'plan' ? [] : [{ taskId, atOnce }]));
		const plannedTaskIds = taskLimits.filter(({ atOnce }) => atOnce === 'plan').map(({ taskId }) => taskId);
		const request = { deploymentId, nodesAtOnce, slotsPerNode, tasks: limits, plannedTaskIds };
		return decode(await this.#connection.unary(service.changeLimits, request));
	}

	/** Tries failed runs again; all of them when none is named. */
	async retry(deploymentId: string, runs: readonly RunName[] = []): Promise<DeploymentView> {
		return decode(await this.#connection.unary(service.retryTaskRuns, { deploymentId, runs: [...runs] }));
	}

	/** Goes on without runs. */
	async skip(deploymentId: string, runs: readonly RunName[], reason: string): Promise<DeploymentView> {
		return decode(await this.#connection.unary(service.skipTaskRuns, { deploymentId, runs: [...runs], reason }));
	}

	/** Goes on as if runs had ended well. */
	async markDone(deploymentId: string, runs: readonly RunName[], reason: string): Promise<DeploymentView> {
		return decode(await this.#connection.unary(service.markTaskRunsDone, { deploymentId, runs: [...runs], reason }));
	}

	/** Ends what a node runs for a deployment; nothing more begins there. */
	async removeNode(deploymentId: string, node: string): Promise<DeploymentView> {
		return decode(await this.#connection.unary(service.removeDeploymentNode, { deploymentId, node }));
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

	/** Why a deployment does not move; or one of its nodes, or a task on it, where they are not empty. */
	async explain(deploymentId: string, subject: { node: string; taskId: string }): Promise<ExplanationView> {
		return decodeExplanation(await this.#connection.unary(explanations.getExplanation, { deploymentId, ...subject }));
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
