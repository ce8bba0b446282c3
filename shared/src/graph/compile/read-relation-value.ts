import type { CrossRelation, JsonObject, JsonValue, RelationField, RoleSelector } from '../../model/task.js';
import { compilePattern, isPattern } from '../name-pattern.js';

/** Relations that an expression gave, and what in its answer is none. */
export interface ReadRelations {
	readonly relations: readonly CrossRelation[];
	readonly problem: string | undefined;
}

/** Reads the answer of an expression: one relation or a list of them; nothing where it is null. */
export function readRelationValue(field: RelationField, value: JsonValue): ReadRelations {
	const items: readonly JsonValue[] = isList(value) ? value : [value];
	const isName = field === 'requires' || field === 'requiredFor';
	const relations: CrossRelation[] = [];
	let problem: string | undefined;
	for (const item of items.filter((candidate) => candidate !== null)) {
		const read = isName ? readName(item) : readCross(item);
		if (typeof read === 'string') {
			problem ??= read;
		} else {
			relations.push(read);
		}
	}
	return { relations, problem };
}

/** A text says what is wrong. */
function readName(item: JsonValue): CrossRelation | string {
	if (typeof item !== 'string') {
		return `expected the name of a task, found ${describe(item)}`;
	}
	return patternProblem(item) ?? { name: item, role: undefined, policy: 'all' };
}

function readCross(item: JsonValue): CrossRelation | string {
	if (typeof item !== 'object' || item === null || isList(item)) {
		return `expected a mapping with a name, found ${describe(item)}`;
	}
	const { name = null, policy = 'all' } = item;
	if (typeof name !== 'string') {
		return `expected a relation with the name of a task, found ${describe(name)}`;
	}
	const role = roleOf(item);
	if (!isSelector(role)) {
		return `expected a role or a list of roles, found ${describe(role)}`;
	}
	const names = typeof role === 'string' ? [role] : (role ?? []);
	const problem = [name, ...names].map(patternProblem).find((found) => found !== undefined);
	return problem ?? { name, role, policy: policy === 'any' ? 'any' : 'all' };
}

/** `tags` beats `role`; an absent one means every tagged node, null the sync node. */
function roleOf(relation: JsonObject): JsonValue | undefined {
	return relation['tags'] ?? relation['role'];
}

function isSelector(value: JsonValue | undefined): value is RoleSelector | undefined {
	return value === undefined || value === null || typeof value === 'string' || isNames(value);
}

function isNames(value: JsonValue): value is readonly string[] {
	return isList(value) && value.every((name) => typeof name === 'string');
}

function patternProblem(name: string): string | undefined {
	const compiled = isPattern(name) ? compilePattern(name) : undefined;
	return compiled === undefined || typeof compiled === 'function'
		? undefined
		: `the pattern ${name} cannot be used: ${compiled.problem}`;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
	return Array.isArray(value);
}

function describe(value: JsonValue | undefined): string {
	return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}
