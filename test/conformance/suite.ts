import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { type Case, type Handler, kindOf } from './case.js';
import { isObject, listOf, objectOf, textOf } from './json.js';
import { EXECUTION_HANDLERS } from './kinds/execution-handlers.js';
import { answerRealGraph } from './kinds/real-graph.js';
import { STORAGE_HANDLERS } from './kinds/storage-handlers.js';
import { TASK_GRAPH_HANDLERS } from './kinds/task-graph-handlers.js';
import { resolveInputs } from './resolve-inputs.js';

/** Their kinds have names of their own. */
const GRAPH_AND_STORAGE_HANDLERS = { ...TASK_GRAPH_HANDLERS, ...STORAGE_HANDLERS };

/** A case and whoever answers it. */
export interface SuiteCase {
	readonly id: string;
	readonly kind: string;
	readonly given: Case;
	/** Absent: nothing of the project answers this kind. */
	readonly handler?: Handler;
}

/** The cases of a file. */
export interface Suite {
	readonly cases: readonly SuiteCase[];
	/** False: nothing of the project answers any case of the file, so none of them counts. */
	readonly isAnswered: boolean;
}

/** Recognises what a file holds by its shape; `folder` is where libraries that cases name are looked for. */
export function readSuite(document: JsonValue, folder: string): Suite {
	const content = objectOf(document);
	const { graphs, models_for_expressions: pluginModels } = content as Readonly<Record<string, JsonValue | undefined>>;
	const isExecution = Object.values(content)
		.flatMap(listOf)
		.some((item) => objectOf(item)['observed'] !== undefined);
	if (graphs !== undefined) {
		const cases = listOf(graphs).map((graph, index) => realGraphCase(objectOf(graph), index, folder));
		return { cases, isAnswered: true };
	}
	const given = resolveInputs(content, collectCases(content));
	// Cases about plugins have expressions of another shape; their file names its models at the top.
	const handlers = isExecution ? EXECUTION_HANDLERS : pluginModels === undefined ? GRAPH_AND_STORAGE_HANDLERS : {};
	const cases = given.map((one, index): SuiteCase => {
		const kind = isExecution ? executionKindOf(one) : kindOf(one);
		const handler = (handlers as Readonly<Record<string, Handler | undefined>>)[kind];
		return { id: textOf(one['id']) || `#${index}`, kind, given: one, ...(handler === undefined ? {} : { handler }) };
	});
	return { cases, isAnswered: cases.some(({ handler }) => handler !== undefined) };
}

function realGraphCase(graph: JsonObject, index: number, folder: string): SuiteCase {
	const names = [graph['library'], graph['topology'], graph['mode']].map(textOf).filter((name) => name !== '');
	return {
		id: `${index}:${names.join('/')}`,
		kind: 'real_graph',
		given: graph,
		handler: (given) => answerRealGraph(given, folder),
	};
}

/** Every list of objects with an id at the top of the file. */
function collectCases(content: JsonObject): readonly Case[] {
	return Object.values(content).flatMap((value) => {
		return listOf(value).filter((item): item is JsonObject => isObject(item) && item['id'] !== undefined);
	});
}

/** The cases of an execution file have no kind: what they hold tells them apart. */
function executionKindOf(given: Case): string {
	return given['agent_statuses'] === undefined ? 'run' : 'puppet_job';
}
