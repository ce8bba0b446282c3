import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SmallRun, smallGraph } from '../../../test/support/small-graph.js';
import { priorities } from '../graph/longest-chain.js';
import type { PlanGraph, PlanTask } from '../graph/plan-graph.js';
import type { TaskRunState } from '../model/deployment.js';
import { type DeploymentControl, NO_LIMITS, type RunLimits, UNCONTROLLED } from '../model/deployment-control.js';
import type { NodeId } from '../model/ids.js';
import { Dispatcher } from './dispatcher.js';
import type { DispatcherInput } from './dispatcher-input.js';
import { faultGroupsOf, UNGROUPED } from './fault-policy.js';

const NODES = ['1', '2', '3', '4'];

function dispatcherOf(graph: PlanGraph, input: Partial<DispatcherInput> = {}): Dispatcher {
	const weights = priorities(graph);
	const faultGroups = input.faultGroups ?? faultGroupsOf(graph);
	return new Dispatcher({ graph, priorities: weights, control: UNCONTROLLED, ...input, faultGroups });
}

/** A dispatcher whose agents have all come. */
function begun(runs: readonly SmallRun[], input: Partial<DispatcherInput> = {}, slots = 1): Dispatcher {
	const dispatcher = dispatcherOf(smallGraph({ runs, nodeIds: NODES }), input);
	dispatcher.settle();
	for (const node of NODES.keys()) {
		dispatcher.setSlots(node, slots);
	}
	return dispatcher;
}

/** Vertices that begin now, in order. */
function beginAll(dispatcher: Dispatcher, nowMs = 0): number[] {
	const vertices: number[] = [];
	for (let next = dispatcher.next(nowMs); next !== undefined; next = dispatcher.next(nowMs)) {
		vertices.push(next.vertex);
	}
	return vertices;
}

function limited(limits: Partial<RunLimits>): DeploymentControl {
	return { ...UNCONTROLLED, limits: { ...NO_LIMITS, ...limits } };
}

function states(dispatcher: Dispatcher, count: number): TaskRunState[] {
	return Array.from({ length: count }, (_, vertex) => dispatcher.stateOf(vertex));
}

const anyFailures = [{ name: 'all', nodes: [], allowedFailures: 0 }];

describe('the sync node', () => {
	const runs: SmallRun[] = [
		{ task: 'prepare', node: 0, type: 'master_shell' },
		{ task: 'later', node: 0, type: 'master_shell', after: [0] },
		{ task: 'deploy', node: 1, after: [0] },
		{ task: 'other', node: 2 },
	];
	const graph = smallGraph({ runs, nodeIds: ['null', '1', '2', 'master'] });

	function failing(task: Partial<PlanTask> = {}): Dispatcher {
		const tasks = graph.tasks.map((one) => (one.id === 'prepare' ? { ...one, ...task } : one));
		const dispatcher = dispatcherOf({ ...graph, tasks });
		dispatcher.settle();
		for (const node of [1, 3]) {
			dispatcher.setSlots(node, 1);
		}
		expect(beginAll(dispatcher)).toEqual([0]);
		dispatcher.finish(0, 'failed', 0);
		return dispatcher;
	}

	it('brakes the deployment when something fails there, also after a restart', () => {
		const dispatcher = failing();
		expect(states(dispatcher, 4)).toEqual(['failed', 'cancelled', 'dep_failed', 'cancelled']);
		expect(dispatcher.exceeded).toEqual({ group: UNGROUPED, failures: 1, allowed: 0 });
		const recorded = new Map(states(dispatcher, 4).map((state, vertex) => [vertex, state]));
		const again = dispatcherOf(graph, { states: recorded });
		expect(again.settle()).toEqual([]);
		expect(again.exceeded).toEqual(dispatcher.exceeded);
	});

	it('counts what failed before a stop, also after a restart', () => {
		const recorded = new Map<number, TaskRunState>([
			[0, 'failed'],
			[1, 'cancelled'],
			[2, 'dep_failed'],
			[3, 'succeeded'],
		]);
		const again = dispatcherOf(graph, { states: recorded, isStopping: true });
		expect(again.settle()).toEqual([]);
		expect(again.exceeded?.failures).toBe(1);
	});

	it('goes on when the task allows for a failure', () => {
		const dispatcher = failing({ failOnError: false });
		expect(dispatcher.exceeded).toBeUndefined();
		expect(states(dispatcher, 4)).toEqual(['failed', 'ready', 'ready', 'ready']);
	});

	it('is taken up again by a retry', () => {
		const dispatcher = failing();
		dispatcher.retry([0], () => false);
		expect(dispatcher.exceeded).toBeUndefined();
		expect(states(dispatcher, 4)).toEqual(['ready', 'pending', 'pending', 'ready']);
	});
});

