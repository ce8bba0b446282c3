import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PlanGraph } from '../../shared/src/graph/plan-graph.js';
import type { DeploymentId, NodeId } from '../../shared/src/model/ids.js';
import type { TaskDefinition } from '../../shared/src/model/task.js';
import { findFaults } from '../support/check-deployment.js';
import { CrashingStore } from '../support/crashing-store.js';
import { EngineWorld, outcome, task } from '../support/engine-world.js';
import { ProtocolAgent } from '../support/protocol-agent.js';
import { RunLedger } from '../support/run-ledger.js';

const CASES = 40;
const SEED = 20_260;
const SETTLE_MS = 20_000;

/** A task of the plan; relations are numbers of tasks before it. */
interface Sketch {
	readonly kind: 'shell' | 'stage' | 'skipped';
	readonly failOnError: boolean;
	readonly retryOnLost: boolean;
	readonly requires: readonly number[];
	readonly crossDepends: readonly number[];
}

type StepKind =
	| 'speak'
	| 'hear'
	| 'succeed'
	| 'fail'
	| 'repeat'
	| 'connect'
	| 'cut'
	| 'restart'
	| 'interrupt'
	| 'lose journal'
	| 'crash'
	| 'stop'
	| 'wait';

/** `pick` chooses among what there is, `more` varies the step; afterwards the network may carry everything there is. */
interface Step {
	readonly kind: StepKind;
	readonly pick: number;
	readonly more: number;
	readonly flows: boolean;
}

const STEPS: readonly [StepKind, number][] = [
	['speak', 4],
	['hear', 4],
	['succeed', 12],
	['fail', 1],
	['repeat', 2],
	['connect', 4],
	['cut', 2],
	['restart', 1],
	['interrupt', 1],
	['lose journal', 1],
	['crash', 2],
	['stop', 1],
	['wait', 4],
];

const sketch: fc.Arbitrary<Sketch> = fc.record({
	kind: fc.oneof(
		{ weight: 8, arbitrary: fc.constant('shell' as const) },
		{ weight: 1, arbitrary: fc.constant('stage' as const) },
		{ weight: 1, arbitrary: fc.constant('skipped' as const) },
	),
	failOnError: fc.integer({ min: 0, max: 3 }).map((roll) => roll > 0),
	retryOnLost: fc.boolean(),
	requires: fc.array(fc.nat(7), { maxLength: 2 }),
	crossDepends: fc.array(fc.nat(7), { maxLength: 1 }),
});

const step: fc.Arbitrary<Step> = fc.record({
	kind: fc.oneof(...STEPS.map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) }))),
	pick: fc.nat(99),
	more: fc.nat(3),
	flows: fc.integer({ min: 0, max: 3 }).map((roll) => roll > 0),
});

const scenario = fc.record({
	sketches: fc.array(sketch, { minLength: 1, maxLength: 8 }),
	slots: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 }),
	steps: fc.array(step, { minLength: 20, maxLength: 60 }),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

let folder: string;
let world: EngineWorld;
let crashing: CrashingStore;
let caseNumber = 0;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-protocol-'));
	world = new EngineWorld(join(folder, 'stoker.db'));
	crashing = new CrashingStore();
	await world.start(crashing.wrap);
});

afterEach(async () => {
	await world.crash();
	rmSync(folder, { recursive: true });
});

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

function tasksOf(sketches: readonly Sketch[]): readonly TaskDefinition[] {
	return sketches.map(({ kind, failOnError, retryOnLost, requires, crossDepends }, index) =>
		task(`t${index}`, {
			type: kind,
			failOnError,
			retryOnLost,
			requires: [...new Set(requires)].filter((other) => other < index).map((other) => `t${other}`),
			crossDepends: crossDepends
				.filter((other) => other < index)
				.map((other) => ({ name: `t${other}`, role: undefined, policy: 'all' as const })),
		}),
	);
}

/** One deployment under a script of mishaps. */
class Play {
	readonly #id: DeploymentId;
	readonly #graph: PlanGraph;
	readonly #ledger: RunLedger;
	readonly #agents: readonly ProtocolAgent[];
	#mayBeStopped = false;

	private constructor(id: DeploymentId, graph: PlanGraph, slots: readonly number[], nodeIds: readonly string[]) {
		this.#id = id;
		this.#graph = graph;
		this.#ledger = new RunLedger(graph);
		this.#agents = nodeIds.map((nodeId, index) => new ProtocolAgent(nodeId as NodeId, slots[index] ?? 1, this.#ledger));
	}

