import { verticesWithin } from '@stoker/shared/graph/compile/select-subgraphs.js';
import { findCycles } from '@stoker/shared/graph/find-cycles.js';
import { VERTEX_ANCHOR, VERTEX_SKIPPED } from '@stoker/shared/graph/plan-graph.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import type { Case, Comparison } from '../case.js';
import { asSet, listOf, objectOf, textOf } from '../json.js';
import { type ExecutionInput, endOf, readExecutionInput } from './execution-input.js';
import { type LockstepResult, type LockstepRules, runInLockstep } from './lockstep.js';
import { recordedWeights } from './recorded-weights.js';

/** A graph given vertex by vertex is run with all nodes in step. */
export function answerExecute(given: Case): Comparison {
	const expect = objectOf(given['expect']);
	const expected: JsonObject = {
		types: expect['types'] ?? {},
		task_status: expect['task_status'] ?? {},
		success: expect['success'] ?? null,
		failed_nodes: asSet(listOf(expect['failed_nodes'])),
		error: expect['error'] === null || expect['error'] === undefined ? null : 'refused',
	};
	const options = objectOf(given['options']);
	const whole = readExecutionInput(objectOf(given['input']));
	const input = selectSubgraphs(whole, listOf(options['subgraphs']).map(objectOf));
	if (findCycles(input.graph).length > 0) {
		const pending = input.tasks.map(({ name }) => [name, 'pending'] as const);
		const status = Object.fromEntries(pending);
		return {
			expected,
			actual: { types: typesOf(input), task_status: status, success: null, failed_nodes: [], error: 'refused' },
		};
	}
	const result = runInLockstep(input, recordedWeights(input.graph), readRules(input, options));
	return {
		expected,
		actual: {
			types: typesOf(input),
			task_status: Object.fromEntries(input.tasks.map(({ name }, vertex) => [name, statusOf(input, result, vertex)])),
			success: result.isSuccess,
			failed_nodes: asSet(failedNodes(input, result)),
			error: null,
		},
	};
}

function typesOf(input: ExecutionInput): JsonObject {
	return Object.fromEntries(
		input.tasks.map(({ name, type }, vertex) => {
			return [name, input.graph.vertexKind[vertex] === VERTEX_SKIPPED ? 'skipped' : type];
		}),
	);
}

/** The old words: what executes nothing was skipped there, and so was what a brake left undone. */
function statusOf({ graph }: ExecutionInput, result: LockstepResult, vertex: number): string {
	const state = result.stateOf(vertex);
	switch (state) {
		case 'succeeded':
			return graph.vertexKind[vertex] === VERTEX_ANCHOR ? 'skipped' : 'successful';
		case 'cancelled':
			return 'skipped';
		case 'failed':
			return graph.tasks[vertex]?.failOnError === false ? 'skipped' : 'failed';
		default:
			return state;
	}
}

/** Names of nodes that hold something that failed or could not run because of a failure. */
function failedNodes({ graph, nodes }: ExecutionInput, result: LockstepResult): readonly string[] {
	return [...nodes].flatMap(([name, node]) => {
		const hasFailed = [...graph.vertexNode.keys()].some((vertex) => {
			const state = result.stateOf(vertex);
			const isFailure = state === 'dep_failed' || (state === 'failed' && graph.tasks[vertex]?.failOnError !== false);
			return graph.vertexNode[vertex] === node && isFailure;
		});
		return hasFailed ? [name] : [];
	});
}

/** A critical node is one that must not fail. */
function readRules({ nodes }: ExecutionInput, options: JsonObject): LockstepRules {
	const indices = (uids: JsonValue | undefined): readonly number[] => {
		return listOf(uids).flatMap((uid) => nodes.get(textOf(uid)) ?? []);
	};
	const groups = listOf(options['ft']).map((group) => {
		const { node_ids: members, fault_tolerance: tolerance } = objectOf(group) as Record<string, JsonValue | undefined>;
		return { name: 'group', nodes: indices(members), allowedFailures: typeof tolerance === 'number' ? tolerance : 0 };
	});
	const critical = { name: 'critical', nodes: indices(options['critical']), allowedFailures: 0 };
	return { faultGroups: [...groups, critical], criticalNodes: new Set(critical.nodes) };
}

/** Makes everything outside the pieces skipped. */
function selectSubgraphs(input: ExecutionInput, written: readonly JsonObject[]): ExecutionInput {
	if (written.length === 0) {
		return input;
	}
	const { graph, tasks } = input;
	const vertices = (ends: JsonValue | undefined): readonly number[] => {
		const names = listOf(ends).map(endOf);
		return [...tasks.keys()].filter((vertex) => names.includes(tasks[vertex]?.name ?? ''));
	};
	const pieces = written.map(({ start, end }) => ({ start: vertices(start), end: vertices(end) }));
	const edges = { before: graph.edgeBefore, after: graph.edgeAfter };
	const inside = verticesWithin(edges, tasks.length, pieces);
	const vertexKind = graph.vertexKind.map((kind, vertex) => (inside[vertex] === 0 ? VERTEX_SKIPPED : kind));
	return { ...input, graph: { ...graph, vertexKind } };
}
