import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	type PlanGraph,
	VERTEX_ANCHOR,
	VERTEX_BARRIER,
	VERTEX_SKIPPED,
	VERTEX_TASK,
	type VertexKind,
} from '../graph/plan-graph.js';
import type { TaskRunState } from '../model/deployment.js';
import type { NodeId } from '../model/ids.js';
import { Schedule, type Transition } from './schedule.js';

interface Shape {
	readonly kinds: readonly VertexKind[];
	readonly nodes: readonly number[];
	readonly tolerant: readonly boolean[];
	readonly edges: readonly (readonly [number, number])[];
}

function graphOf(shape: Shape): PlanGraph {
	const nodeCount = Math.max(0, ...shape.nodes) + 1;
	return {
		tasks: shape.kinds.map((_, index) => ({
			id: `t${index}`,
			type: 'shell',
			parameters: {},
			failOnError: !shape.tolerant[index],
			retryOnLost: false,
			timeoutSeconds: 0,
			retries: 0,
			retryIntervalSeconds: 0,
		})),
		nodes: Array.from({ length: nodeCount }, (_, index) => ({
			id: String(index + 1) as NodeId,
			name: `n${index}`,
			roles: [],
			tags: [],
		})),
		barriers: shape.kinds.map((_, index) => `b${index}`),
		vertexKind: Uint8Array.from(shape.kinds),
		vertexTask: Int32Array.from(shape.kinds.keys()),
		vertexNode: Int32Array.from(
			shape.kinds.map((kind, index) => (kind === VERTEX_BARRIER ? -1 : (shape.nodes[index] ?? 0))),
		),
		skipReasons: new Map(),
		edgeBefore: Int32Array.from(shape.edges.map(([before]) => before)),
		edgeAfter: Int32Array.from(shape.edges.map(([, after]) => after)),
		edgeReason: new Int32Array(shape.edges.length),
		reasons: [''],
		limits: new Map(),
		faultToleranceGroups: [],
	};
}

function scheduleOf(shape: Shape, states?: ReadonlyMap<number, TaskRunState>): Schedule {
	return new Schedule(graphOf(shape), states);
}

/** Begins the first ready run of a node. */
function begin(schedule: Schedule, node: number): Transition | undefined {
	const vertex = schedule.verticesOf(node).find((candidate) => schedule.isReady(candidate));
	return vertex === undefined ? undefined : schedule.begin(vertex);
}

const chain: Shape = {
	kinds: [VERTEX_TASK, VERTEX_ANCHOR, VERTEX_TASK],
	nodes: [0, 1, 0],
	tolerant: [false, false, false],
	edges: [
		[0, 1],
		[1, 2],
	],
};

const shapes: fc.Arbitrary<Shape> = fc.integer({ min: 1, max: 25 }).chain((size) =>
	fc.record({
		kinds: fc.array(
			fc.constantFrom<VertexKind>(VERTEX_TASK, VERTEX_TASK, VERTEX_TASK, VERTEX_ANCHOR, VERTEX_SKIPPED, VERTEX_BARRIER),
			{
				minLength: size,
				maxLength: size,
			},
		),
		nodes: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: size, maxLength: size }),
		tolerant: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
		edges: fc
			.uniqueArray(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), {
				maxLength: size * 3,
				selector: ([a, b]) => `${a}-${b}`,
			})
			.map((pairs) => pairs.filter(([a, b]) => a < b)),
	}),
);

/** Every ancestor that is no barrier, barriers dissolved. */
function predecessors(shape: Shape, vertex: number): readonly number[] {
	return shape.edges
		.filter(([, after]) => after === vertex)
		.flatMap(([before]) => (shape.kinds[before] === VERTEX_BARRIER ? predecessors(shape, before) : [before]));
}

function passes(shape: Shape, states: readonly TaskRunState[], vertex: number): boolean {
	const state = states[vertex];
	return state === 'succeeded' || state === 'skipped' || (state === 'failed' && shape.tolerant[vertex] === true);
}

