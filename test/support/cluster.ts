import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect, parseContexts, type StokerClient } from '@stoker/cli/client';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const STOKERD = join(ROOT, 'controller/dist/bundle/stokerd.js');
const STOKERD_UNBUNDLED = join(ROOT, 'controller/dist/main.js');
const STOKER_AGENT = join(ROOT, 'agent/dist/bundle/stoker-agent.js');
const START_MS = 20_000;
const ONLINE_MS = 60_000;

/** One agent of a cluster: its folders and, while it lives, its process. */
export interface ClusterAgent {
	/** Number from 0; the node id is what the controller made of it. */
	readonly index: number;
	readonly stateFolder: string;
	readonly root: string;
	readonly logFile: string;
	process: ChildProcess | undefined;
}

export interface ClusterOptions {
	/** Extra settings of stokerd as environment variables. */
	readonly settings?: Readonly<Record<string, string>>;
	/** Where the controller keeps its data, when not in the temporary folder. */
	readonly dataFolder?: string;
	/** Another program than the controller's own, given the same arguments. */
	readonly controllerProgram?: string;
	/** Another program than the agent's own, given the same arguments; for a replaced executor table. */
	readonly agentProgram?: string;
	/** A command that becomes the program that follows it, on a machine which agents then have as a whole. */
	readonly agentLauncher?: readonly string[];
	/** Runs the controller from unbundled code and leaves CPU profiles in the folder `profiles` when it ends. */
	readonly isProfiled?: boolean;
}

/**
 * A controller and agents as real processes over mTLS, in a temporary folder, on free ports. The programs are the
 * built ones, so `make build` comes first.
 */
export class Cluster {
	readonly folder = mkdtempSync(join(tmpdir(), 'stoker-cluster-'));
	readonly dataFolder: string;
	readonly agents: ClusterAgent[] = [];
	readonly #options: ClusterOptions;
	readonly #ports: { enrol: number; agents: number; admin: number; https: number };
	#controller: ChildProcess | undefined;
	#agentCount = 0;
	#client: StokerClient | undefined;

	private constructor(options: ClusterOptions, ports: { enrol: number; agents: number; admin: number; https: number }) {
		this.#options = options;
		this.dataFolder = options.dataFolder ?? join(this.folder, 'data');
		this.#ports = ports;
	}

	static async start(options: ClusterOptions = {}): Promise<Cluster> {
		const [enrol = 0, agents = 0, admin = 0, https = 0] = await freePorts(4);
		const cluster = new Cluster(options, { enrol, agents, admin, https });
		await cluster.#run(STOKERD, ['init', ...cluster.#controllerFlags()]);
		await cluster.startController();
		cluster.#client = await cluster.#connect();
		return cluster;
	}

	/** Calls as the first administrator. */
	get client(): StokerClient {
		if (this.#client === undefined) {
			throw new Error('the cluster was not started');
		}
		return this.#client;
	}

	get controllerPid(): number {
		return this.#controller?.pid ?? 0;
	}

	get controllerLog(): string {
		return join(this.folder, 'stokerd.log');
	}

	/** HOST:PORT of the enrol door. */
	get enrolAddress(): string {
		return `127.0.0.1:${this.#ports.enrol}`;
	}

	/** HOST:PORT of the agent door. */
	get agentAddress(): string {
		return `127.0.0.1:${this.#ports.agents}`;
	}

	/** HOST:PORT of the HTTPS door. */
	get httpsAddress(): string {
		return `127.0.0.1:${this.#ports.https}`;
	}

