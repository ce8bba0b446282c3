import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { Page, ReleaseView } from '@stoker/shared/model/views.js';
import type { AuditSubject } from './audit.js';
import { findRelease } from './lookups.js';
import { objectChanged, recordMutation } from './mutation.js';
import { openPage, type PageRequest } from './paging.js';
import type { ServicePorts } from './ports.js';
import { releaseLabel, releaseView } from './release-views.js';

type Ports = Pick<ServicePorts, 'store' | 'clock'>;

/** Releases, newest first. */
export async function listReleases(ports: Ports, request: PageRequest): Promise<Page<ReleaseView>> {
	const cursor = openPage<string>(request, ['releases'], 'string');
	const rows = await ports.store.read(({ db }) => {
		const query = db.selectFrom('release').selectAll().orderBy('id', 'desc').limit(cursor.limit);
		return (cursor.after === undefined ? query : query.where('id', '<', cursor.after)).execute();
	});
	return cursor.page(rows, (row) => row.id, releaseView);
}

/** One release by id, name or NAME@VERSION. Throws RELEASE_NOT_FOUND. */
export async function getRelease(ports: Ports, reference: string): Promise<ReleaseView> {
	return releaseView(await ports.store.read(({ db }) => findRelease(db, reference)));
}

/** Deletes a release. Throws RELEASE_NOT_FOUND, or RELEASE_IN_USE naming the environments. */
export async function deleteRelease(ports: Ports, reference: string, subject: AuditSubject): Promise<void> {
	const atMs = ports.clock.wallMs();
	await ports.store.write(async (transaction) => {
		const { db } = transaction;
		const row = await findRelease(db, reference);
		const users = await db
			.selectFrom('environment')
			.select('name')
			.where('release_id', '=', row.id)
			.limit(10)
			.execute();
		if (users.length > 0) {
			const names = users.map((user) => user.name).join(', ');
			throw new StokerError('RELEASE_IN_USE', `Environments are made of ${releaseLabel(row)}: ${names}.`, {
				subject: { release: row.id, environments: names },
			});
		}
		await db.deleteFrom('release').where('id', '=', row.id).execute();
		const object = `release ${releaseLabel(row)}`;
		const events = [objectChanged('release', row.id, 'deleted')];
		await recordMutation(transaction, { atMs, subject, action: 'DeleteRelease', object, events });
	});
}
