import { describe, expect, test } from 'vitest';
import { crossTo, edgeLabels, makeNodes, makeTask, vertexLabels } from '../../../test/support/graph-fixtures.js';
import type { TaskDefinition } from '../model/task.js';
import { compileGraph } from './compile-graph.js';
import { VERTEX_ANCHOR, VERTEX_SKIPPED, VERTEX_TASK } from './plan-graph.js';

const FOUR = makeNodes({ 1: ['primary-controller'], 2: ['controller'], 3: ['compute'], 4: ['compute'] });
const compile = (tasks: readonly TaskDefinition[], nodes = FOUR) => compileGraph({ tasks, nodes }).graph;
const edgesOf = (...tasks: readonly TaskDefinition[]) => edgeLabels(compile(tasks));
const verticesOf = (...tasks: readonly TaskDefinition[]) => vertexLabels(compile(tasks));

describe('which nodes a task is on', () => {
	test('an exact tag, a list, a pattern matched from the start, all tagged nodes, the master', () => {
		expect(verticesOf(makeTask('a', { roles: 'controller' }))).toEqual(['a@2']);
		expect(verticesOf(makeTask('a', { roles: ['compute', 'primary-controller'] }))).toEqual(['a@1', 'a@3', 'a@4']);
		expect(verticesOf(makeTask('a', { roles: ['/contr/'] }))).toEqual(['a@2']);
		expect(verticesOf(makeTask('a', { roles: ['/^(primary-)?controller$/'] }))).toEqual(['a@1', 'a@2']);
		expect(verticesOf(makeTask('a', { roles: ['/'] }))).toEqual(['a@1', 'a@2', 'a@3', 'a@4']);
		expect(verticesOf(makeTask('a', { roles: '*' }))).toEqual(['a@1', 'a@2', 'a@3', 'a@4']);
		expect(verticesOf(makeTask('a', { roles: ['master', 'controller'] }))).toEqual(['a@master', 'a@2']);
	});

	test('no role, or one nobody carries, means nowhere', () => {
		expect(verticesOf(makeTask('a', { roles: undefined }))).toEqual([]);
		expect(verticesOf(makeTask('a', { roles: ['ghost'] }))).toEqual([]);
	});

	test('all tagged nodes and patterns never reach the master, a node without tags or the sync node', () => {
		const nodes = makeNodes({ master: ['controller'], 1: [], 2: ['controller'] });
		expect(vertexLabels(compile([makeTask('a'), makeTask('b', { roles: ['/.*/'] })], nodes))).toEqual(['a@2', 'b@2']);
	});

	test('a stage is on the sync node whatever its roles', () => {
		expect(verticesOf(makeTask('s', { type: 'stage', roles: ['compute'] }))).toEqual(['s@null']);
	});

	test('a group puts its members on its nodes too, once each, and is no vertex', () => {
		const group = makeTask('g', { type: 'group', roles: ['compute'], tasks: ['a', 'b'] });
		const tasks = [group, makeTask('a', { roles: ['controller', 'compute'] }), makeTask('b', { roles: undefined })];
		expect(verticesOf(...tasks)).toEqual(['a@2', 'a@3', 'a@4', 'b@3', 'b@4']);
	});
});

describe('relations on one node', () => {
	test('requires and required_for look at the same node and the sync node', () => {
		const start = makeTask('start', { type: 'stage' });
		const end = makeTask('end', { type: 'stage', requires: ['start', 'a'] });
		const a = makeTask('a', { roles: ['controller'], requires: ['start'], requiredFor: ['b', 'end'] });
		const b = makeTask('b', { roles: ['controller', 'compute'] });
		expect(edgesOf(start, end, a, b)).toEqual(['a@2 b@2', 'a@2 end@null', 'start@null a@2', 'start@null end@null']);
	});

	test('patterns match names from the start; a task matching itself gets no edge', () => {
		const tasks = [
			makeTask('net-a'),
			makeTask('net-b', { requires: ['/net-/'] }),
			makeTask('a-net', { requires: ['/net/'] }),
		];
		const nodes = makeNodes({ 1: ['x'] });
		expect(edgeLabels(compile(tasks, nodes))).toEqual(['net-a@1 a-net@1', 'net-a@1 net-b@1', 'net-b@1 a-net@1']);
	});

	test('self looks at the same node but not at the sync node', () => {
		const tasks = [
			makeTask('s', { type: 'stage' }),
			makeTask('a', { roles: ['compute'] }),
			makeTask('b', { roles: ['compute'], crossDepends: [crossTo('a', 'self'), crossTo('s', 'self')] }),
			makeTask('c', { roles: ['compute'], crossDependedBy: [crossTo('b', 'self')] }),
		];
		expect(edgesOf(...tasks)).toEqual(['a@3 b@3', 'a@4 b@4', 'c@3 b@3', 'c@4 b@4']);
	});
});

