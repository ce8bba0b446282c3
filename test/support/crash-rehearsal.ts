import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DeploymentId, NodeId } from '../../shared/src/model/ids.js';
import type { TaskDefinition } from '../../shared/src/model/task.js';
import { type CrashKind, CrashPoints } from './crash-points.js';
import { CrashingStore } from './crashing-store.js';
import { EngineWorld, task } from './engine-world.js';
import { counted } from './shell-release.js';
import { SupervisedAgent } from './supervised-agent.js';

const NODES = 5;
const TASKS_PER_NODE = 40;
/** Every so many tasks all nodes wait for each other. */
const MEETING = 8;
const SLOTS = 2;
const LIMIT_MS = 120_000;
const TORN_BYTES = 1_500;

/** How a deployment of 200 task runs ended. */
export interface RehearsalResult {
	readonly state: string;
	readonly runStates: Readonly<Record<string, string>>;
	/** One line for each time a task was started, written by the task: `TASK@NODE#ATTEMPT`. */
	readonly lines: readonly string[];
	/** How the attempts of each run ended, in order: `succeeded`, or a reason. */
	readonly attempts: Readonly<Record<string, readonly string[]>>;
	readonly controllerCrashes: number;
	readonly agentCrashes: number;
	/** Durable writes of all processes together. */
	readonly writes: number;
	readonly faults: readonly unknown[];
}

/** Crashes at every write whose number leaves this rest when divided by `every`; each kind comes in turn. */
export interface CrashSchedule {
	readonly every: number;
	readonly rest: number;
	readonly firstKind: number;
}

export const CRASH_KINDS: readonly CrashKind[] = ['before', 'torn', 'after'];

/** Who dies at a write, by a schedule. */
export function chooseBy({ every, rest, firstKind }: CrashSchedule): (write: number) => CrashKind | undefined {
	return (write) =>
		write % every === rest ? CRASH_KINDS[(Math.floor(write / every) + firstKind) % CRASH_KINDS.length] : undefined;
}

/** Everything in which a rehearsal differs from an undisturbed one, in words. */
export function differences(result: RehearsalResult): readonly string[] {
	const found = result.faults.map(String);
	if (result.state !== 'succeeded') {
		found.push(`the deployment is ${result.state}`);
	}
	const linesOf = new Map<string, string[]>();
	for (const line of result.lines) {
		const name = line.slice(0, line.indexOf('#'));
		linesOf.set(name, [...(linesOf.get(name) ?? []), line]);
	}
	for (const [name, state] of Object.entries(result.runStates)) {
		const attempts = result.attempts[name] ?? [];
		const lines = linesOf.get(name) ?? [];
		// An attempt that was given up before it ran left no line, and the one in force exactly one.
		if (state !== 'succeeded' || lines.join() !== `${name}#${attempts.length}`) {
			found.push(`${name} is ${state}; attempts ${attempts.join()}; lines ${lines.join()}`);
		}
		if (attempts.slice(0, -1).some((end) => end !== 'interrupted') || attempts.at(-1) !== 'succeeded') {
			found.push(`the attempts of ${name} ended as ${attempts.join()}`);
		}
	}
	const repeated = Object.values(result.attempts).reduce((sum, { length }) => sum + length - 1, 0);
	if (repeated > result.agentCrashes * SLOTS) {
		found.push(`${repeated} attempts were repeated after ${result.agentCrashes} crashes of agents`);
	}
	return found;
}

/**
 * Deploys 200 counted shell tasks on five agents in one process: the real engine on SQLite, real journals, spools and
 * task wrappers. At every durable write for which `choose` says so its process dies, and a new one goes on with what
 * lies on the disk.
 */
export async function rehearse(
	folder: string,
	choose: (write: number) => CrashKind | undefined,
): Promise<RehearsalResult> {
	const rehearsal = new CrashRehearsal(folder, new CrashPoints(choose));
	try {
		return await rehearsal.run();
	} finally {
		await rehearsal.close();
	}
}

class CrashRehearsal {
	readonly #folder: string;
	readonly #points: CrashPoints;
	readonly #agents: readonly SupervisedAgent[];
	readonly #faults: unknown[] = [];
	#world: EngineWorld;
	#crashing: CrashingStore;
	#crashKind: CrashKind | undefined;
	#controllerCrashes = 0;

