import { verticesWithin } from '@stoker/shared/graph/compile/select-subgraphs.js';
import { findCycles } from '@stoker/shared/graph/find-cycles.js';
import { type PlanGraph, VERTEX_SKIPPED } from '@stoker/shared/graph/plan-graph.js';
import { SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { isList, listOf, objectOf, textOf } from '../json.js';
import { type ExecutionInput, readExecutionInput, SYNC_NAME } from './execution-input.js';

/** How a simulated task goes. */
export interface SimulatedTask {
	readonly outcome: 'ok' | 'fail' | 'raise' | 'pollraise';
	/** Ticks it lasts. */
	readonly polls: number;
	readonly stopsOnStart: boolean;
	readonly stopsOnFinish: boolean;
}

/** A recorded run as a scheduler takes it. */
export interface RecordedRunInput {
	readonly graph: PlanGraph;
	/** `uid/task` of each vertex. */
	readonly names: readonly string[];
	readonly tasks: readonly SimulatedTask[];
	readonly nodes: ReadonlyMap<string, number>;
}

/** Builds the graph of a recorded run; undefined when nothing can be run. */
export function readRecordedRun(input: JsonObject): RecordedRunInput | undefined {
	const given = objectOf(input['tasks']);
	const policies = objectOf(input['policies']);
	const isNoop = policies['noop_run'] === true;
	const drafts: Record<string, JsonValue> = {};
	for (const [uid, tasks] of Object.entries(given)) {
		const byId = new Map(listOf(tasks).map((task) => [textOf(objectOf(task)['id']), objectOf(task)]));
		drafts[nodeName(uid)] = [...byId.values()].map((task) => draftOf(task, isNoop));
	}
	if (Object.keys(given).length === 0 || !allEndsExist(given)) {
		return undefined;
	}
	const read = readExecutionInput(drafts);
	const limits = limitsOf(given);
	if (limits === undefined || findCycles(read.graph).length > 0) {
		return undefined;
	}
	const tasks = Object.entries(given).flatMap(([uid, list]) => simulatedTasks(uid, listOf(list)));
	const graph = { ...read.graph, limits };
	const pieces = listOf(policies['subgraphs']).map(objectOf);
	return {
		graph: pieces.length === 0 ? graph : selectPieces(graph, read, pieces),
		names: read.tasks.map(({ name }) => name),
		tasks: read.tasks.map(({ name }) => new Map(tasks).get(name) ?? simulated({}, '')),
		nodes: read.nodes,
	};
}

function nodeName(uid: JsonValue | undefined): string {
	return uid === null || uid === 'null' ? SYNC_NAME : textOf(uid);
}

/** In the form of the `execute` cases, whose reader builds the graph. */
function draftOf(task: JsonObject, isNoop: boolean): JsonObject {
	const ends = (list: JsonValue | undefined): JsonValue =>
		listOf(list).map((end) => {
			const { name, node_id: uid } = objectOf(end) as { readonly name?: JsonValue; readonly node_id?: JsonValue };
			return [name ?? null, uid ?? null];
		});
	return {
		id: task['id'] ?? '',
		type: task['type'] === 'sim' ? 'shell' : (task['type'] ?? 'shell'),
		fail_on_error: !isNoop && task['fail_on_error'] !== false,
		requires: ends(task['requires']),
		required_for: ends(task['required_for']),
	};
}

function simulatedTasks(uid: string, tasks: readonly JsonValue[]): readonly (readonly [string, SimulatedTask])[] {
	return tasks
		.map(objectOf)
		.map((task) => [
			`${nodeName(uid)}/${textOf(task['id'])}`,
			simulated(objectOf(task['parameters']), textOf(task['type'])),
		]);
}

/** A real task among simulated ones ran against an agent that always reported a failure. */
function simulated(parameters: JsonObject, type: string): SimulatedTask {
	const { outcome, polls } = parameters as { readonly outcome?: JsonValue; readonly polls?: JsonValue };
	const known = (['ok', 'fail', 'raise', 'pollraise'] as const).find((name) => name === outcome);
	return {
		outcome: known ?? (type === 'puppet' ? 'fail' : 'ok'),
		polls: typeof polls === 'number' ? polls : 1,
		stopsOnStart: parameters['stop_on_start'] === true,
		stopsOnFinish: parameters['stop_on_finish'] === true,
	};
}

function allEndsExist(given: JsonObject): boolean {
	const known = new Set(
		Object.entries(given).flatMap(([uid, tasks]) =>
			listOf(tasks).map((task) => `${nodeName(uid)}/${textOf(objectOf(task)['id'])}`),
		),
	);
	return Object.values(given).every((tasks) =>
		listOf(tasks)
			.map(objectOf)
			.every((task) =>
				[...listOf(task['requires']), ...listOf(task['required_for'])].map(objectOf).every((end) => {
					return known.has(`${nodeName(end['node_id'])}/${textOf(end['name'])}`);
				}),
			),
	);
}

/** The smallest limit that any task of an id names; undefined when one makes no sense. */
function limitsOf(given: JsonObject): ReadonlyMap<string, number> | undefined {
	const limits = new Map<string, number>();
	for (const task of Object.values(given).flatMap(listOf).map(objectOf)) {
		const strategy = objectOf(objectOf(task['parameters'])['strategy']);
		const { type, amount } = strategy as { readonly type?: JsonValue; readonly amount?: JsonValue };
		const limit = type === 'one_by_one' ? 1 : type === 'parallel' && typeof amount === 'number' ? amount : 0;
		if (limit < 0) {
			return undefined;
		}
		const id = textOf(task['id']);
		if (limit > 0) {
			limits.set(id, Math.min(limit, limits.get(id) ?? limit));
		}
	}
	return limits;
}

/** Makes everything outside the pieces skipped; ends are `task`, `task/uid,uid` or `task/1-3`. */
function selectPieces(graph: PlanGraph, { tasks }: ExecutionInput, pieces: readonly JsonObject[]): PlanGraph {
	const vertices = (ends: JsonValue | undefined): readonly number[] =>
		(isList(ends) ? ends.map(textOf) : []).flatMap((end) => {
			const [task = '', uids] = end.split('/');
			const nodes = uids === undefined ? undefined : new Set(uids.split(',').flatMap(expandRange));
			return [...tasks.keys()].filter((vertex) => {
				const [uid = '', id] = (tasks[vertex]?.name ?? '').split('/');
				return id === task && (nodes === undefined || nodes.has(uid));
			});
		});
	const within = verticesWithin(
		{ before: graph.edgeBefore, after: graph.edgeAfter },
		graph.vertexKind.length,
		pieces.map(({ start, end }) => ({ start: vertices(start), end: vertices(end) })),
	);
	return {
		...graph,
		vertexKind: graph.vertexKind.map((kind, vertex) => (within[vertex] === 0 ? VERTEX_SKIPPED : kind)),
	};
}

function expandRange(uid: string): readonly string[] {
	const [, first, last] = /^(\d+)-(\d+)$/.exec(uid) ?? [];
	if (first === undefined || last === undefined) {
		return [uid === 'null' ? SYNC_NAME : uid];
	}
	return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => String(Number(first) + index));
}

/** Whether a node of a graph is the sync node. */
export function isSyncNode(graph: PlanGraph, node: number): boolean {
	return graph.nodes[node]?.id === SYNC_NODE_ID;
}