describe('relations between nodes', () => {
	const on = (role: string) => makeTask('a', { roles: [role] });

	test('without a role all tagged nodes count, in both directions', () => {
		const b = { roles: ['primary-controller'] };
		expect(edgesOf(on('compute'), makeTask('b', { ...b, crossDepends: [crossTo('a')] }))).toEqual([
			'a@3 b@1',
			'a@4 b@1',
		]);
		expect(edgesOf(on('compute'), makeTask('b', { ...b, crossDependedBy: [crossTo('a')] }))).toEqual([
			'b@1 a@3',
			'b@1 a@4',
		]);
	});

	test('null means the sync node, master the master', () => {
		const stage = makeTask('s', { type: 'stage' });
		const master = makeTask('m', { roles: 'master' });
		const b = makeTask('b', {
			roles: ['controller'],
			crossDepends: [crossTo('s', null), crossTo('m', 'master'), crossTo('m')],
		});
		expect(edgesOf(stage, master, b)).toEqual(['m@master b@2', 's@null b@2']);
	});

	test('a tag, a list or a pattern limits the nodes', () => {
		const a = makeTask('a');
		const b = (role: string | readonly string[]) =>
			makeTask('b', { roles: ['controller'], crossDepends: [crossTo('a', role)] });
		expect(edgesOf(a, b('compute'))).toEqual(['a@3 b@2', 'a@4 b@2']);
		expect(edgesOf(a, b(['compute', 'controller']))).toEqual(['a@2 b@2', 'a@3 b@2', 'a@4 b@2']);
		expect(edgesOf(a, b(['/^(primary-)?controller$/']))).toEqual(['a@1 b@2', 'a@2 b@2']);
	});

	test('any takes the lowest numbered node before it looks whether the task is there', () => {
		const nodes = makeNodes({ 10: ['compute'], 9: ['compute'], 11: ['controller'] });
		const b = makeTask('b', { roles: ['controller'], crossDepends: [crossTo('a', ['compute'], 'any')] });
		expect(edgeLabels(compile([makeTask('a', { roles: ['compute'] }), b], nodes))).toEqual(['a@9 b@11']);
		expect(edgeLabels(compile([makeTask('a', { roles: ['controller'] }), b], nodes))).toEqual([]);
	});

	test('a task that waits for its own name waits for every other node', () => {
		expect(edgesOf(makeTask('a', { roles: ['compute'], crossDepends: [crossTo('a')] }))).toEqual([
			'a@3 a@4',
			'a@4 a@3',
		]);
	});
});

