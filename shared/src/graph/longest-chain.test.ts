import { expect, test } from 'vitest';
import { crossTo, makeNodes, makeTask, vertexLabel } from '../../../test/support/graph-fixtures.js';
import type { TaskDefinition } from '../model/task.js';
import { compileGraph } from './compile-graph.js';
import { longestChain, priorities } from './longest-chain.js';

const ONE = makeNodes({ 1: ['x'] });
const compile = (tasks: readonly TaskDefinition[], nodes = ONE) => compileGraph({ tasks, nodes }).graph;

test('only tasks count: anchors, skipped tasks and barriers have no length', () => {
	const nodes = makeNodes(Object.fromEntries(Array.from({ length: 5 }, (_, index) => [index + 1, ['x']])));
	const graph = compile(
		[
			makeTask('a'),
			makeTask('s', { type: 'skipped', requires: ['a'] }),
			makeTask('b', { crossDepends: [crossTo('s')] }),
			makeTask('end', { type: 'stage', requires: ['b'] }),
		],
		nodes,
	);
	expect(graph.barriers).toHaveLength(1);
	expect(longestChain(graph).map((vertex) => vertexLabel(graph, vertex))).toEqual(['a@1', 'b@1']);
	const lengths = [...priorities(graph)];
	const real = lengths.slice(0, -1).map((length, vertex) => `${vertexLabel(graph, vertex)} ${length}`);
	expect(real).toEqual(expect.arrayContaining(['a@1 2', 's@1 1', 'b@1 1', 'end@null 0']));
	expect(lengths.at(-1)).toBe(1);
});

test('the longest of several ways decides', () => {
	const tasks = [
		makeTask('a'),
		makeTask('b', { requires: ['a'] }),
		makeTask('c', { requires: ['b'] }),
		makeTask('d', { requires: ['a', 'c'] }),
		makeTask('e', { requires: ['a'] }),
	];
	const graph = compile(tasks);
	expect([...priorities(graph)]).toEqual([4, 3, 2, 1, 1]);
	expect(longestChain(graph)).toEqual([0, 1, 2, 3]);
});

test('a chain of a hundred thousand tasks is walked without recursion', () => {
	const count = 100_000;
	const tasks = Array.from({ length: count }, (_, index) =>
		makeTask(`t${index}`, index > 0 ? { requires: [`t${index - 1}`] } : {}),
	);
	const graph = compile(tasks);
	expect(priorities(graph)[0]).toBe(count);
	expect(longestChain(graph)).toHaveLength(count);
});

test('an empty graph has an empty chain', () => {
	expect(longestChain(compile([]))).toEqual([]);
});

test('a graph with a cycle is refused by code', () => {
	const graph = compile([makeTask('a', { requires: ['b'] }), makeTask('b', { requires: ['a'] })]);
	expect(() => priorities(graph)).toThrowError(expect.objectContaining({ code: 'GRAPH_CYCLE' }));
});
