import { type PlanGraph, VERTEX_BARRIER, VERTEX_SKIPPED } from '@stoker/shared/graph/plan-graph.js';

/** Most sentences. */
const MAX_CHANGES = 100;

/** What a task does in a plan, over all nodes. */
interface TaskShape {
	readonly runs: number;
	readonly skipped: number;
	readonly parameters: string;
}

/** What is different from the plan before, task by task, one sentence each. */
export function planChanges(before: PlanGraph, after: PlanGraph): readonly string[] {
	const changes = [...nodeChanges(before, after)];
	const old = shapesOf(before);
	const now = shapesOf(after);
	for (const [id, shape] of now) {
		const was = old.get(id);
		if (was === undefined) {
			changes.push(`task ${id} is new: it runs on ${nodes(shape.runs)}`);
		} else if (was.runs !== shape.runs) {
			changes.push(`task ${id} runs on ${nodes(shape.runs)} instead of ${was.runs}`);
		} else if (was.skipped !== shape.skipped) {
			changes.push(`task ${id} is left out on ${nodes(shape.skipped)} instead of ${was.skipped}`);
		} else if (was.parameters !== shape.parameters) {
			changes.push(`task ${id} has other parameters`);
		}
	}
	changes.push(...[...old.keys()].filter((id) => !now.has(id)).map((id) => `task ${id} is gone`));
	const more = changes.length - MAX_CHANGES;
	return more > 0 ? [...changes.slice(0, MAX_CHANGES - 1), `and ${more + 1} more`] : changes;
}

function* nodeChanges(before: PlanGraph, after: PlanGraph): Generator<string> {
	const old = new Map(before.nodes.map((node) => [node.id, node.roles.join(', ')]));
	const now = new Map(after.nodes.map((node) => [node.id, node.roles.join(', ')]));
	for (const [id, roles] of now) {
		const was = old.get(id);
		if (was === undefined) {
			yield `node ${id} is new`;
		} else if (was !== roles) {
			yield `node ${id} has the roles ${roles} instead of ${was}`;
		}
	}
	for (const id of old.keys()) {
		if (!now.has(id)) {
			yield `node ${id} is gone`;
		}
	}
}

function shapesOf(graph: PlanGraph): ReadonlyMap<string, TaskShape> {
	const shapes = new Map<string, { runs: number; skipped: number; parameters: string }>();
	for (const { id } of graph.tasks) {
		shapes.set(id, { runs: 0, skipped: 0, parameters: '' });
	}
	for (const { id, parameters } of graph.tasks) {
		const shape = shapes.get(id);
		if (shape) {
			shape.parameters += JSON.stringify(parameters);
		}
	}
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		const shape =
			kind === VERTEX_BARRIER ? undefined : shapes.get(graph.tasks[graph.vertexTask[vertex] ?? -1]?.id ?? '');
		if (shape) {
			shape[kind === VERTEX_SKIPPED ? 'skipped' : 'runs']++;
		}
	}
	return shapes;
}

function nodes(count: number): string {
	return count === 1 ? '1 node' : `${count} nodes`;
}
