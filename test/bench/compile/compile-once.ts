/** A process that compiles one graph of the real library and tells what it cost: `compile-once FILE MODE COMPUTES SEED`. */
import { readFileSync } from 'node:fs';
import { compileGraph } from '@stoker/shared/graph/compile-graph.js';
import type { CompileInput } from '@stoker/shared/graph/compile-input.js';
import type { Facts } from '@stoker/shared/graph/facts.js';
import { parseTaskFiles } from '@stoker/shared/graph/input/parse-task-files.js';
import { VERTEX_ANCHOR, VERTEX_BARRIER, VERTEX_SKIPPED } from '@stoker/shared/graph/plan-graph.js';
import { generateCluster } from './generate-facts.js';
import { measureCpu, peakResidentBytes } from './measured.js';

/** How much of the facts is looked at. */
export type CompileMode = 'assumed' | 'conditions' | 'redeploy';

/** What the process prints. */
export interface CompileCost {
	readonly cpuSeconds: number;
	readonly peakBytes: number;
	readonly factsBytes: number;
	readonly nodes: number;
	readonly vertices: number;
	/** Vertices that run nothing. */
	readonly skipped: number;
	readonly edges: number;
	readonly errors: readonly string[];
}

const [file = '', mode = 'assumed', computes = '500', seed = '1'] = process.argv.slice(2);
const { tasks } = parseTaskFiles(new Map([[file, readFileSync(file, 'utf8')]]));
const { nodes, facts } = generateCluster(Number(computes), Number(seed));
const text = JSON.stringify(facts);

/** Facts as they come from a store: equal, but no two of them the same object. */
function loadFacts(): Facts {
	return JSON.parse(text) as Facts;
}

function inputFor(kind: string): CompileInput {
	const current = { tasks, nodes, facts: loadFacts() };
	if (kind === 'assumed') {
		return { ...current, assumeConditions: true };
	}
	if (kind === 'conditions') {
		return current;
	}
	const saved = loadFacts();
	const past = new Map(Object.entries(saved.nodes).map(([id, node]) => [id, { common: saved.common, node }]));
	return { ...current, past: { of: (_, nodeId) => past.get(nodeId) } };
}

const input = inputFor(mode);
const { result, cpuSeconds } = measureCpu(() => compileGraph(input));
const kinds = [...result.graph.vertexKind];
const cost: CompileCost = {
	cpuSeconds,
	peakBytes: peakResidentBytes(),
	factsBytes: text.length,
	nodes: nodes.length,
	vertices: kinds.filter((kind) => kind !== VERTEX_BARRIER).length,
	skipped: kinds.filter((kind) => kind === VERTEX_SKIPPED || kind === VERTEX_ANCHOR).length,
	edges: result.graph.edgeBefore.length,
	errors: result.diagnostics
		.filter(({ severity }) => severity === 'error')
		.map(({ code, message }) => `${code}: ${message}`),
};
process.stdout.write(`${JSON.stringify(cost)}\n`);
