import type { JsonObject, JsonValue, TaskDefinition } from '../../model/task.js';
import type { CompileInput } from '../compile-input.js';
import { type PlanTask, VERTEX_SKIPPED } from '../plan-graph.js';
import type { EvaluationFindings, WrittenAt } from './evaluation-findings.js';
import { type Evaluator, siteOf } from './evaluator.js';
import { readStrategy } from './limit-runs.js';
import type { VertexMarks } from './mark-vertices.js';
import type { VertexTable } from './number-vertices.js';
import { compileTemplate, type Template } from './template.js';

const MAX_TIMEOUT_SECONDS = 0xffff_ffff;

/** What is executed, variant by variant. */
export interface PlanTasks {
	/** By task, then by the first vertex of each variant. */
	readonly tasks: readonly PlanTask[];
	/** Index into `tasks`, by vertex. */
	readonly vertexTask: Int32Array;
	readonly limits: ReadonlyMap<string, number>;
}

export interface PlanTaskContext {
	readonly tasks: readonly TaskDefinition[];
	readonly vertices: VertexTable;
	readonly nodeIds: readonly string[];
	readonly marks: VertexMarks;
	readonly evaluator: Evaluator;
	readonly findings: EvaluationFindings;
	readonly input: CompileInput;
}

/**
 * What each vertex executes. A task is listed once for each set of parameters that its nodes have; a skipped vertex has
 * none of its own. How many may run at once is read from those that are executed (reference, section 1.4).
 */
export function planTasks(context: PlanTaskContext): PlanTasks {
	const { tasks, vertices } = context;
	const planned: PlanTask[] = [];
	const vertexTask = new Int32Array(vertices.count);
	const limits = new Map<string, number>();
	for (const [index, task] of tasks.entries()) {
		const own = vertices.verticesOf[index] ?? new Int32Array(0);
		if (own.length === 0) {
			continue;
		}
		const variants = new VariantList(context, task);
		const nodes = vertices.nodesOf[index] ?? own;
		const positions = own.map((vertex, position) => variants.variantOf(vertex, nodes[position] ?? 0));
		for (const [position, vertex] of own.entries()) {
			vertexTask[vertex] = planned.length + Math.max(positions[position] ?? 0, 0);
		}
		planned.push(...variants.list());
		const limit = variants.limit();
		if (limit !== undefined) {
			limits.set(task.id, limit);
		}
	}
	return { tasks: planned, vertexTask, limits };
}

class VariantList {
	readonly #context: PlanTaskContext;
	readonly #task: TaskDefinition;
	readonly #template: Template;
	readonly #at: WrittenAt;
	readonly #byValue = new Map<JsonValue, number>();
	readonly #byText = new Map<string, number>();
	readonly #parameters: JsonObject[] = [];

	constructor(context: PlanTaskContext, task: TaskDefinition) {
		this.#context = context;
		this.#task = task;
		this.#template = compileTemplate(task.parameters, context.evaluator.programs);
		const source = { ...task.source, path: `${task.source.path}.parameters` };
		this.#at = { taskId: task.id, source, what: 'the parameters' };
		if (this.#isEvaluated()) {
			for (const program of this.#template.programs) {
				context.findings.unreadable(program, this.#at);
			}
		}
	}

	/** Position of the vertex's variant; -1 when it is skipped. Parameters of skipped tasks must have a value, too. */
	variantOf(vertex: number, node: number): number {
		const { evaluator, findings, marks, nodeIds } = this.#context;
		const site = siteOf(this.#task, node);
		const outcome = this.#isEvaluated()
			? evaluator.render(this.#template, site)
			: evaluator.formatOnly(this.#template, node);
		findings.failed(outcome, this.#at, nodeIds[node] ?? '');
		return marks.kind[vertex] === VERTEX_SKIPPED ? -1 : this.#intern(outcome.value, nodeIds[node] ?? '');
	}

	list(): readonly PlanTask[] {
		const { id, type, failOnError, retryOnLost } = this.#task;
		const all = this.#parameters.length === 0 ? [{}] : this.#parameters;
		return all.map((parameters) => ({
			id,
			type,
			parameters,
			failOnError: failOnError && this.#context.input.run?.noopRun !== true,
			retryOnLost,
			timeoutSeconds: timeoutSecondsOf(parameters['timeout']),
		}));
	}

	/** The smallest of all variants. */
	limit(): number | undefined {
		const limits: number[] = [];
		for (const parameters of this.#isEvaluated() || this.#template.programs.length === 0 ? this.#parameters : []) {
			const { limit, problem } = readStrategy(parameters);
			if (problem !== undefined) {
				const at = { ...this.#at, what: 'the strategy' };
				this.#context.findings.note('STRATEGY_INVALID', at, `the strategy of ${this.#task.id}: ${problem}`);
			}
			if (limit !== undefined) {
				limits.push(limit);
			}
		}
		return limits.length === 0 ? undefined : Math.min(...limits);
	}

	#isEvaluated(): boolean {
		const { input } = this.#context;
		return input.facts !== undefined && input.assumeConditions !== true;
	}

	#intern(value: JsonValue, nodeId: string): number {
		const known = this.#byValue.get(value);
		if (known !== undefined) {
			return known;
		}
		const text = JSON.stringify(value);
		const position = this.#byText.get(text) ?? this.#parameters.push(this.#complete(value, nodeId)) - 1;
		this.#byText.set(text, position);
		this.#byValue.set(value, position);
		return position;
	}

	#complete(value: JsonValue, nodeId: string): JsonObject {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			this.#context.findings.unfit(this.#at, `expected a mapping, found ${JSON.stringify(value).slice(0, 60)}`, nodeId);
			return {};
		}
		const written = value as JsonObject;
		const isExecuted = this.#task.type !== 'stage' && this.#task.type !== 'skipped';
		const cwd = isExecuted && !Object.hasOwn(written, 'cwd') ? { cwd: '/' } : {};
		const debug = isExecuted && this.#context.input.run?.debug === true ? { debug: true } : {};
		return { ...written, ...cwd, ...debug };
	}
}

/** Old libraries write timeouts as numbers or as numeric text; anything else leaves the default of the type. */
function timeoutSecondsOf(written: unknown): number {
	const seconds = typeof written === 'string' && written.trim() !== '' ? Number(written) : written;
	if (typeof seconds !== 'number' || !(seconds > 0)) {
		return 0;
	}
	return Math.min(Math.ceil(seconds), MAX_TIMEOUT_SECONDS);
}
