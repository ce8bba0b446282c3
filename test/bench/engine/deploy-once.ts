/** A process that takes a deployment through the scheduler, without agents or store: `deploy-once NODES TASKS LIMIT SEED`. */
import { priorities } from '@stoker/shared/graph/longest-chain.js';
import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import { NO_LIMITS, UNCONTROLLED } from '@stoker/shared/model/deployment-control.js';
import { Dispatcher } from '@stoker/shared/scheduler/dispatcher.js';
import { faultGroupsOf } from '@stoker/shared/scheduler/fault-policy.js';
import { measureCpu } from '../compile/measured.js';
import { makeCrossGraph } from '../cross-graph.js';

const ROUNDS = 3;

/** What the process prints: the best of three rounds. */
export interface DeployCost {
	readonly cpuSeconds: number;
	readonly runs: number;
	readonly edges: number;
	readonly mostNodesAtWork: number;
}

const [nodes = 0, tasks = 0, nodesAtOnce = 0, seed = 1] = process.argv.slice(2).map(Number);

/** From the graph to the end of its last run; runs end in the order in which they began. */
function deploy(graph: PlanGraph): { readonly runs: number; readonly mostNodesAtWork: number } {
	const control = { ...UNCONTROLLED, limits: { ...NO_LIMITS, nodesAtOnce } };
	const faultGroups = faultGroupsOf(graph);
	const dispatcher = new Dispatcher({ graph, priorities: priorities(graph), faultGroups, control });
	dispatcher.settle();
	for (let node = 0; node < nodes; node++) {
		dispatcher.setSlots(node, 1);
	}
	const atWork: number[] = [];
	let ended = 0;
	let mostNodesAtWork = 0;
	while (!dispatcher.isFinished) {
		for (let begun = dispatcher.next(0); begun !== undefined; begun = dispatcher.next(0)) {
			atWork.push(begun.vertex);
		}
		mostNodesAtWork = Math.max(mostNodesAtWork, atWork.length - ended);
		const vertex = atWork[ended++];
		if (vertex === undefined) {
			throw new Error('nothing is at work, and nothing may begin');
		}
		dispatcher.finish(vertex, 'succeeded', 0);
	}
	return { runs: ended, mostNodesAtWork };
}

const graph = makeCrossGraph(nodes, tasks, seed);
const costs = Array.from({ length: ROUNDS }, (): DeployCost => {
	const { result, cpuSeconds } = measureCpu(() => deploy(graph));
	return { cpuSeconds, edges: graph.edgeBefore.length, ...result };
});
const best = costs.reduce((a, b) => (b.cpuSeconds < a.cpuSeconds ? b : a));
process.stdout.write(`${JSON.stringify(best)}\n`);