function playOut(
	shape: Shape,
	fails: readonly boolean[],
	restartEvery: number,
): { states: readonly TaskRunState[]; log: readonly Transition[] } {
	let schedule = scheduleOf(shape);
	const log: Transition[] = [...schedule.settle()];
	const running: number[] = [];
	for (let step = 0; step < 1_000 && !schedule.isFinished; step++) {
		if (restartEvery > 0 && step % restartEvery === 0) {
			const states = new Map(shape.kinds.map((_, vertex) => [vertex, schedule.stateOf(vertex)] as const));
			schedule = scheduleOf(shape, states);
			expect(schedule.settle()).toEqual([]);
		}
		for (let node = 0; node < 4; node++) {
			const transition = begin(schedule, node);
			if (transition) {
				log.push(transition);
				running.push(transition.vertex);
			}
		}
		const vertex = running.shift();
		if (vertex !== undefined) {
			log.push(...schedule.finish(vertex, fails[vertex] ? 'attempt_failed' : 'attempt_succeeded'));
		}
	}
	expect(schedule.isFinished).toBe(true);
	return { states: shape.kinds.map((_, vertex) => schedule.stateOf(vertex)), log };
}

describe('Schedule', () => {
	it('completes anchors in the turn that unblocks them', () => {
		const schedule = scheduleOf(chain);
		schedule.settle();
		expect(begin(schedule, 0)?.vertex).toBe(0);
		expect(schedule.finish(0, 'attempt_succeeded').map(({ vertex, to }) => [vertex, to])).toEqual([
			[0, 'succeeded'],
			[1, 'succeeded'],
			[2, 'ready'],
		]);
	});

	it('names the root cause of everything behind a failure', () => {
		const schedule = scheduleOf(chain);
		schedule.settle();
		begin(schedule, 0);
		const [, ...consequences] = schedule.finish(0, 'attempt_failed');
		expect(consequences).toEqual([
			{ vertex: 1, from: 'pending', to: 'dep_failed', cause: 0 },
			{ vertex: 2, from: 'pending', to: 'dep_failed', cause: 0 },
		]);
		expect(schedule.isFinished).toBe(true);
	});

	it('cancels what was not handed out, and only that', () => {
		const schedule = scheduleOf({ ...chain, edges: [[0, 1]] });
		schedule.settle();
		expect(begin(schedule, 0)?.vertex).toBe(0);
		expect(schedule.cancelWaiting().map(({ vertex }) => vertex)).toEqual([1, 2]);
		schedule.finish(0, 'attempt_succeeded');
		expect(schedule.isFinished).toBe(true);
		expect(schedule.countsOf(0)).toMatchObject({ succeeded: 1, cancelled: 1 });
	});

	it('refuses a step its table does not have', () => {
		const schedule = scheduleOf(chain);
		schedule.settle();
		expect(() => schedule.finish(2, 'attempt_succeeded')).toThrow(/pending cannot take "attempt_succeeded"/);
	});

	it('walks a chain of 100,000 without recursing', () => {
		const size = 100_000;
		const shape: Shape = {
			kinds: new Array<VertexKind>(size).fill(VERTEX_ANCHOR),
			nodes: new Array<number>(size).fill(0),
			tolerant: [],
			edges: Array.from({ length: size - 1 }, (_, index) => [index, index + 1] as const),
		};
		expect(scheduleOf(shape).settle()).toHaveLength(size);
	});

	it('ends every run as a naive reading of the graph says, restarts or not', () => {
		fc.assert(
			fc.property(
				shapes,
				fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
				fc.nat(3),
				(shape, fails, restartEvery) => {
					const { states, log } = playOut(shape, fails, restartEvery);
					for (const [vertex, kind] of shape.kinds.entries()) {
						if (kind === VERTEX_BARRIER) {
							continue;
						}
						const isUnblocked = predecessors(shape, vertex).every((before) => passes(shape, states, before));
						const own =
							kind === VERTEX_TASK
								? fails[vertex]
									? 'failed'
									: 'succeeded'
								: kind === VERTEX_ANCHOR
									? 'succeeded'
									: 'skipped';
						expect(states[vertex]).toBe(isUnblocked ? own : 'dep_failed');
					}
					const order = new Map(log.map((transition, index) => [`${transition.vertex} ${transition.to}`, index]));
					for (const [vertex, kind] of shape.kinds.entries()) {
						const begin = kind === VERTEX_TASK ? order.get(`${vertex} ready`) : undefined;
						for (const before of begin === undefined ? [] : predecessors(shape, vertex)) {
							expect(order.get(`${before} ${states[before]}`)).toBeLessThan(begin ?? -1);
						}
					}
				},
			),
			{ numRuns: 500 },
		);
	});
});
