import {
	type CrossRelation,
	type JsonObject,
	type JsonValue,
	type RoleSelector,
	TASK_TYPES,
	type TaskDefinition,
} from '../../model/task.js';
import type { RoleGraph } from './role-graph.js';

interface StagedTask {
	readonly stage: string;
	readonly priority: number;
	readonly record: JsonObject;
	readonly index: number;
}

/**
 * Turns records of the old `tasks.yaml` of plugins into tasks: per stage one chain, by priority, between the end of the
 * stage and whatever stage follows (reference, section 2.8).
 */
export function adaptPluginTasks(records: readonly JsonObject[], roleGraph: RoleGraph): readonly TaskDefinition[] {
	const staged = records.map(readStage).sort(compareStaged);
	const adapted: TaskDefinition[] = [];
	let previous: TaskDefinition | undefined;
	let stage: string | undefined;
	let position = 0;
	for (const entry of staged) {
		if (entry.stage !== stage) {
			({ stage } = entry);
			previous = undefined;
			position = 0;
		}
		previous = toTask(entry, position++, previous, roleGraph);
		adapted.push(previous);
	}
	return adapted;
}

function readStage(record: JsonObject, index: number): StagedTask {
	const written = typeof record['stage'] === 'string' ? record['stage'] : 'post_deployment';
	const [stage = written, priority = '0'] = written.split('/');
	return { stage, priority: Number.parseFloat(priority) || 0, record, index };
}

function compareStaged(a: StagedTask, b: StagedTask): number {
	return compareText(a.stage, b.stage) || a.priority - b.priority || a.index - b.index;
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

function toTask(
	{ stage, record, index }: StagedTask,
	position: number,
	previous: TaskDefinition | undefined,
	roleGraph: RoleGraph,
): TaskDefinition {
	const end = `${stage}_end`;
	const first: CrossRelation =
		previous === undefined
			? { name: end, role: null, policy: 'all' }
			: { name: previous.id, role: previous.roles, policy: 'all' };
	const { condition } = record;
	return {
		id: `${stage}_${position}`,
		type: TASK_TYPES.find((type) => type === record['type']) ?? 'shell',
		version: '2.0.0',
		roles: selectorOf(record['role'] ?? record['roles'] ?? record['groups']),
		requires: [],
		requiredFor: [],
		crossDepends: [first],
		crossDependedBy: roleGraph.stagesAfter(end).map((name) => ({ name, role: null, policy: 'all' })),
		tasks: [],
		parameters: isMapping(record['parameters']) ? record['parameters'] : {},
		failOnError: record['fail_on_error'] !== false,
		retryOnLost: false,
		extra: condition === undefined ? {} : { condition },
		source: { file: 'tasks.yaml', line: 1, column: 1, path: `[${index}]` },
	};
}

function selectorOf(value: JsonValue | undefined): RoleSelector | undefined {
	if (typeof value === 'string') {
		return value;
	}
	return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : undefined;
}

function isMapping(value: JsonValue | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
