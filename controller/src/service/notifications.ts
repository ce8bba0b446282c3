import type { EnvironmentId } from '@stoker/shared/model/ids.js';
import type { NotificationView } from '@stoker/shared/model/notification.js';
import type { Page } from '@stoker/shared/model/views.js';
import type { AuditSubject } from './audit.js';
import { findEnvironment } from './lookups.js';
import { recordMutation } from './mutation.js';
import { openPage, type PageRequest } from './paging.js';
import type { ServicePorts } from './ports.js';
import { refuseField, Violations } from './violations.js';

type Ports = Pick<ServicePorts, 'store' | 'clock'>;

const MOST_IDS = 1_000;

/** Which notifications to list. */
export interface ListNotifications extends PageRequest {
	/** Id or name; empty for all, and for what belongs to none. */
	readonly environment: string;
	/** Those that were read too. */
	readonly withRead: boolean;
}

/** Which notifications were read. */
export interface MarkNotificationsRead {
	readonly ids: readonly string[];
	/** All there are, instead of ids. */
	readonly all: boolean;
}

/** Notifications, newest first. Throws ENVIRONMENT_NOT_FOUND. */
export async function listNotifications(ports: Ports, request: ListNotifications): Promise<Page<NotificationView>> {
	const scope = ['notifications', request.environment, String(request.withRead)];
	const cursor = openPage<number>(request, scope, 'number');
	const rows = await ports.store.read(async ({ db }) => {
		let query = db
			.selectFrom('notification')
			.leftJoin('environment', 'environment.id', 'notification.stream')
			.selectAll('notification')
			.select('environment.name as environment_name')
			.orderBy('number', 'desc')
			.limit(cursor.limit);
		if (request.environment !== '') {
			query = query.where('stream', '=', (await findEnvironment(db, request.environment)).id);
		}
		query = request.withRead ? query : query.where('read_at', 'is', null);
		query = cursor.after === undefined ? query : query.where('number', '<', cursor.after);
		return query.execute();
	});
	return cursor.page(
		rows,
		(row) => row.number,
		(row) => ({
			id: String(row.number),
			atMs: row.at,
			severity: row.severity,
			topic: row.topic,
			environmentId: row.stream === '' ? undefined : (row.stream as EnvironmentId),
			environmentName: row.environment_name ?? '',
			object: row.object,
			message: row.message,
			readAtMs: row.read_at ?? undefined,
			readBy: row.read_by,
		}),
	);
}

/** Marks notifications as read, for everybody; answers how many had not been. Throws INVALID_REQUEST. */
export async function markNotificationsRead(
	ports: Ports,
	request: MarkNotificationsRead,
	subject: AuditSubject,
): Promise<number> {
	const numbers = readNumbers(request);
	const atMs = ports.clock.wallMs();
	return ports.store.write(async (transaction) => {
		let update = transaction.db
			.updateTable('notification')
			.set({ read_at: atMs, read_by: subject.actor })
			.where('read_at', 'is', null);
		update = request.all ? update : update.where('number', 'in', numbers);
		const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
		const object = request.all ? 'all notifications' : `${numbers.length} notifications`;
		await recordMutation(transaction, { atMs, subject, action: 'MarkNotificationsRead', object, events: [] });
		return Number(numUpdatedRows);
	});
}

function readNumbers({ ids, all }: MarkNotificationsRead): readonly number[] {
	if (all === ids.length > 0) {
		refuseField('ids', 'must be given unless all are meant, and only then');
	}
	if (ids.length > MOST_IDS) {
		refuseField('ids', `are ${ids.length}; at most ${MOST_IDS} at once`);
	}
	const violations = new Violations();
	for (const [index, id] of ids.entries()) {
		if (!/^[1-9]\d{0,14}$/.test(id)) {
			violations.add(`ids[${index}]`, 'is no number of a notification');
		}
	}
	violations.throwIfAny();
	return ids.map(Number);
}
