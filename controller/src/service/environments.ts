import type { EnvironmentId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { EnvironmentView, Page } from '@stoker/shared/model/views.js';
import type { AuditSubject } from './audit.js';
import { environmentView, environmentViews } from './environment-views.js';
import { type EnvironmentRow, findEnvironment, findRelease } from './lookups.js';
import { objectChanged, recordMutation } from './mutation.js';
import { openPage, type PageRequest } from './paging.js';
import type { ServicePorts } from './ports.js';
import { releaseLabel, storedContent } from './release-views.js';
import { refuseField } from './violations.js';

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$/;

type Ports = Pick<ServicePorts, 'store' | 'clock' | 'newId'>;

/** The environment to make. */
export interface CreateEnvironment {
	readonly name: string;
	/** Id, name, or NAME@VERSION. */
	readonly release: string;
}

/** Makes an environment. Throws INVALID_REQUEST, RELEASE_NOT_FOUND, RELEASE_UNAVAILABLE or ENVIRONMENT_EXISTS. */
export async function createEnvironment(
	ports: Ports,
	request: CreateEnvironment,
	subject: AuditSubject,
): Promise<EnvironmentView> {
	if (!NAME.test(request.name)) {
		refuseField('name', 'must be 1 to 63 letters, digits, dots and hyphens, with a letter or digit at both ends');
	}
	const atMs = ports.clock.wallMs();
	const id = ports.newId();
	return ports.store.write(async (transaction) => {
		const { db } = transaction;
		const release = await findRelease(db, request.release);
		if (!storedContent(release).isAvailable) {
			const label = releaseLabel(release);
			throw new StokerError('RELEASE_UNAVAILABLE', `${label} is not available.`, { subject: { release: label } });
		}
		const namesake = await db
			.selectFrom('environment')
			.select('id')
			.where('name', '=', request.name)
			.executeTakeFirst();
		if (namesake !== undefined) {
			throw new StokerError('ENVIRONMENT_EXISTS', `There is an environment "${request.name}".`, {
				subject: { environment: request.name },
			});
		}
		const { name } = request;
		const row: EnvironmentRow = {
			id,
			name,
			status: 'new',
			status_before: null,
			release_id: release.id,
			created_at: atMs,
		};
		await db.insertInto('environment').values(row).execute();
		const message = `made of ${releaseLabel(release)}`;
		const events = [
			objectChanged('environment', id, 'created'),
			[id as EnvironmentId, { kind: 'environment_changed', status: 'new', message }] as const,
		];
		await recordMutation(transaction, {
			atMs,
			subject,
			action: 'CreateEnvironment',
			object: `environment ${name}`,
			events,
		});
		return environmentView(db, row);
	});
}

/** Environments by name. */
export async function listEnvironments(ports: Ports, request: PageRequest): Promise<Page<EnvironmentView>> {
	const cursor = openPage<string>(request, ['environments'], 'string');
	const views = await ports.store.read(async ({ db }) => {
		const query = db.selectFrom('environment').selectAll().orderBy('name').limit(cursor.limit);
		const rows = await (cursor.after === undefined ? query : query.where('name', '>', cursor.after)).execute();
		return environmentViews(db, rows);
	});
	return cursor.page(
		views,
		(view) => view.name,
		(view) => view,
	);
}

/** One environment by id or name. Throws ENVIRONMENT_NOT_FOUND. */
export async function getEnvironment(ports: Ports, idOrName: string): Promise<EnvironmentView> {
	return ports.store.read(async ({ db }) => environmentView(db, await findEnvironment(db, idOrName)));
}
