import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlanGraph, VERTEX_ANCHOR, VERTEX_BARRIER, VERTEX_TASK } from '../graph/plan-graph.js';
import type { TaskRunState } from '../model/deployment.js';
import type { NodeId } from '../model/ids.js';
import { Schedule, type Transition } from './schedule.js';

const SYNC = 0;

interface Shape {
	/** Node of each vertex; -1 is a barrier, 0 the sync node. */
	readonly nodes: readonly number[];
	readonly edges: readonly (readonly [before: number, after: number])[];
}

function graphOf({ nodes, edges }: Shape): PlanGraph {
	return {
		tasks: nodes.map((_, index) => ({
			id: `t${index}`,
			type: 'shell',
			parameters: {},
			failOnError: true,
			retryOnLost: false,
			timeoutSeconds: 0,
			retries: 0,
			retryIntervalSeconds: 0,
		})),
		nodes: [0, 1, 2, 3].map((index) => ({ id: String(index) as NodeId, name: `n${index}`, roles: [], tags: [] })),
		barriers: nodes.map((_, index) => `b${index}`),
		vertexKind: Uint8Array.from(nodes, (node) => {
			return node === -1 ? VERTEX_BARRIER : node === SYNC ? VERTEX_ANCHOR : VERTEX_TASK;
		}),
		vertexTask: Int32Array.from(nodes.keys()),
		vertexNode: Int32Array.from(nodes),
		skipReasons: new Map(),
		edgeBefore: Int32Array.from(edges, ([before]) => before),
		edgeAfter: Int32Array.from(edges, ([, after]) => after),
		edgeReason: new Int32Array(edges.length),
		reasons: [''],
		limits: new Map(),
		faultToleranceGroups: [],
	};
}

function scheduleOf(shape: Shape, states?: ReadonlyMap<number, TaskRunState>): Schedule {
	return new Schedule(graphOf(shape), states, SYNC);
}

/** Begins the first ready run of a node. */
function begin(schedule: Schedule, node: number): Transition | undefined {
	const vertex = schedule.verticesOf(node).find((candidate) => schedule.isReady(candidate));
	return vertex === undefined ? undefined : schedule.begin(vertex);
}

/** Runs everything that can run, restarting from the recorded states after every end. */
function playOut(shape: Shape, fails: ReadonlySet<number>, isRestarted: boolean): readonly TaskRunState[] {
	let schedule = scheduleOf(shape);
	schedule.settle();
	for (let step = 0; step < 200 && !schedule.isFinished; step++) {
		const assigned = [1, 2, 3].flatMap((node) => begin(schedule, node) ?? []);
		for (const { vertex } of assigned) {
			schedule.finish(vertex, fails.has(vertex) ? 'attempt_failed' : 'attempt_succeeded');
		}
		if (isRestarted) {
			schedule = scheduleOf(shape, new Map(shape.nodes.map((_, vertex) => [vertex, schedule.stateOf(vertex)])));
			expect(schedule.settle()).toEqual([]);
		}
	}
	expect(schedule.isFinished).toBe(true);
	return shape.nodes.map((_, vertex) => schedule.stateOf(vertex));
}

const shapes: fc.Arbitrary<Shape> = fc
	.array(fc.constantFrom(-1, 0, 0, 1, 1, 2, 3), { minLength: 1, maxLength: 20 })
	.chain((nodes) =>
		fc.record({
			nodes: fc.constant(nodes),
			edges: fc
				.uniqueArray(fc.tuple(fc.nat(nodes.length - 1), fc.nat(nodes.length - 1)), {
					maxLength: nodes.length * 3,
					selector: ([a, b]) => `${a}-${b}`,
				})
				.map((pairs) => pairs.filter(([a, b]) => a < b)),
		}),
	);

