import { describe, expect, test } from 'vitest';
import { crossTo, edgeLabels, makeNodes, makeTask, vertexLabels } from '../../../test/support/graph-fixtures.js';
import type { JsonObject, JsonValue, TaskDefinition } from '../model/task.js';
import { compileGraph } from './compile-graph.js';
import type { CompileInput } from './compile-input.js';
import type { PastFacts } from './facts.js';
import { VERTEX_SKIPPED } from './plan-graph.js';

const NODES = makeNodes({ 1: ['controller'], 2: ['compute'], 3: ['compute'] });
const FACTS = {
	common: { cluster: { id: 7 }, v: 1, off: { enabled: false } },
	nodes: { 1: { uid: '1' }, 2: { uid: '2' }, 3: { uid: '3' } },
};
const yaql = (text: string) => ({ yaql_exp: text });
const place = { line: 1, column: 1, path: '[0].x' };

function compile(tasks: readonly TaskDefinition[], rest: Partial<CompileInput> = {}) {
	const compiled = compileGraph({ tasks, nodes: NODES, facts: FACTS, ...rest });
	const labels = vertexLabels(compiled.graph);
	const skipped: Readonly<Record<string, string>> = Object.fromEntries(
		[...compiled.graph.skipReasons].map(([vertex, why]): [string, string] => [labels[vertex] ?? '', why]),
	);
	const errors = compiled.diagnostics.filter(({ severity }) => severity === 'error');
	return { ...compiled, labels, skipped, errors, edges: edgeLabels(compiled.graph) };
}

function parametersOf(compiled: ReturnType<typeof compile>, label: string): JsonObject | undefined {
	const vertex = compiled.labels.indexOf(label);
	return compiled.graph.tasks[compiled.graph.vertexTask[vertex] ?? -1]?.parameters;
}

const conditional = (condition: JsonValue, fields: Partial<TaskDefinition> = {}) =>
	makeTask('a', { roles: ['compute'], extra: { condition }, ...fields });

describe('conditions', () => {
	test('are asked per node; what is false is left out with the values that made it so', () => {
		const { skipped } = compile([conditional(yaql("$.uid = '3'"))]);
		expect(skipped).toEqual({ 'a@2': `condition is false: $.uid = '3' ($.uid = "2")` });
	});

	test('in the old language see facts as settings', () => {
		expect(compile([conditional('settings:common.v.value == 1 and cluster:id == 7')]).skipped).toEqual({});
		const { skipped } = compile([conditional('settings:off.enabled == true')]);
		expect(Object.keys(skipped)).toEqual(['a@2', 'a@3']);
		expect(skipped['a@2']).toContain('condition is false: settings:off.enabled == true (');
	});

	test('that are a text in the end are asked as one in the old language', () => {
		expect(Object.keys(compile([conditional(yaql("'cluster:id == 8'"))]).skipped)).toHaveLength(2);
	});

	test.each(['[]', '{}', '0', "''", 'null', 'false'])('that give %s are false', (text) => {
		expect(Object.keys(compile([conditional(yaql(text))]).skipped)).toEqual(['a@2', 'a@3']);
	});

	test('may be constants; empty ones are none', () => {
		expect(Object.keys(compile([conditional(false)]).skipped)).toHaveLength(2);
		for (const condition of [true, null, '', 0, []]) {
			expect(compile([conditional(condition)]).skipped).toEqual({});
		}
	});

	test('count as true where that is assumed, and where there are no facts', () => {
		const tasks = [conditional(yaql('$.off.enabled'))];
		expect(compile(tasks, { assumeConditions: true }).skipped).toEqual({});
		expect(compileGraph({ tasks, nodes: NODES }).graph.skipReasons.size).toBe(0);
	});

	test('that cannot be read or have no value are reported once for all nodes, with their place', () => {
		const { errors } = compile([
			conditional(yaql('$.v in [')),
			makeTask('b', { extra: { condition: yaql('$.ghost') } }),
		]);
		expect(errors.map(({ code, path }) => [code, path])).toEqual([
			['EXPRESSION_UNREADABLE', '[0].condition'],
			['EXPRESSION_FAILED', '[0].condition'],
		]);
		expect(errors[1]?.message).toMatch(/on node 1 and 2 more$/);
		expect(compile([conditional('settings:v ==')]).errors.map(({ code }) => code)).toEqual(['EXPRESSION_UNREADABLE']);
	});
});

