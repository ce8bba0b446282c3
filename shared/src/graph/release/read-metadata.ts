import type { JsonObject } from '../../model/task.js';
import { parseYaql } from '../../yaql/parse-yaql.js';
import { hintNearest } from '../nearest-name.js';
import { END_STATUSES } from '../node-effects.js';
import type { FileFindings } from './findings.js';
import { MapReader } from './map-reader.js';
import { describeTree, isNull, type Tree, toJsonObject } from './tree.js';

const FIELDS = ['name', 'node_filter', 'on_success', 'on_error', 'on_stop'];
const ENDINGS = ['on_success', 'on_error', 'on_stop'] as const;
const ATTRIBUTES = ['status', 'error_type', 'error_msg', 'pending_addition', 'pending_deletion'];

/** Reads the metadata of a graph: for which nodes it is, and what its endings do to them (reference, section 1.6). */
export function readMetadata(tree: Tree | undefined, findings: FileFindings): JsonObject | undefined {
	if (tree === undefined || isNull(tree)) {
		return undefined;
	}
	if (tree.kind !== 'map') {
		const message = `Expected a mapping, found ${describeTree(tree)}`;
		findings.report('FIELD_INVALID', { offset: tree.offset, path: '' }, message);
		return undefined;
	}
	const reader = new MapReader(tree, '', findings);
	suspectFields(reader, FIELDS);
	checkFilter(reader);
	for (const ending of ENDINGS) {
		const attributes = reader.child(ending)?.child('node_attributes');
		if (attributes !== undefined) {
			checkAttributes(attributes);
		}
	}
	return toJsonObject(tree);
}

function checkFilter(reader: MapReader): void {
	const filter = reader.text('node_filter') ?? '';
	if (filter.trim() === '') {
		return;
	}
	try {
		parseYaql(filter);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		reader.report('NODE_FILTER_INVALID', 'node_filter', `The node filter cannot be read: ${reason}`);
	}
}

function checkAttributes(attributes: MapReader): void {
	suspectFields(attributes, ATTRIBUTES);
	const status = attributes.text('status');
	if (status !== undefined && !END_STATUSES.some((known) => known === status)) {
		const expected = `status: expected one of ${END_STATUSES.join(', ')}, found "${status.slice(0, 60)}"`;
		attributes.report('FIELD_INVALID', 'status', expected, hintNearest(status, END_STATUSES));
	}
	attributes.text('error_type');
	attributes.text('error_msg');
	attributes.boolean('pending_addition', false);
	attributes.boolean('pending_deletion', false);
}

/** What has no effect is a mistake here: nothing else is ever kept in metadata. */
function suspectFields(reader: MapReader, known: readonly string[]): void {
	for (const field of reader.map.entries.keys()) {
		if (!known.includes(field)) {
			const hint = hintNearest(field, known) ?? `Known are ${known.join(', ')}.`;
			reader.report('FIELD_SUSPECT', field, `${field} has no effect`, hint);
		}
	}
}
