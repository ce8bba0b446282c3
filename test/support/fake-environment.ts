import { setTimeout as sleep } from 'node:timers/promises';
import { encodeDeployment, encodeDeploymentDetail } from '@stoker/shared/codec/deployment.js';
import { encodeEnvironment } from '@stoker/shared/codec/environment.js';
import { encodePlan } from '@stoker/shared/codec/plan.js';
import { encodeReport } from '@stoker/shared/codec/report.js';
import { encodeTaskRun } from '@stoker/shared/codec/task-run.js';
import { decodeWatchStart, encodeWatchItem } from '@stoker/shared/codec/watch.js';
import type { DeploymentState, TaskRunState } from '@stoker/shared/model/deployment.js';
import type { EventBody } from '@stoker/shared/model/event.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type {
	DeploymentDetailView,
	DeploymentView,
	EventView,
	NodeProgressView,
	TaskRunView,
} from '@stoker/shared/model/views.js';
import { DeploymentServiceService } from '@stoker/shared/wire/stoker/v1/deployment.js';
import { EnvironmentServiceService } from '@stoker/shared/wire/stoker/v1/environment.js';
import { EventServiceService } from '@stoker/shared/wire/stoker/v1/event.js';
import { ReportServiceService } from '@stoker/shared/wire/stoker/v1/report.js';
import type { FakeController } from './fake-controller.js';
import {
	DEPLOYMENT_ID,
	SAMPLE_ENVIRONMENT,
	SAMPLE_PLAN,
	sampleCounts,
	sampleDeployment,
	sampleProgress,
	sampleReport,
	sampleRun,
} from './view-samples.js';

/** One environment with one deployment, whose events a test writes. Survives the controller that serves it. */
export class FakeEnvironment {
	readonly events: EventView[] = [];
	deployment: DeploymentView = sampleDeployment({
		state: 'running',
		endedAtMs: undefined,
		message: '',
		counts: sampleCounts({ ready: 1, pending: 2 }),
	});
	nodes: NodeProgressView[] = [sampleProgress('1', { ready: 1, pending: 1 }), sampleProgress('2', { pending: 1 })];
	failedRuns: TaskRunView[] = [];
	/** Events up to this number are forgotten. */
	compactedTo = 0;

	/** Adds an event and what follows from it. */
	emit(body: EventBody): void {
		const { id: stream } = SAMPLE_ENVIRONMENT;
		this.events.push({ stream, sequence: this.events.length + 1, atMs: Date.now(), body });
		if (body.kind === 'task_run_changed') {
			const move = (counts: Readonly<Record<TaskRunState, number>>) =>
				({ ...counts, [body.from]: counts[body.from] - 1, [body.to]: counts[body.to] + 1 }) as typeof counts;
			this.deployment = { ...this.deployment, counts: move(this.deployment.counts) };
			this.nodes = this.nodes.map((node) =>
				node.nodeId === body.nodeId ? { ...node, counts: move(node.counts) } : node,
			);
		} else if (body.kind === 'deployment_changed') {
			this.deployment = { ...this.deployment, state: body.state, message: body.message, endedAtMs: Date.now() };
		}
	}

	run(run: `${string}@${string}`, change: `${TaskRunState} ${TaskRunState}`, message = ''): void {
		const [taskId = '', nodeId = ''] = run.split('@');
		const [from, to] = change.split(' ') as [TaskRunState, TaskRunState];
		const vertex = taskId.length;
		const body = {
			deploymentId: DEPLOYMENT_ID,
			vertex,
			taskId,
			nodeId: nodeId as NodeId,
			from,
			to,
			attempt: 1,
			message,
		};
		this.emit({ kind: 'task_run_changed', ...body });
		if (to === 'failed') {
			this.failedRuns.push(
				sampleRun(vertex, { taskId, nodeId: nodeId as NodeId, nodeName: `app-${nodeId}`, state: to, message }),
			);
		}
	}

	end(state: DeploymentState, message = ''): void {
		this.emit({ kind: 'deployment_changed', deploymentId: DEPLOYMENT_ID, state, message });
	}

	#detail(): DeploymentDetailView {
		const { deployment, nodes } = this;
		return { deployment, nodes, progress: { percent: 0, isWeighted: false, remainingMs: undefined } };
	}

	serve(controller: FakeController): void {
		const deployments = DeploymentServiceService;
		controller.unary(ReportServiceService, ReportServiceService.getDeploymentReport, () => {
			const rootCauses = this.failedRuns.map((run) => ({ run, output: [], behindCount: 0, behind: [] }));
			return encodeReport(sampleReport({ ...this.#detail(), rootCauses, rootCauseCount: rootCauses.length }));
		});
		controller
			.unary(deployments, deployments.createPlan, () => ({ plan: encodePlan(SAMPLE_PLAN) }))
			.unary(deployments, deployments.startDeployment, ({ planDigest }) => {
				if (planDigest !== SAMPLE_PLAN.digest) {
					throw new StokerError('PLAN_STALE', 'Another digest.');
				}
				return { deployment: encodeDeployment(this.deployment) };
			})
			.unary(deployments, deployments.stopDeployment, () => ({ deployment: encodeDeployment(this.deployment) }))
			.unary(deployments, deployments.getDeployment, ({ deploymentId }) => {
				if (deploymentId !== DEPLOYMENT_ID) {
					throw new StokerError('DEPLOYMENT_NOT_FOUND', `There is no deployment '${deploymentId}'.`);
				}
				return encodeDeploymentDetail(this.#detail());
			})
			.unary(deployments, deployments.listTaskRuns, () => ({
				taskRuns: this.failedRuns.map(encodeTaskRun),
				nextPageToken: '',
			}))
			.unary(EnvironmentServiceService, EnvironmentServiceService.getEnvironment, ({ environment }) => {
				if (environment !== SAMPLE_ENVIRONMENT.name) {
					throw new StokerError('ENVIRONMENT_NOT_FOUND', `There is no environment '${environment}'.`);
				}
				return { environment: encodeEnvironment(SAMPLE_ENVIRONMENT) };
			})
			.unary(EnvironmentServiceService, EnvironmentServiceService.deleteEnvironment, () => ({}));
		controller.streaming(EventServiceService, EventServiceService.watchEvents, async (request, write, isOpen) => {
			const start = decodeWatchStart(request.start);
			let sent = start.kind === 'after' ? start.sequence : this.events.length;
			if (sent < this.compactedTo) {
				throw new StokerError('EVENTS_COMPACTED', 'Those events are gone.');
			}
			if (start.kind === 'snapshot') {
				const { deployment, nodes } = this;
				write(
					encodeWatchItem({
						kind: 'snapshot',
						snapshot: { sequence: sent, environment: SAMPLE_ENVIRONMENT, deployment, nodes },
					}),
				);
			}
			while (isOpen()) {
				for (const event of this.events.slice(sent)) {
					write(encodeWatchItem({ kind: 'event', event }));
					sent = event.sequence;
				}
				if (request.untilNow) {
					return;
				}
				await sleep(5);
			}
		});
	}
}
