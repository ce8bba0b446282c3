import { compileGraph } from '@stoker/shared/graph/compile-graph.js';
import type { Blocker } from '@stoker/shared/model/blocker.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { describe, expect, it } from 'vitest';
import { crossTo, makeNodes, makeTask, vertexLabel } from '../../../test/support/graph-fixtures.js';
import { type DeploymentMoment, explainRun, type RunRecord, summarise } from './explain-runs.js';

const { graph } = compileGraph({
	tasks: [
		makeTask('store', { roles: ['store'] }),
		makeTask('app', { roles: ['app'], crossDepends: [crossTo('store')] }),
		makeTask('end', { roles: ['app'], requires: ['app'] }),
	],
	nodes: makeNodes({ 1: ['store'], 2: ['app'], 3: ['app'], 4: ['app'] }),
});
const labels = [...graph.vertexKind.keys()].map((vertex) => vertexLabel(graph, vertex));
const vertexOf = (label: string): number => labels.indexOf(label);

function momentOf(
	states: Readonly<Record<string, TaskRunState>>,
	blockers: Readonly<Record<string, readonly Blocker[]>> = {},
	records: Readonly<Record<string, Partial<RunRecord>>> = {},
): DeploymentMoment {
	return {
		graph,
		stateOf: (vertex) => states[labels[vertex] ?? ''] ?? 'pending',
		blockersOf: (vertex) => blockers[labels[vertex] ?? ''] ?? [],
		recordOf: (vertex) => {
			const record = records[labels[vertex] ?? ''];
			return record && { state: 'running', sinceMs: 1, attempt: 1, timeoutAtMs: 2, message: '', ...record };
		},
	};
}

const everything = (): boolean => true;
const nodeId = (id: string) => id as NodeId;

describe('a run that is held back', () => {
	it('waits for what waits for nobody, and that is told with what holds it back', () => {
		const silent: Blocker = {
			kind: 'agent_silent',
			nodeId: nodeId('1'),
			sinceMs: 5,
			leaseEndsAtMs: 6,
			lostAtMs: 7,
		};
		const moment = momentOf(
			{ 'store@1': 'running' },
			{ 'store@1': [silent], 'end@2': [{ kind: 'dependency', vertices: [vertexOf('app@2')], total: 1 }] },
		);
		expect(explainRun(moment, vertexOf('end@2')).blockers).toMatchObject([
			{
				kind: 'dependency',
				total: 2,
				roots: {
					total: 1,
					items: [
						{
							run: { taskId: 'store', nodeId: '1', nodeName: 'node-1', state: 'running' },
							blocker: { kind: 'agent_silent', node: { nodeName: 'node-1' }, leaseEndsAtMs: 6, lostAtMs: 7 },
						},
					],
				},
			},
		]);
	});

	it('names everything, the decisive thing first, with runs and nodes by name', () => {
		const moment = momentOf(
			{ 'store@1': 'succeeded', 'app@2': 'running', 'app@3': 'ready' },
			{
				'app@3': [
					{ kind: 'node_limit', limit: 1, nodeIds: [nodeId('2')] },
					{ kind: 'strategy', taskId: 'app', limit: 1, holders: [vertexOf('app@2')] },
					{ kind: 'paused' },
					{ kind: 'agent_absent', nodeId: nodeId('3') },
				],
			},
		);
		const { blockers } = explainRun(moment, vertexOf('app@3'));
		expect(blockers).toMatchObject([
			{ kind: 'agent_absent', node: { nodeId: '3', nodeName: 'node-3' } },
			{ kind: 'paused' },
			{ kind: 'strategy', holders: { total: 1, items: [{ taskId: 'app', nodeName: 'node-2' }] } },
			{ kind: 'node_limit', nodes: { total: 1, items: [{ nodeName: 'node-2' }] } },
		]);
	});
});

describe('a deployment', () => {
	it('groups what has not begun by what is decisive, what needs a person first', () => {
		const moment = momentOf(
			{ 'store@1': 'succeeded', 'app@2': 'ready', 'app@3': 'ready', 'app@4': 'ready' },
			{
				'app@2': [{ kind: 'retry_wait', untilMs: 20, attempt: 2 }],
				'app@3': [{ kind: 'retry_wait', untilMs: 10, attempt: 3 }],
				'app@4': [{ kind: 'paused' }],
			},
		);
		const { held } = summarise(moment, everything);
		expect(held).toMatchObject([
			{ blocker: { kind: 'paused' }, runs: { total: 1 } },
			{ blocker: { kind: 'retry_wait', untilMs: 10, attempt: 3 }, runs: { total: 2, items: [{ nodeId: '3' }, {}] } },
			{ blocker: { kind: 'dependency', roots: { total: 3 }, total: 6 }, runs: { total: 3 } },
		]);
	});

	it('tells what runs longest first, and of a record that is older than the state no times', () => {
		const running = { 'store@1': 'succeeded', 'app@2': 'running', 'app@3': 'running', 'app@4': 'running' } as const;
		const records = { 'app@2': { sinceMs: 30 }, 'app@3': { sinceMs: 20 }, 'app@4': { state: 'ready' as const } };
		const moment = momentOf(running, {}, records);
		const { running: told } = summarise(moment, (vertex) => vertex !== vertexOf('app@2'));
		expect(told.total).toBe(2);
		expect(told.items.map(({ run }) => [run.nodeId, run.sinceMs, run.timeoutAtMs])).toEqual([
			['4', undefined, undefined],
			['3', 20, 2],
		]);
	});

	it('measures the longest chain of what has not ended', () => {
		const { chain } = summarise(momentOf({ 'store@1': 'succeeded', 'app@2': 'succeeded' }), everything);
		expect(chain.items.map(({ taskId, nodeId: id }) => `${taskId}@${id}`)).toEqual(['app@3', 'end@3']);
		const done = Object.fromEntries(labels.map((label) => [label, 'succeeded'] as const));
		expect(summarise(momentOf(done), everything)).toEqual({
			running: { items: [], total: 0 },
			held: [],
			chain: { items: [], total: 0 },
		});
	});
});
