import { compileGraph } from '@stoker/shared/graph/compile-graph.js';
import { describe, expect, it } from 'vitest';
import { makeNodes, makeTask, vertexLabel } from '../../../test/support/graph-fixtures.js';
import { changeBreakpoints, changeLimits } from './change-limits.js';
import { breakpointProblem, findRuns } from './name-runs.js';

const { graph } = compileGraph({
	tasks: [makeTask('store', { roles: ['store'] }), makeTask('app@v2', { roles: ['app'] })],
	nodes: makeNodes({ 1: ['store'], 2: ['app'], 3: ['app'] }),
});

describe('runs by name', () => {
	it('are found by the id or the name of their node, each once', () => {
		const names = [
			{ taskId: 'store', node: '1' },
			{ taskId: 'app@v2', node: 'node-3' },
			{ taskId: 'app@v2', node: '3' },
		];
		const { vertices, problems } = findRuns(graph, names);
		expect(vertices.map((vertex) => vertexLabel(graph, vertex))).toEqual(['store@1', 'app@v2@3']);
		expect(problems).toEqual([]);
	});

	it('that are not there are all told, with what was probably meant', () => {
		const names = [
			{ taskId: 'stroe', node: '1' },
			{ taskId: 'store', node: 'node-9' },
			{ taskId: 'store', node: '2' },
		];
		expect(findRuns(graph, names).problems).toEqual([
			{ field: 'runs[0]', description: 'names a task that the plan does not have: "stroe"; did you mean "store"?' },
			{ field: 'runs[1]', description: 'names a node that the plan does not have: "node-9"; did you mean "node-1"?' },
			{ field: 'runs[2]', description: 'names a run that the plan does not have: store on node 2' },
		]);
	});
});

describe('a break-point', () => {
	it('is a task, or a task on a node', () => {
		expect(['store', 'app@v2', 'app@v2@node-2', 'store@1'].map((name) => breakpointProblem(graph, name))).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
	});

	it('that would never be met is refused', () => {
		expect(breakpointProblem(graph, 'stor')).toBe(
			'names a task that the plan does not have: "stor"; did you mean "store"?',
		);
		expect(breakpointProblem(graph, 'store@node-2')).toBe(
			'names a run that the plan does not have: store on node node-2',
		);
	});

	it('is added once and taken away by its name', () => {
		const before = ['a', 'b'];
		expect(changeBreakpoints(before, { added: ['b', 'c'], removed: ['a'], isCleared: false })).toEqual(['b', 'c']);
		expect(changeBreakpoints(before, { added: ['c'], removed: [], isCleared: true })).toEqual(['c']);
	});
});

describe('limits', () => {
	it('change where they are named', () => {
		const before = { nodesAtOnce: 5, slotsPerNode: 2, tasks: { a: 1, b: 2 } };
		const none = { tasks: [], plannedTaskIds: [] };
		expect(changeLimits(before, none)).toEqual(before);
		expect(changeLimits(before, { ...none, nodesAtOnce: 0 })).toEqual({ ...before, nodesAtOnce: 0 });
		expect(changeLimits(before, { tasks: [{ taskId: 'c', atOnce: 0 }], plannedTaskIds: ['a'] }).tasks).toEqual({
			b: 2,
			c: 0,
		});
	});
});