describe('what has not changed', () => {
	const past = (common: JsonObject, nodeIds: readonly string[] = ['2', '3']) => ({
		of: (_: string, id: string): PastFacts | undefined =>
			nodeIds.includes(id) ? { common, node: { uid: id } } : undefined,
	});
	const task = conditional(yaql('changed($.v)'));

	test('is left out, except where nothing is known', () => {
		const { skipped } = compile([task], { past: past(structuredClone(FACTS.common), ['2']) });
		expect(skipped).toEqual({ 'a@2': 'nothing changed: changed($.v)' });
	});

	test('runs when it is forced, or when the facts moved', () => {
		expect(compile([task]).skipped).toEqual({});
		expect(compile([task], { past: past(FACTS.common), run: { force: true } }).skipped).toEqual({});
		expect(compile([task], { past: past({ ...FACTS.common, v: 0 }) }).skipped).toEqual({});
	});

	test('is not the cause where the condition is false anyway', () => {
		const off = conditional(yaql('$.off.enabled and changed($.v)'));
		const { skipped } = compile([off], { past: past(FACTS.common) });
		expect(skipped['a@2']).toMatch(/^condition is false: .*\$\.off\.enabled = false/);
	});
});

describe('relations that are expressions', () => {
	const base = makeTask('base');

	test('are evaluated per node, and what is null falls away', () => {
		const written = yaql("switch($.uid = '3' => {name => base, role => self}, true => null)");
		const task = makeTask('b', { roles: ['compute'], expressions: [{ field: 'crossDepends', written, place }] });
		expect(compile([base, task]).edges).toEqual(['base@3 b@3']);
	});

	test('may be a whole list, a name or a role', () => {
		const expressions = [
			{ field: 'crossDepends' as const, written: yaql('[{name => base, role => [controller]}]'), place },
			{ field: 'requires' as const, written: yaql("'base'"), place },
			{ field: 'crossDependedBy' as const, written: { name: 'last', role: yaql('null') }, place },
		];
		const last = makeTask('last', { type: 'stage' });
		const task = makeTask('b', { roles: ['compute'], expressions });
		expect(compile([base, last, task]).edges).toEqual([
			'b@2 last@null',
			'b@3 last@null',
			'base@1 b@2',
			'base@1 b@3',
			'base@2 b@2',
			'base@3 b@3',
		]);
	});

	test('are told when they give something else or a name that is no task', () => {
		const expressions = [
			{ field: 'crossDepends' as const, written: yaql('[5]'), place },
			{ field: 'requires' as const, written: yaql("'bose'"), place },
		];
		const { diagnostics } = compile([base, makeTask('b', { expressions })]);
		expect(diagnostics.map(({ code }) => code)).toEqual(['EXPRESSION_RESULT_INVALID', 'RELATION_UNKNOWN']);
	});

	test('shared by many nodes become one barrier', () => {
		const crowd = makeNodes(Object.fromEntries(Array.from({ length: 50 }, (_, index) => [index + 1, ['x']])));
		const task = makeTask('b', {
			expressions: [{ field: 'crossDepends', written: yaql('[{name => base}]'), place }],
		});
		const { graph } = compileGraph({ tasks: [base, task], nodes: crowd, facts: { common: {}, nodes: {} } });
		expect(graph.barriers).toEqual(['base on all nodes']);
		expect(graph.edgeBefore).toHaveLength(100);
	});

	test('names are formatted', () => {
		const tasks = [makeTask('base-7'), makeTask('b', { requires: ['base-{CLUSTER_ID}'] })];
		const { edges, diagnostics } = compile(tasks);
		expect(edges).toEqual(['base-7@1 b@1', 'base-7@2 b@2', 'base-7@3 b@3']);
		expect(diagnostics).toEqual([]);
	});
});

