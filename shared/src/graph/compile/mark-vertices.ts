import { ANCHOR_TYPES, type TaskDefinition } from '../../model/task.js';
import { VERTEX_ANCHOR, VERTEX_SKIPPED, VERTEX_TASK } from '../plan-graph.js';
import type { VertexTable } from './number-vertices.js';

/** What becomes of each real vertex. */
export interface VertexMarks {
	/** Vertex kinds, indexed by vertex. */
	readonly kind: Uint8Array;
	readonly skipReasons: ReadonlyMap<number, string>;
}

/** Tells apart what is executed, what only orders others, and what is left out. */
export function markVertices(tasks: readonly TaskDefinition[], vertices: VertexTable): VertexMarks {
	const kindOfTask = Uint8Array.from(tasks, kindOf);
	const kind = Uint8Array.from(vertices.task, (task) => kindOfTask[task] ?? VERTEX_TASK);
	const skipReasons = new Map<number, string>();
	for (const [vertex, of] of kind.entries()) {
		if (of === VERTEX_SKIPPED) {
			skipReasons.set(vertex, 'its type is skipped');
		}
	}
	return { kind, skipReasons };
}

function kindOf({ type }: TaskDefinition): number {
	if (type === 'skipped') {
		return VERTEX_SKIPPED;
	}
	return ANCHOR_TYPES.has(type) ? VERTEX_ANCHOR : VERTEX_TASK;
}
