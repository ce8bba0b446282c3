import type { GraphPage } from '@stoker/shared/model/views.js';
import type { GraphEdgesValues, GraphVerticesValues } from '../arguments/graph.js';
import { EDGE_KIND, VERTEX_KIND } from '../views/graph-view.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

export const listVertices: Run<GraphVerticesValues> = async ({ plan, node, task }, context) => {
	const client = await context.connect();
	const pages = client.graphs.vertices({ planId: plan, nodeId: node, taskId: task });
	await context.printer.list(VERTEX_KIND, itemsOf(pages, context.say));
	return EXIT.ok;
};

export const listEdges: Run<GraphEdgesValues> = async ({ plan }, context) => {
	const client = await context.connect();
	await context.printer.list(EDGE_KIND, itemsOf(client.graphs.edges(plan), context.say));
	return EXIT.ok;
};

async function* itemsOf<Item>(
	pages: AsyncIterable<GraphPage<Item>>,
	say: (message: string) => Promise<void>,
): AsyncGenerator<Item, void, undefined> {
	let summary = '';
	for await (const { items, planDigest, total } of pages) {
		summary = `${total} in all; digest ${planDigest}`;
		yield* items;
	}
	await say(summary);
}