describe('parameters', () => {
	test('are evaluated and formatted; equal ones are one task', () => {
		const parameters = { uid: yaql('$node.uid'), c: yaql('$common.cluster.id'), cmd: 'go {CLUSTER_ID} {MASTER_IP}' };
		const compiled = compile([makeTask('a', { parameters }), makeTask('b', { parameters: { c: yaql('$.v') } })], {
			formatting: { MASTER_IP: '10.20.0.2' },
		});
		expect(parametersOf(compiled, 'a@2')).toEqual({ uid: '2', c: 7, cmd: 'go 7 10.20.0.2', cwd: '/' });
		expect(compiled.graph.tasks.map(({ id }) => id)).toEqual(['a', 'a', 'a', 'b']);
		expect(parametersOf(compiled, 'b@3')).toEqual({ c: 1, cwd: '/' });
	});

	test('of skipped tasks are dropped, but must have a value', () => {
		const lost = conditional(false, { parameters: { x: yaql('$.ghost') } });
		const compiled = compile([lost]);
		expect(compiled.graph.tasks.map(({ parameters }) => parameters)).toEqual([{}]);
		expect(compiled.errors.map(({ code }) => code)).toEqual(['EXPRESSION_FAILED']);
	});

	test('get debug, and failures of a rehearsal stop nobody', () => {
		const { graph } = compile([makeTask('a')], { run: { debug: true, noopRun: true } });
		expect(graph.tasks).toMatchObject([{ parameters: { cwd: '/', debug: true }, failOnError: false }]);
	});

	test('tell how many run at once, whatever is skipped', () => {
		const limited = (id: string, strategy: JsonValue, condition: JsonValue = true) =>
			makeTask(id, { parameters: { strategy }, extra: { condition } });
		const { graph, errors } = compile([
			limited('one', { type: 'one_by_one' }, yaql("$.uid != '3'")),
			limited('some', { type: 'parallel', amount: yaql('$.v + 4') }),
			limited('any', { type: 'parallel' }),
			limited('bad', { type: 'parallel', amount: -1 }),
			limited('odd', { type: 'serial' }),
			limited('off', { type: 'one_by_one' }, false),
		]);
		expect([...graph.limits]).toEqual([
			['one', 1],
			['some', 5],
		]);
		expect(errors.map(({ code, message }) => [code, message.split(':')[0]])).toEqual([
			['STRATEGY_INVALID', 'the strategy of bad'],
			['STRATEGY_INVALID', 'the strategy of odd'],
		]);
	});
});

