import { describe, expect, it } from 'vitest';
import { crossTo, makeNodes, makeTask, vertexLabel } from '../../../test/support/graph-fixtures.js';
import { compileGraph } from '../graph/compile-graph.js';
import type { PlanGraph } from '../graph/plan-graph.js';
import { NO_LIMITS } from '../model/deployment-control.js';
import type { NodeId } from '../model/ids.js';
import { simulate } from './simulate.js';
import type { SimulationInput } from './simulation-input.js';
import type { SimulationResult } from './simulation-result.js';

const NODES = makeNodes({ 1: ['db'], 2: ['app'], 3: ['app'], 4: ['app'] });
const SECONDS: Readonly<Record<string, number>> = { prepare: 10, database: 50, install: 20, check: 5 };

/** Everybody prepares; the database comes up; the others install, then check. */
const GRAPH = compileGraph({
	tasks: [
		makeTask('prepare'),
		makeTask('database', { roles: ['db'], requires: ['prepare'] }),
		makeTask('install', { roles: ['app'], requires: ['prepare'], crossDepends: [crossTo('database', ['db'])] }),
		makeTask('check', { roles: ['app'], requires: ['install'] }),
	],
	nodes: NODES,
}).graph;

function run(fields: Partial<SimulationInput> = {}, graph: PlanGraph = GRAPH): SimulationResult {
	return simulate({
		graph,
		seed: 1,
		durations: {
			given: new Map(Object.entries(SECONDS).map(([task, seconds]) => [task, { least: seconds, most: seconds }])),
			remembered: new Map(),
			standard: { least: 1, most: 1 },
		},
		failures: { tasks: new Map(), standard: 0 },
		deaths: [],
		declareLostAfterSeconds: undefined,
		slots: 1,
		limits: NO_LIMITS,
		...fields,
	});
}

/** `task@node start-end` of each attempt, seconds. */
function attemptsOf(result: SimulationResult, graph = GRAPH): readonly string[] {
	return result.attempts.map(
		({ vertex, startMs, endMs, ending }) =>
			`${vertexLabel(graph, vertex)} ${startMs / 1000}-${endMs / 1000}${ending === 'succeeded' ? '' : ` ${ending}`}`,
	);
}

