import type { NodeLayoutView, VolumeDiskView } from '@stoker/shared/model/storage-views.js';
import { timeText } from './cells.js';
import { renderDiagnostics } from './diagnostic-view.js';
import { formatCount } from './format.js';
import type { Details } from './printer.js';
import { renderHeading, renderRecord } from './record.js';
import type { Style } from './style.js';
import { renderTable } from './table.js';
import { sanitizeLine } from './text.js';

/** Lines of a schema that people are shown; programs get all of it. */
const MOST_LINES = 60;

export const NODE_LAYOUT_DETAILS: Details<NodeLayoutView> = {
	kind: { singular: 'node_layout', plural: 'node_layouts', name: ({ nodeName }) => nodeName, columns: [] },
	render: renderLayout,
};

const SOURCES: Readonly<Record<NodeLayoutView['source'], string>> = {
	none: 'nobody says anything: set a schema, or give the node roles of a release with volumes',
	roles: 'the roles of the node',
	schema: 'the schema that was set',
};

function renderLayout(layout: NodeLayoutView, style: Style): string {
	const record = renderRecord(
		[
			['Node', { text: layout.nodeName, tone: 'strong' }],
			['From', SOURCES[layout.source]],
			['Format', layout.format],
			['Version', layout.version === 0 ? '' : String(layout.version)],
			['Changed', layout.updatedAtMs === undefined ? '' : timeText(layout.updatedAtMs, style)],
			['By', layout.updatedBy],
			['Edits', editsText(layout)],
		],
		style,
	);
	const body = layout.source === 'roles' ? renderDisks(layout, style) : renderSchema(layout.schema, style);
	const problems = layout.diagnostics.length === 0 ? '' : `\n${renderDiagnostics(layout.diagnostics, style)}`;
	return record + body + problems;
}

/** What was edited, also where a schema makes it wait. */
function editsText({ edits: { volumes, bootDiskId }, source }: NodeLayoutView): string {
	const count = volumes.length + (bootDiskId === undefined ? 0 : 1);
	return count === 0
		? ''
		: `${formatCount(count, 'edit')}${source === 'schema' ? ', which wait while the schema counts' : ''}`;
}

interface VolumeRow {
	readonly disk: VolumeDiskView;
	readonly volume: VolumeDiskView['volumes'][number];
	readonly isFirst: boolean;
	readonly isEdited: boolean;
}

function renderDisks({ disks, edits }: NodeLayoutView, style: Style): string {
	const rows = disks.flatMap((disk) =>
		disk.volumes.map((volume, index): VolumeRow => {
			const isEdited = edits.volumes.some(({ diskId, space }) => diskId === disk.id && space === volume.name);
			return { disk, volume, isFirst: index === 0, isEdited };
		}),
	);
	const table = renderTable<VolumeRow>(
		[
			{ key: 'disk', cell: ({ disk, isFirst }) => (isFirst ? { text: disk.name, tone: 'strong' } : '') },
			{ key: 'boot', cell: ({ disk, isFirst }) => (isFirst && disk.isBootable ? 'boot' : '') },
			{ key: 'room', cell: ({ disk, isFirst }) => (isFirst ? `${disk.sizeMib} MiB` : ''), align: 'right' },
			{ key: 'volume', cell: ({ volume }) => volume.name },
			{ key: 'size', cell: ({ volume }) => `${volume.sizeMib} MiB`, align: 'right' },
			{ key: 'keep', cell: ({ volume }) => (volume.isKept ? { text: 'keep', tone: 'good' } : '') },
			{ key: 'edited', cell: ({ isEdited }) => (isEdited ? { text: 'edited', tone: 'warn' } : '') },
		],
		rows,
		{ style, hasHeaders: true },
	);
	return `\n${table.text}`;
}

function renderSchema(schema: string, style: Style): string {
	if (schema === '') {
		return '';
	}
	const lines = schema.replace(/\n$/, '').split('\n');
	const more = lines.length - MOST_LINES;
	const shown = more > 0 ? [...lines.slice(0, MOST_LINES), `… and ${more} more lines (-o yaml shows all)`] : lines;
	return renderHeading('Schema', style) + shown.map((line) => `  ${style.paint.dim(indented(line))}\n`).join('');
}

/** YAML says something by how far a line is indented. */
function indented(line: string): string {
	return ' '.repeat(/^ */.exec(line)?.[0].length ?? 0) + sanitizeLine(line);
}