describe('limits', () => {
	it('gives the room of a task to the run with the longest chain behind it', () => {
		const runs: SmallRun[] = [
			{ task: 'a', node: 0 },
			{ task: 'a', node: 1 },
			{ task: 'b', node: 1, after: [1] },
			{ task: 'a', node: 2 },
		];
		const graph = smallGraph({ runs, nodeIds: NODES, limits: { a: 1 } });
		const dispatcher = dispatcherOf(graph);
		dispatcher.settle();
		for (const node of NODES.keys()) {
			dispatcher.setSlots(node, 1);
		}
		expect(beginAll(dispatcher)).toEqual([1]);
		expect(dispatcher.blockersOf(0)).toEqual([{ kind: 'strategy', taskId: 'a', limit: 1, holders: [1] }]);
		dispatcher.finish(1, 'succeeded', 0);
		expect(beginAll(dispatcher)).toEqual([0, 2]);
		dispatcher.setLimits({ ...NO_LIMITS, tasks: { a: 0 } });
		expect(beginAll(dispatcher)).toEqual([3]);
	});

	it('lets another task of a node begin when the first one has no room', () => {
		const runs: SmallRun[] = [
			{ task: 'a', node: 0 },
			{ task: 'a', node: 1 },
			{ task: 'z', node: 1 },
		];
		const dispatcher = begun(runs, { control: limited({ tasks: { a: 1 } }) });
		expect(beginAll(dispatcher)).toEqual([0, 2]);
	});

	it('bounds the nodes at work, whoever they are', () => {
		const runs = NODES.flatMap((_, node): SmallRun[] => [
			{ task: 'a', node },
			{ task: 'b', node, after: [2 * node] },
		]);
		const dispatcher = begun(runs, { control: limited({ nodesAtOnce: 2 }) });
		expect(beginAll(dispatcher)).toEqual([0, 2]);
		expect(dispatcher.blockersOf(4)).toEqual([{ kind: 'node_limit', limit: 2, nodeIds: ['1', '2'] }]);
		dispatcher.finish(0, 'succeeded', 0);
		// The other nodes have longer chains behind them now.
		expect(beginAll(dispatcher)).toEqual([4]);
		dispatcher.setLimits(NO_LIMITS);
		expect(beginAll(dispatcher)).toEqual([6, 1]);
	});

	it('counts the slots of an agent, and fewer where somebody says so', () => {
		const runs: SmallRun[] = [0, 1, 2, 3].map((index) => ({ task: `t${index}`, node: 0 }));
		const dispatcher = begun(runs, { control: limited({ slotsPerNode: 2 }) }, 3);
		expect(beginAll(dispatcher)).toEqual([0, 1]);
		expect(dispatcher.blockersOf(2)).toEqual([{ kind: 'slot', slots: 2, holders: [0, 1] }]);
		dispatcher.setLimits(NO_LIMITS);
		expect(beginAll(dispatcher)).toEqual([2]);
	});
});

describe('a task for the master', () => {
	const runs: SmallRun[] = [
		{ task: 'm', type: 'master_shell', node: 0 },
		{ task: 'm', type: 'master_shell', node: 1 },
		{ task: 'a', node: 0 },
	];

	it('takes a slot of the master and one of its own node', () => {
		const dispatcher = dispatcherOf(smallGraph({ runs, nodeIds: ['1', '2'] }));
		dispatcher.settle();
		dispatcher.setSlots(0, 1);
		expect(dispatcher.executorOf(0)).toBe(2);
		expect(beginAll(dispatcher)).toEqual([2]);
		dispatcher.setSlots(2, 2);
		// The agent of node 2 is away: nothing of this is carried out there.
		expect(beginAll(dispatcher)).toEqual([1]);
		expect(dispatcher.blockersOf(0)).toEqual([{ kind: 'slot', slots: 1, holders: [2] }]);
		dispatcher.finish(2, 'succeeded', 0);
		expect(beginAll(dispatcher)).toEqual([0]);
	});
});

