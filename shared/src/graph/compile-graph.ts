import type { Diagnostic } from '../model/diagnostic.js';
import type { TaskDefinition } from '../model/task.js';
import { adaptLegacy } from './compile/adapt-legacy.js';
import { assembleGraph } from './compile/assemble-graph.js';
import { checkSelection } from './compile/check-selection.js';
import { connectSameNode } from './compile/connect-same-node.js';
import { connectSets } from './compile/connect-sets.js';
import { DraftGraph } from './compile/draft-graph.js';
import { EvaluationFindings } from './compile/evaluation-findings.js';
import { Evaluator } from './compile/evaluator.js';
import { faultGroups } from './compile/fault-groups.js';
import { listRelations, type VertexRelation } from './compile/list-relations.js';
import { listUnevaluated, type UnevaluatedRelation } from './compile/list-unevaluated.js';
import { markVertices } from './compile/mark-vertices.js';
import { NameIndex } from './compile/name-index.js';
import { NodeIndex } from './compile/node-index.js';
import { numberVertices } from './compile/number-vertices.js';
import { hasTooManyVertices, type Placement, placeTasks } from './compile/place-tasks.js';
import { planTasks } from './compile/plan-tasks.js';
import { resolveRelations } from './compile/resolve-relations.js';
import { selectSubgraphs } from './compile/select-subgraphs.js';
import { checkVersions } from './compile/task-versions.js';
import type { CompileInput } from './compile-input.js';
import { diagnose } from './diagnostic-codes.js';
import type { PlanGraph } from './plan-graph.js';
import { validateGraph } from './validate-graph.js';

/** A graph, complete only where no diagnostic is an error. */
export interface CompiledGraph {
	readonly graph: PlanGraph;
	/** Errors first. */
	readonly diagnostics: readonly Diagnostic[];
	/** Relations that stand for an empty list because they are expressions and there were no facts. */
	readonly unevaluated: readonly UnevaluatedRelation[];
	/** Every relation between two vertices, by the side that declared it; self relations included. Can be many. */
	readonly relations: () => Iterable<VertexRelation>;
}

/**
 * Makes the graph of a plan: adapt old tasks, resolve nodes, place tasks, number vertices, evaluate relations and
 * conditions, turn relations into edges, leave out what is not selected, validate. Equal input gives an equal graph, in
 * whatever order the nodes come.
 */
export function compileGraph(input: CompileInput): CompiledGraph {
	const nodes = new NodeIndex(input.nodes);
	const tasks = adaptLegacy(input.tasks, nodes, input.legacy);
	const names = new NameIndex(tasks);
	const placement = placeTasks(tasks, names, nodes);
	if (hasTooManyVertices(placement)) {
		return { ...compileGraph({ tasks: [], nodes: input.nodes }), diagnostics: [tooLarge('vertices')] };
	}
	return compilePlaced(input, { tasks, nodes, names, placement });
}

interface PlacedTasks {
	readonly tasks: readonly TaskDefinition[];
	readonly nodes: NodeIndex;
	readonly names: NameIndex;
	readonly placement: Placement;
}

function compilePlaced(input: CompileInput, { tasks, nodes, names, placement }: PlacedTasks): CompiledGraph {
	const vertices = numberVertices(placement);
	const evaluator = new Evaluator(input, nodes.nodes);
	const findings = new EvaluationFindings();
	const nodeIds = nodes.nodes.map(({ id }) => id);
	const context = { input, tasks, vertices, nodeIds, evaluator, findings };
	const draft = new DraftGraph({ tasks, names, nodes, vertices, relations: resolveRelations(context) });
	const marks = markVertices(context);
	connectSameNode(draft);
	connectSets(draft);
	const edges = draft.edges.finish(vertices.count + draft.barriers.length, Math.max(draft.reasons.length, 1));
	const unselected = selectSubgraphs(draft, edges, marks, input.selection?.subgraphs);
	const planned = planTasks({ ...context, marks });
	const graph = assembleGraph({ draft, edges, marks, planned, groups: faultGroups(tasks, nodes) });
	const diagnostics = [
		...checkVersions(tasks, input.legacy ?? { propagate: false }),
		...checkSelection(names, input.selection?.tasks),
		...unselected,
		...findings.list(),
		...(draft.edges.isFull ? [tooLarge('edges')] : validateGraph(draft, graph)),
	];
	return {
		graph,
		diagnostics: errorsFirst(diagnostics),
		unevaluated: input.facts === undefined ? listUnevaluated(tasks) : [],
		relations: () => listRelations(draft),
	};
}

function errorsFirst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
	return diagnostics.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

function tooLarge(what: string): Diagnostic {
	return diagnose('GRAPH_TOO_LARGE', `The graph has too many ${what}`);
}
