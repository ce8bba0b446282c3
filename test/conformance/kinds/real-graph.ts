import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CompiledGraph, compileGraph } from '@stoker/shared/graph/compile-graph.js';
import { expandedEdges } from '@stoker/shared/graph/expand-edges.js';
import type { Facts } from '@stoker/shared/graph/facts.js';
import { parseTaskFiles } from '@stoker/shared/graph/input/parse-task-files.js';
import { VERTEX_ANCHOR, VERTEX_BARRIER, VERTEX_SKIPPED } from '@stoker/shared/graph/plan-graph.js';
import type { JsonObject, JsonValue, TaskDefinition } from '@stoker/shared/model/task.js';
import type { Case, Comparison } from '../case.js';
import { listOf, objectOf, textOf } from '../json.js';
import { readNodes } from './read-nodes.js';
import { nodeIdOf, taskIdOf } from './relation-ends.js';

/** What the file has of each graph: numbers, digests, and lists where they are short. */
const FIELDS = [
	['vertices', 'sha256_vertices', 'vertex_list'],
	['skipped', 'sha256_skipped', 'skipped_list'],
	['edges', 'sha256_edges', 'edge_list'],
] as const;

/** The graph of a real library, as sorted lines. */
export function answerRealGraph(given: Case, folder: string): Comparison {
	const path = resolve(folder, textOf(given['library']), 'graphs/default.tasks.yaml');
	const { tasks } = parseTaskFiles(new Map([[path, readFileSync(path, 'utf8')]]));
	const facts = objectOf(given['facts']);
	const compiled = compileGraph({
		tasks: tasks.map(withoutAny),
		nodes: readNodes(given['nodes']),
		facts: { common: objectOf(facts['common']), nodes: objectOf(facts['nodes']) as Facts['nodes'] },
		assumeConditions: given['mode'] === 'nocond',
	});
	const errors = compiled.diagnostics.filter(({ severity }) => severity === 'error');
	const lines = linesOf(compiled);
	const expected: Record<string, JsonValue> = { errors: [] };
	const actual: Record<string, JsonValue> = { errors: errors.map(({ code, message }) => `${code}: ${message}`) };
	for (const [index, [count, digest, list]] of FIELDS.entries()) {
		const found = lines[index] ?? [];
		const answers: JsonObject = { [count]: found.length, [digest]: digestOf(found), [list]: found };
		for (const field of [count, digest, list].filter((name) => given[name] !== undefined)) {
			expected[field] = field === list ? listOf(given[field]).map(textOf).sort() : (given[field] ?? null);
			actual[field] = answers[field] ?? null;
		}
	}
	return { expected, actual };
}

/** Which node a relation of policy `any` means was left to chance, so the recorded graphs are without them. */
function withoutAny(task: TaskDefinition): TaskDefinition {
	const keep = { crossDepends: task.crossDepends, crossDependedBy: task.crossDependedBy };
	const kept = (field: keyof typeof keep): TaskDefinition['crossDepends'] =>
		keep[field].filter(({ policy }) => policy !== 'any');
	return { ...task, crossDepends: kept('crossDepends'), crossDependedBy: kept('crossDependedBy'), places: {} };
}

function linesOf({ graph }: CompiledGraph): readonly (readonly string[])[] {
	const real = [...graph.vertexKind.keys()].filter((vertex) => graph.vertexKind[vertex] !== VERTEX_BARRIER);
	const name = (vertex: number): string => `${taskIdOf(graph, vertex)}@${nodeIdOf(graph, vertex)}`;
	const isSkipped = (vertex: number): boolean => {
		return graph.vertexKind[vertex] === VERTEX_SKIPPED || graph.vertexKind[vertex] === VERTEX_ANCHOR;
	};
	const edges: string[] = [];
	for (const [before, after] of expandedEdges(graph)) {
		edges.push(`${name(before)} ${name(after)}`);
	}
	return [real.map(name).sort(), real.filter(isSkipped).map(name).sort(), [...new Set(edges)].sort()];
}

function digestOf(lines: readonly string[]): string {
	const hash = createHash('sha256');
	for (const line of lines) {
		hash.update(`${line}\n`);
	}
	return hash.digest('hex');
}
