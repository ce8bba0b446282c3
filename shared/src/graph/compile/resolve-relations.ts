import type { CrossRelation, JsonValue, RelationField, SourceLocation, TaskDefinition } from '../../model/task.js';
import type { EvaluationFindings, WrittenAt } from './evaluation-findings.js';
import { type Evaluator, siteOf } from './evaluator.js';
import { mayFormat } from './format-text.js';
import type { VertexTable } from './number-vertices.js';
import { FIELD_WORDS, type OwnedRelation, plainRelations } from './owned-relation.js';
import { readRelationValue } from './read-relation-value.js';
import { compileTemplate, type Template } from './template.js';

export interface RelationContext {
	readonly tasks: readonly TaskDefinition[];
	readonly vertices: VertexTable;
	readonly nodeIds: readonly string[];
	readonly evaluator: Evaluator;
	readonly findings: EvaluationFindings;
}

/**
 * The relations of all tasks. Those written as expressions, or as texts to be formatted, are evaluated node by node; the
 * nodes that get the same relation share it, so that it can become one barrier.
 */
export function resolveRelations(context: RelationContext): readonly OwnedRelation[] {
	const { tasks, vertices } = context;
	const relations = [...plainRelations(tasks, vertices)];
	const plain = relations.filter((owned) => !needsFormat(owned.relation));
	const written = relations.filter((owned) => needsFormat(owned.relation)).map(toWritten);
	const evaluated = [...written, ...listExpressions(context)].flatMap((entry) => evaluateRelation(context, entry));
	return evaluated.length === 0 ? plain : [...plain, ...evaluated].sort((a, b) => a.owner - b.owner);
}

/** A relation whose value depends on the node. */
interface WrittenRelation {
	readonly owner: number;
	readonly field: RelationField;
	readonly value: JsonValue;
	readonly source: SourceLocation | undefined;
}

function toWritten({ owner, field, relation }: OwnedRelation): WrittenRelation {
	const { name, role, policy } = relation;
	const cross = role === undefined ? { name, policy } : { name, role, policy };
	const isName = field === 'requires' || field === 'requiredFor';
	return { owner, field, value: isName ? name : cross, source: undefined };
}

/** Relations written as expressions; without facts they count as empty. */
function listExpressions({ tasks, vertices, evaluator }: RelationContext): readonly WrittenRelation[] {
	if (evaluator.facts === undefined) {
		return [];
	}
	return tasks.flatMap(({ type, expressions, source }, owner) => {
		const isPlaced = type !== 'group' && (vertices.verticesOf[owner]?.length ?? 0) > 0;
		return isPlaced
			? (expressions ?? []).map(({ field, written, place }) => {
					return { owner, field, value: written, source: { file: source.file, ...place } };
				})
			: [];
	});
}

function evaluateRelation(context: RelationContext, entry: WrittenRelation): readonly OwnedRelation[] {
	const task = context.tasks[entry.owner];
	if (task === undefined) {
		return [];
	}
	const template = compileTemplate(entry.value, context.evaluator.programs);
	const what = `the relation ${FIELD_WORDS[entry.field]}`;
	const at: WrittenAt = { taskId: task.id, source: entry.source ?? task.source, what };
	for (const program of template.programs) {
		context.findings.unreadable(program, at);
	}
	return groupByRelation(context, { entry, task, template, at });
}

interface Evaluation {
	readonly entry: WrittenRelation;
	readonly task: TaskDefinition;
	readonly template: Template;
	readonly at: WrittenAt;
}

function groupByRelation(context: RelationContext, { entry, task, template, at }: Evaluation): OwnedRelation[] {
	const { vertices, nodeIds, evaluator, findings } = context;
	const found = new Map<string, { readonly relation: CrossRelation; readonly positions: number[] }>();
	const own = vertices.verticesOf[entry.owner] ?? new Int32Array(0);
	const nodes = vertices.nodesOf[entry.owner] ?? own;
	for (const [position, node] of nodes.entries()) {
		const outcome = evaluator.render(template, siteOf(task, node));
		findings.failed(outcome, at, nodeIds[node] ?? '');
		const { relations, problem } = readRelationValue(entry.field, outcome.value);
		if (problem !== undefined) {
			findings.unfit(at, problem, nodeIds[node] ?? '');
		}
		for (const relation of relations) {
			const key = JSON.stringify(relation);
			const known = found.get(key) ?? { relation, positions: [] };
			known.positions.push(position);
			found.set(key, known);
		}
	}
	return [...found.values()].map(({ relation, positions }) => ({
		owner: entry.owner,
		field: entry.field,
		relation,
		nodes: Int32Array.from(positions, (position) => nodes[position] ?? 0),
		vertices: Int32Array.from(positions, (position) => own[position] ?? 0),
		source: at.source,
	}));
}

function needsFormat({ name, role }: CrossRelation): boolean {
	const roles = typeof role === 'string' ? [role] : (role ?? []);
	return mayFormat(name) || roles.some(mayFormat);
}