	constructor(folder: string, points: CrashPoints) {
		this.#folder = folder;
		this.#points = points;
		this.#agents = Array.from({ length: NODES }, (_, index) => {
			const agentFolder = join(folder, `agent-${index}`);
			mkdirSync(agentFolder, { recursive: true });
			return new SupervisedAgent({
				nodeId: String(index + 1) as NodeId,
				folder: agentFolder,
				slots: SLOTS,
				points,
				onCrash: () => undefined,
				onFault: (error) => this.#faults.push(error),
			});
		});
		this.#crashing = this.#makeCrashing();
		this.#world = new EngineWorld(join(folder, 'controller-0.db'));
	}

	async run(): Promise<RehearsalResult> {
		await this.#world.start(this.#crashing.wrap);
		const nodeIds = this.#agents.map((agent) => agent.nodeId);
		const { id } = await this.#world.prepare(tasksOf(), nodeIds);
		for (const agent of this.#agents) {
			await agent.start();
		}
		await this.#world.engine.startDeployment(id);
		this.#points.arm();
		const deadlineMs = performance.now() + LIMIT_MS;
		while (!(await this.#hasEnded(id))) {
			if (performance.now() > deadlineMs) {
				throw new Error(`it did not end: ${JSON.stringify(await this.#world.runStates(id))}`);
			}
			await this.#help();
			await new Promise((resolve) => setTimeout(resolve, 3));
		}
		this.#points.disarm();
		return this.#result(id);
	}

	async close(): Promise<void> {
		await Promise.all(this.#agents.map((agent) => agent.stop()));
		await this.#world.crash();
	}

	/** Starts whoever is dead, and connects whoever is alone. */
	async #help(): Promise<void> {
		if (this.#crashing.isDead) {
			await this.#reviveController();
		}
		for (const agent of this.#agents) {
			if (!agent.isAlive) {
				await agent.start();
			}
			if (!agent.isConnected) {
				void agent.connect(this.#world.engine);
			}
		}
	}

	async #reviveController(): Promise<void> {
		for (const agent of this.#agents) {
			agent.orphan();
		}
		await this.#crashing.whenQuiet();
		const path = this.#world.path;
		const next = join(this.#folder, `controller-${this.#controllerCrashes}.db`);
		copyAsCrashed(path, next, this.#crashKind === 'torn');
		await this.#world.crash();
		for (const suffix of ['', '-wal', '-shm']) {
			rmSync(path + suffix, { force: true });
		}
		this.#crashing = this.#makeCrashing();
		this.#world = new EngineWorld(next);
		const crashing = this.#crashing;
		// It may die while it starts: then it never comes to an end.
		const started = this.#world.start(crashing.wrap).then(() => true);
		while (!(crashing.isDead || (await Promise.race([started, pause(3)])))) {
			// Still starting.
		}
	}

	#makeCrashing(): CrashingStore {
		return new CrashingStore(
			() => this.#points.next(),
			(kind) => {
				this.#controllerCrashes += 1;
				this.#crashKind = kind;
			},
		);
	}

	async #hasEnded(id: DeploymentId): Promise<boolean> {
		if (this.#crashing.isDead || this.#agents.some((agent) => agent.hasNews)) {
			return false;
		}
		const { state } = await Promise.race([this.#world.deploymentState(id), pause(1_000).then(() => ({ state: '' }))]);
		return ['succeeded', 'failed', 'stopped'].includes(state) && this.#world.engine.deploymentCount() === 0;
	}

	async #result(id: DeploymentId): Promise<RehearsalResult> {
		const { store } = this.#world;
		const rows = await store.read(({ db }) =>
			db
				.selectFrom('attempt')
				.innerJoin('task_run', (join_) =>
					join_
						.onRef('task_run.deployment_id', '=', 'attempt.deployment_id')
						.onRef('task_run.vertex', '=', 'attempt.vertex'),
				)
				.select(['task_run.task_id', 'task_run.node_id', 'attempt.detail'])
				.where('attempt.deployment_id', '=', id)
				.orderBy('attempt.number')
				.execute(),
		);
		const attempts: Record<string, string[]> = {};
		for (const { task_id, node_id, detail } of rows) {
			const outcome = JSON.parse(detail ?? '{}') as { outcome?: string; reason?: string };
			const name = `${task_id}@${node_id}`;
			attempts[name] = [...(attempts[name] ?? []), outcome.reason ?? outcome.outcome ?? 'open'];
		}
		return {
			state: (await this.#world.deploymentState(id)).state,
			runStates: await this.#world.runStates(id),
			lines: this.#agents.flatMap(({ root }) => readFileSync(join(root, 'starts'), 'utf8').trim().split('\n')),
			attempts,
			controllerCrashes: this.#controllerCrashes,
			agentCrashes: this.#agents.reduce((sum, { crashes }) => sum + crashes, 0),
			writes: this.#points.writes,
			faults: [...this.#faults, ...this.#world.fatal],
		};
	}
}

function tasksOf(): readonly TaskDefinition[] {
	return Array.from({ length: TASKS_PER_NODE }, (_, index) =>
		task(`t${index}`, {
			parameters: { cmd: counted('true') },
			// An attempt that was durably started and never run is given up; another one takes its place.
			retryOnLost: true,
			// Two chains on each node, which meet.
			requires: index > 1 ? [`t${index - 2}`] : [],
			crossDepends:
				index > 0 && index % MEETING === 0 ? [{ name: `t${index - 1}`, role: undefined, policy: 'all' as const }] : [],
		}),
	);
}

/** Copies a database nobody is writing to. The log first: what a checkpoint carries over meanwhile is then in both. */
export function copyAsCrashed(from: string, to: string, isTorn: boolean): void {
	if (existsSync(`${from}-wal`)) {
		copyFileSync(`${from}-wal`, `${to}-wal`);
		if (isTorn) {
			appendFileSync(`${to}-wal`, readFileSync(`${to}-wal`).subarray(-TORN_BYTES));
		}
	}
	copyFileSync(from, to);
}

function pause(milliseconds: number): Promise<undefined> {
	return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}
