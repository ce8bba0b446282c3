/** A process that takes a deployment through the scheduler, without agents or store: `deploy-once NODES TASKS LIMIT SEED`. */
import { priorities } from '@stoker/shared/graph/longest-chain.js';
import { type PlanGraph, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import { NO_LIMITS, UNCONTROLLED } from '@stoker/shared/model/deployment-control.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { Dispatcher } from '@stoker/shared/scheduler/dispatcher.js';
import { faultGroupsOf } from '@stoker/shared/scheduler/fault-policy.js';
import { randomNumbers } from '../../support/random-numbers.js';
import { measureCpu } from '../compile/measured.js';

const ROUNDS = 3;
const NEIGHBOURS = 3;

/** What the process prints: the best of three rounds. */
export interface DeployCost {
	readonly cpuSeconds: number;
	readonly runs: number;
	readonly edges: number;
	readonly mostNodesAtWork: number;
}

const [nodes = 0, tasks = 0, nodesAtOnce = 0, seed = 1] = process.argv.slice(2).map(Number);

/** Each node's task k comes after its own k-1, that of node 0 and those of three others. */
function drawGraph(): PlanGraph {
	const random = randomNumbers(seed);
	const before: number[] = [];
	const after: number[] = [];
	for (let vertex = 0; vertex < nodes * tasks; vertex++) {
		const [node, task] = [Math.floor(vertex / tasks), vertex % tasks];
		const others = Array.from({ length: NEIGHBOURS }, () => Math.floor(random() * nodes));
		const sources = task === 0 ? [] : [...new Set([node, 0, ...others])].sort((a, b) => a - b);
		for (const source of sources) {
			before.push(source * tasks + task - 1);
			after.push(vertex);
		}
	}
	const count = nodes * tasks;
	const pace = { timeoutSeconds: 60, retries: 0, retryIntervalSeconds: 0 };
	return {
		tasks: Array.from({ length: tasks }, (_, index) => {
			return { id: `t${index}`, type: 'shell', parameters: {}, failOnError: true, retryOnLost: false, ...pace };
		}),
		nodes: Array.from({ length: nodes }, (_, index) => {
			return { id: String(index + 1) as NodeId, name: `n${index}`, roles: [], tags: [] };
		}),
		barriers: [],
		vertexKind: new Uint8Array(count).fill(VERTEX_TASK),
		vertexTask: Int32Array.from({ length: count }, (_, vertex) => vertex % tasks),
		vertexNode: Int32Array.from({ length: count }, (_, vertex) => Math.floor(vertex / tasks)),
		skipReasons: new Map(),
		edgeBefore: Int32Array.from(before),
		edgeAfter: Int32Array.from(after),
		edgeReason: new Int32Array(before.length),
		reasons: [''],
		limits: new Map(),
		faultToleranceGroups: [],
	};
}

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

const graph = drawGraph();
const costs = Array.from({ length: ROUNDS }, (): DeployCost => {
	const { result, cpuSeconds } = measureCpu(() => deploy(graph));
	return { cpuSeconds, edges: graph.edgeBefore.length, ...result };
});
const best = costs.reduce((a, b) => (b.cpuSeconds < a.cpuSeconds ? b : a));
process.stdout.write(`${JSON.stringify(best)}\n`);
