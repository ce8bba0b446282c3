import { type PlanGraph, VERTEX_ANCHOR, VERTEX_SKIPPED, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import { type NodeId, SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import { ANCHOR_TYPES, type JsonObject, type JsonValue, TASK_TYPES } from '@stoker/shared/model/task.js';
import { isList, listOf, objectOf, textOf } from '../json.js';

/** How execution cases call the sync node. */
export const SYNC_NAME = 'virtual_sync_node';

/** A task of an execution case, by the vertex it is. */
export interface ExecutionTask {
	/** `uid/task` */
	readonly name: string;
	readonly type: string;
	readonly fails: boolean;
	/** How many of its id may run at once; 0 for any number. */
	readonly concurrency: number;
}

/** A graph that is given vertex by vertex instead of being compiled. */
export interface ExecutionInput {
	readonly graph: PlanGraph;
	readonly tasks: readonly ExecutionTask[];
	/** Index of a node by the name the case gives it. */
	readonly nodes: ReadonlyMap<string, number>;
}

interface Draft {
	readonly vertexOf: Map<string, number>;
	readonly tasks: { readonly definition: JsonObject; readonly uid: string }[];
	readonly nodes: string[];
}

/** Builds the graph of an execution case. */
export function readExecutionInput(input: JsonObject): ExecutionInput {
	const draft: Draft = { vertexOf: new Map(), tasks: [], nodes: [] };
	for (const [uid, tasks] of Object.entries(input)) {
		if (isList(tasks)) {
			draft.nodes.push(uid);
			for (const task of tasks.map(objectOf)) {
				draft.vertexOf.set(`${uid}/${textOf(task['id'])}`, draft.tasks.push({ definition: task, uid }) - 1);
			}
		}
	}
	const defaults = objectOf(objectOf(input['*'])['*']);
	const tasks = draft.tasks.map(({ definition, uid }): ExecutionTask => {
		const type = textOf(definition['type']) || textOf(defaults['type']) || 'puppet';
		const { concurrency } = definition as { readonly concurrency?: JsonValue };
		return {
			name: `${uid}/${textOf(definition['id'])}`,
			type,
			fails: definition['fail'] === true,
			concurrency: typeof concurrency === 'number' ? concurrency : 0,
		};
	});
	return {
		graph: buildGraph(draft, tasks),
		tasks,
		nodes: new Map(draft.nodes.map((uid, index) => [uid, index])),
	};
}

/** An edge end as `uid/task`. */
export function endOf(end: JsonValue): string {
	const [task, uid] = listOf(end);
	return `${uid === null ? SYNC_NAME : textOf(uid)}/${textOf(task)}`;
}

function buildGraph({ tasks: drafts, nodes, vertexOf }: Draft, tasks: readonly ExecutionTask[]): PlanGraph {
	const edges = new Map<string, readonly [number, number]>();
	for (const [vertex, { definition }] of drafts.entries()) {
		const add = (before: number | undefined, after: number | undefined): void => {
			if (before !== undefined && after !== undefined && before !== after) {
				edges.set(`${after} ${before}`, [before, after]);
			}
		};
		for (const end of listOf(definition['requires'])) {
			add(vertexOf.get(endOf(end)), vertex);
		}
		for (const end of listOf(definition['required_for'])) {
			add(vertex, vertexOf.get(endOf(end)));
		}
	}
	const ordered = [...edges.values()].sort(([a, b], [c, d]) => b - d || a - c);
	return {
		tasks: drafts.map(({ definition }, vertex) => ({
			id: textOf(definition['id']),
			type: TASK_TYPES.find((type) => type === tasks[vertex]?.type) ?? 'puppet',
			parameters: {},
			failOnError: definition['fail_on_error'] !== false,
			retryOnLost: false,
			timeoutSeconds: 0,
			retries: 0,
			retryIntervalSeconds: 0,
		})),
		nodes: nodes.map((uid) => {
			return { id: (uid === SYNC_NAME ? SYNC_NODE_ID : uid) as NodeId, name: uid, roles: [], tags: [] };
		}),
		barriers: [],
		vertexKind: Uint8Array.from(tasks, kindOf),
		vertexTask: Int32Array.from(drafts.keys()),
		vertexNode: Int32Array.from(drafts, ({ uid }) => nodes.indexOf(uid)),
		skipReasons: new Map(),
		edgeBefore: Int32Array.from(ordered, ([before]) => before),
		edgeAfter: Int32Array.from(ordered, ([, after]) => after),
		edgeReason: new Int32Array(ordered.length),
		reasons: ['as the case says'],
		limits: limitsOf(drafts, tasks),
		faultToleranceGroups: [],
	};
}

/** The highest that any task of an id names. */
function limitsOf(drafts: Draft['tasks'], tasks: readonly ExecutionTask[]): ReadonlyMap<string, number> {
	const limits = new Map<string, number>();
	for (const [vertex, { definition }] of drafts.entries()) {
		const id = textOf(definition['id']);
		limits.set(id, Math.max(limits.get(id) ?? 0, tasks[vertex]?.concurrency ?? 0));
	}
	return limits;
}

function kindOf({ type }: ExecutionTask): number {
	if (type === 'skipped') {
		return VERTEX_SKIPPED;
	}
	return TASK_TYPES.some((known) => known === type && ANCHOR_TYPES.has(known)) ? VERTEX_ANCHOR : VERTEX_TASK;
}
