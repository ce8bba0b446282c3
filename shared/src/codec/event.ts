import type { Event, EventBody } from '../model/event.js';
import type { DeploymentId, EnvironmentId, NodeId } from '../model/ids.js';
import type * as wire from '../wire/stoker/v1/event.js';
import { decodeDeploymentControl, encodeDeploymentControl } from './deployment-control.js';
import { environmentStatusCodec } from './environment.js';
import { nodeStatusCodec } from './node.js';
import { decodeDeploymentState, encodeDeploymentState, taskRunStateCodec } from './run-state.js';
import { decodePresentTime, encodeTime, present } from './values.js';

type WireBody = NonNullable<wire.Event['body']>;
type Kind = EventBody['kind'];
type BodyOf<K extends Kind> = Extract<EventBody, { kind: K }>;
type Case = WireBody['$case'];
type ValueOf<C extends Case> = Extract<WireBody, { $case: C }>['value'];

const encoders: { readonly [K in Kind]: (body: BodyOf<K>) => WireBody } = {
	task_run_changed: ({ kind: _, from, to, ...same }) => ({
		$case: 'taskRunChanged',
		value: { ...same, from: taskRunStateCodec.encode(from), to: taskRunStateCodec.encode(to) },
	}),
	deployment_changed: ({ deploymentId, state, message }) => ({
		$case: 'deploymentChanged',
		value: { deploymentId, state: encodeDeploymentState(state), message },
	}),
	deployment_control_changed: ({ deploymentId, control, message }) => ({
		$case: 'deploymentControlChanged',
		value: { deploymentId, control: encodeDeploymentControl(control), message },
	}),
	environment_changed: ({ status, message }) => ({
		$case: 'environmentChanged',
		value: { status: environmentStatusCodec.encode(status), message },
	}),
	node_changed: ({ nodeId, status, message }) => ({
		$case: 'nodeChanged',
		value: { nodeId, status: nodeStatusCodec.encode(status), message },
	}),
	object_changed: ({ object, id, action }) => ({ $case: 'objectChanged', value: { kind: object, id, action } }),
};

const decoders: { readonly [C in Case]: (value: ValueOf<C>) => EventBody } = {
	taskRunChanged: (value) => ({
		...value,
		kind: 'task_run_changed',
		deploymentId: value.deploymentId as DeploymentId,
		nodeId: value.nodeId as NodeId,
		from: taskRunStateCodec.decode(value.from),
		to: taskRunStateCodec.decode(value.to),
	}),
	deploymentChanged: (value) => ({
		kind: 'deployment_changed',
		deploymentId: value.deploymentId as DeploymentId,
		state: decodeDeploymentState(value.state),
		message: value.message,
	}),
	deploymentControlChanged: (value) => ({
		kind: 'deployment_control_changed',
		deploymentId: value.deploymentId as DeploymentId,
		control: decodeDeploymentControl(value.control),
		message: value.message,
	}),
	environmentChanged: (value) => ({
		kind: 'environment_changed',
		status: environmentStatusCodec.decode(value.status),
		message: value.message,
	}),
	nodeChanged: (value) => ({
		kind: 'node_changed',
		nodeId: value.nodeId as NodeId,
		status: nodeStatusCodec.decode(value.status),
		message: value.message,
	}),
	objectChanged: (value) => ({ kind: 'object_changed', object: value.kind, id: value.id, action: value.action }),
};

/** Writes an event for the wire. */
export function encodeEvent(event: Event): wire.Event {
	return {
		sequence: event.sequence,
		at: encodeTime(event.atMs),
		environmentId: event.stream,
		body: encodeBody(event.body),
	};
}

/** Reads an event. */
export function decodeEvent(message: wire.Event): Event {
	return {
		sequence: message.sequence,
		atMs: decodePresentTime(message.at),
		stream: message.environmentId as EnvironmentId,
		body: decodeBody(present(message.body, 'event')),
	};
}

// TypeScript does not see that table and argument agree; the tables above are checked entry by entry.
function encodeBody(body: EventBody): WireBody {
	return (encoders[body.kind] as (body: EventBody) => WireBody)(body);
}

function decodeBody(body: WireBody): EventBody {
	return (decoders[body.$case] as (value: WireBody['value']) => EventBody)(body.value);
}
