/** A process that builds a graph from its edges and walks it: `walk-once VERTICES EDGES SEED`. */
import { EdgeList } from '@stoker/shared/graph/compile/edge-list.js';
import { VERTEX_TASK } from '@stoker/shared/graph/plan-graph.js';
import { topologicalOrder } from '@stoker/shared/graph/topological-order.js';
import { randomNumbers } from '../../support/random-numbers.js';
import { measureCpu } from './measured.js';

const WARM_UPS = 2;
const ROUNDS = 3;

/** What the process prints. */
export interface WalkCost {
	/** The best of three rounds, after two that only warm up. */
	readonly cpuSeconds: number;
	readonly wallSeconds: number;
	readonly vertices: number;
	readonly edges: number;
	readonly walked: number;
}

const [vertices = 0, edges = 0, seed = 1] = process.argv.slice(2).map(Number);

/** Edges from lower to higher vertices, in no order. */
function drawEdges(): { readonly before: Int32Array; readonly after: Int32Array } {
	const random = randomNumbers(seed);
	const before = new Int32Array(edges);
	const after = new Int32Array(edges);
	for (let edge = 0; edge < edges; edge++) {
		const later = 1 + Math.floor(random() * (vertices - 1));
		after[edge] = later;
		before[edge] = Math.floor(random() * later);
	}
	return { before, after };
}

function buildAndWalk({ before, after }: ReturnType<typeof drawEdges>): {
	readonly edges: number;
	readonly walked: number;
} {
	const list = new EdgeList();
	for (let edge = 0; edge < before.length; edge++) {
		list.add(before[edge] ?? 0, after[edge] ?? 0, 0);
	}
	const columns = list.finish(vertices, 1);
	const vertexKind = new Uint8Array(vertices).fill(VERTEX_TASK);
	const { order } = topologicalOrder({ vertexKind, edgeBefore: columns.before, edgeAfter: columns.after });
	return { edges: columns.before.length, walked: order.length };
}

const drawn = drawEdges();
const costs = Array.from({ length: WARM_UPS + ROUNDS }, (): WalkCost => {
	const startedAt = performance.now();
	const { result, cpuSeconds } = measureCpu(() => buildAndWalk(drawn));
	return { cpuSeconds, wallSeconds: (performance.now() - startedAt) / 1000, vertices, ...result };
}).slice(WARM_UPS);
const best = costs.reduce((a, b) => (b.cpuSeconds < a.cpuSeconds ? b : a));
process.stdout.write(`${JSON.stringify(best)}\n`);
