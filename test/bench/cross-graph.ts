import { EdgeList } from '@stoker/shared/graph/compile/edge-list.js';
import { type PlanGraph, type PlanGraphNode, type PlanTask, VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { randomNumbers } from '../support/random-numbers.js';

const OTHERS = 3;

/** Chains on every node; each node's task k also stands behind the first node's k-1 and three random others' k-1. */
export function makeCrossGraph(nodeCount: number, tasksPerNode: number, seed: number): PlanGraph {
	const random = randomNumbers(seed);
	const size = nodeCount * tasksPerNode;
	const vertexOf = (node: number, task: number): number => node * tasksPerNode + task;
	const edges = new EdgeList();
	for (let node = 0; node < nodeCount; node++) {
		for (let task = 1; task < tasksPerNode; task++) {
			const others = Array.from({ length: OTHERS }, () => Math.floor(random() * nodeCount));
			for (const other of new Set([node, 0, ...others])) {
				edges.add(vertexOf(other, task - 1), vertexOf(node, task), 0);
			}
		}
	}
	const columns = edges.finish(size, 1);
	return {
		tasks: Array.from({ length: tasksPerNode }, (_, index) => makeTask(`task-${index}`)),
		nodes: Array.from({ length: nodeCount }, (_, index) => makeNode(String(index + 1))),
		barriers: [],
		vertexKind: new Uint8Array(size).fill(VERTEX_TASK),
		vertexTask: Int32Array.from({ length: size }, (_, vertex) => vertex % tasksPerNode),
		vertexNode: Int32Array.from({ length: size }, (_, vertex) => Math.floor(vertex / tasksPerNode)),
		skipReasons: new Map(),
		edgeBefore: columns.before,
		edgeAfter: columns.after,
		edgeReason: columns.reason,
		reasons: ['cross'],
		limits: new Map(),
		faultToleranceGroups: [],
	};
}

function makeNode(id: string): PlanGraphNode {
	return { id: id as NodeId, name: `node-${id}`, roles: [], tags: [] };
}

function makeTask(id: string): PlanTask {
	return {
		id,
		type: 'puppet',
		parameters: {},
		failOnError: true,
		retryOnLost: false,
		timeoutSeconds: 0,
		retries: 0,
		retryIntervalSeconds: 0,
	};
}
