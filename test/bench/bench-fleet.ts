import { mkdirSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { join } from '../../agent/src/session/join.js';
import { systemClock } from '../../agent/src/system/clock.js';
import { type AgentIdentity, IdentityStore } from '../../agent/src/system/identity-store.js';
import type { Cluster } from '../support/cluster.js';
import { BenchAgent, type BenchProbe } from './bench-agent.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
/** Enrolments under way at once. */
const JOIN_WIDTH = 8;
const HEARTBEAT_MS = 5_000;

/** Agents of a bench: identities that were really enrolled, sessions of this process. */
export class BenchFleet {
	readonly identities: AgentIdentity[] = [];
	#agents: BenchAgent[] = [];
	#beat: NodeJS.Timeout | undefined;

	/** Enrols so many nodes; answers with the milliseconds it took. */
	async enrol(cluster: Cluster, count: number): Promise<number> {
		const tokenText = await cluster.createToken(count);
		const startedAt = performance.now();
		let next = 0;
		const worker = async (): Promise<void> => {
			while (next < count) {
				const index = next++;
				const folder = joinPath(cluster.folder, `fleet-${index}`);
				mkdirSync(folder, { recursive: true });
				const { identity } = await join({
					controller: cluster.enrolAddress,
					tokenText,
					hardware: { systemUuid: 'bench', serialNumber: '', macAddresses: [], instance: `fleet-${index}` },
					hostName: `fleet-${index}`,
					agentVersion: 'bench',
					store: new IdentityStore(folder),
					clock: systemClock,
					log: QUIET,
				});
				this.identities.push(identity);
			}
		};
		await Promise.all(Array.from({ length: JOIN_WIDTH }, worker));
		return performance.now() - startedAt;
	}

	/** Opens a session for each node; answers with the milliseconds until the last welcome. */
	async connect(probe: BenchProbe): Promise<number> {
		const startedAt = performance.now();
		this.#agents = this.identities.map((identity) => new BenchAgent(identity, probe));
		await Promise.all(this.#agents.map((agent) => agent.open()));
		this.#beat = setInterval(() => this.#agents.forEach((agent) => agent.beat()), HEARTBEAT_MS);
		return performance.now() - startedAt;
	}

	disconnect(): void {
		clearInterval(this.#beat);
		for (const agent of this.#agents) {
			agent.close();
		}
		this.#agents = [];
	}
}
