import { encodeDeployment, encodeDeploymentDetail } from '@stoker/shared/codec/deployment.js';
import { decodeDeploymentControl } from '@stoker/shared/codec/deployment-control.js';
import { encodePlan } from '@stoker/shared/codec/plan.js';
import { taskRunStateCodec } from '@stoker/shared/codec/run-state.js';
import { encodeTaskRun } from '@stoker/shared/codec/task-run.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type {
	Deployment,
	DeploymentServiceService,
	ListTaskRunsRequest,
} from '@stoker/shared/wire/stoker/v1/deployment.js';
import { getDeployment, listDeployments, stopDeployment } from '../../service/deployments.js';
import { type OperationRequest, operateDeployment } from '../../service/operate-deployment.js';
import { createPlan, getPlan } from '../../service/plans.js';
import type { ServicePorts } from '../../service/ports.js';
import type { DeploymentStarter } from '../../service/start-deployment.js';
import { listTaskRuns } from '../../service/task-runs.js';
import { Violations } from '../../service/violations.js';
import type { UnaryHandler } from '../call.js';
import type { ServiceHandlers } from '../handlers.js';

/** Answers calls of the deployment service. */
export function deploymentHandlers(
	ports: ServicePorts,
	starter: DeploymentStarter,
): ServiceHandlers<DeploymentServiceService> {
	return {
		createPlan: async (request, { audit }) => ({ plan: encodePlan(await createPlan(ports, request, audit)) }),
		getPlan: async ({ planId }) => ({ plan: encodePlan(await getPlan(ports, planId)) }),
		startDeployment: async ({ planId, planDigest, control, agreedDestroyDigest }, { audit }) => {
			const start = { planId, planDigest, control: decodeDeploymentControl(control), agreedDestroyDigest };
			return { deployment: encodeDeployment(await starter.start(start, audit)) };
		},
		stopDeployment: async (request, { audit }) => ({
			deployment: encodeDeployment(await stopDeployment(ports, request, audit)),
		}),
		pauseDeployment: operation(ports, () => ({ kind: 'pause' })),
		resumeDeployment: operation(ports, () => ({ kind: 'resume' })),
		stepDeployment: operation(ports, ({ count }) => ({ kind: 'step', count })),
		changeBreakpoints: operation(ports, ({ added, removed, isCleared }) => ({
			kind: 'breakpoints',
			added,
			removed,
			isCleared,
		})),
		changeLimits: operation(ports, (request) => ({ kind: 'limits', ...request })),
		retryTaskRuns: operation(ports, ({ runs }) => ({ kind: 'retry', runs })),
		skipTaskRuns: operation(ports, ({ runs, reason }) => ({ kind: 'skip', runs, reason })),
		markTaskRunsDone: operation(ports, ({ runs, reason }) => ({ kind: 'mark_done', runs, reason })),
		removeDeploymentNode: operation(ports, ({ node }) => ({ kind: 'remove_node', node })),
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

/** Answers a call that does something with a deployment: with the deployment as it is then. */
function operation<Request extends { readonly deploymentId: string }>(
	ports: ServicePorts,
	decode: (request: Request) => OperationRequest,
): UnaryHandler<Request, { deployment: Deployment }> {
	return async (request, { audit }) => ({
		deployment: encodeDeployment(await operateDeployment(ports, request.deploymentId, decode(request), audit)),
	});
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