describe('failures', () => {
	it('of a node end everything of it that has not begun, and are charged once', () => {
		const runs: SmallRun[] = [
			{ task: 'a', node: 0 },
			{ task: 'b', node: 0 },
			{ task: 'c', node: 1, after: [1] },
			{ task: 'd', node: 1 },
		];
		const faultGroups = [{ name: 'all', nodes: [0, 1, 2, 3], allowedFailures: 1 }];
		const dispatcher = begun(runs, { faultGroups });
		expect(beginAll(dispatcher)).toEqual([1, 3]);
		dispatcher.finish(1, 'failed', 0);
		expect(states(dispatcher, 4)).toEqual(['dep_failed', 'failed', 'dep_failed', 'running']);
		expect(dispatcher.exceeded).toBeUndefined();
		dispatcher.finish(3, 'failed', 0);
		expect(dispatcher.exceeded).toEqual({ group: 'all', failures: 2, allowed: 1 });
	});

	it('beyond the tolerance brake: what runs ends, nothing begins, the rest is cancelled', () => {
		const runs: SmallRun[] = [
			{ task: 'a', node: 0, retries: 0 },
			{ task: 'a', node: 1, retries: 5 },
			{ task: 'b', node: 1, after: [1] },
		];
		const dispatcher = begun(runs);
		expect(beginAll(dispatcher)).toEqual([1, 0]);
		dispatcher.finish(0, 'failed', 0);
		expect(states(dispatcher, 3)).toEqual(['failed', 'running', 'cancelled']);
		expect(dispatcher.blockersOf(2)).toMatchObject([{ kind: 'tolerance', failures: 1, allowed: 0 }]);
		dispatcher.finish(1, 'failed', 0);
		expect(dispatcher.isFinished).toBe(true);
	});

	it('are tried again as often as the task says, later each time', () => {
		const dispatcher = begun([{ task: 'a', node: 0, retries: 2, retryIntervalSeconds: 10 }]);
		beginAll(dispatcher);
		dispatcher.finish(0, 'failed', 1_000);
		expect(dispatcher.nextDueMs).toBe(11_000);
		expect(dispatcher.blockersOf(0)).toEqual([{ kind: 'retry_wait', untilMs: 11_000, attempt: 2 }]);
		expect(beginAll(dispatcher, 10_999)).toEqual([]);
		expect(beginAll(dispatcher, 11_000)).toEqual([0]);
		dispatcher.finish(0, 'failed', 20_000);
		expect(dispatcher.nextDueMs).toBe(40_000);
		expect(beginAll(dispatcher, 40_000)).toEqual([0]);
		dispatcher.finish(0, 'failed', 50_000);
		expect(dispatcher.stateOf(0)).toBe('failed');
	});

	it('go on waiting after a restart', () => {
		const graph = smallGraph({ runs: [{ task: 'a', retries: 1, retryIntervalSeconds: 10 }], nodeIds: NODES });
		const failures = new Map([[0, { untilMs: 5_000, failures: 1 }]]);
		const dispatcher = dispatcherOf(graph, { states: new Map([[0, 'ready']]), failures });
		expect(dispatcher.settle()).toEqual([]);
		dispatcher.setSlots(0, 1);
		expect(beginAll(dispatcher, 4_999)).toEqual([]);
		expect(beginAll(dispatcher, 5_000)).toEqual([0]);
		dispatcher.finish(0, 'failed', 6_000);
		expect(dispatcher.stateOf(0)).toBe('failed');
	});

	it('of lost attempts are tried again only where the task says so', () => {
		const runs: SmallRun[] = [
			{ task: 'a', node: 0, retries: 3 },
			{ task: 'b', node: 1, retryOnLost: true },
		];
		const dispatcher = begun(runs, { faultGroups: anyFailures });
		beginAll(dispatcher);
		dispatcher.finish(0, 'lost', 0);
		dispatcher.finish(1, 'lost', 0);
		expect(states(dispatcher, 2)).toEqual(['failed', 'ready']);
		expect(beginAll(dispatcher)).toEqual([1]);
	});
});

