import type { TaskDefinition } from '../../model/task.js';
import { compilePattern, isPattern } from '../name-pattern.js';

const NOTHING = new Int32Array(0);

/** Finds tasks by what relations call them. Sets of tasks are ordered arrays of positions in the task list. */
export class NameIndex {
	readonly #tasks: readonly TaskDefinition[];
	readonly #byId: ReadonlyMap<string, number>;
	readonly #matched = new Map<string, Int32Array>();

	constructor(tasks: readonly TaskDefinition[]) {
		this.#tasks = tasks;
		this.#byId = new Map(tasks.map((task, index) => [task.id, index]));
	}

	/** The task of exactly this id, groups included. */
	find(id: string): number | undefined {
		return this.#byId.get(id);
	}

	ids(): Iterable<string> {
		return this.#byId.keys();
	}

	/** Tasks that a name or pattern means; a group is never one of them. */
	match(name: string): Int32Array {
		const known = this.#matched.get(name);
		if (known !== undefined) {
			return known;
		}
		const found = this.#compute(name).filter((index) => this.#tasks[index]?.type !== 'group');
		const matched = found.length === 0 ? NOTHING : Int32Array.from(found);
		this.#matched.set(name, matched);
		return matched;
	}

	#compute(name: string): number[] {
		if (!isPattern(name)) {
			const index = this.#byId.get(name);
			return index === undefined ? [] : [index];
		}
		const matches = compilePattern(name);
		if (typeof matches !== 'function') {
			return [];
		}
		return [...this.#byId].flatMap(([id, index]) => (matches(id) ? [index] : []));
	}
}
