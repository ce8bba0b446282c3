import { type JsonObject, TASK_TYPES, type TaskDefinition, type TaskType } from '../../model/task.js';
import { isFaultTolerance } from '../fault-tolerance.js';
import { hintNearest, nearestName } from '../nearest-name.js';
import { areTooLarge, MAX_PARAMETER_BYTES } from '../parameter-size.js';
import { checkExpressions } from './check-expressions.js';
import type { FileFindings } from './findings.js';
import { MapReader } from './map-reader.js';
import { RELATION_SPELLINGS, readRelations, readSelector } from './read-relations.js';
import { reportParameters } from './report-parameters.js';
import { isNull, type MapTree, toJson, toJsonObject } from './tree.js';

const MAX_ID_LENGTH = 255;
const TASK_ID = /^[A-Za-z0-9_.:+#-]+$/;
const VERSION = /^\d+\.\d+\.\d+$/;
const DEFAULT_VERSION = '1.0.0';

const ROLE_FIELDS = ['tags', 'roles', 'role', 'groups'] as const;

/** Fields that have a place of their own in a definition; `tasks` only on groups. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
	'id',
	'type',
	'version',
	'parameters',
	'fail_on_error',
	'retry_on_lost',
	...ROLE_FIELDS,
	...RELATION_SPELLINGS,
]);

/** Fields that are kept in `extra` because something else reads them. */
const OTHER_FIELDS = [
	'condition',
	'tasks',
	'fault_tolerance',
	'reexecute_on',
	'refresh_on',
	'stage',
	'strategy',
	'test_pre',
	'test_post',
];

const KNOWN_FIELDS: ReadonlySet<string> = new Set([...OWN_FIELDS, ...OTHER_FIELDS]);

/** Reads one task; undefined when it lacks a usable id or type. Everything that does not fit is reported. */
export function readTask(map: MapTree, path: string, findings: FileFindings): TaskDefinition | undefined {
	const reader = new MapReader(map, path, findings);
	const id = readId(reader);
	const type = readType(reader);
	const version = readVersion(reader);
	const parameters = readParameters(reader, type);
	const { places, expressions, ...relations } = readRelations(reader);
	const roles = readRoles(reader);
	const tasks = type === 'group' ? reader.names('tasks') : [];
	const failOnError = reader.boolean('fail_on_error', true);
	const retryOnLost = reader.boolean('retry_on_lost', false);
	if (type === 'group') {
		checkFaultTolerance(reader);
	}
	checkExpressions(map, path, findings);
	reportSuspectFields(reader);
	if (id === undefined || type === undefined) {
		return undefined;
	}
	return {
		id,
		type,
		version,
		...(reader.get('version') === undefined && { isVersionAssumed: true }),
		roles,
		...relations,
		tasks,
		parameters,
		failOnError,
		retryOnLost,
		extra: toJsonObject(map, type === 'group' ? GROUP_FIELDS : OWN_FIELDS),
		source: findings.locate({ offset: map.offset, path }),
		places,
		...(expressions.length > 0 ? { expressions } : {}),
	};
}

const GROUP_FIELDS: ReadonlySet<string> = new Set([...OWN_FIELDS, 'tasks']);

function readId(reader: MapReader): string | undefined {
	const tree = reader.get('id');
	if (tree === undefined) {
		reader.report('FIELD_MISSING', '', 'The task has no id', 'Add `id: NAME`.');
		return undefined;
	}
	if (tree.kind !== 'scalar' || typeof tree.value !== 'string') {
		reader.expected('id', 'text', tree, tree.kind === 'scalar' ? 'Put it in quotes.' : undefined);
		return undefined;
	}
	if (tree.value.length > MAX_ID_LENGTH || !TASK_ID.test(tree.value)) {
		const shown = JSON.stringify(tree.value.slice(0, 60));
		const hint = `Use letters, digits and the signs _ . : + # -, at most ${MAX_ID_LENGTH}.`;
		reader.report('TASK_ID_INVALID', 'id', `${shown} cannot be the id of a task`, hint);
		return undefined;
	}
	return tree.value;
}

function readType(reader: MapReader): TaskType | undefined {
	if (reader.get('type') === undefined) {
		reader.report('FIELD_MISSING', '', 'The task has no type', `Add \`type:\` with one of ${TASK_TYPES.join(', ')}.`);
		return undefined;
	}
	const text = reader.text('type');
	const type = TASK_TYPES.find((known) => known === text);
	if (text !== undefined && type === undefined) {
		const hint = hintNearest(text, TASK_TYPES) ?? `Use one of ${TASK_TYPES.join(', ')}.`;
		reader.report('TASK_TYPE_UNKNOWN', 'type', `There is no task type ${JSON.stringify(text.slice(0, 60))}`, hint);
	}
	return type;
}

function readVersion(reader: MapReader): string {
	const text = reader.text('version');
	if (text !== undefined && !VERSION.test(text)) {
		reader.report(
			'FIELD_INVALID',
			'version',
			`version: expected three numbers such as 2.1.0, found "${text.slice(0, 60)}"`,
		);
	}
	return text ?? DEFAULT_VERSION;
}

function checkFaultTolerance(reader: MapReader): void {
	const tree = reader.get('fault_tolerance');
	if (tree !== undefined && !isNull(tree) && !isFaultTolerance(toJson(tree))) {
		reader.expected('fault_tolerance', 'a number of nodes or a share of them such as "20%"', tree);
	}
}

function readParameters(reader: MapReader, type: TaskType | undefined): JsonObject {
	const child = reader.child('parameters');
	const parameters = child === undefined ? {} : toJsonObject(child.map);
	if (type !== undefined && (reader.get('parameters') === undefined || child !== undefined)) {
		reportParameters(child ?? reader, type, parameters);
	}
	if (areTooLarge(parameters)) {
		const message = `The parameters are larger than ${MAX_PARAMETER_BYTES / 1024 / 1024} MiB`;
		reader.report('PARAMETERS_TOO_LARGE', 'parameters', message, 'Ship large content as a file that the task fetches.');
	}
	return parameters;
}

/** `tags` counts where it is written; `groups`, the oldest spelling, only where no role is. */
function readRoles(reader: MapReader): TaskDefinition['roles'] {
	const read = ROLE_FIELDS.map((field) => ({ field, selector: readSelector(reader, field) }));
	const chosen = read.find(
		({ field, selector }) => selector !== undefined && (field === 'tags' || selector.length > 0),
	);
	return (chosen ?? read.find(({ selector }) => selector !== undefined))?.selector;
}

function reportSuspectFields(reader: MapReader): void {
	for (const field of reader.map.entries.keys()) {
		const nearest = KNOWN_FIELDS.has(field) ? undefined : nearestName(field, KNOWN_FIELDS);
		if (nearest !== undefined) {
			reader.report(
				'FIELD_SUSPECT',
				field,
				`A task has no field "${field}"; it has no effect`,
				`Did you mean "${nearest}"?`,
			);
		}
	}
}
