import { setTimeout as pause } from 'node:timers/promises';
import { Cluster, until } from '../support/cluster.js';
import { FleetProcess } from '../support/fleet-process.js';
import { loadAverage, readProcess, residentBytesOf } from './measure.js';
import type { Figure } from './report.js';
import { cpuPerTask, saturate, tasksPerSecond } from './saturate.js';

/** How large the fleet and its work are. */
export interface LargeFleetSettings {
	readonly agents: number;
	readonly tasksPerAgent: number;
	readonly seed: number;
}

const ENROL_LIMIT_MS = 300_000;
const BACK_LIMIT_MS = 60_000;
const START_MS = 5_000;
/** By then what the handshakes left behind has been collected. */
const SETTLE_MS = 30_000;
const BEST_OF = 3;

/**
 * A controller and a fleet that enrols once, for the suites that need a thousand agents. Each suite leaves the fleet
 * online.
 */
export class LargeFleet {
	readonly #settings: LargeFleetSettings;
	readonly #cluster: Cluster;
	#fleet: FleetProcess | undefined;

	private constructor(settings: LargeFleetSettings, cluster: Cluster) {
		this.#settings = settings;
		this.#cluster = cluster;
	}

	static async start(settings: LargeFleetSettings): Promise<LargeFleet> {
		return new LargeFleet(settings, await Cluster.start());
	}

	/** Agents make keys and requests, get certificates, connect and tell their hardware. */
	async enrol(): Promise<readonly Figure[]> {
		const { agents } = this.#settings;
		const token = await this.#cluster.createToken(agents);
		const load = loadAverage();
		const before = readProcess(this.#cluster.controllerPid);
		const fleet = this.#startFleet(token);
		await fleet.until('every agent is online', ({ online }) => online === agents, ENROL_LIMIT_MS);
		await until('every inventory is stored', async () => (await this.#knownMachines()) === agents, ENROL_LIMIT_MS);
		const after = readProcess(this.#cluster.controllerPid);
		const perAgent = (cpuSeconds: number): number => (cpuSeconds / agents) * 1000;
		const wall = (after.atMs - before.atMs) / 1000;
		return [
			{ name: `${agents} agents enrolled`, value: wall, unit: 's', budget: 60, kind: 'wall', load },
			{
				name: 'server CPU per enrolment',
				value: perAgent(after.cpuSeconds - before.cpuSeconds),
				unit: 'ms',
				budget: 30,
				kind: 'cpu',
				load,
			},
			{
				name: 'fleet CPU per enrolment',
				value: perAgent(readProcess(fleet.pid).cpuSeconds),
				unit: 'ms',
				kind: 'info',
				load,
			},
		];
	}

	/** A controller that was just started, without agents and with all of them. */
	async memory(): Promise<readonly Figure[]> {
		const { agents } = this.#settings;
		await this.#online();
		await this.#fleet?.stop();
		await this.#cluster.killController('SIGTERM');
		await this.#cluster.startController();
		await pause(START_MS);
		const load = loadAverage();
		const idle = residentBytesOf(this.#cluster.controllerPid);
		this.#startFleet();
		await this.#untilAllBack();
		await pause(SETTLE_MS);
		const connected = residentBytesOf(this.#cluster.controllerPid);
		const memory = { kind: 'memory', load } as const;
		return [
			{ ...memory, name: 'controller, idle, nobody connected', value: idle / 1e6, unit: 'MB', budget: 150 },
			{
				...memory,
				name: 'memory per connected agent',
				value: (connected - idle) / agents / 1000,
				unit: 'kB',
				budget: 100,
			},
			{ ...memory, name: `controller, ${agents} agents connected`, value: connected / 1e6, unit: 'MB' },
			{
				...memory,
				kind: 'info',
				name: 'fleet, memory per agent',
				value: residentBytesOf(this.#fleet?.pid ?? 0) / agents / 1000,
				unit: 'kB',
			},
		];
	}

	/** From kill -9 of the controller until it hears every agent again; its own start is part of it. */
	async reconnect(): Promise<readonly Figure[]> {
		const { agents } = this.#settings;
		await this.#online();
		const load = loadAverage();
		const rounds: { readonly seconds: number; readonly cpuSeconds: number }[] = [];
		for (let round = 0; round < BEST_OF; round++) {
			const startedAt = performance.now();
			await this.#cluster.killController('SIGKILL');
			await this.#cluster.startController();
			await this.#untilAllBack();
			const { cpuSeconds } = readProcess(this.#cluster.controllerPid);
			rounds.push({ seconds: (performance.now() - startedAt) / 1000, cpuSeconds });
		}
		const seconds = Math.min(...rounds.map((round) => round.seconds));
		const cpuSeconds = Math.min(...rounds.map((round) => round.cpuSeconds));
		return [
			{ name: `${agents} agents back after kill -9`, value: seconds, unit: 's', budget: 5, kind: 'wall', load },
			{
				name: 'server CPU per returning agent',
				value: (cpuSeconds / agents) * 1000,
				unit: 'ms',
				budget: 5,
				kind: 'cpu',
				load,
			},
		];
	}

	/** Every task ends at once: what goes through the whole of it. */
	async endToEnd(): Promise<readonly Figure[]> {
		const { tasksPerAgent } = this.#settings;
		const fleet = await this.#online();
		const saturated = await saturate(this.#cluster, fleet, { length: tasksPerAgent, hasLeader: true });
		const { load, tasks, fleetCpuSeconds, memoryBytes } = saturated;
		return [
			{
				name: 'tasks end to end',
				value: tasksPerSecond(saturated),
				unit: 'tasks/s',
				budget: 3_000,
				better: 'more',
				kind: 'wall',
				load,
			},
			{ name: 'server CPU per task', value: cpuPerTask(saturated), unit: 'µs', budget: 120, kind: 'cpu', load },
			{ name: 'fleet CPU per task', value: (fleetCpuSeconds / tasks) * 1e6, unit: 'µs', kind: 'info', load },
			{ name: 'controller memory', value: memoryBytes / 1e6, unit: 'MB', kind: 'info', load },
		];
	}

	async stop(): Promise<void> {
		await this.#fleet?.stop('SIGKILL');
		await this.#cluster.stop();
	}

	/** The fleet, enrolled if it was not, and heard by the controller. */
	async #online(): Promise<FleetProcess> {
		if (this.#fleet === undefined) {
			this.#startFleet(await this.#cluster.createToken(this.#settings.agents));
		}
		await this.#untilAllBack(ENROL_LIMIT_MS);
		if (this.#fleet === undefined) {
			throw new Error('the fleet was not started');
		}
		return this.#fleet;
	}

	#startFleet(token?: string): FleetProcess {
		const { agents, seed } = this.#settings;
		const flags = ['--task-seconds', '0', '--output-bytes', '0', '--seed', String(seed)];
		const fleet = new FleetProcess({
			cluster: this.#cluster,
			count: agents,
			...(token !== undefined && { token }),
			flags,
		});
		this.#fleet = fleet;
		return fleet;
	}

	async #untilAllBack(limitMs = BACK_LIMIT_MS): Promise<void> {
		const { agents } = this.#settings;
		const isBack = async (): Promise<boolean> => (await this.#cluster.client.system.info()).nodesOnline >= agents;
		await until('every agent is back', isBack, limitMs);
	}

	async #knownMachines(): Promise<number> {
		let known = 0;
		for await (const { memoryBytes } of this.#cluster.client.nodes.list()) {
			known += Number(memoryBytes > 0);
		}
		return known;
	}
}
