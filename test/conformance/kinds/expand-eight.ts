import { v8CompileInput } from '@stoker/shared/graph/engine-v8.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import type { Case, Comparison } from '../case.js';
import { listOf, objectOf, textOf } from '../json.js';
import { compileTasks, normalise } from './expand.js';
import { readNodes } from './read-nodes.js';

const EDGE_FIELDS = ['type', 'requires', 'required_for'];
const PAYLOAD_FIELDS = ['type', 'parameters', 'fail_on_error'];

/** The engine of 8.0 kept what is executed once per task, apart from the graph. */
export function answerExpandEight(given: Case): Comparison {
	const { events, only_tasks: onlyTasks } = given as Readonly<Record<string, JsonValue | undefined>>;
	const answer = compileTasks(given, (tasks) =>
		v8CompileInput({
			tasks,
			nodes: readNodes(given['nodes']),
			affectedNodes: readNodes(given['affected_nodes']),
			...(events === undefined ? {} : { events: listOf(events).map(textOf) }),
			...(onlyTasks === undefined ? {} : { selected: listOf(onlyTasks).map(textOf) }),
		}),
	);
	const ids = listOf(given['tasks']).map((task) => textOf(objectOf(task)['id']));
	const expect = objectOf(given['expect']);
	return {
		expected: comparedForm(expect, directoryOf(objectOf(expect['directory']), ids), ids),
		actual: comparedForm(answer, directoryOf(payloads(objectOf(answer['graph'])), ids), ids),
	};
}

function comparedForm(answer: JsonObject, directory: JsonObject, ids: readonly string[]): JsonValue {
	if (answer['error'] !== undefined) {
		return normalise(answer);
	}
	const graph = Object.entries(objectOf(answer['graph'])).map(([uid, tasks]) => {
		const known = Object.entries(objectOf(tasks)).filter(([id]) => ids.includes(id));
		return [uid, Object.fromEntries(known.map(([id, task]) => [id, pick(objectOf(task), EDGE_FIELDS)]))] as const;
	});
	return { ...objectOf(normalise({ graph: Object.fromEntries(graph) })), directory };
}

/** One payload per task: that of a vertex which is executed, if there is any. */
function payloads(graph: JsonObject): JsonObject {
	const found: Record<string, JsonValue> = {};
	for (const tasks of Object.values(graph)) {
		for (const [id, task] of Object.entries(objectOf(tasks))) {
			const isExecuted = objectOf(task)['type'] !== 'skipped';
			found[id] = isExecuted ? task : (found[id] ?? task);
		}
	}
	return found;
}

function directoryOf(tasks: JsonObject, ids: readonly string[]): JsonObject {
	const known = Object.entries(tasks).filter(([id]) => ids.includes(id));
	return Object.fromEntries(known.map(([id, task]) => [id, pick(objectOf(task), PAYLOAD_FIELDS)]));
}

function pick(value: JsonObject, fields: readonly string[]): JsonObject {
	return Object.fromEntries(Object.entries(value).filter(([field]) => fields.includes(field)));
}
