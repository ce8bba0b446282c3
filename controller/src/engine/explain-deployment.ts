import type { Blocker, EngineBlocker } from '@stoker/shared/model/blocker.js';
import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import { type NodeId, SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import type { AttendedClock } from './attended-clock.js';
import type { Machine } from './deployment-actor.js';
import type { DeploymentDirectory } from './deployment-directory.js';
import type { LossTimes, LossWatch } from './loss-watch.js';
import type { SessionRegistry } from './session-registry.js';

/** A deployment at work as it is now: to be read before the event loop turns again. */
export interface DeploymentInsight {
	stateOf(vertex: number): TaskRunState;
	/** Everything that keeps a run from beginning or ending. */
	blockersOf(vertex: number): readonly Blocker[];
}

/** What the engine knows of agents. Times are wall clock. */
export interface AgentFacts {
	isOnline(nodeId: NodeId): boolean;
	/** Undefined when not heard since the controller started. */
	lastSeenAtMs(nodeId: NodeId): number | undefined;
	/** Open attempts of deployments that have ended, where they hold every slot of the node; otherwise 0. */
	foreignHolders(nodeId: NodeId): number;
	/** When a silent agent's lease ends and what it runs at this vertex counts as lost. */
	lossTimes(machine: Machine, vertex: number): LossTimes | undefined;
	/** When the controller started. */
	readonly startedAtMs: number;
}

interface EngineParts {
	readonly clock: AttendedClock;
	readonly registry: SessionRegistry;
	readonly directory: DeploymentDirectory;
	readonly losses: LossWatch;
}

/** What sessions and leases tell of agents at this moment. */
export function agentFacts({ clock, registry, directory, losses }: EngineParts): AgentFacts {
	const nowMs = clock.monotonicMs();
	// Times of the attended clock become wall times by their distance from now.
	const aheadMs = clock.wallMs() - nowMs;
	return {
		isOnline: (nodeId) => registry.connectivity(nodeId) === 'online',
		lastSeenAtMs: (nodeId) => registry.lastSeenAtMs(nodeId),
		startedAtMs: losses.startedAtMs + aheadMs,
		foreignHolders: (nodeId) => {
			const session = registry.get(nodeId);
			return session === undefined ? 0 : directory.foreignHolders(session);
		},
		lossTimes: (machine, vertex) => {
			const attempt = machine.openAttempts().find((open) => open.vertex === vertex);
			if (attempt === undefined) {
				return undefined;
			}
			const heardAtMs = registry.lastFrameAtMs(attempt.nodeId);
			const timeoutSeconds = machine.timeoutSeconds(vertex);
			const { leaseEndsAtMs, lostAtMs } = losses.timesOf(attempt, { nowMs, heardAtMs, timeoutSeconds });
			return { leaseEndsAtMs: leaseEndsAtMs + aheadMs, lostAtMs: lostAtMs + aheadMs };
		},
	};
}

/** Says why the runs of a deployment do not move: what its scheduler knows and what is known of its agents. */
export function explainDeployment(machine: Machine, agents: AgentFacts): DeploymentInsight {
	return {
		stateOf: (vertex) => machine.stateOf(vertex),
		blockersOf: (vertex) => [...machine.blockersOf(vertex), ...agentBlockers(machine, vertex, agents)],
	};
}

function agentBlockers(machine: Machine, vertex: number, agents: AgentFacts): readonly EngineBlocker[] {
	const state = machine.stateOf(vertex);
	const nodeId = machine.executorOf(vertex);
	if (nodeId === undefined || nodeId === SYNC_NODE_ID || (state !== 'ready' && state !== 'running')) {
		return [];
	}
	if (!agents.isOnline(nodeId)) {
		return [awayBlocker(machine, { vertex, nodeId, isRunning: state === 'running' }, agents)];
	}
	const attempts = state === 'ready' ? agents.foreignHolders(nodeId) : 0;
	return attempts === 0 ? [] : [{ kind: 'foreign_slot', nodeId, attempts }];
}

function awayBlocker(
	machine: Machine,
	{ vertex, nodeId, isRunning }: { readonly vertex: number; readonly nodeId: NodeId; readonly isRunning: boolean },
	agents: AgentFacts,
): EngineBlocker {
	const sinceMs = agents.lastSeenAtMs(nodeId);
	if (sinceMs === undefined && !isRunning) {
		return { kind: 'agent_absent', nodeId };
	}
	const times = isRunning ? agents.lossTimes(machine, vertex) : undefined;
	return {
		kind: 'agent_silent',
		nodeId,
		sinceMs: sinceMs ?? agents.startedAtMs,
		leaseEndsAtMs: times?.leaseEndsAtMs,
		lostAtMs: times?.lostAtMs,
	};
}
