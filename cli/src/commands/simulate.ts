import type { PlanGraph, PlanTask } from '@stoker/shared/graph/plan-graph.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { PlanTaskView } from '@stoker/shared/model/views.js';
import { writeChromeTrace } from '@stoker/shared/picture/gantt/chrome-trace.js';
import { drawGantt } from '@stoker/shared/picture/gantt/draw-gantt.js';
import type { GanttInput } from '@stoker/shared/picture/gantt/gantt-input.js';
import { reportSimulation } from '@stoker/shared/simulate/report-simulation.js';
import { simulate } from '@stoker/shared/simulate/simulate.js';
import { simulatedRuns } from '@stoker/shared/simulate/simulated-runs.js';
import type { NodeDeath } from '@stoker/shared/simulate/simulation-input.js';
import type { SimulationResult } from '@stoker/shared/simulate/simulation-result.js';
import type { SimulatedLimits, SimulateValues } from '../arguments/simulate.js';
import { UsageError } from '../arguments/usage-error.js';
import { OUTPUT_SCHEMA } from '../views/printer.js';
import { renderSimulation, type SimulationView } from '../views/simulation-view.js';
import type { CommandContext, Run } from './command-context.js';
import { compileFiles } from './compile-files.js';
import { EXIT } from './exit-codes.js';
import { loadPlanGraph, loadPlanTasks } from './load-plan-graph.js';

/** What is simulated: a graph, and what its tasks took before, milliseconds by task id. */
interface Subject {
	readonly graph: PlanGraph;
	readonly remembered: ReadonlyMap<string, number>;
}

export const simulatePlan: Run<SimulateValues> = async (values, context) => {
	const subject = await loadSubject(values, context);
	if (subject === undefined) {
		return EXIT.failure;
	}
	const { graph } = subject;
	const deaths = findNodes(graph, values);
	const result = runOnce(values, subject, deaths, values.base);
	const { stdout } = context.terminal;
	if (values.format === 'svg' || values.format === 'chrome-trace') {
		const chart = chartOf(graph, result);
		await stdout.write(values.format === 'svg' ? drawGantt(chart) : writeChromeTrace(chart));
		return EXIT.ok;
	}
	const view: SimulationView = {
		...reportSimulation(graph, result),
		seed: values.seed,
		comparisons: values.others.map(({ text, limits }) => {
			const { outcome, makespanMs, utilisation, counts } = runOnce(values, subject, deaths, limits);
			return { settings: text, outcome, makespanMs, utilisation, counts };
		}),
	};
	await stdout.write(
		values.format === 'json'
			? `${JSON.stringify({ schema: OUTPUT_SCHEMA, kind: 'simulation', data: view }, null, 2)}\n`
			: renderSimulation(view, context.printer.style),
	);
	return EXIT.ok;
};

function chartOf(graph: PlanGraph, result: SimulationResult): GanttInput {
	return {
		title: `Simulation: ${result.outcome}`,
		whole: { fromMs: 0, toMs: result.makespanMs },
		nodes: graph.nodes.map(({ id, name, roles }) => ({ id, name, roles })),
		runs: simulatedRuns(graph, result),
		path: result.criticalPath.flatMap(({ attempt }) => result.attempts[attempt]?.vertex ?? []),
	};
}

async function loadSubject({ source }: SimulateValues, context: CommandContext): Promise<Subject | undefined> {
	if (source.kind === 'files') {
		const compiled = await compileFiles(source.files, context);
		return compiled && { graph: compiled.graph, remembered: new Map() };
	}
	const client = await context.connect();
	const { plan, graph } = await loadPlanGraph(client, source.plan);
	const tasks = new Map((await loadPlanTasks(client, plan.id)).map((task) => [task.taskId, task]));
	return {
		graph: { ...graph, tasks: graph.tasks.map((task) => completeTask(task, tasks.get(task.id))) },
		remembered: new Map(
			[...tasks].flatMap(([id, { usualDurationMs }]) => (usualDurationMs === undefined ? [] : [[id, usualDurationMs]])),
		),
	};
}

function completeTask(task: PlanTask, view: PlanTaskView | undefined): PlanTask {
	if (view === undefined) {
		return task;
	}
	const { failsOnError, retriesOnLost, timeoutSeconds, retries, retryIntervalSeconds } = view;
	return {
		...task,
		failOnError: failsOnError,
		retryOnLost: retriesOnLost,
		timeoutSeconds,
		retries,
		retryIntervalSeconds,
	};
}

function runOnce(
	values: SimulateValues,
	{ graph, remembered }: Subject,
	deaths: readonly NodeDeath[],
	{ slots, limits }: SimulatedLimits,
) {
	return simulate({
		graph,
		seed: values.seed,
		durations: { given: values.durations, remembered, standard: values.standardDuration },
		failures: { tasks: values.failures, standard: values.standardFailure },
		deaths,
		declareLostAfterSeconds: values.declareLostAfterSeconds,
		slots,
		limits,
	});
}

/** The nodes that die. Throws UsageError naming every task and node that the graph does not have. */
function findNodes(graph: PlanGraph, values: SimulateValues): readonly NodeDeath[] {
	const ids = new Map<string, NodeId>(graph.nodes.flatMap(({ id, name }) => [[name, id] as const, [id, id] as const]));
	const tasks = new Set(graph.tasks.map(({ id }) => id));
	const limited = [values.base, ...values.others.map(({ limits }) => limits)].flatMap(({ limits }) =>
		Object.keys(limits.tasks),
	);
	const named = new Set([...values.durations.keys(), ...values.failures.keys(), ...limited]);
	const problems = [
		...[...named].filter((task) => !tasks.has(task)).map((task) => `there is no task ${task} in the graph`),
		...values.deaths.filter(({ node }) => !ids.has(node)).map(({ node }) => `there is no node ${node} in the graph`),
	];
	if (problems.length > 0) {
		throw new UsageError(problems, 'simulate');
	}
	return values.deaths.flatMap(({ node, atSeconds }) => {
		const nodeId = ids.get(node);
		return nodeId === undefined ? [] : [{ nodeId, atSeconds }];
	});
}
