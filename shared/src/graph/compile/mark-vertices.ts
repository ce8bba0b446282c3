import { isTruthy } from '../../expression/is-truthy.js';
import { ANCHOR_TYPES, type TaskDefinition } from '../../model/task.js';
import type { CompileInput } from '../compile-input.js';
import { VERTEX_ANCHOR, VERTEX_SKIPPED, VERTEX_TASK } from '../plan-graph.js';
import type { EvaluationFindings, WrittenAt } from './evaluation-findings.js';
import { type Evaluator, type Outcome, type Site, siteOf } from './evaluator.js';
import { explainCondition } from './explain-condition.js';
import type { VertexTable } from './number-vertices.js';
import type { Program } from './program.js';
import { compileTemplate, type Template } from './template.js';

/** Why a task is left out that the selection does not name. */
export const NOT_SELECTED = 'not selected';

/** What becomes of each real vertex. */
export interface VertexMarks {
	/** Vertex kinds, indexed by vertex. */
	readonly kind: Uint8Array;
	readonly skipReasons: Map<number, string>;
}

export interface MarkContext {
	readonly tasks: readonly TaskDefinition[];
	readonly vertices: VertexTable;
	readonly nodeIds: readonly string[];
	readonly evaluator: Evaluator;
	readonly findings: EvaluationFindings;
	readonly input: CompileInput;
}

/** Tells apart what is executed, what only orders others, and what is left out, and why (reference, section 2.6). */
export function markVertices(context: MarkContext): VertexMarks {
	const { tasks, vertices, nodeIds, input } = context;
	const marks: VertexMarks = { kind: new Uint8Array(vertices.count), skipReasons: new Map() };
	const selected = input.selection?.tasks === undefined ? undefined : new Set(input.selection.tasks);
	const judge = new ConditionJudge(context);
	for (const [index, task] of tasks.entries()) {
		const kind = kindOf(task);
		const own = vertices.verticesOf[index] ?? new Int32Array(0);
		const isLeftOut = isSelectable(task) && selected?.has(task.id) === false;
		const reason = isLeftOut ? NOT_SELECTED : 'its type is skipped';
		for (const [position, vertex] of own.entries()) {
			marks.kind[vertex] = isLeftOut ? VERTEX_SKIPPED : kind;
			const node = vertices.nodesOf[index]?.[position] ?? 0;
			const given = input.leaveOut?.(task, nodeIds[node] ?? '');
			const why = given ?? (isLeftOut || kind === VERTEX_SKIPPED ? reason : judge.skipReason(task, node));
			if (why !== undefined) {
				marks.kind[vertex] = VERTEX_SKIPPED;
				marks.skipReasons.set(vertex, why);
			}
		}
	}
	return marks;
}

/** Types that the old system called internal are never selected, and never left out by a selection. */
function isSelectable({ type }: TaskDefinition): boolean {
	return type !== 'group' && type !== 'stage' && type !== 'skipped';
}

function kindOf({ type }: TaskDefinition): number {
	if (type === 'skipped') {
		return VERTEX_SKIPPED;
	}
	return ANCHOR_TYPES.has(type) ? VERTEX_ANCHOR : VERTEX_TASK;
}

/** A condition that was written; what a loader takes for "nothing" is no condition. */
function conditionOf(task: TaskDefinition): TaskDefinition['extra'][string] | undefined {
	const condition = task.extra['condition'];
	return condition === undefined || (condition !== false && !isTruthy(condition)) ? undefined : condition;
}

class ConditionJudge {
	readonly #context: MarkContext;
	readonly #templates = new Map<TaskDefinition, Template | undefined>();
	readonly #reasons = new Map<Outcome, string>();

	constructor(context: MarkContext) {
		this.#context = context;
	}

	/** Undefined when the task runs on the node. */
	skipReason(task: TaskDefinition, node: number): string | undefined {
		const template = this.#templateOf(task);
		const { input } = this.#context;
		if (template === undefined || (template.part.kind === 'constant' && template.part.value === true)) {
			return undefined;
		}
		if (task.type === 'stage') {
			return undefined;
		}
		if (template.part.kind === 'constant' && template.part.value === false) {
			return 'condition is false: false';
		}
		if (input.assumeConditions === true || input.facts === undefined) {
			return undefined;
		}
		return this.#evaluate(task, template, node);
	}

	#evaluate(task: TaskDefinition, template: Template, node: number): string | undefined {
		const { evaluator, findings, nodeIds } = this.#context;
		const at = conditionPlace(task);
		const site = siteOf(task, node);
		let outcome = evaluator.render(template, site);
		let [program] = template.programs;
		if (typeof outcome.value === 'string' && outcome.value !== '' && outcome.problem === undefined) {
			// A text, even one that an expression gave, is a condition in the old language; an empty one is false.
			program = evaluator.programs.condition(outcome.value);
			findings.unreadable(program, at);
			outcome = evaluator.evaluate(program, site);
		}
		findings.failed(outcome, at, nodeIds[node] ?? '');
		const isUnknown = outcome.problem !== undefined || program?.unreadable !== undefined;
		return isUnknown || isTruthy(outcome.value) ? undefined : this.#explain(outcome, program, site);
	}

	#explain(outcome: Outcome, program: Program | undefined, site: Site): string {
		const known = this.#reasons.get(outcome);
		if (known !== undefined) {
			return known;
		}
		const { evaluator } = this.#context;
		const reason = program === undefined ? 'condition is false' : explainCondition(program, evaluator, site);
		this.#reasons.set(outcome, reason);
		return reason;
	}

	#templateOf(task: TaskDefinition): Template | undefined {
		if (this.#templates.has(task)) {
			return this.#templates.get(task);
		}
		const { evaluator, findings } = this.#context;
		const condition = conditionOf(task);
		const template = condition === undefined ? undefined : compileTemplate(condition, evaluator.programs);
		for (const program of template?.programs ?? []) {
			findings.unreadable(program, conditionPlace(task));
		}
		this.#templates.set(task, template);
		return template;
	}
}

function conditionPlace({ id, source }: TaskDefinition): WrittenAt {
	return { taskId: id, source: { ...source, path: `${source.path}.condition` }, what: 'the condition' };
}