describe('the form of the graph', () => {
	const crowd = makeNodes(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [index + 1, ['compute']])));

	test('a large set waited for by many becomes one barrier, shared by equal sets', () => {
		const a = makeTask('a');
		const b = makeTask('b', { crossDepends: [crossTo('a')] });
		const c = makeTask('c', { crossDepends: [crossTo('/a/', ['compute'])] });
		const graph = compile([a, b, c], crowd);
		expect(graph.barriers).toEqual(['a on all nodes']);
		expect(graph.edgeBefore).toHaveLength(300);
		expect(edgeLabels(graph)).toHaveLength(20_000);
		expect(graph.reasons).toEqual(['b: cross-depends a (all nodes)', 'c: cross-depends /a/ (roles compute)']);
	});

	test('a vertex that belongs to the set it waits for keeps single edges', () => {
		const a = makeTask('a');
		const last = makeTask('a-last', { roles: ['/one/'], crossDepends: [crossTo('/a/')] });
		const b = makeTask('b', { crossDepends: [crossTo('/a/')] });
		const nodes = [...crowd, ...makeNodes({ 101: ['one'] })];
		const compiled = compileGraph({ tasks: [a, last, b], nodes });
		expect(compiled.diagnostics).toEqual([]);
		expect(edgeLabels(compiled.graph)).toHaveLength(101 + 102 * 101);
		expect(compiled.graph.edgeBefore.length).toBeLessThan(400);
	});

	test('vertices are numbered by task, then by node; edges are ordered and unique', () => {
		const tasks = [makeTask('b', { requires: ['a', '/a/'] }), makeTask('a', { requiredFor: ['b'] })];
		const graph = compile(tasks, makeNodes({ 10: ['x'], 9: ['x'] }));
		expect(vertexLabels(graph)).toEqual(['b@9', 'b@10', 'a@9', 'a@10']);
		expect([...graph.edgeBefore]).toEqual([2, 3]);
		expect([...graph.edgeAfter]).toEqual([0, 1]);
		expect([...graph.edgeReason].map((reason) => graph.reasons[reason])).toEqual(['b: requires a', 'b: requires a']);
	});

	test('stages are anchors, tasks of type skipped are skipped with a reason, and order passes through both', () => {
		const stage = makeTask('s', { type: 'stage' });
		const skipped = makeTask('k', { type: 'skipped', roles: ['controller'], requires: ['s'] });
		const graph = compile([stage, skipped, makeTask('t', { roles: ['controller'], requires: ['k'] })]);
		expect(vertexLabels(graph)).toEqual(['s@null', 'k@2', 't@2']);
		expect([...graph.vertexKind]).toEqual([VERTEX_ANCHOR, VERTEX_SKIPPED, VERTEX_TASK]);
		expect([...graph.skipReasons]).toEqual([[1, 'its type is skipped']]);
		expect(edgeLabels(graph)).toEqual(['k@2 t@2', 's@null k@2']);
	});

	test('master and sync node are part of it only with something to do; machines always', () => {
		expect(compile([]).nodes.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
		const both = [makeTask('s', { type: 'stage' }), makeTask('m', { roles: 'master' })];
		expect(compile(both).nodes.map(({ id }) => id)).toEqual(['master', '1', '2', '3', '4', 'null']);
	});

	test('timeouts are read as numbers or numeric text, anything else leaves the default', () => {
		const written = [90, '90', 0.5, '', 'soon', -1, null, 1e12];
		const tasks = written.map((timeout, index) => makeTask(`t${index}`, { parameters: { timeout } }));
		expect(compile(tasks).tasks.map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([
			90, 90, 1, 5400, 5400, 5400, 5400, 4294967295,
		]);
	});

	test('a graph that would not fit into memory is refused before it is made', () => {
		const many = (length: number) => Array.from({ length }, (_, index) => makeTask(`t${index}`));
		const wide = makeNodes(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [index + 1, ['x']])));
		const codes = (tasks: readonly TaskDefinition[]) =>
			compileGraph({ tasks, nodes: wide }).diagnostics.map(({ code }) => code);
		expect(codes(many(2001))).toEqual(['GRAPH_TOO_LARGE']);
		expect(codes(many(100).map((task) => ({ ...task, requires: ['/t/'] })))).toEqual(['GRAPH_TOO_LARGE']);
	});

	test('relations written as expressions are listed once each', () => {
		const place = { line: 3, column: 5, path: '[0].cross-depends' };
		const task = makeTask('a', { expressions: [{ field: 'crossDepends', written: { yaql_exp: '$.x' }, place }] });
		const source = { file: 'graphs/default.tasks.yaml', ...place };
		expect(compileGraph({ tasks: [task], nodes: FOUR }).unevaluated).toEqual([
			{ taskId: 'a', field: 'crossDepends', source },
		]);
	});
});
