import { type Event, SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import type { NotificationSeverity, NotificationTopic } from '@stoker/shared/model/notification.js';
import { isDriftMessage } from './agreed-hardware.js';

/** What people should know of an event. */
export interface EventNotification {
	readonly severity: NotificationSeverity;
	readonly topic: NotificationTopic;
	/** For example "node 3". */
	readonly object: string;
	/** One sentence. */
	readonly message: string;
}

/** The kind of object that events about the controller's disk are about. */
export const DISK_OBJECT = 'disk';
/** What happened to it: nothing could be stored for a while, and now something can again. */
export const DISK_WAS_FULL = 'was_full';

const LOST = 'agent_lost';

/** The notification that an event gives; undefined for most of them. Pure, and the same whenever it is asked. */
export function notificationOf({ stream, body }: Event): EventNotification | undefined {
	switch (body.kind) {
		case 'deployment_changed':
			return deploymentEnded(body.deploymentId, body.state, body.message);
		case 'task_run_changed':
			// What loses a node in a deployment at work: its runs end as lost.
			return body.to === 'failed' && body.message.startsWith(LOST)
				? {
						severity: 'error',
						topic: 'node_lost',
						object: `node ${body.nodeId}`,
						message: `Node ${body.nodeId} is lost: ${body.taskId} did not end (${body.message}).`,
					}
				: undefined;
		case 'node_changed':
			// Nodes in environments are told of on two streams.
			if (stream === SYSTEM_STREAM && isDriftMessage(body.message)) {
				const message = `Node ${body.nodeId}: ${body.message}`;
				return { severity: 'warning', topic: 'hardware_drifted', object: `node ${body.nodeId}`, message };
			}
			return stream === SYSTEM_STREAM && (body.status === 'pending' || body.message.includes('stoker node accept'))
				? {
						severity: 'warning',
						topic: 'node_waiting',
						object: `node ${body.nodeId}`,
						message: `Node ${body.nodeId} waits for \`stoker node accept ${body.nodeId}\`.`,
					}
				: undefined;
		case 'object_changed':
			return objectChanged(body);
		default:
			return undefined;
	}
}

function deploymentEnded(id: string, state: string, reason: string): EventNotification | undefined {
	const because = reason === '' ? '' : `: ${reason}`;
	const ended = { topic: 'deployment_ended', object: `deployment ${id}` } as const;
	switch (state) {
		case 'succeeded':
			return { ...ended, severity: 'info', message: 'The deployment succeeded.' };
		case 'failed':
			return { ...ended, severity: 'error', message: `The deployment failed${because}.` };
		case 'stopped':
			return { ...ended, severity: 'warning', message: `The deployment was stopped${because}.` };
		default:
			return undefined;
	}
}

function objectChanged({
	object,
	id,
	action,
}: {
	readonly object: string;
	readonly id: string;
	readonly action: string;
}): EventNotification | undefined {
	if (object === 'node' && action === 'unreachable') {
		const message = `Node ${id} is silent although its stream is open: it shows as unreachable.`;
		return { severity: 'warning', topic: 'node_unreachable', object: `node ${id}`, message };
	}
	if (object === DISK_OBJECT && action === DISK_WAS_FULL) {
		const message = `The disk of the controller was full${id === '' ? '' : ` ${id}`}: nothing could be stored meanwhile.`;
		return { severity: 'error', topic: 'disk_full', object: DISK_OBJECT, message };
	}
	return undefined;
}
