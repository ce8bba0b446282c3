import type { JsonObject, TaskDefinition } from '../model/task.js';
import type { PastFacts } from './facts.js';

/** What is known of a node that takes part in a run. */
export interface NodeCondition {
	readonly id: string;
	readonly status: string;
	readonly errorType: string | null;
	readonly pendingAddition: boolean;
}

/** How one task ended on one node in one deployment. */
export interface HistoryRow {
	/** Grows with time. */
	readonly deployment: number;
	readonly taskId: string;
	readonly nodeId: string;
	/** Of the old or the new words: `ready` and `succeeded` alone are a good end. */
	readonly status: string;
	readonly isDryRun: boolean;
}

/** The facts a deployment was made with. */
export interface SavedFacts {
	readonly common: JsonObject;
	readonly nodes: Readonly<Record<string, JsonObject>>;
}

export interface HistoryInput {
	readonly tasks: readonly Pick<TaskDefinition, 'id' | 'type'>[];
	readonly nodes: readonly NodeCondition[];
	readonly history: readonly HistoryRow[];
	/** By deployment. */
	readonly saved: ReadonlyMap<number, SavedFacts>;
	/** Everything looks changed. */
	readonly isForced: boolean;
}

const ALWAYS_THERE = ['master', 'null'];
const FORGETFUL: ReadonlySet<string> = new Set(['discover', 'error', 'provisioned', 'stopped']);
const GOOD_ENDS: ReadonlySet<string> = new Set(['ready', 'succeeded']);
const INTERNAL: ReadonlySet<string> = new Set(['group', 'stage', 'skipped']);

/**
 * What each task last ended well with, by task and node: the facts of the latest deployment, no rehearsal, in which it
 * did. A node that is to be deployed anew has an empty part. Each node has the common part of its own deployment, where
 * the old system took one for all (reference, section 2.12).
 */
export function currentState(input: HistoryInput): ReadonlyMap<string, ReadonlyMap<string, PastFacts>> {
	const state = new Map<string, Map<string, PastFacts>>();
	if (input.isForced) {
		return state;
	}
	const redeployed = new Map(input.nodes.map((node) => [node.id, needsRedeploy(node)]));
	for (const id of ALWAYS_THERE) {
		redeployed.set(id, false);
	}
	for (const { taskId, nodeId, deployment } of latestGoodEnds(input).values()) {
		const saved = input.saved.get(deployment);
		const isForgotten = redeployed.get(nodeId);
		if (saved === undefined || isForgotten === undefined) {
			continue;
		}
		const byNode = state.get(taskId) ?? new Map<string, PastFacts>();
		byNode.set(nodeId, { common: saved.common, node: isForgotten ? {} : (saved.nodes[nodeId] ?? {}) });
		state.set(taskId, byNode);
	}
	return state;
}

function latestGoodEnds({ tasks, history }: HistoryInput): ReadonlyMap<string, HistoryRow> {
	const known = new Set(tasks.filter(({ type }) => !INTERNAL.has(type)).map(({ id }) => id));
	const latest = new Map<string, HistoryRow>();
	for (const row of history) {
		if (!known.has(row.taskId) || row.isDryRun || !GOOD_ENDS.has(row.status)) {
			continue;
		}
		const key = `${row.nodeId} ${row.taskId}`;
		if ((latest.get(key)?.deployment ?? -1) < row.deployment) {
			latest.set(key, row);
		}
	}
	return latest;
}

function needsRedeploy({ status, errorType, pendingAddition }: NodeCondition): boolean {
	return pendingAddition || (errorType !== null && errorType !== '') || FORGETFUL.has(status);
}
