import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Connectivity } from '@stoker/shared/model/node.js';
import type { AgentSession } from './agent-session.js';

/** What the controller remembers of a node's liveness since it started. */
interface Presence {
	session: AgentSession | undefined;
	/** Wall clock. */
	lastSeenAtMs: number;
	/** Monotonic; when the last frame of any session came. */
	lastFrameAtMs: number;
	/** Whether it was already told that the node is unreachable. */
	isUnreachable: boolean;
}

/** Nodes may be removed, and their ids are never used again. What is shown of the others is in the store too. */
const FORGOTTEN_MS = 24 * 3_600_000;

/** The living sessions, one for each node, and when each node was last heard. */
export class SessionRegistry {
	readonly #presence = new Map<NodeId, Presence>();
	readonly #unreachableMs: number;
	#onlineCount = 0;

	constructor(unreachableSeconds: number) {
		this.#unreachableMs = unreachableSeconds * 1_000;
	}

	get onlineCount(): number {
		return this.#onlineCount;
	}

	get(nodeId: NodeId): AgentSession | undefined {
		return this.#presence.get(nodeId)?.session;
	}

	/** Puts a session in force; the one before it, if any, is no longer. */
	set(session: AgentSession, wallMs: number): void {
		const presence = this.#presence.get(session.nodeId);
		if (presence?.session === undefined) {
			this.#onlineCount++;
		}
		this.#presence.set(session.nodeId, {
			session,
			lastSeenAtMs: wallMs,
			lastFrameAtMs: session.lastFrameAtMs,
			isUnreachable: false,
		});
	}

	/** Whether the session was the one in force. */
	remove(session: AgentSession): boolean {
		const presence = this.#presence.get(session.nodeId);
		if (presence?.session !== session) {
			return false;
		}
		presence.session = undefined;
		this.#onlineCount--;
		return true;
	}

	/** A frame came. Answers whether the node had been unreachable until now. */
	heard(session: AgentSession, times: { readonly monotonicMs: number; readonly wallMs: number }): boolean {
		session.lastFrameAtMs = times.monotonicMs;
		const presence = this.#presence.get(session.nodeId);
		if (presence?.session !== session) {
			return false;
		}
		presence.lastFrameAtMs = times.monotonicMs;
		presence.lastSeenAtMs = times.wallMs;
		const wasUnreachable = presence.isUnreachable;
		presence.isUnreachable = false;
		return wasUnreachable;
	}

	/** Nodes whose stream is open but silent for too long, each told once. Forgets who has been gone for a day. */
	takeNewlyUnreachable(nowMs: number): readonly NodeId[] {
		const nodes: NodeId[] = [];
		for (const [nodeId, presence] of this.#presence) {
			if (!presence.session && nowMs - presence.lastFrameAtMs > FORGOTTEN_MS) {
				this.#presence.delete(nodeId);
				continue;
			}
			const isSilent = nowMs - presence.lastFrameAtMs > this.#unreachableMs;
			if (presence.session && isSilent && !presence.isUnreachable) {
				presence.isUnreachable = true;
				nodes.push(nodeId);
			}
		}
		return nodes;
	}

	connectivity(nodeId: NodeId): Connectivity {
		const presence = this.#presence.get(nodeId);
		if (presence?.session === undefined) {
			return 'offline';
		}
		return presence.isUnreachable ? 'unreachable' : 'online';
	}

	/** Wall clock; undefined when not heard since the controller started. */
	lastSeenAtMs(nodeId: NodeId): number | undefined {
		return this.#presence.get(nodeId)?.lastSeenAtMs;
	}

	/** Monotonic; undefined when not heard since the controller started. */
	lastFrameAtMs(nodeId: NodeId): number | undefined {
		return this.#presence.get(nodeId)?.lastFrameAtMs;
	}

	sessions(): readonly AgentSession[] {
		return [...this.#presence.values()].flatMap((presence) => presence.session ?? []);
	}
}
