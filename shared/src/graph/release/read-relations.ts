import type {
	CrossRelation,
	JsonValue,
	Place,
	RelationExpression,
	RelationField,
	RelationPlaces,
	RoleSelector,
} from '../../model/task.js';
import { compilePattern, isPattern } from '../name-pattern.js';
import { hintNearest } from '../nearest-name.js';
import { isName, type MapReader } from './map-reader.js';
import { describeTree, getEntry, isNull, type MapTree, type Tree, toJson } from './tree.js';

/** The relations of one task. */
export interface TaskRelations {
	readonly requires: readonly string[];
	readonly requiredFor: readonly string[];
	readonly crossDepends: readonly CrossRelation[];
	readonly crossDependedBy: readonly CrossRelation[];
	readonly places: RelationPlaces;
	readonly expressions: readonly RelationExpression[];
}

const SPELLINGS: Readonly<Record<RelationField, readonly string[]>> = {
	requires: ['requires'],
	requiredFor: ['required_for', 'required-for'],
	crossDepends: ['cross-depends', 'cross_depends'],
	crossDependedBy: ['cross-depended-by', 'cross_depended_by'],
};

const RELATION_KEYS: ReadonlySet<string> = new Set(['name', 'role', 'tags', 'policy']);
const POLICIES = ['all', 'any'] as const;

/** Names under which relations are written. */
export const RELATION_SPELLINGS: readonly string[] = Object.values(SPELLINGS).flat();

/** Reads the four relation lists; what does not fit is reported and left out. */
export function readRelations(task: MapReader): TaskRelations {
	const expressions: RelationExpression[] = [];
	const context = (field: RelationField): ListContext => ({
		task,
		field,
		spelling: chooseSpelling(task, field),
		expressions,
	});
	const requires = readList(context('requires'), readName);
	const requiredFor = readList(context('requiredFor'), readName);
	const crossDepends = readList(context('crossDepends'), readCross);
	const crossDependedBy = readList(context('crossDependedBy'), readCross);
	return {
		requires: requires.values,
		requiredFor: requiredFor.values,
		crossDepends: crossDepends.values,
		crossDependedBy: crossDependedBy.values,
		places: placesOf({ requires, requiredFor, crossDepends, crossDependedBy }),
		expressions,
	};
}

interface ListContext {
	readonly task: MapReader;
	readonly field: RelationField;
	readonly spelling: string;
	readonly expressions: RelationExpression[];
}

interface ReadList<Item> {
	readonly values: readonly Item[];
	readonly places: readonly Place[];
}

/** Answers undefined when the item was reported, kept as an expression, or is to be left out. */
type ReadItem<Item> = (context: ListContext, item: Tree, path: string) => Item | undefined;

function placesOf(lists: Readonly<Record<RelationField, ReadList<unknown>>>): RelationPlaces {
	const written = Object.entries(lists).filter(([, list]) => list.places.length > 0);
	return Object.fromEntries(written.map(([field, list]) => [field, list.places]));
}

function chooseSpelling(task: MapReader, field: RelationField): string {
	const written = SPELLINGS[field].filter((spelling) => task.get(spelling) !== undefined);
	const [first = SPELLINGS[field][0] ?? field, second] = written;
	if (second !== undefined) {
		task.report('FIELD_SUSPECT', second, `${second} is written beside ${first}; only ${first} counts`);
	}
	return first;
}

function readList<Item>(context: ListContext, readItem: ReadItem<Item>): ReadList<Item> {
	const { task, spelling } = context;
	const tree = task.get(spelling);
	const values: Item[] = [];
	const places: Place[] = [];
	if (tree !== undefined && isExpression(tree)) {
		keepExpression(context, tree, task.pathOf(spelling));
		return { values, places };
	}
	for (const [index, item] of (task.list(spelling)?.items ?? []).entries()) {
		const path = `${task.pathOf(spelling)}[${index}]`;
		const value = readItem(context, item, path);
		if (value !== undefined) {
			values.push(value);
			places.push(task.place(item, path));
		}
	}
	return { values, places };
}

function readName(context: ListContext, item: Tree, path: string): string | undefined {
	if (isExpression(item)) {
		keepExpression(context, item, path);
		return undefined;
	}
	if (!isName(item)) {
		context.task.reportAt(item, path, `Expected the name of a task, found ${describeTree(item)}`);
		return undefined;
	}
	return checkPattern(context.task, item, path);
}

