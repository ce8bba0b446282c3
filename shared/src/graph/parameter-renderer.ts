import type { JsonObject, JsonValue } from '../model/task.js';
import { FactTable } from './compile/fact-table.js';
import { type Program, ProgramCache, reasonOf } from './compile/program.js';
import { compileTemplate, renderTemplate, type Template } from './compile/template.js';
import type { Facts, PastState } from './facts.js';
import type { PlanGraphNode, PlanTask } from './plan-graph.js';

/** The parameters of a run, or why they have no value. */
export type RenderedParameters = { readonly parameters: JsonObject } | { readonly problem: string };

/**
 * Gives runs the parameters that were too large to be kept in their plan. Nothing rendered is remembered: each run is
 * handed out about once.
 */
export class ParameterRenderer {
	readonly #programs = new ProgramCache();
	readonly #templates = new Map<PlanTask, Template>();
	readonly #facts: FactTable;
	readonly #positions: ReadonlyMap<string, number>;

	/** Of the facts a plan was made with, and the past it was compared with unless it was forced. */
	constructor(nodes: readonly PlanGraphNode[], facts: Facts, past?: PastState) {
		this.#facts = new FactTable(facts, past, nodes);
		this.#positions = new Map(nodes.map(({ id }, position) => [id, position]));
	}

	/** The parameters of a task of the plan on a node; those that are not deferred as they are. */
	render(task: PlanTask, nodeId: string): RenderedParameters {
		const node = this.#positions.get(nodeId);
		if (task.isDeferred !== true) {
			return { parameters: task.parameters };
		}
		if (node === undefined) {
			return { problem: `node ${nodeId} is not part of the plan` };
		}
		try {
			return { parameters: asMapping(this.#renderOn(task, node)) };
		} catch (error) {
			return { problem: reasonOf(error) };
		}
	}

	#renderOn(task: PlanTask, node: number): JsonValue {
		const template = this.#templates.get(task) ?? compileTemplate(task.parameters, this.#programs);
		this.#templates.set(task, template);
		const current = this.#facts.current(node);
		const past = this.#facts.past(task.id, node);
		return renderTemplate(template.part, {
			// Texts were formatted when the plan was made.
			format: (text) => text,
			evaluate: (program: Program) => {
				if (program.unreadable !== undefined) {
					throw new Error(program.unreadable);
				}
				return program.run(current, past);
			},
		});
	}
}

function asMapping(value: JsonValue): JsonObject {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new Error('the parameters are no mapping');
	}
	return value as JsonObject;
}
