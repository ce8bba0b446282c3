import { type ClientDuplexStream, Metadata } from '@grpc/grpc-js';
import { agentCredentials, CHANNEL_OPTIONS } from '../../agent/src/session/channel.js';
import type { AgentIdentity } from '../../agent/src/system/identity-store.js';
import {
	AgentServiceClient,
	SessionRequest as Request,
	type SessionRequest,
	type SessionResponse,
} from '../../shared/src/wire/stoker/v1/agent.js';

/** What happens to results and assignments, on the bench's own clock. */
export interface BenchProbe {
	/** Milliseconds a task takes; 0 ends at once. */
	taskMs(): number;
	/** An assignment came; the milliseconds since the result before it, undefined when there was none. */
	dispatched(latencyMs: number | undefined): void;
	acknowledged(count: number): void;
}

/** The smallest thing that speaks the session protocol: no journal, no processes, tasks that only take time. */
export class BenchAgent {
	readonly #client: AgentServiceClient;
	readonly #stream: ClientDuplexStream<SessionRequest, SessionResponse>;
	readonly #probe: BenchProbe;
	readonly #identity: AgentIdentity;
	#report = 0;
	#acknowledged = 0;
	#sentAtMs: number | undefined;

	constructor(identity: AgentIdentity, probe: BenchProbe) {
		this.#identity = identity;
		this.#probe = probe;
		this.#client = new AgentServiceClient(identity.agentsAddress, agentCredentials(identity), CHANNEL_OPTIONS);
		this.#stream = this.#client.session(new Metadata());
		this.#stream.on('data', (response: SessionResponse) => this.#receive(response));
		this.#stream.on('error', () => undefined);
	}

	/** Says hello; resolves with the welcome. */
	async open(): Promise<void> {
		const welcome = new Promise<void>((resolve, reject) => {
			this.#stream.once('data', () => resolve());
			this.#stream.once('error', reject);
		});
		this.#stream.write(
			Request.fromPartial({
				hello: {
					nodeId: this.#identity.nodeId,
					instanceId: `instance-${this.#identity.nodeId}`,
					bootId: 'boot',
					journalId: `journal-${this.#identity.nodeId}`,
					slots: 1,
					agentVersion: 'bench',
				},
			}),
		);
		await welcome;
	}

	beat(): void {
		this.#stream.write(Request.fromPartial({ heartbeat: { sentAtMs: Date.now() } }));
	}

	close(): void {
		this.#stream.cancel();
		this.#client.close();
	}

	#receive(response: SessionResponse): void {
		const through = response.acknowledgement?.throughReport ?? 0;
		if (through > this.#acknowledged) {
			this.#probe.acknowledged(through - this.#acknowledged);
			this.#acknowledged = through;
		}
		for (const { assignmentId } of response.assignments) {
			this.#probe.dispatched(this.#sentAtMs === undefined ? undefined : performance.now() - this.#sentAtMs);
			const taskMs = this.#probe.taskMs();
			if (taskMs > 0) {
				setTimeout(() => this.#finish(assignmentId), taskMs);
			} else {
				this.#finish(assignmentId);
			}
		}
	}

	#finish(assignmentId: string): void {
		this.#sentAtMs = performance.now();
		this.#report++;
		this.#stream.write(
			Request.fromPartial({
				results: [
					{
						report: this.#report,
						assignmentId,
						outcome: 1,
						startedAtMs: Date.now(),
						durationMs: 1,
					},
				],
				started: [{ assignmentId, startedAtMs: Date.now() }],
			}),
		);
	}
}
