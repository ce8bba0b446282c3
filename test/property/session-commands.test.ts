import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PlanGraph } from '../../shared/src/graph/plan-graph.js';
import type { DeploymentId, NodeId } from '../../shared/src/model/ids.js';
import { findFaults } from '../support/check-deployment.js';
import { CrashingStore } from '../support/crashing-store.js';
import { EngineWorld, outcome, settle, task } from '../support/engine-world.js';
import { ProtocolAgent } from '../support/protocol-agent.js';
import { RunLedger } from '../support/run-ledger.js';
import { type ModelNode, SessionModel } from './session-model.js';

const CASES = 25;
const SEED = 20_263;
const NODES = 2;
const TASKS = 4;
const TIMEOUT_SECONDS = 1;
const LEASE_SECONDS = 1;
const SWEEP_MS = 1_000;
/** Until everything that can be said was said. */
const AGREE_MS = 30_000;

let folder: string;
let caseNumber = 0;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-model-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The engine, its store and two agents with the real decisions, under the same commands as the model. */
class RealSystem {
	readonly agents: readonly ProtocolAgent[];
	readonly #world: EngineWorld;
	readonly #crashing: CrashingStore;
	readonly #id: DeploymentId;
	readonly #graph: PlanGraph;
	readonly #ledger: RunLedger;
	#isStopped = false;

