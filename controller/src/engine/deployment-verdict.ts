import { VERTEX_BARRIER } from '@stoker/shared/graph/plan-graph.js';
import { SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import type { Machine } from './deployment-actor.js';
import { type DeploymentVerdict, nodeStepOf } from './deployment-records.js';
import type { NodeVerdict } from './node-records.js';

/** How a finished deployment did, as a whole and on each of its nodes. */
export function verdictOf(machine: Machine): DeploymentVerdict {
	const tolerated = toleratedFailures(machine);
	const counted = machine.counts();
	const nodes = machine.graph.nodes.flatMap((node, index): NodeVerdict[] => {
		const counts = counted[index];
		if (counts === undefined || node.id === SYNC_NODE_ID) {
			return [];
		}
		const step = nodeStepOf(counts, tolerated[index] ?? 0);
		const message =
			step === 'deployment_failed'
				? `${counts.failed} failed, ${counts.dep_failed} could not run because of failures`
				: '';
		return [{ nodeId: node.id, step, message }];
	});
	return { ...machine.verdict(), nodes };
}

/** Failures of tasks with fail_on_error false, by node. */
function toleratedFailures(machine: Machine): Int32Array {
	const { graph } = machine;
	const tolerated = new Int32Array(graph.nodes.length);
	for (let vertex = 0; vertex < graph.vertexKind.length; vertex++) {
		const isTask = graph.vertexKind[vertex] !== VERTEX_BARRIER;
		if (isTask && machine.stateOf(vertex) === 'failed' && machine.taskOf(vertex)?.failOnError === false) {
			const node = graph.vertexNode[vertex] ?? 0;
			tolerated[node] = (tolerated[node] ?? 0) + 1;
		}
	}
	return tolerated;
}
