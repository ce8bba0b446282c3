import { type PlanGraph, VERTEX_ANCHOR, VERTEX_SKIPPED } from '../graph/plan-graph.js';
import { arrangeLanes } from './arrange-lanes.js';
import type { Grouping } from './group-vertices.js';
import type { NodeClasses } from './node-classes.js';
import type { PictureBox, PictureLane } from './picture.js';

/** Most nodes named in a box. */
const MAX_NODES = 8;

/** Groups as boxes in lanes. */
export interface DescribedGroups {
	readonly boxes: readonly Omit<PictureBox, 'isCritical'>[];
	readonly lanes: readonly PictureLane[];
	/** Groups of equal looks may be joined. */
	readonly looks: readonly string[];
}

interface Draft {
	readonly tasks: Set<number>;
	readonly nodes: Set<number>;
	readonly classes: Set<number>;
	vertices: number;
	skipped: number;
	anchors: number;
}

/** Says what each group stands for. */
export function describeGroups(graph: PlanGraph, classes: NodeClasses, grouping: Grouping): DescribedGroups {
	const drafts = draftGroups(graph, classes, grouping);
	const { lanes, laneOf } = arrangeLanes(
		drafts.map((draft) => draft.classes),
		classes,
	);
	const boxes = drafts.map((draft, group) => ({ ...describe(graph, draft), lane: laneOf[group] ?? 0 }));
	return { boxes, lanes, looks: boxes.map(({ kind, lane }) => `${kind} ${lane}`) };
}

function draftGroups(graph: PlanGraph, { ofNode }: NodeClasses, { groupOf, count }: Grouping): readonly Draft[] {
	const drafts = Array.from({ length: count }, () => ({
		tasks: new Set<number>(),
		nodes: new Set<number>(),
		classes: new Set<number>(),
		vertices: 0,
		skipped: 0,
		anchors: 0,
	}));
	for (const [vertex, group] of groupOf.entries()) {
		const draft = drafts[group];
		if (draft === undefined) {
			continue;
		}
		const node = graph.vertexNode[vertex] ?? -1;
		draft.tasks.add(graph.vertexTask[vertex] ?? -1);
		draft.nodes.add(node);
		draft.classes.add(ofNode[node] ?? -1);
		draft.vertices++;
		draft.skipped += Number(graph.vertexKind[vertex] === VERTEX_SKIPPED);
		draft.anchors += Number(graph.vertexKind[vertex] === VERTEX_ANCHOR);
	}
	return drafts;
}

function describe(graph: PlanGraph, draft: Draft): Omit<PictureBox, 'isCritical' | 'lane'> {
	const tasks = taskIds(graph, draft);
	const nodes = [...draft.nodes].slice(0, MAX_NODES).map((node) => graph.nodes[node]?.name ?? '');
	const isSkipped = draft.skipped === draft.vertices;
	const isAnchor = draft.anchors > 0 && draft.anchors + draft.skipped === draft.vertices;
	const [first = ''] = tasks;
	return {
		label: tasks.length === 1 ? first : `${first} and ${tasks.length - 1} more`,
		detail: detailOf(graph, draft),
		kind: isAnchor ? 'anchor' : isSkipped ? 'skipped' : 'task',
		tasks,
		nodes,
		vertexCount: draft.vertices,
	};
}

/** Where parameters differ by node a task has several rows of one id. */
function taskIds(graph: PlanGraph, { tasks }: Draft): readonly string[] {
	return [...new Set([...tasks].map((task) => graph.tasks[task]?.id ?? ''))];
}

function detailOf(graph: PlanGraph, draft: Draft): string {
	const { tasks, nodes, vertices, skipped } = draft;
	const types = new Set([...tasks].map((task) => graph.tasks[task]?.type ?? ''));
	const [onlyNode] = nodes;
	const where = nodes.size === 1 ? (graph.nodes[onlyNode ?? -1]?.name ?? '') : `×${nodes.size}`;
	const what = types.size === 1 ? [...types].join('') : `${types.size} types`;
	const left = skipped === vertices ? ['skipped'] : skipped > 0 ? [`${skipped} of ${vertices} skipped`] : [];
	const limits = taskIds(graph, draft).flatMap((id) => graph.limits.get(id) ?? []);
	const limited =
		limits.length > 0 && nodes.size > 1 && skipped < vertices ? [`at most ${Math.min(...limits)} at once`] : [];
	return [...new Set([where, what, ...left, ...limited])].join(' · ');
}