describe('an operator', () => {
	const chain: SmallRun[] = [
		{ task: 'a', node: 0 },
		{ task: 'b', node: 1, after: [0] },
		{ task: 'c', node: 0, after: [1] },
	];

	it('pauses, steps and resumes', () => {
		const dispatcher = begun(NODES.map((_, node) => ({ task: 'a', node })));
		dispatcher.pause();
		expect(beginAll(dispatcher)).toEqual([]);
		expect(dispatcher.blockersOf(0)).toEqual([{ kind: 'paused' }]);
		dispatcher.step(2);
		expect(beginAll(dispatcher)).toEqual([0, 1]);
		expect(dispatcher.control).toMatchObject({ isPaused: true, stepsLeft: 0 });
		dispatcher.resume();
		expect(beginAll(dispatcher)).toEqual([2, 3]);
	});

	it('stops at a break-point, and goes past it', () => {
		const dispatcher = begun(chain, { control: { ...UNCONTROLLED, breakpoints: ['b@node-2'] } });
		expect(beginAll(dispatcher)).toEqual([0]);
		dispatcher.finish(0, 'succeeded', 0);
		expect(beginAll(dispatcher)).toEqual([]);
		expect(dispatcher.control.isPaused).toBe(true);
		expect(dispatcher.blockersOf(1)).toEqual([{ kind: 'break_point', name: 'b@node-2' }]);
		dispatcher.resume();
		expect(beginAll(dispatcher)).toEqual([1]);
	});

	it('does not stop again, after a restart, at a break-point that a run was let past', () => {
		const runs: SmallRun[] = [
			{ task: 'a', node: 0 },
			{ task: 'a', node: 1 },
			{ task: 'a', node: 0, after: [0] },
		];
		const first = begun(runs, { control: { ...UNCONTROLLED, breakpoints: ['a'] } });
		expect(beginAll(first)).toEqual([]);
		first.resume();
		const recorded = new Map(states(first, 3).map((state, vertex) => [vertex, state]));
		const second = begun(runs, { states: recorded, control: first.control });
		expect(beginAll(second)).toEqual([0, 1]);
		second.finish(0, 'succeeded', 0);
		expect(beginAll(second)).toEqual([]);
		expect(second.control.isPaused).toBe(true);
	});

	it('retries what failed, and with it what could not run', () => {
		const dispatcher = begun(chain);
		beginAll(dispatcher);
		dispatcher.finish(0, 'failed', 0);
		expect(states(dispatcher, 3)).toEqual(['failed', 'dep_failed', 'dep_failed']);
		dispatcher.retry([0], () => false);
		expect(dispatcher.exceeded).toBeUndefined();
		expect(states(dispatcher, 3)).toEqual(['ready', 'pending', 'pending']);
		expect(beginAll(dispatcher)).toEqual([0]);
	});

	it('has a late success adopted instead', () => {
		const dispatcher = begun(chain);
		beginAll(dispatcher);
		dispatcher.lose(0);
		dispatcher.release(0);
		dispatcher.retry([0], () => true);
		expect(states(dispatcher, 3)).toEqual(['succeeded', 'ready', 'pending']);
	});

	it('never has two attempts of one run alive', () => {
		const dispatcher = begun(chain, {}, 2);
		beginAll(dispatcher);
		dispatcher.lose(0);
		dispatcher.retry([0], () => false);
		expect(beginAll(dispatcher)).toEqual([]);
		expect(dispatcher.blockersOf(0)).toEqual([{ kind: 'slot', slots: 2, holders: [0] }]);
		dispatcher.release(0);
		expect(beginAll(dispatcher)).toEqual([0]);
	});

	it('goes on without a run, but not before what is before it has ended', () => {
		const dispatcher = begun(chain);
		beginAll(dispatcher);
		dispatcher.decide([1], 'skipped_by_operator');
		expect(states(dispatcher, 3)).toEqual(['running', 'skipped', 'pending']);
		dispatcher.finish(0, 'succeeded', 0);
		expect(beginAll(dispatcher)).toEqual([2]);
	});

	it('marks a failed run done: what could not run because of it goes on', () => {
		const dispatcher = begun(chain);
		beginAll(dispatcher);
		dispatcher.finish(0, 'failed', 0);
		dispatcher.decide([0], 'marked_done');
		expect(states(dispatcher, 3)).toEqual(['succeeded', 'ready', 'pending']);
		expect(dispatcher.exceeded).toBeUndefined();
	});

	it('takes a node out: it counts as failed, and others cannot go on without it', () => {
		const faultGroups = [{ name: 'all', nodes: [0, 1, 2, 3], allowedFailures: 1 }];
		const runs: SmallRun[] = [...chain, { task: 'd', node: 3 }];
		const dispatcher = begun(runs, { faultGroups });
		dispatcher.exclude({ nodeId: '2' as NodeId, reason: 'removed' });
		expect(states(dispatcher, 4)).toEqual(['ready', 'cancelled', 'dep_failed', 'ready']);
		expect(dispatcher.exceeded).toBeUndefined();
		dispatcher.retry([], () => false);
		expect(dispatcher.stateOf(1)).toBe('cancelled');
	});

	it('waits for a node that was declared lost again when it retries', () => {
		const dispatcher = begun(chain);
		dispatcher.exclude({ nodeId: '2' as NodeId, reason: 'lost' });
		expect(states(dispatcher, 3)).toEqual(['cancelled', 'cancelled', 'dep_failed']);
		dispatcher.retry([], () => false);
		expect(states(dispatcher, 3)).toEqual(['ready', 'pending', 'pending']);
	});
});

