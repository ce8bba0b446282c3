import { VERTEX_BARRIER } from '@stoker/shared/graph/plan-graph.js';
import type { ExceededGroup } from '@stoker/shared/scheduler/fault-policy.js';
import type { MachineState } from './machine-state.js';

/** How the runs of a deployment ended. */
export interface RunsVerdict {
	readonly state: 'succeeded' | 'failed' | 'stopped';
	/** Root causes, and the group whose tolerance was exceeded; what could not run because of them is not named. */
	readonly message: string;
}

/** Root causes that a deployment's message names. */
const MAX_CAUSES = 5;

/**
 * Says how a finished deployment did. It has failed when a fault group was exceeded; failures within the tolerance are
 * told, but it has succeeded.
 */
export function verdictOfRuns<Origin>(state: MachineState<Origin>): RunsVerdict {
	const { dispatcher, graph } = state;
	const causes: string[] = [];
	let causeCount = 0;
	let hasCancelled = false;
	for (const [vertex, kind] of graph.vertexKind.entries()) {
		const runState = kind === VERTEX_BARRIER ? undefined : dispatcher.stateOf(vertex);
		hasCancelled ||= runState === 'cancelled';
		if (runState === 'failed' && state.catalog.taskOf(vertex)?.failOnError !== false) {
			causeCount++;
			if (causes.length < MAX_CAUSES) {
				causes.push(causeOf(state, vertex));
			}
		}
	}
	const more = causeCount - causes.length;
	const message = causes.join('; ') + (more > 0 ? `; and ${more} more` : '');
	if (dispatcher.isStopping && hasCancelled) {
		return { state: 'stopped', message: message || 'stopped by request' };
	}
	const { exceeded } = dispatcher;
	if (exceeded !== undefined) {
		return { state: 'failed', message: [message, describeExceeded(exceeded)].filter((part) => part !== '').join('; ') };
	}
	return { state: 'succeeded', message: message && `within the fault tolerance: ${message}` };
}

function causeOf<Origin>({ catalog, messages }: MachineState<Origin>, vertex: number): string {
	const name = catalog.nameOf(vertex);
	// Sentences are joined here, and others go on after them.
	const message = (messages.get(vertex) ?? '').replace(/\.$/, '');
	return message ? `${name}: ${message}` : `${name} failed`;
}

function describeExceeded({ group, failures, allowed }: ExceededGroup): string {
	return `fault tolerance exceeded: ${group}: ${failures} failed, ${allowed === 0 ? 'none' : allowed} may`;
}
