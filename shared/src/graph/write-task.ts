import type { CrossRelation, JsonObject, JsonValue, RelationField, TaskDefinition } from '../model/task.js';

const FIELD_NAMES: Readonly<Record<RelationField, string>> = {
	requires: 'requires',
	requiredFor: 'required_for',
	crossDepends: 'cross-depends',
	crossDependedBy: 'cross-depended-by',
};

/** A task as people write it, in one spelling of each field; reading it again gives an equal task. */
export function writeTask(task: TaskDefinition): JsonObject {
	return {
		id: task.id,
		type: task.type,
		...(task.isVersionAssumed === true ? {} : { version: task.version }),
		...(task.roles === undefined ? {} : { roles: task.roles }),
		...relation(task, 'requires', task.requires),
		...relation(task, 'requiredFor', task.requiredFor),
		...relation(task, 'crossDepends', task.crossDepends.map(writeRelation)),
		...relation(task, 'crossDependedBy', task.crossDependedBy.map(writeRelation)),
		...(task.tasks.length > 0 ? { tasks: task.tasks } : {}),
		...(Object.keys(task.parameters).length > 0 ? { parameters: task.parameters } : {}),
		...(task.failOnError ? {} : { fail_on_error: false }),
		...(task.retryOnLost ? { retry_on_lost: true } : {}),
		...task.extra,
	};
}

function relation(task: TaskDefinition, field: RelationField, items: readonly JsonValue[]): JsonObject {
	const expressions = (task.expressions ?? []).filter((expression) => expression.field === field);
	const whole = expressions.find(({ written }) => isExpression(written) && items.length === 0);
	const value = whole?.written ?? [...items, ...expressions.map(({ written }) => written)];
	return Array.isArray(value) && value.length === 0 ? {} : { [FIELD_NAMES[field]]: value };
}

function writeRelation({ name, role, policy }: CrossRelation): JsonObject {
	return { name, ...(role === undefined ? {} : { role }), ...(policy === 'any' ? { policy } : {}) };
}

function isExpression(value: JsonValue): boolean {
	return typeof value === 'object' && value !== null && 'yaql_exp' in value;
}
