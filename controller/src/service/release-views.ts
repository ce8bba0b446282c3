import type { ReleaseId } from '@stoker/shared/model/ids.js';
import type { ReleaseContent } from '@stoker/shared/model/release.js';
import type { ReleaseView } from '@stoker/shared/model/views.js';
import type { ReleaseRow } from './lookups.js';

/** What people call a release. */
export function releaseLabel(release: { readonly name: string; readonly version: string }): string {
	return `${release.name}@${release.version}`;
}

/** The content as it was stored. */
export function storedContent(row: Pick<ReleaseRow, 'content'>): ReleaseContent {
	return JSON.parse(row.content) as ReleaseContent;
}

/** What lists show of a stored release. */
export function releaseView(row: ReleaseRow): ReleaseView {
	return viewOfContent(storedContent(row), {
		id: row.id as ReleaseId,
		digest: row.digest,
		createdAtMs: row.created_at,
	});
}

/** What lists show of a release's content. */
export function viewOfContent(
	content: ReleaseContent,
	stored: Pick<ReleaseView, 'id' | 'digest' | 'createdAtMs'>,
): ReleaseView {
	return {
		...stored,
		name: content.name,
		version: content.version,
		description: content.description,
		roles: content.roles.map(({ id, name, description, tags }) => ({ id, name, description, tags })),
		graphs: content.graphs.map((graph) => ({ type: graph.type, taskCount: graph.tasks.length })),
		isAvailable: content.isAvailable,
	};
}
