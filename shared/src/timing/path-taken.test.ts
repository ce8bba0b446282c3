import { describe, expect, it } from 'vitest';
import { crossTo, makeNodes, makeTask } from '../../../test/support/graph-fixtures.js';
import { sampleAttempt, sampleRun } from '../../../test/support/view-samples.js';
import { compileGraph } from '../graph/compile-graph.js';
import type { TaskRunView } from '../model/views.js';
import { pathTaken } from './path-taken.js';

const { graph } = compileGraph({
	tasks: [
		makeTask('store', { roles: ['store'] }),
		makeTask('other', { roles: ['app'] }),
		makeTask('tier', { type: 'stage', roles: undefined, crossDepends: [crossTo('store')] }),
		makeTask('app', { roles: ['app'], requires: ['tier'] }),
	],
	nodes: makeNodes({ '1': ['store'], '2': ['app'] }),
});

/** Runs as `task@node: ready from to`, seconds. */
function runsOf(times: Readonly<Record<string, readonly [number, number, number]>>): readonly TaskRunView[] {
	return Object.entries(times).map(([name, [readyAt, from, to]]) => {
		const [taskId = '', nodeId = ''] = name.split('@');
		const vertex = [...graph.vertexTask.keys()].find(
			(v) =>
				graph.tasks[graph.vertexTask[v] ?? -1]?.id === taskId && graph.nodes[graph.vertexNode[v] ?? -1]?.id === nodeId,
		);
		const attempts = taskId === 'tier' ? [] : [sampleAttempt({ assignedAtMs: from * 1000, endedAtMs: to * 1000 })];
		return sampleRun(vertex ?? -1, {
			taskId,
			nodeId: nodeId as never,
			readyAtMs: readyAt * 1000,
			endedAtMs: to * 1000,
			attempts,
		});
	});
}

function path(times: Readonly<Record<string, readonly [number, number, number]>>): readonly string[] {
	const runs = runsOf(times);
	return pathTaken(graph, runs, { fromMs: 0, toMs: 100_000 }).map(({ vertex, waitedFor }) => {
		const run = runs.find((candidate) => candidate.vertex === vertex);
		return `${run?.taskId}@${run?.nodeId} ${waitedFor}`;
	});
}

describe('the path a deployment took', () => {
	it('goes back through what executes nothing to what was waited for', () => {
		const times = {
			'store@1': [0, 0, 30],
			'tier@null': [30, 30, 30],
			'other@2': [0, 0, 10],
			'app@2': [30, 30, 50],
		} as const;
		expect(path(times)).toEqual(['store@1 start', 'app@2 dependency']);
	});

	it('goes over the run that had the slot of the node', () => {
		const times = {
			'store@1': [0, 0, 30],
			'tier@null': [30, 30, 30],
			'other@2': [0, 5, 60],
			'app@2': [30, 60, 70],
		} as const;
		expect(path(times)).toEqual(['other@2 start', 'app@2 slot']);
	});

	it('is empty when nothing ran', () => {
		expect(pathTaken(graph, [], { fromMs: 0, toMs: 1 })).toEqual([]);
	});
});