describe('selection', () => {
	const chain = [
		makeTask('s', { type: 'stage' }),
		makeTask('a', { roles: ['compute'], requires: ['s'] }),
		makeTask('b', { roles: ['compute'], crossDepends: [crossTo('a')] }),
		makeTask('c', { roles: ['compute'], requires: ['b'] }),
	];
	const left = (selection: NonNullable<CompileInput['selection']>) => {
		const { graph, labels, errors, skipped } = compile(chain, { selection });
		expect(new Set(Object.values(skipped))).toEqual(new Set(Object.keys(skipped).length === 0 ? [] : ['not selected']));
		const runs = labels.filter((_, vertex) => graph.vertexKind[vertex] !== VERTEX_SKIPPED);
		return { runs, codes: errors.map(({ code }) => code) };
	};

	test('of tasks leaves out all others but anchors, and keeps the edges', () => {
		expect(left({ tasks: ['b'] })).toEqual({ runs: ['s@null', 'b@2', 'b@3'], codes: [] });
		expect(left({ tasks: ['bb'] }).codes).toEqual(['SELECTION_UNKNOWN']);
	});

	test('of subgraphs takes what lies between their ends, through barriers', () => {
		expect(left({ subgraphs: [{ start: ['a'], end: ['b/3'] }] }).runs).toEqual(['a@2', 'a@3', 'b@3']);
		expect(left({ subgraphs: [{ start: ['b/1-2'], end: [] }] }).runs).toEqual(['b@2', 'c@2']);
		expect(left({ subgraphs: [{ start: [], end: ['a/2'] }] }).runs).toEqual(['s@null', 'a@2']);
		const pieces = [
			{ start: ['c/2'], end: [] },
			{ start: ['s/null'], end: ['a/2,3-9'] },
		];
		expect(left({ subgraphs: pieces }).runs).toEqual(['s@null', 'a@2', 'a@3', 'c@2']);
	});

	test('says which ends there are not', () => {
		const subgraphs = [{ start: ['aa', 'a/1', 'a/x'], end: ['b/5-4'] }];
		expect(left({ subgraphs }).codes).toEqual(Array<string>(4).fill('SELECTION_UNKNOWN'));
	});
});

describe('groups and versions', () => {
	test('a group with nodes tolerates what it says', () => {
		const group = (id: string, role: string, tolerance: JsonValue) =>
			makeTask(id, { type: 'group', roles: [role], extra: { fault_tolerance: tolerance } });
		const { graph } = compile([group('g', 'compute', '50%'), group('h', 'ghost', 0)]);
		expect(graph.faultToleranceGroups).toEqual([{ name: 'g', nodeIds: ['2', '3'], faultTolerance: 1 }]);
	});

	test('old tasks are warned of, refused by name, or adapted', () => {
		const old = makeTask('old', { version: '1.0.0' });
		const codes = (legacy: NonNullable<CompileInput['legacy']>) =>
			compile([old], { legacy }).diagnostics.map(({ code, message }) => `${code} ${message.split(' ')[2]}`);
		expect(codes({ propagate: false })).toEqual(['TASK_VERSION_LEGACY old']);
		expect(codes({ propagate: false, refuse: 'all' })).toEqual(['TASK_VERSION_TOO_OLD old']);
		expect(codes({ propagate: false, refuse: 'written' })).toEqual(['TASK_VERSION_TOO_OLD old']);
		expect(codes({ propagate: false, pluginTasks: [{ stage: 'post_deployment' }] })).toHaveLength(2);
		expect(codes({ propagate: true })).toEqual([]);
	});

	test('without a version a task is old where groups order roles', () => {
		const tasks = [makeTask('unsaid', { version: '1.0.0', isVersionAssumed: true })];
		const codes = (given: readonly TaskDefinition[]) =>
			compile(given, { legacy: { propagate: false, refuse: 'written' } }).diagnostics.map(({ code }) => code);
		expect(codes(tasks)).toEqual(['TASK_VERSION_LEGACY']);
		const group = makeTask('compute', { type: 'group', roles: ['compute'], requires: ['controller'] });
		expect(codes([...tasks, group])).toContain('TASK_VERSION_TOO_OLD');
	});

	test('adapted tasks of one group follow those of the group before', () => {
		const group = (id: string, requires: readonly string[]) => makeTask(id, { type: 'group', roles: [id], requires });
		const old = (id: string, role: string) => makeTask(id, { version: '1.0.0', roles: [role] });
		const tasks = [
			group('controller', []),
			group('compute', ['controller']),
			old('a', 'controller'),
			old('b', 'compute'),
		];
		const { edges, errors } = compile(tasks, { legacy: { propagate: true } });
		expect(errors).toEqual([]);
		expect(edges).toContain('a@1 controller_end@1');
		expect(edges).toContain('controller_end@1 compute_start@2');
		expect(edges).toContain('compute_start@2 b@2');
	});
});
