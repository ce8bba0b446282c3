import { NodeIndex } from '@stoker/shared/graph/compile/node-index.js';
import { allowedFailures } from '@stoker/shared/graph/fault-tolerance.js';
import { parseTaskFiles } from '@stoker/shared/graph/input/parse-task-files.js';
import { mergeTasks } from '@stoker/shared/graph/merge-tasks.js';
import { writeTask } from '@stoker/shared/graph/write-task.js';
import type { JsonObject, JsonValue, RoleSelector, TaskDefinition } from '@stoker/shared/model/task.js';
import type { Case, Comparison } from '../case.js';
import { asSet, isList, listOf, objectOf, textOf } from '../json.js';
import { readNodes } from './read-nodes.js';

const ROLE_FIELDS = ['tags', 'roles', 'role', 'groups'];

/** How many nodes of a group may fail. */
export function answerFaultTolerance(given: Case): Comparison {
	return { expected: given['expect'] ?? null, actual: allowedFailures(given['value'], Number(given['total'])) };
}

/** Nodes of a role, a pattern, or a list of them. */
export function answerResolve(given: Case): Comparison {
	const nodes = new NodeIndex(readNodes(given['nodes']));
	const found = [...nodes.resolve(asSelector(given['roles']))].map((index) => nodes.nodes[index]?.id ?? null);
	return { expected: asSet(listOf(given['expect'])), actual: asSet(found) };
}

/** Tasks of release, plugins and cluster, later owners winning; the order counts. */
export function answerMerge(given: Case): Comparison {
	const owners = ['release', 'plugins', 'cluster'].map((owner) => listOf(given[owner]).map(objectOf));
	const merged = mergeTasks(owners.map((tasks) => tasks.map(asDefinition)));
	return { expected: given['expect'] ?? null, actual: merged.map(({ extra }) => extra) };
}

/** A task as given, read and written again. */
export function answerRoundTrip(given: Case): Comparison {
	const input = objectOf(given['input']);
	const { tasks, diagnostics } = parseTaskFiles(new Map([['tasks.yaml', JSON.stringify([input])]]));
	const [task] = tasks;
	if (task === undefined) {
		return { expected: given['expect'] ?? null, actual: { error: diagnostics.map(({ message }) => message) } };
	}
	// A version that nobody wrote is kept as one, and written out as it was given.
	const stored = { version: task.version, ...writeTask(task) };
	return { expected: comparedFields(input, objectOf(given['expect'])), actual: comparedFields(input, stored) };
}

function asSelector(value: JsonValue | undefined): RoleSelector | undefined {
	return isList(value) ? value.map(textOf) : typeof value === 'string' ? value : undefined;
}

/** Merging looks at ids only; everything a case says of a task is carried along. */
function asDefinition(task: JsonObject): TaskDefinition {
	return {
		id: textOf(task['id']),
		type: 'skipped',
		version: '1.0.0',
		roles: undefined,
		requires: [],
		requiredFor: [],
		crossDepends: [],
		crossDependedBy: [],
		tasks: [],
		parameters: {},
		failOnError: true,
		retryOnLost: false,
		extra: task,
		source: { file: '', line: 1, column: 1, path: '' },
	};
}

/** Id, type, version, the roles under one name, and every other field that was given. */
function comparedFields(input: JsonObject, task: JsonObject): JsonObject {
	const fields = ['id', 'type', 'version', ...Object.keys(input).filter((field) => !ROLE_FIELDS.includes(field))];
	const spelt = (field: string): JsonValue => task[field] ?? task[field.replaceAll('-', '_')] ?? null;
	const role = ROLE_FIELDS.map((field) => task[field]).find((value) => value !== undefined);
	return {
		...Object.fromEntries(fields.map((field) => [field, spelt(field)])),
		...(role === undefined ? {} : { roles: typeof role === 'string' ? [role] : role }),
	};
}