describe('a simulation', () => {
	it('lets time pass as the graph demands', () => {
		const result = run();
		expect(attemptsOf(result)).toEqual([
			'prepare@1 0-10',
			'prepare@2 0-10',
			'prepare@3 0-10',
			'prepare@4 0-10',
			'database@1 10-60',
			'install@2 60-80',
			'install@3 60-80',
			'install@4 60-80',
			'check@2 80-85',
			'check@3 80-85',
			'check@4 80-85',
		]);
		expect(result).toMatchObject({ outcome: 'succeeded', makespanMs: 85_000, failed: [], stalled: [] });
		expect(result.counts.succeeded).toBe(11);
	});

	it('tells the way that took longest, without gaps, and how busy nodes were', () => {
		const { criticalPath, attempts, nodes, utilisation } = run();
		const path = criticalPath.map(({ attempt }) => attempts[attempt]);
		expect(path.map((step) => step && vertexLabel(GRAPH, step.vertex))).toEqual([
			'prepare@1',
			'database@1',
			'install@2',
			'check@2',
		]);
		expect(criticalPath.map(({ reason }) => reason)).toEqual(['start', 'dependency', 'dependency', 'dependency']);
		expect(path.map((step) => step?.startMs)).toEqual([0, ...path.slice(0, -1).map((step) => step?.endMs)]);
		expect(nodes.map(({ busyMs }) => busyMs / 1000)).toEqual([60, 35, 35, 35]);
		expect(utilisation).toBeCloseTo(165 / (4 * 85));
	});

	it('keeps limits, and says where they cost time', () => {
		const result = run({ limits: { ...NO_LIMITS, tasks: { install: 1 } } });
		expect(result.makespanMs).toBe(125_000);
		expect(result.criticalPath.map(({ reason }) => reason)).toEqual([
			'start',
			'dependency',
			'dependency',
			'slot_or_limit',
			'slot_or_limit',
			'dependency',
		]);
		expect(run({ limits: { ...NO_LIMITS, nodesAtOnce: 1 } }).makespanMs).toBe(165_000);
	});

	it('tries again what failed, after its interval, and gives a node up in the end', () => {
		const graph = compileGraph({
			tasks: [
				makeTask('prepare', { parameters: { retries: 1, interval: 30 } }),
				makeTask('check', { requires: ['prepare'] }),
			],
			nodes: makeNodes({ 1: ['app'] }),
		}).graph;
		const result = run({ failures: { tasks: new Map([['prepare', 1]]), standard: 0 } }, graph);
		expect(attemptsOf(result, graph)).toEqual(['prepare@1 0-10 failed', 'prepare@1 40-50 failed']);
		expect(result).toMatchObject({ outcome: 'failed', makespanMs: 50_000 });
		expect(result.criticalPath.map(({ reason }) => reason)).toEqual(['start', 'retry']);
		expect(result.exceeded).toMatchObject({ failures: 1, allowed: 0 });
		expect(result.counts).toMatchObject({ failed: 1, dep_failed: 1 });
	});

	it('draws the same failures whatever the limits are', () => {
		const failures = { tasks: new Map(), standard: 0.3 };
		const failedOf = (fields: Partial<SimulationInput>): readonly string[] => {
			const graph = compileGraph({
				tasks: ['install', 'check'].map((id) => makeTask(id, { failOnError: false, parameters: { retries: 0 } })),
				nodes: makeNodes(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [index + 1, ['app']]))),
			}).graph;
			return run({ failures, ...fields }, graph)
				.failed.map((vertex) => vertexLabel(graph, vertex))
				.sort();
		};
		const free = failedOf({});
		expect(free.length).toBeGreaterThan(5);
		expect(failedOf({ limits: { nodesAtOnce: 2, slotsPerNode: 0, tasks: { check: 1 } } })).toEqual(free);
		expect(failedOf({ seed: 2 })).not.toEqual(free);
	});

	it('loses what ran on a node that dies once its timeout and the lease have passed', () => {
		const result = run({ deaths: [{ nodeId: '1' as NodeId, atSeconds: 30 }] });
		const lost = result.attempts.at(-1);
		expect(lost && vertexLabel(GRAPH, lost.vertex)).toBe('database@1');
		// Puppet may take 90 minutes.
		expect(lost).toMatchObject({ startMs: 10_000, endMs: (10 + 5_400 + 60) * 1000, ending: 'lost' });
		expect(result.outcome).toBe('failed');
		expect(result.failed.map((vertex) => vertexLabel(GRAPH, vertex))).toEqual(['database@1']);
	});

	it('goes on sooner when an operator declares the node lost, and stands still when nothing is judged', () => {
		const deaths = [{ nodeId: '1' as NodeId, atSeconds: 30 }];
		expect(run({ deaths, declareLostAfterSeconds: 90 }).makespanMs).toBe(120_000);
		const idle = run({ deaths: [{ nodeId: '4' as NodeId, atSeconds: 20 }] });
		expect(idle.outcome).toBe('stalled');
		expect(idle.stalled.map(({ vertex }) => vertexLabel(GRAPH, vertex))).toEqual(['install@4', 'check@4']);
		expect(idle.stalled.map(({ isNodeDead, blockers }) => [isNodeDead, blockers.map(({ kind }) => kind)])).toEqual([
			[true, []],
			[true, ['dependency']],
		]);
	});

	it('times out only what was given or seen to take longer', () => {
		const graph = compileGraph({
			tasks: [makeTask('install', { type: 'shell', parameters: { cmd: 'true', timeout: 7 } })],
			nodes: makeNodes({ 1: ['app'] }),
		}).graph;
		const durations = { given: new Map(), remembered: new Map(), standard: { least: 30, most: 60 } };
		expect(attemptsOf(run({ durations }, graph), graph)).toEqual(['install@1 0-7']);
		const remembered = { ...durations, remembered: new Map([['install', 9_000]]) };
		expect(run({ durations: remembered }, graph).attempts[0]).toMatchObject({ endMs: 7_000, ending: 'timeout' });
	});
});
