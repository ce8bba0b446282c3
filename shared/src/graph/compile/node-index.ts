import { compareNodeIds, MASTER_NODE_ID, SYNC_NODE_ID } from '../../model/ids.js';
import type { CrossRelation, RoleSelector } from '../../model/task.js';
import { compilePattern, isPattern } from '../name-pattern.js';
import type { PlanGraphNode } from '../plan-graph.js';

const NOWHERE = new Int32Array(0);
const MASTER: PlanGraphNode = { id: MASTER_NODE_ID, name: MASTER_NODE_ID, roles: [], tags: [] };
const SYNC: PlanGraphNode = { id: SYNC_NODE_ID, name: 'sync', roles: [], tags: [] };

/**
 * The nodes of a plan, numbered: the master first, then by id, the sync node last. Sets of nodes are ordered arrays of
 * these numbers.
 */
export class NodeIndex {
	readonly nodes: readonly PlanGraphNode[];
	/** Index of the sync node. */
	readonly sync: number;
	/** Nodes that carry any tag; the master and the sync node never do. */
	readonly tagged: Int32Array;
	readonly #byTag = new Map<string, number[]>();
	readonly #resolved = new Map<string, Int32Array>();

	constructor(given: readonly PlanGraphNode[]) {
		const master = given.find((node) => node.id === MASTER_NODE_ID) ?? MASTER;
		const machines = given.filter((node) => node.id !== MASTER_NODE_ID && node.id !== SYNC_NODE_ID);
		this.nodes = [master, ...machines.toSorted((a, b) => compareNodeIds(a.id, b.id)), SYNC];
		this.sync = this.nodes.length - 1;
		const tagged: number[] = [];
		for (let index = 1; index < this.sync; index++) {
			const tags = new Set(this.nodes[index]?.tags);
			for (const tag of tags) {
				const carriers = this.#byTag.get(tag) ?? [];
				carriers.push(index);
				this.#byTag.set(tag, carriers);
			}
			if (tags.size > 0) {
				tagged.push(index);
			}
		}
		this.tagged = Int32Array.from(tagged);
	}

	/** Nodes that carry one of the roles or tags selected (reference, section 2.3). */
	resolve(selector: RoleSelector | undefined): Int32Array {
		if (selector === undefined || selector === null) {
			return NOWHERE;
		}
		const names = typeof selector === 'string' ? [selector] : selector;
		const key = names.join('\n');
		const known = this.#resolved.get(key);
		if (known !== undefined) {
			return known;
		}
		const union = new Set(names.flatMap((name) => [...this.#resolveName(name)]));
		const nodes = Int32Array.from(union).sort();
		this.#resolved.set(key, nodes);
		return nodes;
	}

	/** Tags of nodes that the roles selected mean. */
	matchedTags(selector: RoleSelector | undefined): readonly string[] {
		const names = typeof selector === 'string' ? [selector] : (selector ?? []);
		const tags = [...this.#byTag.keys()];
		const found = names.flatMap((name) => {
			const matches = isPattern(name) ? compilePattern(name) : undefined;
			return tags.filter((tag) => name === '*' || name === tag || (typeof matches === 'function' && matches(tag)));
		});
		return [...new Set(found)].sort();
	}

	/** Whether a single role or tag finds a node; a tag whose primary form is carried counts as found. */
	isFound(name: string): boolean {
		return this.resolve(name).length > 0 || this.#byTag.has(`primary-${name}`);
	}

	/** Nodes a relation looks at, but for `self`, which depends on who declares it. */
	resolveRelation({ role, policy }: CrossRelation): Int32Array {
		if (role === null) {
			return Int32Array.of(this.sync);
		}
		const nodes = role === undefined ? this.tagged : this.resolve(role);
		return policy === 'any' ? this.#lowest(nodes) : nodes;
	}

	/** The lowest number; the master only where it is alone. */
	#lowest(nodes: Int32Array): Int32Array {
		const start = nodes.length > 1 && nodes[0] === 0 ? 1 : 0;
		return nodes.subarray(start, start + 1);
	}

	#resolveName(name: string): Iterable<number> {
		if (name === '*') {
			return this.tagged;
		}
		if (name === MASTER_NODE_ID) {
			return [0];
		}
		if (!isPattern(name)) {
			return this.#byTag.get(name) ?? [];
		}
		const matches = compilePattern(name);
		if (typeof matches !== 'function') {
			return [];
		}
		return [...this.#byTag].flatMap(([tag, carriers]) => (matches(tag) ? carriers : []));
	}
}
