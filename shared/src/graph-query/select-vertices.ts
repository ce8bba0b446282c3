import { groupEdges, neighbours } from '../graph/adjacency.js';
import { type PlanGraph, VERTEX_BARRIER } from '../graph/plan-graph.js';

/** Which part of a graph is asked for; what is absent does not matter. */
export interface VertexQuery {
	/** Id or name of a node. */
	readonly node?: string;
	/** Id of a task. */
	readonly task?: string;
	/** A role or tag of the node. */
	readonly role?: string;
	/** Everything that must end before, too. */
	readonly withAncestors?: boolean;
	/** Everything that waits for it, too. */
	readonly withDescendants?: boolean;
	/** Everything so many steps away in either direction, too; a barrier is no step. */
	readonly hops?: number;
}

/** Marks the vertices asked for with 1; barriers only where they lie on a way that was followed. */
export function selectVertices(graph: PlanGraph, query: VertexQuery): Uint8Array {
	const start = matchVertices(graph, query);
	const marks = start.slice();
	if (query.withAncestors === true) {
		follow(graph, { start, marks, isUpwards: true, hops: Number.POSITIVE_INFINITY });
	}
	if (query.withDescendants === true) {
		follow(graph, { start, marks, isUpwards: false, hops: Number.POSITIVE_INFINITY });
	}
	if (query.hops !== undefined && query.hops > 0) {
		follow(graph, { start, marks, isUpwards: true, hops: query.hops });
		follow(graph, { start, marks, isUpwards: false, hops: query.hops });
	}
	return marks;
}

/** Marks the real vertices that a query names by itself. */
function matchVertices(
	{ tasks, nodes, vertexKind, vertexTask, vertexNode }: PlanGraph,
	query: VertexQuery,
): Uint8Array {
	const isNode = nodes.map(({ id, name, roles, tags }) => {
		const isNamed = query.node === undefined || id === query.node || name === query.node;
		return isNamed && (query.role === undefined || roles.includes(query.role) || tags.includes(query.role));
	});
	const isTask = tasks.map(({ id }) => query.task === undefined || id === query.task);
	return vertexKind.map((kind, vertex) =>
		Number(
			kind !== VERTEX_BARRIER && isNode[vertexNode[vertex] ?? -1] === true && isTask[vertexTask[vertex] ?? -1] === true,
		),
	);
}

interface Walk {
	readonly start: Uint8Array;
	/** Added to. */
	readonly marks: Uint8Array;
	readonly isUpwards: boolean;
	readonly hops: number;
}

/** Marks what edges lead to, step by step. */
function follow(graph: PlanGraph, { start, marks, isUpwards, hops }: Walk): void {
	const [from, to] = isUpwards ? [graph.edgeAfter, graph.edgeBefore] : [graph.edgeBefore, graph.edgeAfter];
	const adjacency = groupEdges(from, to, graph.vertexKind.length);
	const seen = start.slice();
	let front = [...start.keys()].filter((vertex) => start[vertex] === 1);
	for (let step = 0; step < hops && front.length > 0; step++) {
		const next: number[] = [];
		for (const vertex of front) {
			for (const reached of neighbours(adjacency, vertex)) {
				if (seen[reached] === 0) {
					seen[reached] = 1;
					marks[reached] = 1;
					// A barrier is passed within the step: it is visited at once, behind the rest of the front.
					(graph.vertexKind[reached] === VERTEX_BARRIER ? front : next).push(reached);
				}
			}
		}
		front = next;
	}
}
