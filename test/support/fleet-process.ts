import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FleetReading } from '../../agent/src/fleet/fleet-figures.js';
import { type Cluster, until } from './cluster.js';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const STOKER_AGENT = join(ROOT, 'agent/dist/bundle/stoker-agent.js');

/** How a fleet is started; what is absent is the program's default. */
export interface FleetProcessOptions {
	readonly cluster: Cluster;
	readonly count: number;
	/** Undefined when all agents have joined before. */
	readonly token?: string;
	/** Name of the folder of identities below the cluster's. */
	readonly folder?: string;
	readonly flags?: readonly string[];
}

/** `stoker-agent fleet` as a process of its own. */
export class FleetProcess {
	readonly #child: ChildProcess;
	readonly #ended: Promise<number | null>;
	readonly #watchers = new Set<(reading: FleetReading) => void>();
	#latest: FleetReading | undefined;
	#errors = '';

	constructor({ cluster, count, token, folder = 'fleet', flags = [] }: FleetProcessOptions) {
		const args = [
			...['fleet', '--json', '--controller', cluster.enrolAddress, '--count', String(count)],
			...['--state-dir', join(cluster.folder, folder)],
			...(token === undefined ? [] : ['--token-file', cluster.writeFile(`${folder}.token`, token)]),
			...flags,
		];
		this.#child = spawn(process.execPath, [STOKER_AGENT, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
		const { stdout, stderr } = this.#child;
		if (stdout === null || stderr === null) {
			throw new Error('the fleet was started without pipes');
		}
		createInterface({ input: stdout }).on('line', (line) => {
			const reading = JSON.parse(line) as FleetReading;
			this.#latest = reading;
			this.#watchers.forEach((watch) => watch(reading));
		});
		stderr.on('data', (data: Buffer) => {
			this.#errors += data.toString();
		});
		this.#ended = new Promise((resolveExit) => this.#child.once('close', resolveExit));
	}

	get pid(): number {
		return this.#child.pid ?? 0;
	}

	/** The newest figures; throws when the fleet has ended, with what it said. */
	get latest(): FleetReading | undefined {
		if (this.#child.exitCode !== null) {
			throw new Error(`the fleet ended with ${this.#child.exitCode}: ${this.#errors}`);
		}
		return this.#latest;
	}

	/** Calls back with every line of figures. */
	watch(watcher: (reading: FleetReading) => void): void {
		this.#watchers.add(watcher);
	}

	/** Waits for figures that fit, and answers with them. */
	async until(what: string, fits: (reading: FleetReading) => boolean, limitMs?: number): Promise<FleetReading> {
		let found: FleetReading | undefined;
		const isThere = (): boolean => {
			const { latest } = this;
			found = latest !== undefined && fits(latest) ? latest : undefined;
			return found !== undefined;
		};
		await until(what, isThere, limitMs);
		if (found === undefined) {
			throw new Error(`${what}: no figures`);
		}
		return found;
	}

	/** Ends it as Ctrl-C does; answers with the last figures and how it ended. */
	async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<{
		readonly exitCode: number | null;
		readonly errors: string;
		readonly last: FleetReading | undefined;
	}> {
		this.#child.kill(signal);
		const exitCode = await this.#ended;
		return { exitCode, errors: this.#errors, last: this.#latest };
	}

	/** Waits until it ends by itself. */
	async ended(): Promise<{ readonly exitCode: number | null; readonly errors: string }> {
		return { exitCode: await this.#ended, errors: this.#errors };
	}
}
