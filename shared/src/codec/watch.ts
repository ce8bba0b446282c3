import type { SnapshotView, WatchItem, WatchStart } from '../model/views.js';
import type * as wire from '../wire/stoker/v1/event.js';
import { decodeDeployment, decodeNodeProgress, encodeDeployment, encodeNodeProgress } from './deployment.js';
import { decodeEnvironment, encodeEnvironment } from './environment.js';
import { decodeEvent, encodeEvent } from './event.js';
import { present } from './values.js';

/** Writes what a watch delivers for the wire. */
export function encodeWatchItem(item: WatchItem): wire.WatchEventsResponse {
	return item.kind === 'event'
		? { item: { $case: 'event', value: encodeEvent(item.event) } }
		: { item: { $case: 'snapshot', value: encodeSnapshot(item.snapshot) } };
}

/** Reads what a watch delivers. */
export function decodeWatchItem(message: wire.WatchEventsResponse): WatchItem {
	const item = present(message.item, 'watch item');
	return item.$case === 'event'
		? { kind: 'event', event: decodeEvent(item.value) }
		: { kind: 'snapshot', snapshot: decodeSnapshot(item.value) };
}

/** Writes where a watch begins. */
export function encodeWatchStart(start: WatchStart): NonNullable<wire.WatchEventsRequest['start']> {
	return start.kind === 'snapshot'
		? { $case: 'snapshot', value: true }
		: { $case: 'afterSequence', value: start.sequence };
}

/** Reads where a watch begins; nothing, and `snapshot` set to false, mean a snapshot as well. */
export function decodeWatchStart(start: wire.WatchEventsRequest['start']): WatchStart {
	return start?.$case === 'afterSequence' ? { kind: 'after', sequence: start.value } : { kind: 'snapshot' };
}

function encodeSnapshot(snapshot: SnapshotView): wire.Snapshot {
	return {
		sequence: snapshot.sequence,
		environment: snapshot.environment === undefined ? undefined : encodeEnvironment(snapshot.environment),
		deployment: snapshot.deployment === undefined ? undefined : encodeDeployment(snapshot.deployment),
		nodes: snapshot.nodes.map(encodeNodeProgress),
	};
}

function decodeSnapshot(message: wire.Snapshot): SnapshotView {
	return {
		sequence: message.sequence,
		environment: message.environment === undefined ? undefined : decodeEnvironment(message.environment),
		deployment: message.deployment === undefined ? undefined : decodeDeployment(message.deployment),
		nodes: message.nodes.map(decodeNodeProgress),
	};
}
