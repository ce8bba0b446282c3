import { MASTER_NODE_ID } from '../../model/ids.js';
import type { JsonObject, JsonValue } from '../../model/task.js';
import type { Facts, PastFacts, PastState } from '../facts.js';
import type { PlanGraphNode } from '../plan-graph.js';
import { mergeFacts, shareParts } from './merge-facts.js';

/** What an expression can see of one state. */
export interface FactState {
	/** The union of both parts, `$`. */
	readonly root: JsonObject;
	readonly node: JsonObject;
	readonly common: JsonObject;
}

/** What an answer depends on. */
export interface Dependencies {
	/** First-level keys of `$`, or all of it. */
	readonly keys: ReadonlySet<string> | 'all';
	/** Whether the node's part is read as such. */
	readonly node: boolean;
	readonly hasPast: boolean;
}

const NOTHING: JsonObject = {};
/** The past of a first run. */
export const NOTHING_KNOWN: FactState = { root: NOTHING, node: NOTHING, common: NOTHING };
const MASTER_PART: JsonObject = { uid: MASTER_NODE_ID, roles: [MASTER_NODE_ID] };

/**
 * The facts of a run, node by node, and those of each task's last good end. Unions are made once per node, whoever asks;
 * past facts share every part that is still the same, so that comparing them is cheap.
 */
export class FactTable {
	readonly #facts: Facts;
	readonly #past: PastState | undefined;
	readonly #nodes: readonly PlanGraphNode[];
	readonly #states: (FactState | undefined)[] = [];
	readonly #pastCommons = new Map<JsonObject, JsonObject>();
	readonly #pastNodes = new Map<JsonObject, JsonObject>();
	readonly #pastStates = new Map<JsonObject, Map<JsonObject, FactState>>();
	readonly #contents = new WeakMap<object, number>();
	readonly #texts = new Map<string, number>();

	constructor(facts: Facts, past: PastState | undefined, nodes: readonly PlanGraphNode[]) {
		this.#facts = facts;
		this.#past = past;
		this.#nodes = nodes;
	}

	current(node: number): FactState {
		const known = this.#states[node];
		if (known !== undefined) {
			return known;
		}
		const id = this.#nodes[node]?.id ?? '';
		const written = Object.hasOwn(this.#facts.nodes, id) ? this.#facts.nodes[id] : undefined;
		const part = written ?? (id === MASTER_NODE_ID ? MASTER_PART : NOTHING);
		const { common } = this.#facts;
		const state = { root: mergeFacts(common, part), node: part, common };
		this.#states[node] = state;
		return state;
	}

	/** What the task last ended well with on the node; an empty state when it never did. */
	past(taskId: string, node: number): FactState {
		const found = this.#past?.of(taskId, this.#nodes[node]?.id ?? '');
		return found === undefined || Object.keys(found.node).length === 0 ? NOTHING_KNOWN : this.#pastState(found, node);
	}

	/** Equal for all nodes, and all past states, on which an answer with these dependencies is the same. */
	keyOf(dependencies: Dependencies, node: number, past: FactState): string {
		const now = this.#partKey(dependencies, this.current(node).node);
		if (!dependencies.hasPast || past === NOTHING_KNOWN) {
			return dependencies.hasPast ? `${now};` : now;
		}
		return `${now};${this.#identity(past.common)};${this.#partKey(dependencies, past.node)}`;
	}

	#partKey({ keys, node }: Dependencies, part: JsonObject): string {
		if (keys === 'all' || node) {
			return `*${this.#identity(part)}`;
		}
		let key = '';
		for (const name of keys) {
			key += Object.hasOwn(part, name) ? `${this.#content(part[name] ?? null)},` : ',';
		}
		return key;
	}

	#pastState(found: PastFacts, node: number): FactState {
		const { common: commonNow, node: partNow } = this.current(node);
		const common = this.#shared(this.#pastCommons, found.common, commonNow);
		const part = this.#shared(this.#pastNodes, found.node, partNow);
		let byPart = this.#pastStates.get(common);
		if (byPart === undefined) {
			byPart = new Map();
			this.#pastStates.set(common, byPart);
		}
		let state = byPart.get(part);
		if (state === undefined) {
			const isNow = common === commonNow && part === partNow;
			state = isNow ? this.current(node) : { root: mergeFacts(common, part), node: part, common };
			byPart.set(part, state);
		}
		return state;
	}

	#shared(known: Map<JsonObject, JsonObject>, value: JsonObject, model: JsonObject): JsonObject {
		const found = known.get(value) ?? (shareParts(value, model) as JsonObject);
		known.set(value, found);
		return found;
	}

	/** Equal for values that are equal; found once per value. */
	#content(value: JsonValue): number {
		if (typeof value !== 'object' || value === null) {
			return this.#number(JSON.stringify(value));
		}
		const known = this.#contents.get(value) ?? this.#number(JSON.stringify(value));
		this.#contents.set(value, known);
		return known;
	}

	#identity(value: object): number {
		const known = this.#contents.get(value) ?? this.#number(`identity ${this.#texts.size}`);
		this.#contents.set(value, known);
		return known;
	}

	#number(text: string): number {
		const known = this.#texts.get(text) ?? this.#texts.size;
		this.#texts.set(text, known);
		return known;
	}
}
