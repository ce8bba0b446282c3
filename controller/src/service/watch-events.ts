import type { Event } from '@stoker/shared/model/event.js';
import { SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import type { DeploymentId, EnvironmentId } from '@stoker/shared/model/ids.js';
import type { SnapshotView, WatchItem, WatchStart } from '@stoker/shared/model/views.js';
import type { Kysely } from 'kysely';
import { totalCounts } from '../domain/run-counts.js';
import type { Database } from '../store/schema.js';
import { deploymentView, labelDeployments } from './deployment-views.js';
import { environmentView } from './environment-views.js';
import { compacted, type EventHub } from './event-hub.js';
import { type EnvironmentRow, findEnvironment } from './lookups.js';
import type { ServicePorts } from './ports.js';
import { readProgress } from './progress.js';
import { refuseField } from './violations.js';

type Db = Kysely<Database>;

interface Ports extends Pick<ServicePorts, 'store'> {
	readonly events: EventHub;
}

/** What to watch. */
export interface WatchEvents {
	/** Id or name; empty for the system stream. */
	readonly environment: string;
	readonly start: WatchStart;
	/** End once everything stored was sent. */
	readonly untilNow: boolean;
}

/** Where a watch begins, and what it sends first. */
interface Opening {
	readonly stream: EnvironmentId;
	/** Last event that needs not be sent. */
	readonly after: number;
	/** Last event stored. */
	readonly head: number;
	readonly snapshot: SnapshotView | undefined;
}

/**
 * Sends a snapshot at S and then S+1 onwards, or everything after a number. Throws ENVIRONMENT_NOT_FOUND,
 * EVENTS_COMPACTED, or INVALID_REQUEST for a number that was never given out.
 */
export async function watchEvents(
	ports: Ports,
	request: WatchEvents,
	emit: (item: WatchItem) => Promise<void>,
	signal: AbortSignal,
): Promise<void> {
	const opening = await ports.store.read(({ db }) => open(db, request));
	if (opening.snapshot !== undefined) {
		await emit({ kind: 'snapshot', snapshot: opening.snapshot });
	}
	const { stream, after } = opening;
	const through = request.untilNow ? opening.head : undefined;
	await ports.events.follow({ stream, after, through }, (event: Event) => emit({ kind: 'event', event }), signal);
}

async function open(db: Db, { environment, start }: WatchEvents): Promise<Opening> {
	const row = environment === '' ? undefined : await findEnvironment(db, environment);
	const stream = (row?.id ?? SYSTEM_STREAM) as EnvironmentId;
	const head = await db
		.selectFrom('event_stream')
		.select(['last_sequence', 'compacted_through'])
		.where('stream', '=', stream)
		.executeTakeFirst();
	const last = head?.last_sequence ?? 0;
	if (start.kind === 'snapshot') {
		return { stream, after: last, head: last, snapshot: await readSnapshot(db, row, last) };
	}
	if (start.sequence < 0 || start.sequence > last) {
		refuseField('after_sequence', `is ${start.sequence}; the last event has number ${last}`);
	}
	if (start.sequence < (head?.compacted_through ?? 0)) {
		throw compacted(stream, start.sequence);
	}
	return { stream, after: start.sequence, head: last, snapshot: undefined };
}

// All by the store, in one read: the engine's memory is ahead of the events, the snapshot must be exactly at its number.
async function readSnapshot(db: Db, row: EnvironmentRow | undefined, sequence: number): Promise<SnapshotView> {
	if (row === undefined) {
		return { sequence, environment: undefined, deployment: undefined, nodes: [] };
	}
	const environment = await environmentView(db, row);
	const latest = await db
		.selectFrom('deployment')
		.selectAll()
		.where('environment_id', '=', row.id)
		.orderBy('id', 'desc')
		.limit(1)
		.execute();
	const labelled = await labelDeployments(db, latest);
	const nodes = latest[0] === undefined ? [] : await readProgress(db, latest[0].id as DeploymentId);
	const [deployment] = labelled.map((label) => deploymentView(label, totalCounts(nodes)));
	return { sequence, environment, deployment, nodes };
}