interface Sketch {
	readonly runs: readonly SmallRun[];
	readonly limits: RunLimits;
	readonly slots: readonly number[];
	readonly fails: readonly boolean[];
	readonly order: readonly number[];
	readonly allowed: number;
}

const sketches: fc.Arbitrary<Sketch> = fc.integer({ min: 1, max: 24 }).chain((size) =>
	fc.record({
		runs: fc
			.tuple(
				...Array.from({ length: size }, (_, vertex) =>
					fc.record({
						task: fc.constantFrom('a', 'b', 'c', 'd', undefined),
						type: fc.constantFrom('shell' as const, 'shell' as const, 'master_shell' as const),
						node: fc.nat(NODES.length - 1),
						retries: fc.nat(2),
						retryIntervalSeconds: fc.nat(3),
						failOnError: fc.boolean(),
						after: vertex === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat(vertex - 1), { maxLength: 3 }),
					}),
				),
			)
			.map((runs) => runs.map((run) => ({ ...run, after: [...run.after].sort((a, b) => a - b) }) as SmallRun)),
		limits: fc.record({
			nodesAtOnce: fc.nat(3),
			slotsPerNode: fc.nat(2),
			tasks: fc.record({ a: fc.nat(2), b: fc.nat(1) }),
		}),
		slots: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 5, maxLength: 5 }),
		fails: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
		order: fc.array(fc.nat(), { minLength: 200, maxLength: 200 }),
		allowed: fc.nat(4),
	}),
);

/** Plays a deployment out, holding every rule against what is at work; answers with what began, in order. */
function playOut({ runs, limits, slots, fails, order, allowed }: Sketch): readonly string[] {
	const graph = smallGraph({ runs, nodeIds: NODES });
	const faultGroups = [{ name: 'all', nodes: [0, 1, 2, 3], allowedFailures: allowed }];
	const dispatcher = dispatcherOf(graph, { control: { ...UNCONTROLLED, limits }, faultGroups });
	dispatcher.settle();
	for (const [executor, count] of slots.entries()) {
		dispatcher.setSlots(executor, count);
	}
	const atWork: number[] = [];
	const log: string[] = [];
	let nowMs = 0;
	let draws = 0;
	for (let step = 0; !dispatcher.isFinished; step++) {
		expect(step).toBeLessThan(2_000);
		for (const vertex of beginAll(dispatcher, nowMs)) {
			log.push(`${nowMs} ${vertex}`);
			atWork.push(vertex);
			expect(atWork.filter((other) => other === vertex)).toHaveLength(1);
			checkLimits(graph, { limits, slots }, atWork);
		}
		const index = (order[draws++ % order.length] ?? 0) % Math.max(1, atWork.length);
		const [vertex] = atWork.splice(index, 1);
		if (vertex === undefined) {
			expect(dispatcher.nextDueMs).toBeGreaterThan(nowMs);
			nowMs = dispatcher.nextDueMs ?? nowMs;
		} else {
			dispatcher.finish(vertex, fails[draws % fails.length] === true ? 'failed' : 'succeeded', nowMs);
		}
	}
	expect(atWork).toEqual([]);
	return log;
}