function readCross(context: ListContext, item: Tree, path: string): CrossRelation | undefined {
	const { task } = context;
	if (isNull(item)) {
		return undefined;
	}
	if (item.kind !== 'map') {
		const found = describeTree(item);
		task.reportAt(item, path, `Expected a mapping with a name, found ${found}`, 'Write `- name: TASK`.');
		return undefined;
	}
	const reader = task.at(item, path);
	if (isExpression(item) || [...RELATION_KEYS].some((key) => isExpressionEntry(item, key))) {
		keepExpression(context, item, path);
		return undefined;
	}
	reportUnknownKeys(reader);
	const name = readCrossName(reader);
	const role = readRoleOf(reader);
	const policy = readPolicy(reader);
	return name === undefined ? undefined : { name, role, policy };
}

function readCrossName(reader: MapReader): string | undefined {
	const tree = reader.get('name');
	if (tree === undefined) {
		reader.report('FIELD_MISSING', '', 'The relation has no name', 'Add `name: TASK`.');
		return undefined;
	}
	if (!isName(tree)) {
		reader.expected('name', 'the name of a task', tree);
		return undefined;
	}
	return checkPattern(reader, tree, reader.pathOf('name'));
}

/** `tags` beats `role`; an absent one means every tagged node, a written null means the sync node. */
function readRoleOf(reader: MapReader): RoleSelector | undefined {
	if (reader.get('tags') !== undefined) {
		return readSelector(reader, 'tags');
	}
	return reader.has('role') && reader.get('role') === undefined ? null : readSelector(reader, 'role');
}

/** Names of roles or tags, one or several; undefined when absent. */
export function readSelector(reader: MapReader, field: string): string | readonly string[] | undefined {
	const tree = reader.get(field);
	if (tree === undefined) {
		return undefined;
	}
	if (tree.kind === 'list') {
		const names = reader.names(field);
		for (const [index, item] of tree.items.entries()) {
			checkPattern(reader, item, `${reader.pathOf(field)}[${index}]`);
		}
		return names;
	}
	if (!isName(tree)) {
		reader.expected(field, 'a role or a list of roles', tree);
		return undefined;
	}
	checkPattern(reader, tree, reader.pathOf(field));
	return tree.text;
}

function readPolicy(reader: MapReader): CrossRelation['policy'] {
	const text = reader.text('policy');
	const known = POLICIES.find((policy) => policy === text);
	if (text !== undefined && known === undefined) {
		reader.report(
			'FIELD_INVALID',
			'policy',
			`policy: expected all or any, found "${text}"`,
			hintNearest(text, POLICIES),
		);
	}
	return known ?? 'all';
}

function reportUnknownKeys(reader: MapReader): void {
	for (const key of reader.map.entries.keys()) {
		if (!RELATION_KEYS.has(key)) {
			const hint = key === 'roles' ? 'Write `role`.' : hintNearest(key, RELATION_KEYS);
			reader.report('FIELD_SUSPECT', key, `A relation has no field "${key}"; it has no effect`, hint);
		}
	}
}

function checkPattern(reader: MapReader, tree: Tree, path: string): string | undefined {
	if (!isName(tree)) {
		return undefined;
	}
	const compiled = isPattern(tree.text) ? compilePattern(tree.text) : undefined;
	if (compiled !== undefined && typeof compiled !== 'function') {
		reader.reportAs('PATTERN_INVALID', { tree, path }, `The pattern ${tree.text} cannot be used: ${compiled.problem}`);
		return undefined;
	}
	return tree.text;
}

/** Whether a value is to be computed from facts. */
function isExpression(tree: Tree): tree is MapTree {
	return tree.kind === 'map' && tree.entries.has('yaql_exp');
}

function isExpressionEntry(map: MapTree, key: string): boolean {
	const tree = getEntry(map, key);
	return tree !== undefined && (isExpression(tree) || (tree.kind === 'list' && tree.items.some(isExpression)));
}

function keepExpression(context: ListContext, tree: Tree, path: string): void {
	const written: JsonValue = toJson(tree);
	context.expressions.push({ field: context.field, written, place: context.task.place(tree, path) });
}
