import { encodeDeployment, encodeDeploymentDetail } from '@stoker/shared/codec/deployment.js';
import { encodePlan } from '@stoker/shared/codec/plan.js';
import { taskRunStateCodec } from '@stoker/shared/codec/run-state.js';
import { encodeTaskRun } from '@stoker/shared/codec/task-run.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type { DeploymentServiceService, ListTaskRunsRequest } from '@stoker/shared/wire/stoker/v1/deployment.js';
import { getDeployment, listDeployments, stopDeployment } from '../../service/deployments.js';
import { createPlan, getPlan } from '../../service/plans.js';
import type { ServicePorts } from '../../service/ports.js';
import type { DeploymentStarter } from '../../service/start-deployment.js';
import { listTaskRuns } from '../../service/task-runs.js';
import { Violations } from '../../service/violations.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the deployment service. */
export function deploymentHandlers(
	ports: ServicePorts,
	starter: DeploymentStarter,
): ServiceHandlers<DeploymentServiceService> {
	return {
		createPlan: async (request, { audit }) => ({ plan: encodePlan(await createPlan(ports, request, audit)) }),
		getPlan: async ({ planId }) => ({ plan: encodePlan(await getPlan(ports, planId)) }),
		startDeployment: async (request, { audit }) => ({
			deployment: encodeDeployment(await starter.start(request, audit)),
		}),
		stopDeployment: async (request, { audit }) => ({
			deployment: encodeDeployment(await stopDeployment(ports, request, audit)),
		}),
		getDeployment: async ({ deploymentId }) => encodeDeploymentDetail(await getDeployment(ports, deploymentId)),
		listDeployments: async (request) => {
			const { items, nextPageToken } = await listDeployments(ports, request);
			return { deployments: items.map(encodeDeployment), nextPageToken };
		},
		listTaskRuns: async (request) => {
			const page = await listTaskRuns(ports, { ...request, states: decodeStates(request) });
			return { taskRuns: page.items.map(encodeTaskRun), nextPageToken: page.nextPageToken };
		},
	};
}

function decodeStates({ states }: ListTaskRunsRequest): readonly TaskRunState[] {
	const violations = new Violations();
	const decoded = new Set<TaskRunState>();
	for (const [index, value] of states.entries()) {
		const state = taskRunStateCodec.find(value);
		if (state === undefined) {
			violations.add(`states[${index}]`, `is ${value}, which is no state`);
		} else {
			decoded.add(state);
		}
	}
	violations.throwIfAny();
	return [...decoded];
}