describe('Schedule after failures', () => {
	it('passes the sync node when everything before it has ended, and not earlier', () => {
		// Two tasks, the sync node behind both, another task behind that.
		const shape: Shape = {
			nodes: [1, 2, SYNC, 3],
			edges: [
				[0, 2],
				[1, 2],
				[2, 3],
			],
		};
		const schedule = scheduleOf(shape);
		schedule.settle();
		begin(schedule, 1);
		begin(schedule, 2);
		expect(schedule.finish(0, 'attempt_failed').map(({ to }) => to)).toEqual(['failed']);
		expect(schedule.stateOf(2)).toBe('pending');
		expect(schedule.finish(1, 'attempt_succeeded').map(({ vertex, to }) => [vertex, to])).toEqual([
			[1, 'succeeded'],
			[2, 'succeeded'],
			[3, 'ready'],
		]);
	});

	it('passes the sync node behind a barrier that others can no longer pass', () => {
		const shape: Shape = {
			nodes: [1, 2, -1, SYNC, 3],
			edges: [
				[0, 2],
				[1, 2],
				[2, 3],
				[2, 4],
			],
		};
		const schedule = scheduleOf(shape);
		schedule.settle();
		begin(schedule, 1);
		begin(schedule, 2);
		expect(schedule.finish(0, 'attempt_failed').map(({ vertex, to }) => [vertex, to])).toEqual([
			[0, 'failed'],
			[4, 'dep_failed'],
		]);
		expect(schedule.finish(1, 'attempt_succeeded').map(({ vertex }) => vertex)).toEqual([1, 3]);
	});

	it('gives up everything of a failed node that has not begun, and what waits for it', () => {
		const shape: Shape = { nodes: [1, 1, 2], edges: [[1, 2]] };
		const schedule = scheduleOf(shape);
		schedule.settle();
		begin(schedule, 1);
		schedule.finish(0, 'attempt_failed');
		expect(schedule.stateOf(1)).toBe('ready');
		expect(schedule.failNode(1, 0).map(({ vertex, to, cause }) => [vertex, to, cause])).toEqual([
			[1, 'dep_failed', 0],
			[2, 'dep_failed', 0],
		]);
		expect(begin(schedule, 1)).toBeUndefined();
		expect(schedule.isFinished).toBe(true);
	});

	it('cancels what one node has waiting, and fails what waits for that', () => {
		const schedule = scheduleOf({ nodes: [1, 2, 2], edges: [[0, 1]] });
		schedule.settle();
		expect(schedule.cancelNode(1)).toEqual([
			{ vertex: 0, from: 'ready', to: 'cancelled' },
			{ vertex: 1, from: 'pending', to: 'dep_failed', cause: 0 },
		]);
		expect(schedule.stateOf(2)).toBe('ready');
	});

	it('lets others pass what an operator decided only when everything before it has ended', () => {
		const shape: Shape = {
			nodes: [1, 2, 3],
			edges: [
				[0, 1],
				[1, 2],
			],
		};
		for (const ending of ['attempt_succeeded', 'attempt_failed'] as const) {
			const before = scheduleOf(shape);
			before.settle();
			before.begin(0);
			before.decide(1, 'skipped_by_operator');
			const schedule = scheduleOf(shape, new Map([0, 1, 2].map((vertex) => [vertex, before.stateOf(vertex)])));
			expect(schedule.settle()).toEqual([]);
			expect(schedule.finish(0, ending).slice(1)).toEqual([{ vertex: 2, from: 'pending', to: 'ready' }]);
		}
	});

	it('ends every vertex, the sync node always well, restarts or not', () => {
		fc.assert(
			fc.property(shapes, fc.uniqueArray(fc.nat(19)), fc.boolean(), (shape, failing, isRestarted) => {
				const fails = new Set(failing);
				const states = playOut(shape, fails, isRestarted);
				const before = (vertex: number): readonly number[] => {
					const direct = shape.edges.filter(([, after]) => after === vertex).map(([source]) => source);
					return direct.flatMap((source) => (shape.nodes[source] === -1 ? before(source) : [source]));
				};
				for (const [vertex, node] of shape.nodes.entries()) {
					if (node === -1) {
						continue;
					}
					const isBlocked = before(vertex).some((source) => ['failed', 'dep_failed'].includes(states[source] ?? ''));
					const own = fails.has(vertex) ? 'failed' : 'succeeded';
					expect(states[vertex]).toBe(node === SYNC ? 'succeeded' : isBlocked ? 'dep_failed' : own);
				}
			}),
			{ numRuns: 500 },
		);
	});
});
