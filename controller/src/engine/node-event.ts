import { type NewEvent, SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import type { NodeId } from '@stoker/shared/model/ids.js';

/** Something about a node's connection, for watchers of the system stream. */
export function nodeEvent(nodeId: NodeId, action: string, atMs: number): NewEvent {
	return { stream: SYSTEM_STREAM, atMs, body: { kind: 'object_changed', object: 'node', id: nodeId, action } };
}
