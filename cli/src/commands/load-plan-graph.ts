import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import { graphOfViews } from '@stoker/shared/graph-query/graph-of-views.js';
import type { EdgeView, GraphPage, PlanTaskView, PlanView, VertexView } from '@stoker/shared/model/views.js';
import type { StokerClient } from '../client/client.js';

/** A plan and its whole graph. */
export interface LoadedPlanGraph {
	readonly plan: PlanView;
	readonly graph: PlanGraph;
}

/** Reads a plan's graph from the controller, all pages. */
export async function loadPlanGraph(client: StokerClient, planId: string): Promise<LoadedPlanGraph> {
	const plan = await client.deployments.getPlan(planId);
	const vertices = await collect<VertexView>(client.graphs.vertices({ planId: plan.id, nodeId: '', taskId: '' }));
	const edges = await collect<EdgeView>(client.graphs.edges(plan.id));
	const limits = new Map(plan.limits.map(({ taskId, atOnce }) => [taskId, atOnce]));
	return { plan, graph: graphOfViews({ vertices, edges, nodes: plan.nodes, limits, faultGroups: plan.faultGroups }) };
}

/** What decides how the runs of a plan's tasks go, all pages. */
export function loadPlanTasks(client: StokerClient, planId: string): Promise<readonly PlanTaskView[]> {
	return collect<PlanTaskView>(client.graphs.tasks(planId));
}

async function collect<Item>(pages: AsyncIterable<GraphPage<Item>>): Promise<readonly Item[]> {
	const items: Item[] = [];
	for await (const page of pages) {
		for (const item of page.items) {
			items.push(item);
		}
	}
	return items;
}
