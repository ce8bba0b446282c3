import type { TaskDefinition } from '../../model/task.js';

/** The order of task names in the old engine, whose graph was the same on every node. */
export class RoleGraph {
	readonly #after = new Map<string, Set<string>>();
	readonly #before = new Map<string, Set<string>>();
	readonly #stages: ReadonlySet<string>;

	constructor(tasks: readonly TaskDefinition[]) {
		for (const task of tasks) {
			for (const name of task.requires) {
				this.#connect(name, task.id);
			}
			for (const name of task.requiredFor) {
				this.#connect(task.id, name);
			}
			const stage = task.extra['stage'];
			if (typeof stage === 'string') {
				this.#connect(task.id, stage);
			}
		}
		this.#stages = new Set(tasks.flatMap(({ id, type }) => (type === 'stage' ? [id] : [])));
	}

	isDirectlyBefore(before: string, after: string): boolean {
		return this.#after.get(before)?.has(after) === true;
	}

	/** Names that come after the first and before the last, both included. */
	between(first: string, last: string): ReadonlySet<string> {
		const after = reach(this.#after, first);
		const before = reach(this.#before, last);
		return new Set([...after].filter((name) => before.has(name)));
	}

	/** Stages that directly follow a name. */
	stagesAfter(name: string): readonly string[] {
		return [...(this.#after.get(name) ?? [])].filter((after) => this.#stages.has(after));
	}

	#connect(before: string, after: string): void {
		add(this.#after, before, after);
		add(this.#before, after, before);
	}
}

function add(map: Map<string, Set<string>>, from: string, to: string): void {
	const known = map.get(from) ?? new Set<string>();
	known.add(to);
	map.set(from, known);
}

function reach(edges: ReadonlyMap<string, ReadonlySet<string>>, start: string): ReadonlySet<string> {
	const reached = new Set([start]);
	for (const name of reached) {
		for (const next of edges.get(name) ?? []) {
			reached.add(next);
		}
	}
	return reached;
}
