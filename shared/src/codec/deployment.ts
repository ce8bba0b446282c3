import type { DeploymentId, EnvironmentId, NodeId, PlanId } from '../model/ids.js';
import type { DeploymentDetailView, DeploymentProgressView, DeploymentView, NodeProgressView } from '../model/views.js';
import type * as wire from '../wire/stoker/v1/deployment.js';
import { decodeDeploymentControl, encodeDeploymentControl } from './deployment-control.js';
import {
	decodeDeploymentState,
	decodeRunCounts,
	deploymentKindCodec,
	encodeDeploymentState,
	encodeRunCounts,
} from './run-state.js';
import { decodePresentTime, decodeTime, encodeTime, present } from './values.js';

/** Writes a deployment for the wire. */
export function encodeDeployment(deployment: DeploymentView): wire.Deployment {
	return {
		id: deployment.id,
		environmentId: deployment.environmentId,
		environmentName: deployment.environmentName,
		planId: deployment.planId,
		planDigest: deployment.planDigest,
		graphType: deployment.graphType,
		state: encodeDeploymentState(deployment.state),
		counts: encodeRunCounts(deployment.counts),
		startedAt: encodeTime(deployment.startedAtMs),
		endedAt: encodeTime(deployment.endedAtMs),
		startedBy: deployment.startedBy,
		message: deployment.message,
		control: encodeDeploymentControl(deployment.control),
		kind: deploymentKindCodec.encode(deployment.kind),
	};
}

/** Reads a deployment. */
export function decodeDeployment(message: wire.Deployment): DeploymentView {
	return {
		id: message.id as DeploymentId,
		environmentId: message.environmentId as EnvironmentId,
		environmentName: message.environmentName,
		planId: message.planId as PlanId,
		planDigest: message.planDigest,
		graphType: message.graphType,
		state: decodeDeploymentState(message.state),
		counts: decodeRunCounts(message.counts),
		startedAtMs: decodePresentTime(message.startedAt),
		endedAtMs: decodeTime(message.endedAt),
		startedBy: message.startedBy,
		message: message.message,
		control: decodeDeploymentControl(message.control),
		kind: deploymentKindCodec.decode(message.kind),
	};
}

/** Writes how far a node is. */
export function encodeNodeProgress(progress: NodeProgressView): wire.NodeProgress {
	return {
		nodeId: progress.nodeId,
		nodeName: progress.nodeName,
		counts: encodeRunCounts(progress.counts),
		runningTasks: [...progress.runningTasks],
		percent: progress.percent,
	};
}

/** Reads how far a node is. */
export function decodeNodeProgress(message: wire.NodeProgress): NodeProgressView {
	return {
		nodeId: message.nodeId as NodeId,
		nodeName: message.nodeName,
		counts: decodeRunCounts(message.counts),
		runningTasks: message.runningTasks,
		percent: message.percent,
	};
}

/** Writes a deployment and its nodes for the wire. */
export function encodeDeploymentDetail(detail: DeploymentDetailView): wire.GetDeploymentResponse {
	return {
		deployment: encodeDeployment(detail.deployment),
		nodes: detail.nodes.map(encodeNodeProgress),
		progress: { ...detail.progress },
	};
}

/** Reads a deployment and its nodes. */
export function decodeDeploymentDetail(message: wire.GetDeploymentResponse): DeploymentDetailView {
	return {
		deployment: decodeDeployment(present(message.deployment, 'deployment')),
		nodes: message.nodes.map(decodeNodeProgress),
		progress: decodeProgress(present(message.progress, 'deployment progress')),
	};
}

function decodeProgress({ percent, isWeighted, remainingMs }: wire.DeploymentProgress): DeploymentProgressView {
	return { percent, isWeighted, remainingMs };
}