	get isControllerAlive(): boolean {
		return isAlive(this.#controller);
	}

	/** @param environment added to what every process of the cluster has */
	async startController(environment: Readonly<Record<string, string>> = {}): Promise<void> {
		const before = existsSync(this.controllerLog) ? readFileSync(this.controllerLog, 'utf8').length : 0;
		const program = this.#options.isProfiled
			? ['--cpu-prof', `--cpu-prof-dir=${join(this.folder, 'profiles')}`, STOKERD_UNBUNDLED]
			: [this.#options.controllerProgram ?? STOKERD];
		const args = [...program, 'run', ...this.#controllerFlags()];
		this.#controller = this.#spawn(args, this.controllerLog, environment);
		await until('the controller is ready', () => {
			if (!isAlive(this.#controller)) {
				throw new Error(`stokerd ended: ${readFileSync(this.controllerLog, 'utf8').slice(-2_000)}`);
			}
			return readFileSync(this.controllerLog, 'utf8').slice(before).includes('"READY"');
		});
	}

	async killController(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
		await end(this.#controller, signal);
		this.#controller = undefined;
	}

	/**
	 * Joins and runs so many agents; resolves when the controller hears them all.
	 * @param environment added to what every process of the cluster has
	 */
	async addAgents(count: number, environment: Readonly<Record<string, string>> = {}): Promise<void> {
		const token = await this.createToken(count);
		const fresh = Array.from({ length: count }, () => this.#newAgent());
		const tokenFile = this.writeFile('join.token', token);
		for (const agent of fresh) {
			await this.join(agent, tokenFile, environment);
			this.startAgent(agent, environment);
		}
		await this.untilOnline(this.agents.length);
	}

	/** Joins and runs the agent of the controller's own machine. */
	async addMasterAgent(): Promise<ClusterAgent> {
		const agent = this.#newAgent();
		await this.join(agent, join(this.dataFolder, 'master-agent.token'));
		this.startAgent(agent);
		await this.untilOnline(this.agents.length);
		return agent;
	}

	async createToken(uses: number): Promise<string> {
		const { joinToken } = await this.client.tokens.create({
			ttlSeconds: 600,
			uses,
			hardware: '',
			requiresAccept: false,
		});
		return joinToken;
	}

	async join(
		agent: ClusterAgent,
		tokenFile: string,
		environment: Readonly<Record<string, string>> = {},
	): Promise<void> {
		const place = ['--state-dir', agent.stateFolder, '--root', agent.root];
		const args = [
			'join',
			'--controller',
			this.enrolAddress,
			'--token-file',
			tokenFile,
			'--instance',
			`agent-${agent.index}`,
			...place,
		];
		await this.#run(STOKER_AGENT, args, environment);
	}

	/** Joins one more machine without running its agent. */
	async joinFresh(tokenFile: string): Promise<void> {
		const agent = this.#newAgent();
		try {
			await this.join(agent, tokenFile);
		} finally {
			this.agents.pop();
		}
	}

	/** From its next start on the agent dials another address for its sessions; a proxy's. */
	dialThrough(agent: ClusterAgent, agentsAddress: string): void {
		const path = join(agent.stateFolder, 'identity/identity.json');
		const identity = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
		writeFileSync(path, JSON.stringify({ ...identity, agentsAddress }));
	}

	/** @param environment added to what every process of the cluster has */
	startAgent(agent: ClusterAgent, environment: Readonly<Record<string, string>> = {}): void {
		const program = this.#options.agentProgram ?? STOKER_AGENT;
		const place = ['--state-dir', agent.stateFolder, '--root', agent.root];
		const args = [program, 'run', ...place];
		agent.process = this.#spawn(args, agent.logFile, environment, this.#options.agentLauncher);
	}

	async killAgent(agent: ClusterAgent, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
		await end(agent.process, signal);
		agent.process = undefined;
	}

	async untilOnline(count: number): Promise<void> {
		const online = async (): Promise<number> => (await this.client.system.info()).nodesOnline;
		// A controller that was just started may not be heard by a client that still waits to dial again.
		const isDone = (): Promise<boolean> =>
			online().then(
				(nodes) => nodes >= count,
				() => false,
			);
		await until(`${count} agents are online`, isDone, ONLINE_MS);
	}

	writeFile(name: string, content: string): string {
		const path = join(this.folder, name);
		writeFileSync(path, content, { mode: 0o600 });
		return path;
	}

	/** Ends every process and removes the folder. */
	async stop(): Promise<void> {
		this.#client?.close();
		await Promise.all(this.agents.map((agent) => this.killAgent(agent)));
		await this.killController();
		// Wrappers outlive their agent, and go on writing.
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
	}

	async #connect(): Promise<StokerClient> {
		const text = readFileSync(join(this.dataFolder, 'admin.context.yaml'), 'utf8');
		const { current, contexts } = parseContexts(text);
		const context = contexts[current];
		if (context === undefined) {
			throw new Error('init wrote no context');
		}
		return connect({ kind: 'tls', ...context });
	}

	#newAgent(): ClusterAgent {
		const index = this.#agentCount++;
		const folder = join(this.folder, `agent-${index}`);
		mkdirSync(join(folder, 'root'), { recursive: true });
		const agent: ClusterAgent = {
			index,
			stateFolder: join(folder, 'state'),
			root: this.#options.agentLauncher === undefined ? join(folder, 'root') : '/',
			logFile: join(folder, 'agent.log'),
			process: undefined,
		};
		this.agents.push(agent);
		return agent;
	}

	#controllerFlags(): string[] {
		return [
			...['--config', join(this.folder, 'stokerd.yaml')],
			...['--data-folder', this.dataFolder],
			...['--listen-enrol', this.enrolAddress],
			...['--listen-agents', this.agentAddress],
			...['--listen-admin', `127.0.0.1:${this.#ports.admin}`],
			...['--listen-https', this.httpsAddress],
		];
	}

	#spawn(
		args: readonly string[],
		logFile: string,
		environment: Readonly<Record<string, string>> = {},
		launcher: readonly string[] = [],
	): ChildProcess {
		const log = openSync(logFile, 'a');
		const [program = process.execPath, ...others] = [...launcher, process.execPath, ...args];
		const child = spawn(program, others, {
			stdio: ['ignore', log, log],
			env: { ...process.env, ...this.#options.settings, ...environment },
		});
		closeSync(log);
		return child;
	}

	/** Runs a program to its end. */
	async #run(
		program: string,
		args: readonly string[],
		environment: Readonly<Record<string, string>> = {},
	): Promise<void> {
		const logFile = join(this.folder, 'run.log');
		const child = this.#spawn([program, ...args], logFile, environment);
		const code = await new Promise<number | null>((resolveExit) => child.on('exit', resolveExit));
		if (code !== 0) {
			throw new Error(
				`${program} ${args.join(' ')} ended with ${code}: ${readFileSync(logFile, 'utf8').slice(-2_000)}`,
			);
		}
	}
}

/** Whether a process was started and has not ended. */
export function isAlive(child: ChildProcess | undefined): boolean {
	return child !== undefined && child.exitCode === null && child.signalCode === null;
}

/** Waits until a condition holds, or fails naming it. */
export async function until(
	what: string,
	condition: () => boolean | Promise<boolean>,
	limitMs = START_MS,
): Promise<void> {
	const deadline = Date.now() + limitMs;
	for (;;) {
		if (await condition()) {
			return;
		}
		if (Date.now() > deadline) {
			throw new Error(`waited ${limitMs} ms in vain: ${what}`);
		}
		await new Promise((resolveWait) => setTimeout(resolveWait, 25));
	}
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
	if (child === undefined || !isAlive(child)) {
		return;
	}
	const ended = new Promise((resolveExit) => child.once('exit', resolveExit));
	child.kill(signal);
	await ended;
}

async function freePorts(count: number): Promise<readonly number[]> {
	const servers = Array.from({ length: count }, () => createServer());
	const ports: number[] = [];
	for (const server of servers) {
		await new Promise<void>((resolveListen) => server.listen(0, '127.0.0.1', resolveListen));
		const address = server.address();
		ports.push(typeof address === 'object' && address ? address.port : 0);
	}
	await Promise.all(servers.map((server) => new Promise((resolveClose) => server.close(resolveClose))));
	return ports;
}
