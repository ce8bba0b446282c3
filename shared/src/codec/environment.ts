import type { EnvironmentStatus } from '../model/environment.js';
import type { EnvironmentId, ReleaseId } from '../model/ids.js';
import type { EnvironmentView, NodeAssignment } from '../model/views.js';
import * as wire from '../wire/stoker/v1/environment.js';
import { decodeOptionalId, decodePresentTime, encodeTime, enumCodec } from './values.js';

/** Where an environment is in its life, as words and numbers. */
export const environmentStatusCodec = enumCodec<EnvironmentStatus, wire.EnvironmentStatus>()('environment status', {
	new: wire.EnvironmentStatus.ENVIRONMENT_STATUS_NEW,
	deploying: wire.EnvironmentStatus.ENVIRONMENT_STATUS_DEPLOYING,
	operational: wire.EnvironmentStatus.ENVIRONMENT_STATUS_OPERATIONAL,
	partially_deployed: wire.EnvironmentStatus.ENVIRONMENT_STATUS_PARTIALLY_DEPLOYED,
	error: wire.EnvironmentStatus.ENVIRONMENT_STATUS_ERROR,
	stopped: wire.EnvironmentStatus.ENVIRONMENT_STATUS_STOPPED,
});

/** Writes a node and its roles for the wire. */
export function encodeNodeAssignment(assignment: NodeAssignment): wire.NodeAssignment {
	return { node: assignment.node, roles: [...assignment.roles] };
}

/** Reads a node and its roles. */
export function decodeNodeAssignment(message: wire.NodeAssignment): NodeAssignment {
	return { node: message.node, roles: message.roles };
}

/** Writes an environment for the wire. */
export function encodeEnvironment(environment: EnvironmentView): wire.Environment {
	return {
		id: environment.id,
		name: environment.name,
		status: environmentStatusCodec.encode(environment.status),
		releaseId: environment.releaseId,
		releaseName: environment.releaseName,
		releaseVersion: environment.releaseVersion,
		nodes: environment.nodes.map(encodeNodeAssignment),
		deploymentId: environment.deploymentId ?? '',
		createdAt: encodeTime(environment.createdAtMs),
	};
}

/** Reads an environment. */
export function decodeEnvironment(message: wire.Environment): EnvironmentView {
	return {
		id: message.id as EnvironmentId,
		name: message.name,
		status: environmentStatusCodec.decode(message.status),
		releaseId: message.releaseId as ReleaseId,
		releaseName: message.releaseName,
		releaseVersion: message.releaseVersion,
		nodes: message.nodes.map(decodeNodeAssignment),
		deploymentId: decodeOptionalId(message.deploymentId),
		createdAtMs: decodePresentTime(message.createdAt),
	};
}
