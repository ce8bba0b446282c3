import { randomUUID } from 'node:crypto';
import type { BootId, InstanceId, JournalId } from '@stoker/shared/model/ids.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import { ControllerClock } from '../session/controller-clock.js';
import { ControllerLink } from '../session/controller-link.js';
import { join } from '../session/join.js';
import { type AgentIdentity, IdentityStore } from '../system/identity-store.js';
import { AGENT_VERSION } from '../version.js';
import type { FleetFigures } from './fleet-figures.js';
import { PretendAttempts } from './pretend-attempts.js';
import { type PretendMachine, pretendMachine } from './pretend-machine.js';
import type { FleetBehaviour } from './pretend-work.js';

/** What all agents of a fleet have in common. */
export interface FleetAgentSettings {
	readonly fleetId: string;
	readonly slots: number;
	readonly behaviour: FleetBehaviour;
	readonly figures: FleetFigures;
	readonly clock: Clock;
	readonly log: Log;
	readonly onFatal: (error: unknown) => void;
}

/** One pretend agent: identity, session and reconnecting are those of a real one. */
export class FleetAgent {
	readonly #settings: FleetAgentSettings;
	readonly #name: string;
	readonly #store: IdentityStore;
	readonly #machine: PretendMachine;
	readonly #attempts: PretendAttempts;
	readonly #journalId = randomUUID() as JournalId;
	// What an earlier process pretended to run is gone with its journal: the machine was restarted without its disk.
	readonly #bootId = randomUUID() as BootId;
	#link: ControllerLink | undefined;
	#isOnline = false;
	#isClosed = false;

	constructor(settings: FleetAgentSettings, name: string, stateFolder: string) {
		const { behaviour, clock, fleetId, figures, slots } = settings;
		this.#settings = settings;
		this.#name = name;
		this.#store = new IdentityStore(stateFolder);
		this.#machine = pretendMachine(fleetId, name);
		this.#attempts = new PretendAttempts({
			agentName: name,
			slots,
			behaviour,
			journalId: this.#journalId,
			bootId: this.#bootId,
			clock,
			witness: figures,
			onSessionEnded: () => this.#ended(),
		});
	}

	/** The identity of an earlier start; undefined when there was none. */
	identity(): Promise<AgentIdentity | undefined> {
		return this.#store.load();
	}

	/** Exchanges a token for an identity at the enrol door of a controller. Throws StokerError or CallRefused. */
	async join(controller: string, tokenText: string): Promise<AgentIdentity> {
		const { clock, log } = this.#settings;
		const { identity } = await join({
			controller,
			tokenText,
			hardware: this.#machine.hardware,
			hostName: this.#name,
			agentVersion: AGENT_VERSION,
			store: this.#store,
			clock,
			log,
		});
		return identity;
	}

	/** Serves until {@link close}. */
	async run(identity: AgentIdentity): Promise<void> {
		if (this.#isClosed) {
			return;
		}
		const { log, onFatal, slots } = this.#settings;
		const clock = new ControllerClock(this.#settings.clock);
		const session = {
			supervisor: this.#attempts,
			outputs: this.#attempts,
			inventory: () => this.#machine.inventory,
			instanceId: randomUUID() as InstanceId,
			hello: { bootId: this.#bootId, journalId: this.#journalId, slots, agentVersion: AGENT_VERSION },
			clock,
			log,
			onWelcome: () => this.#welcomed(),
			onFatal,
		};
		this.#link = new ControllerLink({ identity, store: this.#store, session, clock, log, random: Math.random });
		await this.#link.run();
	}

	close(): void {
		this.#isClosed = true;
		this.#attempts.close();
		this.#link?.close();
	}

	#welcomed(): void {
		this.#isOnline = true;
		this.#settings.figures.online();
	}

	#ended(): void {
		if (this.#isOnline) {
			this.#isOnline = false;
			this.#settings.figures.offline(!this.#isClosed);
		}
	}
}
