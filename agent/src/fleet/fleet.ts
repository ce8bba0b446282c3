import { randomUUID } from 'node:crypto';
import { join as joinPath } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { normaliseAddress } from '../session/address.js';
import { makePrivateFolder, readIfPresent, writeDurably } from '../system/durable-file.js';
import type { AgentIdentity } from '../system/identity-store.js';
import { FleetAgent } from './fleet-agent.js';
import { FleetFigures } from './fleet-figures.js';
import type { FleetBehaviour } from './pretend-work.js';

/** What a fleet is started with. */
export interface FleetOptions {
	/** Keeps the identities of its agents. */
	readonly stateFolder: string;
	/** HOST or HOST:PORT of the enrol door. */
	readonly controller: string;
	/** Gives the join token; only asked when an agent has no identity yet. */
	readonly readToken: () => Promise<string>;
	readonly count: number;
	readonly namePrefix: string;
	readonly slots: number;
	readonly behaviour: FleetBehaviour;
	readonly clock: Clock;
}

/** Agents that join at once: more would only wait for each other's keys and flushes. */
const JOIN_WIDTH = 16;
const JOIN_GRACE_MS = 3_000;
const SHORTEST_NUMBER = 4;

/**
 * Many pretend agents in one process, each with an identity and a connection of its own.
 *
 * INVARIANT: an agent that has joined once never joins again from the same folder; its session opens as soon as it
 * has an identity, whatever the others do.
 */
export class Fleet {
	readonly figures: FleetFigures;
	readonly #options: FleetOptions;
	readonly #stop = new AbortController();
	readonly #running: Promise<void>[] = [];
	#agents: readonly FleetAgent[] = [];
	#token: Promise<string> | undefined;

	constructor(options: FleetOptions) {
		this.#options = options;
		this.figures = new FleetFigures(options.count);
	}

	/** Joins who has not joined, and serves until {@link close}. Throws what refused an agent its identity. */
	async run(): Promise<void> {
		const { count, namePrefix, stateFolder, slots, behaviour, clock } = this.#options;
		let fail: (error: unknown) => void = () => undefined;
		const failed = new Promise<never>((_resolve, reject) => {
			fail = reject;
		});
		const settings = {
			fleetId: await openFleetId(stateFolder),
			slots,
			behaviour,
			figures: this.figures,
			clock,
			log: this.#log(),
			onFatal: fail,
		};
		const digits = Math.max(SHORTEST_NUMBER, String(count).length);
		this.#agents = Array.from({ length: count }, (_, index) => {
			const name = `${namePrefix}-${String(index + 1).padStart(digits, '0')}`;
			return new FleetAgent(settings, name, joinPath(stateFolder, name));
		});
		try {
			await Promise.race([this.#startAll(fail), failed]);
			await Promise.race([Promise.all(this.#running), failed]);
		} finally {
			this.close();
		}
	}

	close(): void {
		this.#stop.abort();
		for (const agent of this.#agents) {
			agent.close();
		}
	}

	async #startAll(onFailed: (error: unknown) => void): Promise<void> {
		const waiting = this.#agents.values();
		const startNext = async (): Promise<void> => {
			// Shared by all workers: each agent is taken by one of them.
			for (const agent of waiting) {
				if (this.#stop.signal.aborted) {
					return;
				}
				const identity = await this.#identify(agent);
				this.figures.joined();
				this.#running.push(agent.run(identity).catch(onFailed));
			}
		};
		const workers = Array.from({ length: JOIN_WIDTH }, startNext);
		try {
			await Promise.race([Promise.all(workers), this.#stopped()]);
		} catch (error) {
			this.close();
			throw error;
		} finally {
			// Who is being admitted while another is refused shall find its identity again.
			await Promise.race([Promise.allSettled(workers), pause(JOIN_GRACE_MS)]);
		}
	}

	#stopped(): Promise<void> {
		return new Promise((resolve) => {
			this.#stop.signal.addEventListener('abort', () => resolve(), { once: true });
		});
	}

	async #identify(agent: FleetAgent): Promise<AgentIdentity> {
		const { controller, stateFolder } = this.#options;
		const known = await agent.identity();
		if (known === undefined) {
			this.#token ??= this.#options.readToken();
			return agent.join(controller, await this.#token);
		}
		if (known.enrolAddress !== normaliseAddress(controller)) {
			const message = `${stateFolder} holds agents of the controller at ${known.enrolAddress}, not at ${controller}.`;
			const violations = [{ field: '--state-dir', description: 'take another folder for another controller' }];
			throw new StokerError('INVALID_REQUEST', message, { subject: { folder: stateFolder }, violations });
		}
		return known;
	}

	/** A thousand logs would tell nobody anything: what goes wrong is kept as one line of the figures. */
	#log(): Log {
		const keep = (fields: object, message: string): void => {
			const detail = 'problem' in fields ? `: ${String(fields.problem)}` : '';
			this.figures.wentWrong(message + detail);
		};
		return { debug: () => undefined, info: () => undefined, warn: keep, error: keep };
	}
}

/** The id of a fleet, kept with its identities. */
async function openFleetId(stateFolder: string): Promise<string> {
	await makePrivateFolder(stateFolder);
	const path = joinPath(stateFolder, 'fleet-id');
	const known = (await readIfPresent(path))?.trim();
	if (known !== undefined && known !== '') {
		return known;
	}
	const made = randomUUID();
	await writeDurably(path, `${made}\n`);
	return made;
}
