import { describe, expect, test } from 'vitest';
import { crossTo, edgeLabels, makeNodes, makeTask, vertexLabels } from '../../../test/support/graph-fixtures.js';
import { compileGraph } from '../graph/compile-graph.js';
import type { PlanGraph } from '../graph/plan-graph.js';
import type { VertexKindName, VertexView } from '../model/views.js';
import { explainVertex, findVertex } from './explain-vertex.js';
import { edgeLines, skippedLines, vertexLines } from './graph-lines.js';
import { graphOfViews } from './graph-of-views.js';
import { keepVertices } from './keep-vertices.js';
import { listRuns } from './list-runs.js';
import { selectVertices, type VertexQuery } from './select-vertices.js';

const tasks = [
	makeTask('start', { type: 'stage', roles: undefined }),
	makeTask('prepare', { requires: ['start'] }),
	makeTask('store', { roles: ['store'], requires: ['prepare'] }),
	makeTask('app', { roles: ['app'], requires: ['prepare'], crossDepends: [crossTo('store')] }),
	makeTask('old', { type: 'skipped', roles: ['app'], requires: ['app'] }),
	makeTask('end', { type: 'stage', roles: undefined, crossDepends: [crossTo('old')] }),
];
const { graph } = compileGraph({
	tasks,
	nodes: makeNodes({ '1': ['store'], '2': ['store'], '3': ['app'], '4': ['app'], '5': ['app'] }),
});

function labels(query: VertexQuery, of: PlanGraph = graph): readonly string[] {
	return [...vertexLabels(keepVertices(of, selectVertices(of, query)))].sort();
}

describe('selecting', () => {
	test('takes nodes by id or name, tasks, roles, and what fits all of them', () => {
		expect(labels({ node: '3' })).toEqual(['app@3', 'old@3', 'prepare@3']);
		expect(labels({ node: 'node-3', task: 'app' })).toEqual(['app@3']);
		expect(labels({ role: 'store' })).toEqual(['prepare@1', 'prepare@2', 'store@1', 'store@2']);
		expect(labels({ task: 'nothing' })).toEqual([]);
		expect(labels({})).toHaveLength(5 + 2 + 3 + 3 + 2);
	});

	test('follows what comes before and behind, through barriers', () => {
		const before = ['app@3', 'prepare@1', 'prepare@2', 'prepare@3', 'start@null', 'store@1', 'store@2'];
		expect(labels({ task: 'app', node: '3', withAncestors: true })).toEqual(before);
		expect(labels({ task: 'app', node: '3', withDescendants: true })).toEqual(['app@3', 'end@null', 'old@3']);
		expect(labels({ task: 'app', node: '3', hops: 1 })).toEqual(['app@3', 'old@3', 'prepare@3', 'store@1', 'store@2']);
	});

	test('keeps exactly the edges between what is kept', () => {
		const marks = selectVertices(graph, { task: 'app', node: '3', withAncestors: true });
		const kept = new Set(vertexLabels(keepVertices(graph, marks)));
		const expected = edgeLabels(graph).filter((edge) => edge.split(' ').every((end) => kept.has(end)));
		expect(edgeLabels(keepVertices(graph, marks))).toEqual(expected);
		expect(keepVertices(graph, selectVertices(graph, { role: 'app' })).skipReasons.size).toBe(3);
	});
});

describe('lines', () => {
	test('are in byte order, without edges to itself', () => {
		expect([...edgeLines(graph)]).toEqual(edgeLabels(graph));
		expect(vertexLines(graph)).toEqual([...vertexLabels(graph)].sort());
		expect(skippedLines(graph)).toEqual(['end@null', 'old@3', 'old@4', 'old@5', 'start@null']);
	});

	test('of runs follow the order of the plan', () => {
		const runs = listRuns(graph);
		const position = new Map(runs.map(({ taskId, nodeId }, index) => [`${taskId}@${nodeId}`, index]));
		for (const edge of edgeLabels(graph)) {
			const [before = 0, after = 0] = edge.split(' ').map((end) => position.get(end));
			expect(before).toBeLessThan(after);
		}
		const app = runs.find(({ taskId, nodeId }) => taskId === 'app' && nodeId === '3');
		expect(app).toMatchObject({ waitsFor: 3, isAwaitedBy: 1, kind: 'task', nodeName: 'node-3' });
	});
});

describe('explaining', () => {
	test('tells why a run is there, what it waits for and what waits for it', () => {
		const explanation = explainVertex(graph, findVertex(graph, 'app', 'node-3') ?? -1);
		expect(explanation).toMatchObject({
			taskId: 'app',
			nodeId: '3',
			kind: 'task',
			tags: ['app'],
			nodeCount: 3,
			ancestorCount: 6,
			descendantCount: 2,
			chain: { before: 2, behind: 0, length: 3, slack: 0 },
		});
		expect(explanation.waitsFor.map(({ count, examples }) => [count, ...examples])).toEqual([
			[2, 'store@1', 'store@2'],
			[1, 'prepare@3'],
		]);
		for (const { reason } of explanation.waitsFor) {
			expect(reason).toMatch(/^app: /);
		}
		expect(explanation.isAwaitedBy).toHaveLength(1);
	});

	test('tells why one is skipped, and how much room one has', () => {
		const skipped = explainVertex(graph, findVertex(graph, 'old', '4') ?? -1);
		expect(skipped.kind).toBe('skipped');
		expect(skipped.skipReason).not.toBe('');
		const spare = explainVertex(graph, findVertex(graph, 'prepare', '4') ?? -1);
		expect(spare.chain).toEqual({ before: 0, behind: 1, length: 3, slack: 1 });
		expect(findVertex(graph, 'app', '1')).toBeUndefined();
	});
});

test('a graph shown by a controller is the same graph', () => {
	const kinds: readonly VertexKindName[] = ['task', 'anchor', 'skipped', 'barrier'];
	const vertices = [...graph.vertexKind].map((number, index): VertexView => {
		const kind = kinds[number] ?? 'task';
		const skipReason = graph.skipReasons.get(index) ?? '';
		const row = graph.vertexTask[index] ?? -1;
		if (kind === 'barrier') {
			return { index, kind, taskId: graph.barriers[row] ?? '', nodeId: '', taskType: '', skipReason };
		}
		const task = graph.tasks[row];
		const nodeId = graph.nodes[graph.vertexNode[index] ?? -1]?.id ?? '';
		return { index, kind, taskId: task?.id ?? '', nodeId, taskType: task?.type ?? '', skipReason };
	});
	const edges = [...graph.edgeBefore].map((before, edge) => ({
		before,
		after: graph.edgeAfter[edge] ?? 0,
		reason: graph.reasons[graph.edgeReason[edge] ?? -1] ?? '',
	}));
	const nodes = graph.nodes.map(({ id, name, roles, tags }) => ({ nodeId: id, nodeName: name, roles, tags }));
	const faultGroups = graph.faultToleranceGroups.map(({ name, nodeIds, faultTolerance }) => ({
		name,
		nodeIds,
		failuresAllowed: faultTolerance,
	}));
	const shown = graphOfViews({ vertices, edges, nodes, limits: graph.limits, faultGroups });
	expect(edgeLabels(shown)).toEqual(edgeLabels(graph));
	expect(labels({ role: 'app' }, shown)).toEqual(labels({ role: 'app' }));
	const explain = (of: PlanGraph) => explainVertex(of, findVertex(of, 'app', '3') ?? -1);
	expect(explain(shown)).toEqual(explain(graph));
});
