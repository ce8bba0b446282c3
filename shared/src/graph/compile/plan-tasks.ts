import type { JsonObject, JsonValue, TaskDefinition, TaskType } from '../../model/task.js';
import { type RunPace, runPaceOf } from '../../task-type/run-pace.js';
import type { CompileInput } from '../compile-input.js';
import { type PlanTask, VERTEX_SKIPPED } from '../plan-graph.js';
import type { EvaluationFindings, WrittenAt } from './evaluation-findings.js';
import { type Evaluator, type Outcome, siteOf } from './evaluator.js';
import { readStrategy } from './limit-runs.js';
import type { VertexMarks } from './mark-vertices.js';
import type { VertexTable } from './number-vertices.js';
import { compileTemplate, type Template } from './template.js';

const MAX_TIMEOUT_SECONDS = 0xffff_ffff;
/** Most characters of evaluated parameters that a plan keeps for one node. */
const MAX_KEPT_LENGTH = 32 * 1024;

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
		const positions = variants.place(own, vertices.nodesOf[index] ?? own);
		for (const [position, vertex] of own.entries()) {
			vertexTask[vertex] = planned.length + (positions[position] ?? 0);
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
	readonly #limits: number[] = [];
	#isDeferred = false;

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

	/** Position of each vertex's variant; a skipped one points to the first. */
	place(vertices: Int32Array, nodes: Int32Array): readonly number[] {
		const positions: number[] = [];
		for (const [position, vertex] of vertices.entries()) {
			const found = this.#positionOf(vertex, nodes[position] ?? 0);
			if (found === undefined) {
				this.#defer();
				return this.place(vertices, nodes);
			}
			positions.push(found);
		}
		return positions;
	}

	/** Undefined when the parameters are too large to be kept. Those of skipped tasks must have a value, too. */
	#positionOf(vertex: number, node: number): number | undefined {
		const { findings, marks, nodeIds } = this.#context;
		const nodeId = nodeIds[node] ?? '';
		const outcome = this.#render(node);
		findings.failed(outcome, this.#at, nodeId);
		if (!this.#isDeferred && this.#isTooLarge(outcome.value)) {
			// What is deferred must not lose its strategy.
			this.#intern(outcome.value, nodeId);
			return undefined;
		}
		return marks.kind[vertex] === VERTEX_SKIPPED ? 0 : this.#intern(outcome.value, nodeId);
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
			...paceOf(type, parameters),
			...(this.#isDeferred ? { isDeferred: true } : {}),
		}));
	}

	/** The smallest of all variants. */
	limit(): number | undefined {
		if (this.#isEvaluated() || this.#template.programs.length === 0) {
			this.#readLimits();
		}
		return this.#limits.length === 0 ? undefined : Math.min(...this.#limits);
	}

	#readLimits(): void {
		for (const parameters of this.#isDeferred ? [] : this.#parameters) {
			const { limit, problem } = readStrategy(parameters);
			if (problem !== undefined) {
				const at = { ...this.#at, what: 'the strategy' };
				this.#context.findings.note('STRATEGY_INVALID', at, `the strategy of ${this.#task.id}: ${problem}`);
			}
			if (limit !== undefined) {
				this.#limits.push(limit);
			}
		}
	}

	#render(node: number): Outcome {
		const { evaluator } = this.#context;
		const isRendered = this.#isEvaluated() && !this.#isDeferred;
		return isRendered
			? evaluator.render(this.#template, siteOf(this.#task, node))
			: evaluator.formatOnly(this.#template, node);
	}

	/** Values of this size for each node would make the plan grow with the square of the nodes. */
	#isTooLarge(value: JsonValue): boolean {
		return this.#isEvaluated() && this.#template.programs.length > 0 && lengthOf(value) > MAX_KEPT_LENGTH;
	}

	#defer(): void {
		this.#readLimits();
		this.#isDeferred = true;
		this.#parameters.length = 0;
		this.#byText.clear();
		this.#byValue.clear();
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

/** About the characters of a value as JSON; counts no further than needed. */
function lengthOf(value: JsonValue): number {
	if (typeof value === 'string') {
		return value.length;
	}
	if (typeof value !== 'object' || value === null) {
		return 8;
	}
	let length = 0;
	for (const [key, entry] of Object.entries(value)) {
		length += key.length + lengthOf(entry);
		if (length > MAX_KEPT_LENGTH) {
			break;
		}
	}
	return length;
}

/** Old libraries write numbers or numeric text; anything else leaves the default of the type. */
function paceOf(type: TaskType, parameters: JsonObject): RunPace {
	const pace = runPaceOf(type, parameters);
	return { ...pace, timeoutSeconds: Math.min(pace.timeoutSeconds, MAX_TIMEOUT_SECONDS) };
}
