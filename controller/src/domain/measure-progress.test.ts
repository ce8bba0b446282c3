import { compileGraph } from '@stoker/shared/graph/compile-graph.js';
import { type PlanGraph, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import { describe, expect, it } from 'vitest';
import { makeNodes, makeTask } from '../../../test/support/graph-fixtures.js';
import { leastDuration } from './expected-duration.js';
import { measureProgress } from './measure-progress.js';

const { graph } = compileGraph({
	tasks: [
		makeTask('prepare', { roles: ['x'] }),
		makeTask('install', { roles: ['x'], requires: ['prepare'] }),
		makeTask('tier', { type: 'stage', roles: undefined, requires: ['install'] }),
	],
	nodes: makeNodes({ '1': ['x'], '2': ['x'] }),
});

function vertexOf(taskId: string, nodeId: string): number {
	return graph.vertexKind.findIndex(
		(kind, vertex) =>
			kind === VERTEX_TASK &&
			graph.tasks[graph.vertexTask[vertex] ?? -1]?.id === taskId &&
			graph.nodes[graph.vertexNode[vertex] ?? -1]?.id === nodeId,
	);
}

function measure(
	states: Readonly<Record<string, TaskRunState>>,
	options: { known?: boolean; runningMs?: number } = {},
) {
	const byVertex = new Map(
		Object.entries(states).map(([name, state]) => {
			const [task = '', node = ''] = name.split('@');
			return [vertexOf(task, node), state];
		}),
	);
	const running = [...byVertex].filter(([, state]) => state === 'running');
	return measureProgress({
		graph,
		durations: new Map(
			options.known === true
				? [
						['prepare', 1_000],
						['install', 9_000],
					]
				: [],
		),
		runningMs: new Map(running.map(([vertex]) => [vertex, options.runningMs ?? 0])),
		isAtWork: true,
		stateOf: (vertex) => byVertex.get(vertex) ?? 'pending',
	});
}

describe('progress', () => {
	it('counts runs alike while nothing is known about them', () => {
		const progress = measure({ 'prepare@1': 'succeeded' });
		expect(progress).toMatchObject({ percent: 25, isWeighted: false, remainingMs: undefined });
		expect(Object.fromEntries(progress.percentOf)).toMatchObject({ '1': 50, '2': 0 });
	});

	it('counts runs by what they took before, and tells what is left', () => {
		const progress = measure({ 'prepare@1': 'succeeded', 'install@1': 'running' }, { known: true, runningMs: 4_000 });
		expect(progress).toMatchObject({ percent: 5, isWeighted: true, remainingMs: 10_000 });
		expect(progress.percentOf.get(graph.nodes[0]?.id ?? ('' as never))).toBe(10);
	});

	it('never takes a run that failed, or waits behind it, for done', () => {
		const progress = measure({
			'prepare@1': 'failed',
			'install@1': 'dep_failed',
			'prepare@2': 'succeeded',
			'install@2': 'succeeded',
		});
		expect(progress.percent).toBe(50);
		expect(Object.fromEntries(progress.percentOf)).toMatchObject({ '1': 0, '2': 100 });
	});

	it('leaves out what is skipped, and is whole only when all is done', () => {
		const done = { 'prepare@1': 'succeeded', 'install@1': 'skipped', 'prepare@2': 'succeeded' } as const;
		expect(measure(done, { known: true }).percent).toBe(18);
		expect(measure({ ...done, 'install@2': 'succeeded' }, { known: true })).toMatchObject({
			percent: 100,
			remainingMs: 0,
		});
	});

	it('takes the time of a task of which only so many run at once one after the other', () => {
		const limited: PlanGraph = { ...graph, limits: new Map([['install', 1]]) };
		const takes = (vertex: number) => (graph.tasks[graph.vertexTask[vertex] ?? -1]?.id === 'install' ? 9 : 1);
		expect(leastDuration(graph, takes)).toBe(10);
		expect(leastDuration(limited, takes)).toBe(18);
	});
});
