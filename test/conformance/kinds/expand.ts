import { type CompiledGraph, compileGraph } from '@stoker/shared/graph/compile-graph.js';
import type { CompileInput } from '@stoker/shared/graph/compile-input.js';
import type { Facts, PastState } from '@stoker/shared/graph/facts.js';
import { parseTaskFiles } from '@stoker/shared/graph/input/parse-task-files.js';
import { type PlanGraph, VERTEX_BARRIER, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import type { JsonObject, JsonValue, TaskDefinition } from '@stoker/shared/model/task.js';
import type { Case, Comparison } from '../case.js';
import { categoryOf } from '../error-class.js';
import { asSet, isObject, listOf, objectOf, textOf } from '../json.js';
import { readNodes } from './read-nodes.js';
import { nodeIdOf, taskIdOf } from './relation-ends.js';

const MASTER_IP = '10.20.0.2';
const SYNC_KEY = 'null';
const COMMON: JsonObject = {
	cluster: { id: 1 },
	openstack_version: 'newton-10.0',
	public_ssl: { hostname: 'public.fuel.local' },
};
/**
 * The old compiler left cycles to the executor and unknown selections to the interface before it, so its answer to
 * either is a graph.
 */
const IGNORED_CODES: ReadonlySet<string> = new Set(['GRAPH_CYCLE', 'SELECTION_UNKNOWN']);
/** Refusals of what is well written but may not be deployed. */
const STATE_CODES: ReadonlySet<string> = new Set(['TASK_VERSION_TOO_OLD']);

/** Definitions and nodes become a graph for each node. */
export function answerExpand(given: Case): Comparison {
	const { expect, recommended } = given as { readonly expect?: JsonValue; readonly recommended?: JsonValue };
	return {
		expected: normalise(objectOf(expect)),
		actual: normalise(expand(given)),
		...(isObject(recommended) ? { recommended: normalise(recommended) } : {}),
	};
}

function expand(given: Case): JsonObject {
	return compileTasks(given, (tasks) => inputOf(given, tasks));
}

/** The graph of a case's tasks, or why there is none; before it is brought into the compared form. */
export function compileTasks(given: Case, toInput: (tasks: readonly TaskDefinition[]) => CompileInput): JsonObject {
	const written = listOf(given['tasks']);
	const { tasks, diagnostics } = parseTaskFiles(new Map([['tasks.yaml', JSON.stringify(written)]]));
	if (tasks.length < written.length) {
		return refusal(diagnostics);
	}
	const compiled = compileGraph(toInput(tasks));
	const errors = compiled.diagnostics.filter(({ severity, code }) => severity === 'error' && !IGNORED_CODES.has(code));
	return errors.length > 0 ? refusal(errors) : describe(compiled);
}

function inputOf(given: Case, tasks: readonly TaskDefinition[]): CompileInput {
	const { only_tasks: onlyTasks } = given as { readonly only_tasks?: JsonValue };
	return {
		tasks,
		nodes: readNodes(given['nodes']),
		facts: readFacts(given),
		past: readPast(objectOf(given['old_state'])),
		...(onlyTasks === undefined ? {} : { selection: { tasks: listOf(onlyTasks).map(textOf) } }),
		legacy: {
			propagate: given['propagate_legacy'] === true,
			pluginTasks: listOf(given['legacy_plugin_tasks']).map(objectOf),
			...(given['strict_version_check'] === true && { refuse: 'all' as const }),
		},
		formatting: { MASTER_IP },
	};
}

function readFacts(given: Case): Facts {
	const data = objectOf(given['node_data']);
	const nodes = Object.entries(objectOf(given['nodes'])).map(([uid, tags]): [string, JsonObject] => {
		return [uid, { uid, roles: tags, ...objectOf(data[uid]) }];
	});
	const master = { uid: 'master', roles: ['master'], ...objectOf(data['master']) };
	return {
		common: { ...COMMON, ...objectOf(given['common']) },
		nodes: { ...Object.fromEntries(nodes), master, [SYNC_KEY]: objectOf(data[SYNC_KEY]) },
	};
}

function readPast(state: JsonObject): PastState {
	return {
		of: (taskId, nodeId) => {
			const saved = objectOf(state[taskId]);
			const node = objectOf(objectOf(saved['nodes'])[nodeId]);
			return Object.keys(node).length === 0 ? undefined : { common: objectOf(saved['common']), node };
		},
	};
}

function refusal(diagnostics: readonly Diagnostic[]): JsonObject {
	const errors = diagnostics.filter(({ severity }) => severity === 'error');
	const isState = errors.some(({ code }) => STATE_CODES.has(code));
	const said = errors.map(({ code, message }) => `${code}: ${message}`);
	return { error: isState ? 'TaskBaseDeploymentNotAllowed' : 'InvalidData', said };
}

function describe(compiled: CompiledGraph): JsonObject {
	const { graph } = compiled;
	const vertices = new Map<number, Record<string, JsonValue>>();
	const byNode: Record<string, Record<string, JsonValue>> = { [SYNC_KEY]: {} };
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		if (kind !== VERTEX_BARRIER) {
			const described = describeVertex(graph, vertex);
			const id = nodeIdOf(graph, vertex);
			byNode[id] = { ...byNode[id], [taskIdOf(graph, vertex)]: described };
			vertices.set(vertex, described);
		}
	}
	for (const { vertex, side, other } of compiled.relations()) {
		const described = vertices.get(vertex);
		if (described !== undefined) {
			described[side] = [...listOf(described[side]), endOf(graph, other)];
		}
	}
	const groups = graph.faultToleranceGroups.map(({ name, nodeIds, faultTolerance }) => {
		return { name, node_ids: nodeIds, fault_tolerance: faultTolerance };
	});
	return { graph: byNode, fault_tolerance_groups: groups };
}

