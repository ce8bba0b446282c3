import { parseRelease } from '@stoker/shared/graph/parse-release.js';
import { hasErrors } from '@stoker/shared/model/diagnostic.js';
import type { ReleaseId } from '@stoker/shared/model/ids.js';
import type { ReleaseContent } from '@stoker/shared/model/release.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { ReleaseFile, ReleaseImportView, ReleaseView } from '@stoker/shared/model/views.js';
import type { Kysely } from 'kysely';
import type { Database } from '../store/schema.js';
import type { AuditSubject } from './audit.js';
import type { ReleaseRow } from './lookups.js';
import { objectChanged, recordMutation } from './mutation.js';
import type { ServicePorts } from './ports.js';
import { openReleaseFolder } from './release-folder.js';
import { releaseLabel, releaseView, viewOfContent } from './release-views.js';

type Ports = Pick<ServicePorts, 'store' | 'clock' | 'newId'>;

/** What to import, and whether only to look. */
export interface ReleaseImport {
	readonly files: readonly ReleaseFile[];
	readonly validateOnly: boolean;
}

/**
 * Checks a release folder and stores what it describes, all or nothing. Equal files give the releases they gave
 * before. Throws INVALID_REQUEST, RELEASE_INVALID with every diagnostic, or RELEASE_EXISTS.
 */
export async function importRelease(
	ports: Ports,
	request: ReleaseImport,
	subject: AuditSubject,
): Promise<ReleaseImportView> {
	const folder = openReleaseFolder(request.files);
	const parsed = parseRelease(folder.files);
	const diagnostics = [...folder.diagnostics, ...parsed.diagnostics];
	if (hasErrors(diagnostics)) {
		throw new StokerError('RELEASE_INVALID', 'The release folder has errors; nothing was stored.', { diagnostics });
	}
	const warnings = diagnostics;
	if (request.validateOnly) {
		const existing = await ports.store.read(({ db }) => matchReleases(db, parsed.releases, folder.digest));
		const fresh = { id: '' as ReleaseId, digest: folder.digest, createdAtMs: ports.clock.wallMs() };
		return {
			releases: existing.map(({ content, row }) => (row ? releaseView(row) : viewOfContent(content, fresh))),
			warnings,
		};
	}
	const releases = await storeReleases(ports, parsed.releases, folder.digest, subject);
	return { releases, warnings };
}

async function storeReleases(
	ports: Ports,
	contents: readonly ReleaseContent[],
	digest: string,
	subject: AuditSubject,
): Promise<readonly ReleaseView[]> {
	const atMs = ports.clock.wallMs();
	return ports.store.write(async (transaction) => {
		const { db } = transaction;
		const matches = await matchReleases(db, contents, digest);
		const fresh = matches.filter(({ row }) => row === undefined).map(({ content }) => toRow(ports, content, digest));
		const made = new Map(fresh.map((row) => [releaseLabel(row), row]));
		if (fresh.length > 0) {
			await db.insertInto('release').values(fresh).execute();
			const object = `release ${fresh.map(releaseLabel).join(', ')}`;
			const events = fresh.map((row) => objectChanged('release', row.id, 'imported'));
			await recordMutation(transaction, { atMs, subject, action: 'ImportRelease', object, events });
		}
		return matches.flatMap(({ content, row }) => {
			const stored = row ?? made.get(releaseLabel(content));
			return stored === undefined ? [] : [releaseView(stored)];
		});
	});
}

function toRow(ports: Ports, content: ReleaseContent, digest: string): ReleaseRow {
	return {
		id: ports.newId(),
		name: content.name,
		version: content.version,
		digest,
		content: JSON.stringify(content),
		created_at: ports.clock.wallMs(),
	};
}

interface Match {
	readonly content: ReleaseContent;
	/** The release that is stored already. */
	readonly row: ReleaseRow | undefined;
}

/** Finds which releases are stored already. Throws RELEASE_EXISTS when any of them came from other files. */
async function matchReleases(
	db: Kysely<Database>,
	contents: readonly ReleaseContent[],
	digest: string,
): Promise<Match[]> {
	const matches: Match[] = [];
	for (const content of contents) {
		const { name, version } = content;
		const query = db.selectFrom('release').selectAll().where('name', '=', name).where('version', '=', version);
		matches.push({ content, row: await query.executeTakeFirst() });
	}
	const others = matches.filter(({ row }) => row !== undefined && row.digest !== digest);
	if (others.length > 0) {
		const labels = others.map(({ content }) => releaseLabel(content)).join(', ');
		throw new StokerError('RELEASE_EXISTS', `Other content is stored under ${labels}.`, {
			subject: { release: labels },
		});
	}
	return matches;
}