	private constructor(world: EngineWorld, crashing: CrashingStore, id: DeploymentId, graph: PlanGraph) {
		this.#world = world;
		this.#crashing = crashing;
		this.#id = id;
		this.#graph = graph;
		this.#ledger = new RunLedger(graph);
		this.agents = nodeIds().map((nodeId) => new ProtocolAgent(nodeId, 1, this.#ledger));
	}

	static async begin(): Promise<RealSystem> {
		caseNumber += 1;
		const settings = { leaseSeconds: LEASE_SECONDS, lostExtraSeconds: 0 };
		const world = new EngineWorld(join(folder, `case-${caseNumber}.db`), settings);
		const crashing = new CrashingStore();
		world.freezeClock();
		await world.start(crashing.wrap);
		const { id, graph } = await world.prepare(tasks(), nodeIds());
		await world.engine.startDeployment(id);
		return new RealSystem(world, crashing, id, graph);
	}

	connect(index: number): void {
		this.agents[index]?.connect(this.#world.engine);
	}

	async connectUnheard(index: number): Promise<void> {
		const agent = this.agents[index];
		agent?.connect(this.#world.engine);
		while (!agent?.isAnswered) {
			await settle(1);
		}
		agent.cut(true);
	}

	async crash(): Promise<void> {
		// Nothing more is stored from here on.
		this.#crashing.arm(0, 'before');
		for (const agent of this.agents) {
			agent.orphan();
		}
		await this.#world.crash();
		await this.#world.start(this.#crashing.wrap);
	}

	stop(now: boolean): void {
		this.#isStopped = true;
		this.#world.engine.stopDeployment(this.#id, { now, actor: 'test' }).catch(() => undefined);
	}

	/** Whoever is connected is heard; whoever is not has been silent for a lease and a timeout. */
	async passLease(): Promise<void> {
		for (let passedMs = 0; passedMs <= (LEASE_SECONDS + TIMEOUT_SECONDS) * 1_000; passedMs += SWEEP_MS) {
			this.#world.passTime(SWEEP_MS);
			for (const agent of this.agents) {
				agent.beat();
				carry(agent);
			}
			await settle(SWEEP_MS + 100);
		}
	}

	/** Lets everything arrive until the system is in the state of the model. */
	async agreesWith(model: SessionModel): Promise<void> {
		const expected = describeModel(model);
		const deadlineMs = performance.now() + AGREE_MS;
		for (;;) {
			for (const agent of this.agents) {
				carry(agent);
			}
			const found = await this.#describe();
			if (JSON.stringify(found) === JSON.stringify(expected)) {
				return;
			}
			if (performance.now() > deadlineMs) {
				expect(found).toEqual(expected);
			}
			await settle(2);
		}
	}

	/** Everything comes to an end, and is checked as a whole. */
	async conclude(model: SessionModel): Promise<void> {
		for (const [index, node] of model.nodes.entries()) {
			this.agents[index]?.cut(true);
			model.cut(node);
			this.connect(index);
			model.connect(node, true);
			await this.agreesWith(model);
			while (node.entry === 'running') {
				this.finish(index, undefined);
				model.finish(node, 'success');
				await this.agreesWith(model);
			}
		}
		while (this.#world.engine.deploymentCount() > 0) {
			await settle(2);
		}
		const subject = { id: this.#id, graph: this.#graph, ledger: this.#ledger, mayBeStopped: this.#isStopped };
		const faults = await findFaults(this.#world.store, subject);
		// Runs that were given up as lost have no outcome of their own; the model has judged them.
		expect(model.hasPassedLease ? [] : faults).toEqual([]);
		expect(this.#world.fatal).toEqual([]);
		for (const agent of this.agents) {
			agent.cut(true);
		}
		await this.#world.crash();
	}

	finish(index: number, reason: 'exit_code' | undefined): void {
		const agent = this.agents[index];
		for (const assignmentId of agent?.alive ?? []) {
			agent?.finish(assignmentId, outcome(reason));
		}
	}

	async #describe() {
		const states = await this.#world.runStates(this.#id);
		const attempts = await this.#world.store.read(({ db }) =>
			db.selectFrom('attempt').select(['node_id']).where('deployment_id', '=', this.#id).execute(),
		);
		return nodeIds().map((nodeId, index) => ({
			runs: tasks().map(({ id }) => {
				const state = states[`${id}@${nodeId}`] ?? '';
				return state === 'pending' || state === 'ready' ? 'waiting' : state;
			}),
			attempts: attempts.filter((attempt) => attempt.node_id === nodeId).length,
			alive: this.agents[index]?.alive.length ?? 0,
		}));
	}
}

function describeModel(model: SessionModel) {
	return model.nodes.map(({ runs, entry }) => ({
		runs: runs.map(({ state }) => state),
		attempts: runs.reduce((sum, { attempts }) => sum + attempts, 0),
		alive: Number(entry === 'running'),
	}));
}

function nodeIds(): readonly NodeId[] {
	return Array.from({ length: NODES }, (_, index) => String(caseNumber * NODES + index) as NodeId);
}

/** A chain whose failures hold nobody up; every other run is repeated when it is lost. */
function tasks() {
	return Array.from({ length: TASKS }, (_, index) =>
		task(`t${index}`, {
			failOnError: false,
			retryOnLost: index % 2 === 0,
			requires: index > 0 ? [`t${index - 1}`] : [],
			parameters: { cmd: 'true', timeout: TIMEOUT_SECONDS, retries: 0 },
		}),
	);
}

function carry(agent: ProtocolAgent): void {
	while (agent.hear() || agent.speak()) {
		// The next envelope.
	}
}

type Command = fc.AsyncCommand<SessionModel, RealSystem>;

/** A command on one node: what it does to the model and to the system, and when it can be given. */
function onNode(
	name: string,
	isPossible: (node: ModelNode) => boolean,
	perform: (model: SessionModel, node: ModelNode, real: RealSystem, index: number) => Promise<void> | void,
): fc.Arbitrary<Command> {
	return fc.nat(NODES - 1).map((index) => ({
		check: ({ nodes }) => isPossible(nodes[index] as ModelNode),
		run: async (model, real) => {
			await perform(model, model.nodes[index] as ModelNode, real, index);
			await real.agreesWith(model);
		},
		toString: () => `${name} ${index}`,
	}));
}

function onAll(
	name: string,
	isPossible: (model: SessionModel) => boolean,
	perform: (model: SessionModel, real: RealSystem) => Promise<void> | void,
): fc.Arbitrary<Command> {
	return fc.constant({
		check: isPossible,
		run: async (model, real) => {
			await perform(model, real);
			await real.agreesWith(model);
		},
		toString: () => name,
	});
}

const connect = onNode(
	'hello',
	(node) => !node.isConnected,
	(model, node, real, index) => {
		model.connect(node, true);
		real.connect(index);
	},
);
const connectUnheard = onNode(
	'hello and assignment unheard',
	(node) => !node.isConnected,
	async (model, node, real, index) => {
		model.connect(node, false);
		await real.connectUnheard(index);
	},
);
const cut = onNode(
	'cut',
	(node) => node.isConnected,
	(model, node, real, index) => {
		model.cut(node);
		real.agents[index]?.cut(true);
	},
);
const restart = onNode(
	'restart',
	() => true,
	(model, node, real, index) => {
		model.cut(node);
		real.agents[index]?.restart();
	},
);
const interrupt = onNode(
	'interrupt',
	() => true,
	(model, node, real, index) => {
		model.interrupt(node);
		real.agents[index]?.interrupt();
	},
);
const report = (end: 'success' | 'exit_code') =>
	onNode(
		`report ${end}`,
		(node) => node.entry === 'running',
		(model, node, real, index) => {
			model.finish(node, end);
			real.finish(index, end === 'success' ? undefined : end);
		},
	);
const lose = (isReboot: boolean) =>
	onNode(
		isReboot ? 'reboot without the spool' : 'lose the spool',
		() => true,
		(model, node, real, index) => {
			model.loseSpool(node, isReboot);
			real.agents[index]?.loseJournal(isReboot);
		},
	);
const crash = onAll(
	'crash',
	() => true,
	async (model, real) => {
		model.crash();
		await real.crash();
	},
);
const cancel = (now: boolean) =>
	onAll(
		now ? 'cancel' : 'stop',
		(model) => !model.isStopping && model.nodes.some(({ runs }) => runs.some(({ state }) => state === 'waiting')),
		(model, real) => {
			model.stop(now);
			real.stop(now);
		},
	);
/** Takes seconds, so once in a case, and only where somebody is lost by it. */
const lease = onAll(
	'lease runs out',
	(model) =>
		!model.hasPassedLease && model.nodes.some(({ isConnected, open }) => !isConnected && open?.run.state === 'running'),
	async (model, real) => {
		model.passLease();
		await real.passLease();
	},
);

const often = [connect, connect, connect, report('success'), report('success'), report('exit_code')];
const seldom = [
	connectUnheard,
	cut,
	restart,
	interrupt,
	lose(false),
	lose(true),
	crash,
	cancel(true),
	cancel(false),
	lease,
];
const commands = fc.commands([...often, ...often, ...seldom], { maxCommands: 40, size: 'max' });

it('holds what a small model of the rules holds, after every hello, report, loss, lease, cancel and crash', async () => {
	await fc.assert(
		fc.asyncProperty(commands, async (drawn) => {
			let system: RealSystem | undefined;
			let state: SessionModel | undefined;
			await fc.asyncModelRun(async () => {
				const mayRepeat = tasks().map(({ retryOnLost }) => retryOnLost);
				state = new SessionModel(Array.from({ length: NODES }, () => mayRepeat));
				system = await RealSystem.begin();
				return { model: state, real: system };
			}, drawn);
			if (system && state) {
				await system.conclude(state);
			}
		}),
		{ numRuns: CASES, seed: SEED, endOnFailure: true },
	);
}, 240_000);
