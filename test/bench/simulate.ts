import { existsSync, readFileSync } from 'node:fs';
import { compileGraph } from '@stoker/shared/graph/compile-graph.js';
import { parseTaskFiles } from '@stoker/shared/graph/input/parse-task-files.js';
import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import { NO_LIMITS } from '@stoker/shared/model/deployment-control.js';
import type { TaskDefinition } from '@stoker/shared/model/task.js';
import { simulate } from '@stoker/shared/simulate/simulate.js';
import type { SimulationInput } from '@stoker/shared/simulate/simulation-input.js';
import type { SimulationResult } from '@stoker/shared/simulate/simulation-result.js';
import { generateCluster } from './compile/generate-facts.js';
import { measureCpu } from './compile/measured.js';
import { makeCrossGraph } from './cross-graph.js';
import { LIBRARY } from './library.js';
import { loadAverage } from './measure.js';
import type { Figure } from './report.js';
import { roleByRole } from './simulate/role-by-role.js';

const COMPUTES = [10, 100, 500];
const PUPPET_SECONDS = { least: 5, most: 120 };
const OTHER_SECONDS = { least: 1, most: 3 };
/** How much the makespan may grow from 10 to 500 nodes, percent. */
const MOST_GROWTH = 15;
const CROSS = { nodes: 1_000, tasksPerNode: 100 };
/** For 100,000 task runs. */
const MOST_CPU_SECONDS = 5;
/** The order of roles in the systems before. */
const RANKS: Readonly<Record<string, number>> = { 'primary-controller': 0, controller: 1, compute: 2 };

/** How long the real library takes on a virtual clock, with its graph and role by role; and what simulating costs. */
export function benchSimulate(seed: number): readonly Figure[] {
	return [...benchSpeed(seed), ...benchLibrary(seed)];
}

function inputFor(graph: PlanGraph, seed: number): SimulationInput {
	const puppet = graph.tasks.filter(({ type }) => type === 'puppet').map(({ id }) => [id, PUPPET_SECONDS] as const);
	return {
		graph,
		seed,
		durations: { given: new Map(puppet), remembered: new Map(), standard: OTHER_SECONDS },
		failures: { tasks: new Map(), standard: 0 },
		deaths: [],
		declareLostAfterSeconds: undefined,
		slots: 1,
		limits: NO_LIMITS,
	};
}

function simulateWhole(graph: PlanGraph, seed: number): SimulationResult {
	const result = simulate(inputFor(graph, seed));
	if (result.outcome !== 'succeeded') {
		throw new Error(`the simulation ended as ${result.outcome}`);
	}
	return result;
}

function benchSpeed(seed: number): readonly Figure[] {
	const load = loadAverage();
	const graph = makeCrossGraph(CROSS.nodes, CROSS.tasksPerNode, seed);
	const { result, cpuSeconds } = measureCpu(() => simulateWhole(graph, seed));
	const runs = result.attempts.length;
	return [
		{
			name: `${runs} task runs simulated, CPU`,
			value: cpuSeconds,
			unit: 's',
			budget: MOST_CPU_SECONDS,
			kind: 'cpu',
			load,
		},
	];
}

function benchLibrary(seed: number): readonly Figure[] {
	if (!existsSync(LIBRARY)) {
		process.stdout.write(`simulate: skipped, there is no ${LIBRARY}\n`);
		return [];
	}
	const { tasks } = parseTaskFiles(new Map([[LIBRARY, readFileSync(LIBRARY, 'utf8')]]));
	const load = loadAverage();
	const rows = COMPUTES.map((computes) => ({ computes, ...makespans(tasks, computes, seed) }));
	const growth = (order: 'graph' | 'roles'): number => {
		const [least, most] = [rows[0]?.[order] ?? Number.NaN, rows.at(-1)?.[order] ?? Number.NaN];
		return (most / least - 1) * 100;
	};
	const info = { kind: 'info', load } as const;
	return [
		...rows.flatMap(({ computes, graph, roles }): readonly Figure[] => [
			{ ...info, name: `real library, 3 + ${computes}, with its graph`, value: graph / 60_000, unit: 'min' },
			{ ...info, name: `real library, 3 + ${computes}, role by role`, value: roles / 60_000, unit: 'min' },
			{ ...info, name: `  role by role against graph, 3 + ${computes}`, value: roles / graph, unit: 'times' },
		]),
		{
			name: 'growth of the makespan with the graph, 10 to 500',
			value: growth('graph'),
			unit: '%',
			budget: MOST_GROWTH,
			kind: 'cpu',
			load,
		},
		{ ...info, name: 'growth of the makespan role by role, 10 to 500', value: growth('roles'), unit: '%' },
	];
}

/** Milliseconds with the library's graph and with roles one after another. */
function makespans(
	tasks: readonly TaskDefinition[],
	computes: number,
	seed: number,
): { readonly graph: number; readonly roles: number } {
	const { nodes, facts } = generateCluster(computes, seed);
	const compiled = compileGraph({ tasks, nodes, facts });
	// Where no strategy limits it: those of the library hold controllers back, however many computes there are.
	const graph: PlanGraph = { ...compiled.graph, limits: new Map() };
	const ranks = graph.nodes.map(({ tags }) => tags.map((tag) => RANKS[tag]).find((rank) => rank !== undefined));
	return {
		graph: simulateWhole(graph, seed).makespanMs,
		roles: simulateWhole(roleByRole(graph, ranks), seed).makespanMs,
	};
}