function describeVertex(graph: PlanGraph, vertex: number): Record<string, JsonValue> {
	const isExecuted = graph.vertexKind[vertex] === VERTEX_TASK;
	const task = graph.tasks[graph.vertexTask[vertex] ?? -1];
	if (!isExecuted || task === undefined) {
		return { type: 'skipped', fail_on_error: false, requires: [], required_for: [] };
	}
	const { type, failOnError, parameters } = task;
	return { type, fail_on_error: failOnError, parameters, requires: [], required_for: [] };
}

function endOf(graph: PlanGraph, vertex: number): JsonValue {
	const nodeId = nodeIdOf(graph, vertex);
	return [taskIdOf(graph, vertex), nodeId === SYNC_KEY ? null : nodeId];
}

/** The compared form: relations are sets without self relations; errors are categories. */
export function normalise(answer: JsonObject): JsonValue {
	const { error, graph, fault_tolerance_groups: groups } = answer as Readonly<Record<string, JsonValue | undefined>>;
	if (typeof error === 'string') {
		return { error: categoryOf(error) };
	}
	const byNode = Object.entries(objectOf(graph)).map(([uid, tasks]) => {
		const described = Object.entries(objectOf(tasks)).map(([id, task]) => [
			id,
			normaliseVertex(id, uid, objectOf(task)),
		]);
		return [uid, Object.fromEntries(described) as JsonObject] as const;
	});
	const tolerance = listOf(groups).map((group) => ({
		...objectOf(group),
		node_ids: asSet(listOf(objectOf(group)['node_ids'])),
	}));
	return { graph: Object.fromEntries(byNode), fault_tolerance_groups: asSet(tolerance) };
}

function normaliseVertex(id: string, uid: string, task: JsonObject): JsonObject {
	const ends = (side: string): JsonValue => {
		return asSet(
			listOf(task[side]).filter((end) => {
				const [otherId, otherUid] = listOf(end);
				return otherId !== id || (otherUid ?? SYNC_KEY) !== uid;
			}),
		);
	};
	return { ...task, requires: ends('requires'), required_for: ends('required_for') };
}
