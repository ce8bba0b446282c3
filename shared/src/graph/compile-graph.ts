import type { Diagnostic } from '../model/diagnostic.js';
import { assembleGraph } from './compile/assemble-graph.js';
import { connectSameNode } from './compile/connect-same-node.js';
import { connectSets } from './compile/connect-sets.js';
import { DraftGraph } from './compile/draft-graph.js';
import { listRelations, type VertexRelation } from './compile/list-relations.js';
import { listUnevaluated, type UnevaluatedRelation } from './compile/list-unevaluated.js';
import { markVertices } from './compile/mark-vertices.js';
import { NameIndex } from './compile/name-index.js';
import { NodeIndex } from './compile/node-index.js';
import { numberVertices } from './compile/number-vertices.js';
import { plainRelations } from './compile/owned-relation.js';
import { hasTooManyVertices, placeTasks } from './compile/place-tasks.js';
import type { CompileInput } from './compile-input.js';
import { diagnose } from './diagnostic-codes.js';
import type { PlanGraph } from './plan-graph.js';
import { validateGraph } from './validate-graph.js';

/** A graph, complete only where no diagnostic is an error. */
export interface CompiledGraph {
	readonly graph: PlanGraph;
	readonly diagnostics: readonly Diagnostic[];
	/** Relations that stand for an empty list because they are expressions. */
	readonly unevaluated: readonly UnevaluatedRelation[];
	/** Every relation between two vertices, by the side that declared it; self relations included. Can be many. */
	relations(): Iterable<VertexRelation>;
}

/**
 * Makes the graph of a plan: resolve nodes, place tasks, number vertices, mark what is skipped, turn relations into
 * edges, validate. Equal tasks and nodes give an equal graph, in whatever order the nodes come.
 */
export function compileGraph({ tasks, nodes }: CompileInput): CompiledGraph {
	const nodeIndex = new NodeIndex(nodes);
	const names = new NameIndex(tasks);
	const placement = placeTasks(tasks, names, nodeIndex);
	if (hasTooManyVertices(placement)) {
		return { ...compileGraph({ tasks: [], nodes }), diagnostics: [tooLarge('vertices')] };
	}
	const vertices = numberVertices(placement);
	const marks = markVertices(tasks, vertices);
	const draft = new DraftGraph({ tasks, names, nodes: nodeIndex, vertices, relations: [...plainRelations(tasks, vertices)] });
	connectSameNode(draft);
	connectSets(draft);
	const graph = assembleGraph(draft, marks);
	const diagnostics = draft.edges.isFull ? [tooLarge('edges')] : validateGraph(draft, graph);
	const relations = (): Iterable<VertexRelation> => listRelations(draft);
	return { graph, diagnostics, unevaluated: listUnevaluated(tasks), relations };
}

function tooLarge(what: string): Diagnostic {
	return diagnose('GRAPH_TOO_LARGE', `The graph has too many ${what}`);
}
