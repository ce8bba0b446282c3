import type { JsonValue, TaskDefinition } from '../../model/task.js';
import type { CompileInput, FormattingValues } from '../compile-input.js';
import type { PlanGraphNode } from '../plan-graph.js';
import { FactTable, NOTHING_KNOWN } from './fact-table.js';
import { type FormatValues, formatText } from './format-text.js';
import { type Program, ProgramCache, reasonOf } from './program.js';
import { renderTemplate, type Template } from './template.js';

/** The value of an expression, or why it has none. */
export interface Outcome {
	readonly value: JsonValue;
	readonly problem?: { readonly program: Program; readonly reason: string };
}

interface Formatting {
	readonly key: string;
	readonly values: FormatValues;
}

/** Where something is evaluated: a task on a node, which is given by its position. */
export interface Site {
	readonly taskId: string;
	readonly node: number;
}

/**
 * Evaluates the expressions of tasks on facts. Each is read once, and evaluated once for all nodes and tasks on which
 * what it reads is the same; the answer is shared, never copied.
 */
export class Evaluator {
	readonly programs = new ProgramCache();
	readonly facts: FactTable | undefined;
	readonly #given: FormattingValues;
	readonly #answers = new Map<Program, Map<string, Outcome>>();
	readonly #rendered = new Map<Template, Map<string, Outcome>>();
	readonly #formatting: (Formatting | undefined)[] = [];

	constructor(input: CompileInput, nodes: readonly PlanGraphNode[]) {
		const past = input.run?.force === true ? undefined : input.past;
		this.facts = input.facts === undefined ? undefined : new FactTable(input.facts, past, nodes);
		this.#given = input.formatting ?? {};
	}

	/** The value of an expression for a task on a node. Without facts it is null. */
	evaluate(program: Program, site: Site): Outcome {
		const { facts } = this;
		if (facts === undefined || program.unreadable !== undefined) {
			return { value: null };
		}
		const past = facts.past(site.taskId, site.node);
		const key = facts.keyOf(program.dependencies, site.node, past);
		const answers = getOrAdd(this.#answers, program, () => new Map<string, Outcome>());
		return getOrAdd(answers, key, () => {
			try {
				return { value: program.run(facts.current(site.node), past) };
			} catch (error) {
				return { value: null, problem: { program, reason: reasonOf(error) } };
			}
		});
	}

	/** The value of an expression as it would be if nothing were known of the past. */
	evaluateFirst(program: Program, node: number): JsonValue | undefined {
		try {
			return this.facts === undefined ? undefined : program.run(this.facts.current(node), NOTHING_KNOWN);
		} catch {
			return undefined;
		}
	}

	/** The value of a template for a task on a node; equal sites give the identical value. */
	render(template: Template, site: Site): Outcome {
		if (template.part.kind === 'constant') {
			return { value: template.part.value };
		}
		if (template.part.kind === 'program') {
			return this.evaluate(template.part.program, site);
		}
		const rendered = getOrAdd(this.#rendered, template, () => new Map<string, Outcome>());
		return getOrAdd(rendered, this.#renderKey(template, site), () => {
			let problem: Outcome['problem'];
			const value = renderTemplate(template.part, {
				evaluate: (program) => {
					const outcome = this.evaluate(program, site);
					problem ??= outcome.problem;
					return outcome.value;
				},
				format: (text) => this.format(text, site.node),
			});
			return problem === undefined ? { value } : { value, problem };
		});
	}

	/** A template with its texts formatted and its expressions as they were written. */
	formatOnly(template: Template, node: number): Outcome {
		if (template.part.kind === 'constant') {
			return { value: template.part.value };
		}
		const rendered = getOrAdd(this.#rendered, template, () => new Map<string, Outcome>());
		return getOrAdd(rendered, template.hasText ? this.#formattingOf(node).key : '', () => ({
			value: renderTemplate(template.part, {
				evaluate: (program) => ({ yaql_exp: program.text }),
				format: (text) => this.format(text, node),
			}),
		}));
	}

	/** Equal for sites on which a template has the same value. */
	#renderKey({ programs, hasText }: Template, { taskId, node }: Site): string {
		const { facts } = this;
		const parts = hasText ? [this.#formattingOf(node).key] : [];
		if (facts !== undefined && programs.length > 0) {
			const past = facts.past(taskId, node);
			parts.push(...programs.map(({ dependencies }) => facts.keyOf(dependencies, node, past)));
		}
		return parts.join('|');
	}

	format(text: string, node: number): string {
		return formatText(text, this.#formattingOf(node).values);
	}

	#formattingOf(node: number): Formatting {
		const known = this.#formatting[node];
		if (known !== undefined) {
			return known;
		}
		const root = this.facts?.current(node).root;
		const derived = {
			CLUSTER_ID: valueAt(root?.['cluster'], 'id'),
			OPENSTACK_VERSION: root?.['openstack_version'],
			CN_HOSTNAME: valueAt(root?.['public_ssl'], 'hostname'),
		};
		const values: FormatValues = { ...derived, ...this.#given };
		const made = { key: JSON.stringify({ ...values, SETTINGS: null }), values };
		this.#formatting[node] = made;
		return made;
	}
}

/** The site of a task on a node. */
export function siteOf({ id }: TaskDefinition, node: number): Site {
	return { taskId: id, node };
}

function valueAt(value: JsonValue | undefined, key: string): JsonValue | undefined {
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
		return undefined;
	}
	return (value as Readonly<Record<string, JsonValue>>)[key];
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
	const known = map.get(key);
	if (known !== undefined) {
		return known;
	}
	const made = make();
	map.set(key, made);
	return made;
}
