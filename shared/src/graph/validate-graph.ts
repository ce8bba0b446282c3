import type { Diagnostic } from '../model/diagnostic.js';
import { RELATION_FIELDS, type RelationField, type SourceLocation, type TaskDefinition } from '../model/task.js';
import { describeCycles } from './compile/describe-cycles.js';
import type { DraftGraph } from './compile/draft-graph.js';
import { mayFormat } from './compile/format-text.js';
import type { OwnedRelation } from './compile/owned-relation.js';
import { diagnose } from './diagnostic-codes.js';
import { isPattern } from './name-pattern.js';
import { hintNearest } from './nearest-name.js';
import type { PlanGraph } from './plan-graph.js';

const MAX_LISTED = 8;
const MAX_DIAGNOSTICS = 1000;

/** Every problem of a compiled graph, errors first. */
export function validateGraph(draft: DraftGraph, graph: PlanGraph): readonly Diagnostic[] {
	const found: Diagnostic[] = [];
	for (const diagnostic of checkAll(draft, graph)) {
		if (found.length === MAX_DIAGNOSTICS) {
			found.push(diagnose('DIAGNOSTICS_TRUNCATED', `More than ${MAX_DIAGNOSTICS} problems; the rest is not listed`));
			break;
		}
		found.push(diagnostic);
	}
	return found;
}

function* checkAll(draft: DraftGraph, graph: PlanGraph): Generator<Diagnostic> {
	yield* describeCycles(draft.tasks, graph);
	yield* checkMembers(draft);
	yield* checkRelations(draft);
	yield* checkRoles(draft);
	yield* checkNowhere(draft);
}

/** Members of groups no node is in are checked when the release is read; here they do no harm. */
function* checkMembers({ tasks, names, nodes }: DraftGraph): Generator<Diagnostic> {
	for (const group of tasks) {
		if (group.type !== 'group' || nodes.resolve(group.roles).length === 0) {
			continue;
		}
		for (const id of group.tasks.filter((member) => names.find(member) === undefined)) {
			const message = `The group ${group.id} names ${id}, which is no task`;
			yield diagnose('GROUP_MEMBER_UNKNOWN', message, withHint(group.source, hintNearest(id, names.ids())));
		}
	}
}

function* checkRelations({ tasks, names, relations }: DraftGraph): Generator<Diagnostic> {
	for (const { task, name, source } of [...allRelations(tasks), ...evaluatedRelations(tasks, relations)]) {
		if (names.match(name).length > 0) {
			continue;
		}
		const target = names.find(name);
		if (target !== undefined) {
			yield diagnose('RELATION_NAMES_GROUP', `${task} names the group ${name}, which orders nothing`, source);
			continue;
		}
		const hint = isPattern(name) ? undefined : hintNearest(name, names.ids());
		const what = isPattern(name) ? `the pattern ${name}, which matches no task` : `${name}, which is no task`;
		yield diagnose('RELATION_UNKNOWN', `${task} names ${what}`, withHint(source, hint));
	}
}

interface WrittenRelation {
	readonly task: string;
	readonly name: string;
	readonly source: SourceLocation;
}

/** Relations whose names were known only once they were evaluated. */
function* evaluatedRelations(
	tasks: readonly TaskDefinition[],
	relations: readonly OwnedRelation[],
): Generator<WrittenRelation> {
	for (const { owner, relation, source } of relations) {
		if (source !== undefined) {
			yield { task: tasks[owner]?.id ?? '', name: relation.name, source };
		}
	}
}

/** Relations of groups order nothing by design, so they are left out. */
function* allRelations(tasks: readonly TaskDefinition[]): Generator<WrittenRelation> {
	for (const task of tasks.filter(({ type }) => type !== 'group')) {
		for (const field of RELATION_FIELDS) {
			for (const [index, name] of relationNames(task, field).entries()) {
				const source = { ...task.source, ...task.places?.[field]?.[index] };
				if (mayFormat(name)) {
					continue;
				}
				yield { task: task.id, name, source };
			}
		}
	}
}

function relationNames(task: TaskDefinition, field: RelationField): readonly string[] {
	return task[field].map((relation) => (typeof relation === 'string' ? relation : relation.name));
}

/** One warning for each role or tag that tasks or groups ask for and nobody carries. */
function* checkRoles({ tasks, nodes }: DraftGraph): Generator<Diagnostic> {
	const users = new Map<string, TaskDefinition[]>();
	for (const task of tasks.filter(({ type }) => type !== 'stage')) {
		const names = typeof task.roles === 'string' ? [task.roles] : (task.roles ?? []);
		for (const name of names.filter((role) => !nodes.isFound(role))) {
			const askers = users.get(name) ?? [];
			askers.push(task);
			users.set(name, askers);
		}
	}
	for (const [role, askers] of users) {
		const base = role.startsWith('primary-') ? role.slice('primary-'.length) : undefined;
		if (base === undefined || !users.has(base)) {
			const message = `No node carries ${role}, asked for by ${listNames(askers.map(({ id }) => id))}`;
			yield diagnose('ROLE_WITHOUT_NODES', message, askers[0]?.source);
		}
	}
}

function* checkNowhere({ tasks, vertices }: DraftGraph): Generator<Diagnostic> {
	const isNowhere = (task: TaskDefinition, index: number): boolean =>
		task.type !== 'group' && vertices.nodesOf[index]?.length === 0;
	const nowhere = tasks.filter(isNowhere);
	if (nowhere.length > 0) {
		const message = `No node runs ${listNames(nowhere.map(({ id }) => id))}`;
		yield diagnose('TASK_NOWHERE', message, nowhere[0]?.source);
	}
}

function withHint(source: SourceLocation, hint: string | undefined): SourceLocation & { readonly hint?: string } {
	return hint === undefined ? source : { ...source, hint };
}

function listNames(names: readonly string[]): string {
	const rest = names.length - MAX_LISTED;
	return names.slice(0, MAX_LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
