import type { EventBody } from '@stoker/shared/model/event.js';
import { type NewEvent, SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import type { EnvironmentId } from '@stoker/shared/model/ids.js';
import type { WriteTransaction } from '../store/store.js';
import { type AuditSubject, appendAudit } from './audit.js';

/** What a use case changed, and who asked for it. */
export interface Mutation {
	readonly atMs: number;
	readonly subject: AuditSubject;
	/** For example "CreateEnvironment". */
	readonly action: string;
	/** For example "environment prod". */
	readonly object: string;
	/** What watchers are told, by stream. */
	readonly events: readonly (readonly [stream: EnvironmentId, body: EventBody])[];
}

/** Writes the audit record and the events of a mutation into the transaction that makes it. */
export async function recordMutation(transaction: WriteTransaction, mutation: Mutation): Promise<void> {
	const { atMs, subject, action, object } = mutation;
	await appendAudit(transaction, { ...subject, atMs, action, object, outcome: 'ok' });
	await transaction.appendEvents(mutation.events.map(([stream, body]): NewEvent => ({ stream, atMs, body })));
}

/** The event that an object without events of its own was created, deleted or otherwise changed. */
export function objectChanged(object: string, id: string, action: string): readonly [EnvironmentId, EventBody] {
	return [SYSTEM_STREAM, { kind: 'object_changed', object, id, action }];
}
