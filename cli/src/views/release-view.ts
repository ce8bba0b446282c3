import type { ReleaseView } from '@stoker/shared/model/views.js';
import { ageCell, timeText } from './cells.js';
import { formatCount } from './format.js';
import type { Details, Kind } from './printer.js';
import { renderHeading, renderRecord } from './record.js';
import type { Style } from './style.js';
import { renderTable } from './table.js';

export const RELEASE_KIND: Kind<ReleaseView> = {
	singular: 'release',
	plural: 'releases',
	name: ({ name, version }) => `${name}@${version}`,
	columns: [
		{ key: 'name', cell: ({ name }) => ({ text: name, tone: 'strong' }), isFlexible: true },
		{ key: 'version', cell: ({ version }) => version },
		{
			key: 'available',
			cell: ({ isAvailable }) => (isAvailable ? { text: 'yes', tone: 'good' } : { text: 'no', tone: 'warn' }),
		},
		{ key: 'roles', cell: ({ roles }) => String(roles.length), align: 'right' },
		{ key: 'graphs', cell: ({ graphs }) => graphs.map(({ type }) => type).join(','), isFlexible: true },
		{ key: 'age', cell: ({ createdAtMs }, style) => ageCell(createdAtMs, style), align: 'right' },
		{ key: 'id', cell: ({ id }) => id, isExpendable: true },
		{ key: 'digest', cell: ({ digest }) => digest, isHidden: true },
		{ key: 'description', cell: ({ description }) => description, isFlexible: true, isHidden: true },
	],
};

export const RELEASE_DETAILS: Details<ReleaseView> = { kind: RELEASE_KIND, render: renderRelease };

function renderRelease(release: ReleaseView, style: Style): string {
	const fields: Parameters<typeof renderRecord>[0] = [
		['Release', { text: `${release.name} ${release.version}`, tone: 'strong' }],
		['Id', release.id],
		['Description', release.description],
		['Available', release.isAvailable ? { text: 'yes', tone: 'good' } : { text: 'no', tone: 'warn' }],
		['Imported', timeText(release.createdAtMs, style)],
		['Digest', release.digest],
		['Graphs', release.graphs.map(({ type, taskCount }) => `${type} (${formatCount(taskCount, 'task')})`).join(', ')],
	];
	const roles = renderTable(
		[
			{ key: 'role', cell: ({ id }) => ({ text: id, tone: 'strong' }), isFlexible: true },
			{ key: 'tags', cell: ({ tags }) => tags.join(','), isFlexible: true },
			{ key: 'description', cell: ({ name, description }) => description || name, isFlexible: true },
		],
		release.roles,
		{ style, hasHeaders: true },
	);
	return renderRecord(fields, style) + renderHeading('Roles', style) + roles.text;
}
