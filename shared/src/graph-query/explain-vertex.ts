import { groupEdges, neighbours } from '../graph/adjacency.js';
import { type PlanGraph, VERTEX_ANCHOR, VERTEX_BARRIER, VERTEX_SKIPPED } from '../graph/plan-graph.js';
import { type ChainPlace, placeOnChain } from './place-on-chain.js';
import { selectVertices } from './select-vertices.js';
import { vertexLabel } from './vertex-label.js';

/** Most vertices named for one reason. */
const MAX_EXAMPLES = 5;

/** What a vertex waits for, or what waits for it, because of one relation. */
export interface Dependency {
	/** Which relation of which task asks for it. */
	readonly reason: string;
	readonly count: number;
	/** The first few, as TASK@NODE. */
	readonly examples: readonly string[];
}

/** A task's place in a plan. */
export interface VertexExplanation {
	readonly taskId: string;
	readonly taskType: string;
	readonly nodeId: string;
	readonly nodeName: string;
	readonly kind: 'task' | 'anchor' | 'skipped';
	/** What the node carries; the task asks for one of these. */
	readonly roles: readonly string[];
	readonly tags: readonly string[];
	/** How many nodes the task is on. */
	readonly nodeCount: number;
	/** Empty where it is not skipped. */
	readonly skipReason: string;
	readonly waitsFor: readonly Dependency[];
	readonly isAwaitedBy: readonly Dependency[];
	/** Vertices that must end before it may begin, near and far. */
	readonly ancestorCount: number;
	readonly descendantCount: number;
	readonly chain: ChainPlace | undefined;
	/** Most runs of this task at once; undefined where there is no limit. */
	readonly limit: number | undefined;
	/** Groups of nodes it belongs to, of which only so many may fail. */
	readonly faultTolerance: readonly { readonly group: string; readonly failuresAllowed: number }[];
}

/** Finds a task on a node, named by its id or name; undefined where there is no such vertex. */
export function findVertex(graph: PlanGraph, task: string, node: string): number | undefined {
	const found = selectVertices(graph, { task, node }).indexOf(1);
	return found === -1 ? undefined : found;
}

/** Says why a vertex is there, why it is skipped, what it waits for and why, and what waits for it. */
export function explainVertex(graph: PlanGraph, vertex: number): VertexExplanation {
	const task = graph.tasks[graph.vertexTask[vertex] ?? -1];
	const node = graph.nodes[graph.vertexNode[vertex] ?? -1];
	const alone = { task: task?.id ?? '', node: node?.id ?? '' };
	const kind = graph.vertexKind[vertex];
	return {
		taskId: alone.task,
		taskType: task?.type ?? '',
		nodeId: alone.node,
		nodeName: node?.name ?? '',
		kind: kind === VERTEX_SKIPPED ? 'skipped' : kind === VERTEX_ANCHOR ? 'anchor' : 'task',
		roles: node?.roles ?? [],
		tags: node?.tags ?? [],
		nodeCount: countMarks(selectVertices(graph, { task: alone.task })),
		skipReason: graph.skipReasons.get(vertex) ?? '',
		waitsFor: listDependencies(graph, vertex, true),
		isAwaitedBy: listDependencies(graph, vertex, false),
		ancestorCount: countReal(graph, selectVertices(graph, { ...alone, withAncestors: true })) - 1,
		descendantCount: countReal(graph, selectVertices(graph, { ...alone, withDescendants: true })) - 1,
		chain: placeOnChain(graph, vertex),
		limit: graph.limits.get(alone.task),
		faultTolerance: graph.faultToleranceGroups
			.filter(({ nodeIds }) => node !== undefined && nodeIds.includes(node.id))
			.map(({ name, faultTolerance }) => ({ group: name, failuresAllowed: faultTolerance })),
	};
}

function countMarks(marks: Uint8Array): number {
	return marks.reduce((sum, mark) => sum + mark, 0);
}

function countReal({ vertexKind }: PlanGraph, marks: Uint8Array): number {
	return countMarks(marks.map((mark, vertex) => (vertexKind[vertex] === VERTEX_BARRIER ? 0 : mark)));
}

/** The direct neighbours on one side by the reason they have; ways through barriers count as direct. */
function listDependencies(graph: PlanGraph, vertex: number, isUpwards: boolean): readonly Dependency[] {
	const [from, to] = isUpwards ? [graph.edgeAfter, graph.edgeBefore] : [graph.edgeBefore, graph.edgeAfter];
	const adjacency = groupEdges(from, to, graph.vertexKind.length);
	const byReason = new Map<string, Set<number>>();
	const pending: { readonly vertex: number; readonly reason: string | undefined }[] = [{ vertex, reason: undefined }];
	for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
		const start = adjacency.starts[next.vertex] ?? 0;
		for (const [offset, reached] of neighbours(adjacency, next.vertex).entries()) {
			const edge = adjacency.edges[start + offset] ?? 0;
			// Of a way through a barrier, the edge at the task that declared the relation tells the reason.
			const reason = next.reason ?? graph.reasons[graph.edgeReason[edge] ?? -1] ?? '';
			if (graph.vertexKind[reached] === VERTEX_BARRIER) {
				pending.push({ vertex: reached, reason });
				continue;
			}
			byReason.set(reason, (byReason.get(reason) ?? new Set<number>()).add(reached));
		}
	}
	return [...byReason]
		.map(([reason, vertices]) => ({
			reason,
			count: vertices.size,
			examples: [...vertices]
				.sort((a, b) => a - b)
				.slice(0, MAX_EXAMPLES)
				.map((each) => vertexLabel(graph, each)),
		}))
		.sort((a, b) => (a.reason < b.reason ? -1 : 1));
}
