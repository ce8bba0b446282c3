import {
	currentState,
	type HistoryRow,
	type NodeCondition,
	type SavedFacts,
} from '@stoker/shared/graph/current-state.js';
import type { PastFacts } from '@stoker/shared/graph/facts.js';
import { type JsonObject, type JsonValue, TASK_TYPES, type TaskType } from '@stoker/shared/model/task.js';
import type { Case, Comparison } from '../case.js';
import { canonicalText, listOf, objectOf, textOf } from '../json.js';

/** The state that a history leaves behind, by task. */
export function answerCurrentState(given: Case): Comparison {
	const saved = Object.entries(objectOf(given['transactions'])).map(([transaction, facts]): [number, SavedFacts] => {
		const { common, nodes } = objectOf(facts) as Readonly<Record<string, JsonValue | undefined>>;
		return [Number(transaction), { common: objectOf(common), nodes: objectOf(nodes) as SavedFacts['nodes'] }];
	});
	const state = currentState({
		tasks: listOf(given['tasks']).map(readTask),
		nodes: listOf(given['nodes']).map(readNode),
		history: listOf(given['history']).map(readRow),
		saved: new Map(saved),
		isForced: given['force'] === true,
	});
	const byTask = [...state].map(([taskId, byNode]) => [taskId, describe(byNode)] as const);
	return { expected: given['expect'] ?? null, actual: Object.fromEntries(byTask) };
}

/** The old form has one common part for all nodes of a task; where they differ, ours are listed instead. */
function describe(byNode: ReadonlyMap<string, PastFacts>): JsonObject {
	const commons = new Map([...byNode.values()].map(({ common }) => [canonicalText(common), common]));
	const [only = {}, ...others] = commons.values();
	return {
		common: others.length === 0 ? only : [...commons.values()],
		nodes: Object.fromEntries([...byNode].map(([nodeId, { node }]) => [nodeId, node])),
	};
}

function readTask(value: JsonValue): { readonly id: string; readonly type: TaskType } {
	const task = objectOf(value);
	return { id: textOf(task['id']), type: TASK_TYPES.find((type) => type === task['type']) ?? 'puppet' };
}

function readNode(value: JsonValue): NodeCondition {
	const node = objectOf(value);
	return {
		id: textOf(node['uid']),
		status: textOf(node['status']) || 'ready',
		errorType: textOf(node['error_type']) || null,
		pendingAddition: node['pending_addition'] === true,
	};
}

function readRow(value: JsonValue): HistoryRow {
	const row = objectOf(value);
	return {
		deployment: Number(row['tx']),
		taskId: textOf(row['task']),
		nodeId: row['node'] === null ? 'null' : textOf(row['node']),
		status: textOf(row['status']),
		isDryRun: row['dry_run'] === true,
	};
}
