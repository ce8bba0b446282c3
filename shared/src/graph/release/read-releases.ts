import type { ReleaseContent, ReleaseRole, ReleaseTag } from '../../model/release.js';
import { hintNearest } from '../nearest-name.js';
import type { FileFindings } from './findings.js';
import { MapReader } from './map-reader.js';
import { describeTree, getEntry, isNull, type MapTree, mergeTrees, type Tree } from './tree.js';

const MAX_RELEASES = 64;
const MAX_NAME_LENGTH = 255;
const STATES = ['available', 'unavailable', 'manageonly'] as const;

/** A release without its graphs. */
export type ReleaseHead = Omit<ReleaseContent, 'graphs'>;

/** Reads release.yaml: one plain mapping, or a list of records of which those with a `pk` are releases. */
export function readReleases(tree: Tree, findings: FileFindings): readonly ReleaseHead[] {
	const heads: ReleaseHead[] = [];
	const seen = new Set<string>();
	for (const fields of releaseFields(tree, findings)) {
		const head = readHead(fields);
		if (head === undefined) {
			continue;
		}
		const key = JSON.stringify([head.name, head.version]);
		if (seen.has(key)) {
			fields.report('RELEASE_DUPLICATE', 'name', `There are two releases ${head.name} of version ${head.version}`);
		} else {
			seen.add(key);
			heads.push(head);
		}
	}
	return heads;
}

function releaseFields(tree: Tree, findings: FileFindings): readonly MapReader[] {
	if (tree.kind === 'map') {
		return tree.entries.has('fields') ? recordFields([tree], findings, () => '') : [new MapReader(tree, '', findings)];
	}
	if (tree.kind === 'list') {
		return recordFields(tree.items, findings, (index) => `[${index}]`);
	}
	const expected = 'Expected one release or a list of release records';
	findings.report('FIELD_INVALID', { offset: tree.offset, path: '' }, `${expected}, found ${describeTree(tree)}`);
	return [];
}

/** Records without a `pk` only serve others to extend. */
function recordFields(items: readonly Tree[], findings: FileFindings, pathOf: (index: number) => string): MapReader[] {
	const readers: MapReader[] = [];
	let isBroken = false;
	for (const [index, item] of items.entries()) {
		const path = pathOf(index);
		if (item.kind !== 'map') {
			isBroken = true;
			findings.report('FIELD_INVALID', { offset: item.offset, path }, `Expected a record, found ${describeTree(item)}`);
			continue;
		}
		const record = new MapReader(item, path, findings);
		const extended = extendRecord(record);
		const fields = extended.child('fields');
		isBroken ||= fields === undefined;
		if (record.get('pk') !== undefined && fields !== undefined && readers.length < MAX_RELEASES) {
			readers.push(fields);
		} else if (fields === undefined && record.get('fields') === undefined) {
			record.report('FIELD_MISSING', '', 'The record has no fields', 'Put what the release is under `fields:`.');
		}
	}
	if (readers.length === 0 && !isBroken) {
		const hint = 'Give the record that is a release a `pk`; records without one only serve others to extend.';
		findings.report('FIELD_MISSING', { offset: 0, path: '' }, 'The file describes no release', hint);
	}
	return readers;
}

/** The record with everything it extends below it. Extended records may extend others. */
function extendRecord(record: MapReader): MapReader {
	const chain: MapTree[] = [record.map];
	for (let base = record.child('extend'); base !== undefined; base = base.child('extend')) {
		chain.push(base.map);
	}
	const merged = chain.reduceRight((under, over) => mergeTrees(under, over) as MapTree);
	return record.at(merged, record.path);
}

function readHead(fields: MapReader): ReleaseHead | undefined {
	const name = readLabel(fields, 'name');
	const version = readLabel(fields, 'version');
	const description = fields.text('description') ?? '';
	const isAvailable = readState(fields) === 'available';
	const roles = readRoles(fields);
	const tags = readTags(fields);
	if (name === undefined || version === undefined) {
		return undefined;
	}
	return { name, version, description, isAvailable, roles, tags };
}

function readLabel(fields: MapReader, field: string): string | undefined {
	const tree = fields.get(field);
	const text = fields.text(field);
	if (tree === undefined || text === '') {
		fields.report('FIELD_MISSING', '', `The release has no ${field}`, `Add \`${field}:\`.`);
		return undefined;
	}
	if (text !== undefined && text.length > MAX_NAME_LENGTH) {
		fields.report(
			'FIELD_INVALID',
			field,
			`${field}: expected at most ${MAX_NAME_LENGTH} characters, found ${text.length}`,
		);
	}
	return text;
}

function readState(fields: MapReader): (typeof STATES)[number] {
	const text = fields.text('state');
	const state = STATES.find((known) => known === text);
	if (text !== undefined && state === undefined) {
		const expected = `expected one of ${STATES.join(', ')}`;
		fields.report(
			'FIELD_INVALID',
			'state',
			`state: ${expected}, found "${text.slice(0, 60)}"`,
			hintNearest(text, STATES),
		);
	}
	return text === undefined ? 'available' : (state ?? 'unavailable');
}

function readRoles(fields: MapReader): readonly ReleaseRole[] {
	const roles = fields.child('roles_metadata');
	if (roles === undefined && fields.get('roles_metadata') === undefined) {
		fields.report(
			'FIELD_MISSING',
			'',
			'The release has no roles',
			'Add `roles_metadata:` with the roles nodes can have.',
		);
	}
	return eachMetadata(roles).map(({ id, reader }) => ({
		id,
		name: reader?.text('name') ?? id,
		description: reader?.text('description') ?? '',
		tags: reader?.get('tags') === undefined ? [id] : reader.names('tags'),
		hasPrimary: reader?.boolean('has_primary', false) ?? false,
	}));
}

function readTags(fields: MapReader): readonly ReleaseTag[] {
	return eachMetadata(fields.child('tags_metadata')).map(({ id, reader }) => ({
		id,
		hasPrimary: reader?.boolean('has_primary', false) ?? false,
	}));
}

/** Entries of a mapping of mappings; an empty one stands for all defaults. */
function eachMetadata(metadata: MapReader | undefined): readonly { id: string; reader: MapReader | undefined }[] {
	if (metadata === undefined) {
		return [];
	}
	return [...metadata.map.entries.keys()].map((id) => {
		const tree = getEntry(metadata.map, id);
		return { id, reader: tree === undefined || isNull(tree) ? undefined : metadata.child(id) };
	});
}
