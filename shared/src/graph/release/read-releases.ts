import type { ReleaseContent, ReleaseRole, ReleaseTag } from '../../model/release.js';
import { hintNearest } from '../nearest-name.js';
import type { FileFindings } from './findings.js';
import { MapReader } from './map-reader.js';
import { readVolumes } from './read-volumes.js';
import { describeTree, getEntry, isNull, type MapTree, mergeTrees, type Tree } from './tree.js';

const MAX_RELEASES = 64;
const MAX_EXTENDS = 32;
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
	const records: MapReader[] = [];
	for (const [index, item] of items.entries()) {
		const path = pathOf(index);
		if (item.kind === 'map') {
			records.push(new MapReader(item, path, findings));
		} else {
			findings.report('FIELD_INVALID', { offset: item.offset, path }, `Expected a record, found ${describeTree(item)}`);
		}
	}
	const releases = records.filter((record) => record.get('pk') !== undefined);
	if (releases.length === 0) {
		const hint = 'Give the record that is a release a `pk`; records without one only serve others to extend.';
		findings.report('FIELD_MISSING', { offset: 0, path: '' }, 'The file describes no release', hint);
	}
	if (releases.length > MAX_RELEASES) {
		const found = `found ${releases.length}`;
		findings.report('FIELD_INVALID', { offset: 0, path: '' }, `Expected at most ${MAX_RELEASES} releases, ${found}`);
	}
	return releases.slice(0, MAX_RELEASES).flatMap((record) => extendedFields(record) ?? []);
}

/** The fields of a record with those of everything it extends below them; what it extends may extend others. */
function extendedFields(record: MapReader): MapReader | undefined {
	const layers: MapTree[] = [];
	let reader: MapReader | undefined = record;
	for (let depth = 0; reader !== undefined && depth < MAX_EXTENDS; depth++) {
		const fields = reader.child('fields');
		if (fields !== undefined) {
			layers.push(fields.map);
		}
		reader = reader.child('extend');
	}
	if (reader !== undefined) {
		record.report('FIELD_INVALID', 'extend', `extend: expected at most ${MAX_EXTENDS} records one upon the other`);
	}
	const [top, ...below] = layers;
	if (top === undefined) {
		record.report('FIELD_MISSING', '', 'The record has no fields', 'Put what the release is under `fields:`.');
		return undefined;
	}
	const merged = below.reduce((over, under) => mergeTrees(under, over) as MapTree, top);
	return record.at(merged, record.pathOf('fields'));
}

function readHead(fields: MapReader): ReleaseHead | undefined {
	const name = readLabel(fields, 'name');
	const version = readLabel(fields, 'version');
	const description = fields.text('description') ?? '';
	const isAvailable = readState(fields) === 'available';
	const roles = readRoles(fields);
	const tags = readTags(fields);
	const volumes = readVolumes(fields);
	if (name === undefined || version === undefined) {
		return undefined;
	}
	const operatingSystem = fields.text('operating_system');
	return {
		...{ name, version, description, isAvailable, roles, tags },
		...(operatingSystem === undefined ? {} : { operatingSystem }),
		...(volumes === undefined ? {} : { volumes }),
	};
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
