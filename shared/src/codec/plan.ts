import type { EnvironmentId, NodeId, PlanId } from '../model/ids.js';
import type { PlanNodeView, PlanView } from '../model/views.js';
import type * as wire from '../wire/stoker/v1/deployment.js';
import { decodeDiagnostic, encodeDiagnostic } from './diagnostic.js';
import { decodeOptionalId, decodePresentTime, encodeTime } from './values.js';

/** Writes a plan for the wire. */
export function encodePlan(plan: PlanView): wire.Plan {
	return {
		id: plan.id,
		environmentId: plan.environmentId,
		graphType: plan.graphType,
		digest: plan.digest,
		createdAt: encodeTime(plan.createdAtMs),
		taskCount: plan.taskCount,
		anchorCount: plan.anchorCount,
		skippedCount: plan.skippedCount,
		barrierCount: plan.barrierCount,
		edgeCount: plan.edgeCount,
		nodes: plan.nodes.map((node) => ({ ...node, roles: [...node.roles], tags: [...node.tags] })),
		warnings: plan.warnings.map(encodeDiagnostic),
		longestChain: [...plan.longestChain],
		environmentName: plan.environmentName,
		deploymentId: plan.deploymentId ?? '',
		isDryRun: plan.isDryRun,
		isForced: plan.isForced,
		changes: [...plan.changes],
		expectedDurationMs: plan.expectedDurationMs,
		skipReasons: plan.skipReasons.map((row) => ({ ...row })),
		limits: plan.limits.map((row) => ({ ...row })),
		isNoopRun: plan.isNoopRun,
		faultGroups: plan.faultGroups.map((group) => ({ ...group, nodeIds: [...group.nodeIds] })),
		storage: plan.storage.map(({ losses, ...node }) => ({
			...node,
			losses: losses.map((loss) => ({ ...loss, items: [...loss.items] })),
		})),
		destroyDigest: plan.destroyDigest,
	};
}

/** Reads a plan. */
export function decodePlan(message: wire.Plan): PlanView {
	return {
		id: message.id as PlanId,
		environmentId: message.environmentId as EnvironmentId,
		environmentName: message.environmentName,
		graphType: message.graphType,
		digest: message.digest,
		createdAtMs: decodePresentTime(message.createdAt),
		taskCount: message.taskCount,
		anchorCount: message.anchorCount,
		skippedCount: message.skippedCount,
		barrierCount: message.barrierCount,
		edgeCount: message.edgeCount,
		nodes: message.nodes.map(decodePlanNode),
		warnings: message.warnings.map(decodeDiagnostic),
		longestChain: message.longestChain,
		deploymentId: decodeOptionalId(message.deploymentId),
		isDryRun: message.isDryRun,
		isForced: message.isForced,
		changes: message.changes,
		expectedDurationMs: message.expectedDurationMs,
		skipReasons: message.skipReasons,
		limits: message.limits,
		isNoopRun: message.isNoopRun,
		faultGroups: message.faultGroups.map((group) => ({ ...group, nodeIds: group.nodeIds as NodeId[] })),
		storage: message.storage.map((node) => ({ ...node, nodeId: node.nodeId as NodeId })),
		destroyDigest: message.destroyDigest,
	};
}

function decodePlanNode(message: wire.PlanNode): PlanNodeView {
	return { ...message, nodeId: message.nodeId as NodeId };
}