	static async begin({ sketches, slots }: Scenario): Promise<Play> {
		const first = ++caseNumber * 10;
		const nodeIds = slots.map((_slot, index) => String(first + index));
		const { id, graph } = await world.prepare(tasksOf(sketches), nodeIds);
		await world.engine.startDeployment(id);
		const play = new Play(id, graph, slots, nodeIds);
		for (const agent of play.#agents) {
			agent.connect(world.engine);
		}
		return play;
	}

	async take(step: Step): Promise<void> {
		if (crashing.isDead) {
			await this.#revive();
		}
		await this.#perform(step);
		await pause(1);
		for (const agent of step.flows ? this.#agents : []) {
			this.#carry(agent);
		}
	}

	async #perform({ kind, pick, more }: Step): Promise<void> {
		const agent = this.#agents[pick % this.#agents.length];
		if (agent === undefined) {
			return;
		}
		const running = agent.alive[pick % Math.max(1, agent.alive.length)];
		switch (kind) {
			case 'speak':
			case 'hear':
				for (let count = 0; count <= more; count++) {
					agent[kind]();
				}
				break;
			case 'succeed':
			case 'fail':
				if (running !== undefined) {
					agent.finish(running, outcome(kind === 'fail' ? 'exit_code' : undefined));
				}
				break;
			case 'connect':
				agent.connect(world.engine);
				break;
			case 'cut':
				agent.cut(more > 1);
				break;
			case 'repeat':
				agent.repeat(pick);
				break;
			case 'restart':
			case 'interrupt':
				agent[kind]();
				break;
			case 'lose journal':
				agent.loseJournal(more > 1);
				break;
			case 'crash':
				crashing.arm(more, pick % 2 === 0 ? 'before' : 'after');
				break;
			case 'stop':
				if (more === 0) {
					this.#stop(pick % 2 === 0);
				}
				break;
			case 'wait':
				await pause(more);
		}
	}

	/** From here on nothing goes wrong any more: everything must come to an end. */
	async settle(): Promise<readonly string[]> {
		crashing.disarm();
		const deadlineMs = performance.now() + SETTLE_MS;
		while (!(await this.#hasEnded()) || this.#agents.some((agent) => agent.hasNews)) {
			if (performance.now() > deadlineMs) {
				const states = JSON.stringify(await world.runStates(this.#id));
				return [
					`it did not come to an end: ${states}, news of ${this.#agents.filter((agent) => agent.hasNews).length} agents`,
				];
			}
			for (const agent of this.#agents) {
				this.#help(agent);
			}
			await pause(1);
		}
		const subject = { id: this.#id, graph: this.#graph, ledger: this.#ledger, mayBeStopped: this.#mayBeStopped };
		const faults = await findFaults(world.store, subject);
		for (const agent of this.#agents) {
			agent.cut(true);
		}
		return [...faults, ...world.fatal.map(String)];
	}

	#carry(agent: ProtocolAgent): void {
		while (agent.hear() || agent.speak()) {
			// The next envelope.
		}
	}

	#help(agent: ProtocolAgent): void {
		if (!agent.isConnected) {
			agent.connect(world.engine);
		}
		this.#carry(agent);
		for (const assignmentId of agent.alive) {
			agent.finish(assignmentId, outcome());
		}
	}

	async #hasEnded(): Promise<boolean> {
		if (crashing.isDead) {
			await this.#revive();
		}
		const { state } = await world.deploymentState(this.#id);
		return ['succeeded', 'failed', 'stopped'].includes(state) && world.engine.deploymentCount() === 0;
	}

	async #revive(): Promise<void> {
		for (const agent of this.#agents) {
			agent.orphan();
		}
		await world.crash();
		await world.start(crashing.wrap);
	}

	#stop(now: boolean): void {
		this.#mayBeStopped = true;
		world.engine.stopDeployment(this.#id, { now, actor: 'test' }).catch(() => undefined);
	}
}

it('runs every deployment to the end its outcomes imply, whatever is lost, repeated or killed', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async (drawn) => {
			const play = await Play.begin(drawn);
			for (const next of drawn.steps) {
				await play.take(next);
			}
			expect(await play.settle()).toEqual([]);
		}),
		{ numRuns: CASES, seed: SEED, endOnFailure: true },
	);
}, 240_000);