function checkLimits(
	graph: PlanGraph,
	{ limits, slots }: Pick<Sketch, 'limits' | 'slots'>,
	atWork: readonly number[],
): void {
	const nodeOf = (vertex: number): number => graph.vertexNode[vertex] ?? -1;
	const taskOf = (vertex: number): string => graph.tasks[vertex]?.id ?? '';
	const isOnMaster = (vertex: number): boolean => graph.tasks[vertex]?.type === 'master_shell';
	const cap = (executor: number): number => {
		const offered = slots[executor] ?? 0;
		return limits.slotsPerNode > 0 ? Math.min(offered, limits.slotsPerNode) : offered;
	};
	for (const node of NODES.keys()) {
		expect(atWork.filter((vertex) => nodeOf(vertex) === node).length).toBeLessThanOrEqual(cap(node));
	}
	expect(atWork.filter(isOnMaster).length).toBeLessThanOrEqual(cap(NODES.length));
	for (const [id, limit] of Object.entries(limits.tasks)) {
		expect(limit === 0 || atWork.filter((vertex) => taskOf(vertex) === id).length <= limit).toBe(true);
	}
	const nodes = new Set(atWork.map(nodeOf));
	expect(limits.nodesAtOnce === 0 || nodes.size <= limits.nodesAtOnce).toBe(true);
}

describe('every deployment', () => {
	it('ends, exceeds no limit, begins no run twice at once, and goes the same way on the same input', () => {
		fc.assert(
			fc.property(sketches, (sketch) => {
				expect(playOut(sketch)).toEqual(playOut(sketch));
			}),
			{ numRuns: 400 },
		);
	});
});

describe('a task that must succeed more than once', () => {
	const graph = smallGraph({ runs: [{ task: 'a', node: 0 }], nodeIds: NODES });
	const twice = { ...graph, tasks: graph.tasks.map((task) => ({ ...task, succeedRetries: 1 })) };

	it('is done after its last attempt, also when the controller was restarted between them', () => {
		const dispatcher = dispatcherOf(twice);
		dispatcher.settle();
		dispatcher.setSlots(0, 1);
		expect(beginAll(dispatcher)).toEqual([0]);
		dispatcher.finish(0, 'succeeded', 0);
		expect(dispatcher.stateOf(0)).toBe('ready');
		const restarted = dispatcherOf(twice, { states: new Map([[0, 'ready']]), successes: new Map([[0, 1]]) });
		for (const one of [dispatcher, restarted]) {
			one.setSlots(0, 1);
			expect(beginAll(one)).toEqual([0]);
			one.finish(0, 'succeeded', 0);
			expect(one.stateOf(0)).toBe('succeeded');
		}
	});
});

describe('a crash between the parts of a large turn', () => {
	const graphs = fc
		.array(fc.tuple(fc.nat(3), fc.array(fc.nat(15), { maxLength: 3 })), { minLength: 2, maxLength: 16 })
		.map((rows) =>
			rows.map(([node, before], vertex): SmallRun => {
				return { task: `t${vertex}`, node, after: [...new Set(before)].filter((earlier) => earlier < vertex) };
			}),
		);
	const ORDER: Partial<Record<TaskRunState, number>> = { failed: 0, dep_failed: 1 };

	it('changes nothing of how the runs end', () => {
		fc.assert(
			fc.property(graphs, fc.boolean(), (runs, isExcluded) => {
				const live = begun(runs);
				const [first = 0] = beginAll(live);
				const before = states(live, runs.length);
				const exclusion = { nodeId: '1' as NodeId, reason: 'removed' } as const;
				const changes = isExcluded ? live.exclude(exclusion) : live.finish(first, 'failed', 0);
				const end = states(live, runs.length);
				const changed = [...new Set(changes.map(({ vertex }) => vertex))];
				changed.sort((a, b) => (ORDER[end[a] ?? 'ready'] ?? 2) - (ORDER[end[b] ?? 'ready'] ?? 2));
				for (let stored = isExcluded ? 0 : 1; stored <= changed.length; stored++) {
					const recorded = new Map(before.map((state, vertex) => [vertex, state]));
					for (const vertex of changed.slice(0, stored)) {
						recorded.set(vertex, end[vertex] ?? 'pending');
					}
					const next = begun(runs, { states: recorded, excluded: isExcluded ? [exclusion] : [] });
					expect(states(next, runs.length)).toEqual(end);
				}
			}),
			{ numRuns: 500 },
		);
	});
});
