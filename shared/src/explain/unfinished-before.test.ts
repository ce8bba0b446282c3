import { expect, it } from 'vitest';
import { crossTo, makeNodes, makeTask, vertexLabel } from '../../../test/support/graph-fixtures.js';
import { compileGraph } from '../graph/compile-graph.js';
import { VERTEX_BARRIER } from '../graph/plan-graph.js';
import { unfinishedBefore } from './unfinished-before.js';

const nodes = makeNodes(Object.fromEntries(Array.from({ length: 6 }, (_, index) => [index + 1, ['x']])));
const { graph } = compileGraph({
	tasks: [
		makeTask('first'),
		makeTask('second', { requires: ['first'] }),
		makeTask('last', { crossDepends: [crossTo('second')] }),
	],
	nodes,
});
const labels = [...graph.vertexKind.keys()].map((vertex) =>
	graph.vertexKind[vertex] === VERTEX_BARRIER ? '' : vertexLabel(graph, vertex),
);
const before = (label: string, ended: readonly string[]) => {
	const { roots, total } = unfinishedBefore(graph, labels.indexOf(label), (vertex) =>
		ended.includes(labels[vertex] ?? ''),
	);
	return { roots: roots.map((vertex) => labels[vertex]), total };
};

it('looks through barriers and finds what waits for nobody', () => {
	expect(graph.vertexKind).toContain(VERTEX_BARRIER);
	const firsts = [1, 2, 3, 4, 5, 6].map((node) => `first@${node}`);
	expect(before('last@1', [])).toEqual({ roots: firsts, total: 12 });
	expect(before('second@4', [])).toEqual({ roots: ['first@4'], total: 1 });
	expect(before('first@4', [])).toEqual({ roots: [], total: 0 });
});

it('passes over what has ended, however near it is', () => {
	const allButOne = [1, 2, 3, 4, 5].flatMap((node) => [`first@${node}`, `second@${node}`]);
	expect(before('last@1', allButOne)).toEqual({ roots: ['first@6'], total: 2 });
	expect(before('last@1', [...allButOne, 'first@6'])).toEqual({ roots: ['second@6'], total: 1 });
	expect(before('last@1', [...allButOne, 'first@6', 'second@6'])).toEqual({ roots: [], total: 0 });
});
