import { ParameterRenderer } from '@stoker/shared/graph/parameter-renderer.js';
import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import type { ActiveDeployment } from '../store/engine-reads.js';
import type { RenderParameters } from './run-catalog.js';

/** Renders what a plan left out of itself, from the facts it was made with. */
export function renderParameters(
	graph: PlanGraph,
	{ facts, past }: NonNullable<ActiveDeployment['evaluated']>,
): RenderParameters {
	const renderer = new ParameterRenderer(graph.nodes, facts, past);
	return (task, nodeId) => renderer.render(task, nodeId);
}
