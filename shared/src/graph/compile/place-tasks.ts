import type { TaskDefinition } from '../../model/task.js';
import type { NameIndex } from './name-index.js';
import type { NodeIndex } from './node-index.js';

const MAX_VERTICES = 2_000_000;

/** For each task the nodes it has a vertex on, ordered. */
export type Placement = readonly Int32Array[];

/**
 * Decides which tasks are on which nodes: stages on the sync node, others where their roles are, members of a group
 * also where the group is. A group itself is nowhere (reference, section 2.4).
 */
export function placeTasks(tasks: readonly TaskDefinition[], names: NameIndex, nodes: NodeIndex): Placement {
	const placement = tasks.map((task) => nodesOf(task, nodes));
	for (const group of tasks) {
		const where = group.type === 'group' ? nodes.resolve(group.roles) : undefined;
		if (where === undefined || where.length === 0) {
			continue;
		}
		for (const id of group.tasks) {
			const member = names.find(id);
			if (member !== undefined && tasks[member]?.type !== 'group') {
				placement[member] = union(placement[member], where);
			}
		}
	}
	return placement;
}

/** Whether a graph of this placement fits into memory. */
export function hasTooManyVertices(placement: Placement): boolean {
	let vertices = 0;
	for (const nodes of placement) {
		vertices += nodes.length;
	}
	return vertices > MAX_VERTICES;
}

function nodesOf(task: TaskDefinition, nodes: NodeIndex): Int32Array {
	if (task.type === 'group') {
		return new Int32Array(0);
	}
	return task.type === 'stage' ? Int32Array.of(nodes.sync) : nodes.resolve(task.roles);
}

function union(a: Int32Array | undefined, b: Int32Array): Int32Array {
	return a === undefined ? b : Int32Array.from(new Set([...a, ...b])).sort();
}
