import { mkdirSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { type ClientDuplexStream, Metadata } from '@grpc/grpc-js';
import { CHANNEL_OPTIONS } from '../../agent/src/session/channel.js';
import { ControllerClock } from '../../agent/src/session/controller-clock.js';
import { ControllerCredentials } from '../../agent/src/session/controller-credentials.js';
import { join } from '../../agent/src/session/join.js';
import { reconnectDelayMs } from '../../agent/src/session/reconnect.js';
import { systemClock } from '../../agent/src/system/clock.js';
import { type AgentIdentity, IdentityStore } from '../../agent/src/system/identity-store.js';
import {
	AgentServiceClient,
	SessionRequest as Request,
	type SessionRequest,
	type SessionResponse,
} from '../../shared/src/wire/stoker/v1/agent.js';
import type { Cluster } from './cluster.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
/** Enrolments under way at once. */
const JOIN_WIDTH = 8;
const HEARTBEAT_MS = 5_000;

/** Many nodes that are really enrolled and hold real sessions, but have nothing to do; all in this process. */
export class Herd {
	readonly #members: readonly HerdMember[];
	readonly #beat: NodeJS.Timeout;

	private constructor(members: readonly HerdMember[]) {
		this.#members = members;
		this.#beat = setInterval(() => members.forEach((member) => member.beat()), HEARTBEAT_MS);
	}

	/** Enrols so many nodes and lets them dial an address of the agent door. */
	static async enrol(cluster: Cluster, count: number, agentsAddress: string): Promise<Herd> {
		const tokenText = await cluster.createToken(count);
		const members: HerdMember[] = [];
		let next = 0;
		const worker = async (): Promise<void> => {
			while (next < count) {
				const instance = `herd-${next++}`;
				const folder = joinPath(cluster.folder, instance);
				mkdirSync(folder, { recursive: true });
				const { identity } = await join({
					controller: cluster.enrolAddress,
					tokenText,
					hardware: { systemUuid: 'herd', serialNumber: '', macAddresses: [], instance },
					hostName: instance,
					agentVersion: 'test',
					store: new IdentityStore(folder),
					clock: systemClock,
					log: QUIET,
				});
				members.push(new HerdMember({ ...identity, agentsAddress }));
			}
		};
		await Promise.all(Array.from({ length: JOIN_WIDTH }, worker));
		for (const member of members) {
			member.connect();
		}
		return new Herd(members);
	}

	/** Welcomes all members have had. */
	get welcomes(): number {
		return this.#members.reduce((sum, { welcomes }) => sum + welcomes, 0);
	}

	close(): void {
		clearInterval(this.#beat);
		for (const member of this.#members) {
			member.close();
		}
	}
}

/** Says hello and comes back as an agent does whenever it is cut off. */
class HerdMember {
	welcomes = 0;
	readonly #identity: AgentIdentity;
	#client: AgentServiceClient | undefined;
	#stream: ClientDuplexStream<SessionRequest, SessionResponse> | undefined;
	#failures = 0;
	#lostAtMs = performance.now();
	#isClosed = false;

	constructor(identity: AgentIdentity) {
		this.#identity = identity;
	}

	connect(): void {
		if (this.#isClosed) {
			return;
		}
		const { nodeId, agentsAddress } = this.#identity;
		this.#client = new AgentServiceClient(
			agentsAddress,
			new ControllerCredentials(this.#identity, new ControllerClock(systemClock)),
			CHANNEL_OPTIONS,
		);
		const stream = this.#client.session(new Metadata());
		this.#stream = stream;
		stream.once('data', () => {
			this.welcomes += 1;
			this.#failures = 0;
		});
		stream.on('data', () => undefined);
		stream.once('error', () => this.#comeBack());
		stream.once('end', () => stream.cancel());
		const hello = { nodeId, instanceId: `i-${nodeId}`, bootId: 'boot', journalId: `j-${nodeId}`, slots: 1 };
		stream.write(Request.fromPartial({ hello }));
	}

	beat(): void {
		this.#stream?.write(Request.fromPartial({ heartbeat: { sentAtMs: Date.now() } }));
	}

	close(): void {
		this.#isClosed = true;
		this.#stream?.cancel();
		this.#client?.close();
	}

	#comeBack(): void {
		this.#stream = undefined;
		this.#client?.close();
		if (this.#failures === 0) {
			this.#lostAtMs = performance.now();
		}
		const sinceLostMs = performance.now() - this.#lostAtMs;
		setTimeout(
			() => this.connect(),
			// At once after the loss, unlike an agent: that is what the herd is for.
			this.#failures === 0 ? 0 : reconnectDelayMs({ failures: this.#failures, sinceLostMs, random: Math.random() }),
		);
		this.#failures += 1;
	}
}
