import { keepVertices } from '@stoker/shared/graph-query/keep-vertices.js';
import { type ListedRun, listRuns } from '@stoker/shared/graph-query/list-runs.js';
import { selectVertices } from '@stoker/shared/graph-query/select-vertices.js';
import type { PlanView } from '@stoker/shared/model/views.js';
import { drawPicture } from '@stoker/shared/picture/draw-picture.js';
import type { GraphShowValues } from '../arguments/graph-show.js';
import { graphDocument } from '../views/graph-document.js';
import { RUN_KIND } from '../views/graph-view.js';
import { CliError } from './cli-error.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';
import { loadPlanGraph } from './load-plan-graph.js';

export const showGraph: Run<GraphShowValues> = async (values, context) => {
	const { plan, graph } = await loadPlanGraph(await context.connect(), values.plan);
	const { node, task, role, withAncestors, withDescendants, hops } = values;
	const marks = selectVertices(graph, {
		...(node !== undefined && { node }),
		...(task !== undefined && { task }),
		...(role !== undefined && { role }),
		...(hops !== undefined && { hops }),
		withAncestors,
		withDescendants,
	});
	if (!marks.includes(1)) {
		throw new CliError('GRAPH_PART_EMPTY', `Nothing in plan ${plan.id} fits.`);
	}
	const part = keepVertices(graph, marks);
	const { stdout } = context.terminal;
	switch (values.format) {
		case 'table':
			await context.printer.list<ListedRun>(RUN_KIND, listRuns(part));
			break;
		case 'json':
			await stdout.write(`${JSON.stringify(graphDocument(part, []), null, 2)}\n`);
			break;
		default:
			await stdout.write(drawPicture(part, values.format, { title: titleOf(plan, values) }));
	}
	return EXIT.ok;
};

function titleOf({ graphType, environmentName }: PlanView, values: GraphShowValues): string {
	const parts = [
		...(values.task === undefined ? [] : [`task ${values.task}`]),
		...(values.node === undefined ? [] : [`node ${values.node}`]),
		...(values.role === undefined ? [] : [`role ${values.role}`]),
		...(values.withAncestors ? ['with what comes before'] : []),
		...(values.withDescendants ? ['with what comes after'] : []),
	];
	return `Graph ${graphType} of ${environmentName}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}
