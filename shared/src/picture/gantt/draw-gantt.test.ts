import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { crossTo, makeNodes, makeTask } from '../../../../test/support/graph-fixtures.js';
import { clippedTexts, overlaps, parseSvg } from '../../../../test/support/parse-svg.js';
import { describeWithShared } from '../../../../test/support/shared-data.js';
import { simulateRuns } from '../../../../test/support/simulated-runs.js';
import { compileGraph } from '../../graph/compile-graph.js';
import { parseTaskFiles } from '../../graph/input/parse-task-files.js';
import type { PlanGraph } from '../../graph/plan-graph.js';
import type { TaskRunView } from '../../model/views.js';
import { pathTaken } from '../../timing/path-taken.js';
import { writeChromeTrace } from './chrome-trace.js';
import { drawGantt } from './draw-gantt.js';
import type { GanttInput } from './gantt-input.js';

const START_MS = 1_000_000;

function inputOf(graph: PlanGraph, runs: readonly TaskRunView[], title = 'Deployment default of prod'): GanttInput {
	const whole = { fromMs: START_MS, toMs: Math.max(...runs.map(({ endedAtMs = START_MS }) => endedAtMs)) };
	const nodes = graph.nodes.map(({ id, name, tags }) => ({ id, name, roles: tags }));
	return { title, whole, nodes, runs, path: pathTaken(graph, runs, whole).map(({ vertex }) => vertex) };
}

function expectSound(svg: string): void {
	const drawing = parseSvg(svg);
	expect(overlaps(drawing.boxes)).toEqual([]);
	expect(clippedTexts(drawing)).toEqual([]);
	expect(Buffer.byteLength(svg)).toBeLessThan(1_000_000);
}

const shop = compileGraph({
	tasks: [
		makeTask('fetch-store', { roles: ['store'] }),
		makeTask('start-store', { roles: ['store'], requires: ['fetch-store'] }),
		makeTask('install-application-with-a-long-name', { roles: ['app'] }),
		makeTask('configure-app', {
			roles: ['app'],
			requires: ['install-application-with-a-long-name'],
			crossDepends: [crossTo('start-store')],
		}),
		makeTask('start-app', { roles: ['app'], requires: ['configure-app'] }),
		makeTask('balance', { roles: ['balancer'], crossDepends: [crossTo('start-app')] }),
	],
	nodes: makeNodes({ '1': ['store'], '2': ['app'], '3': ['app'], '4': ['app'], '5': ['app'], '6': ['balancer'] }),
}).graph;

describe('a Gantt chart of few nodes', () => {
	const runs = simulateRuns(shop, { startMs: START_MS, seed: 5, failing: 0.3 });
	const svg = drawGantt(inputOf(shop, runs));

	test('looks as it did', async () => {
		await expect(svg).toMatchFileSnapshot('./golden/shop.svg');
	});

	test('has a lane a node and a bar an attempt, sound and labelled', () => {
		expectSound(svg);
		const { boxes, texts } = parseSvg(svg);
		expect(boxes).toHaveLength(runs.reduce((sum, { attempts }) => sum + attempts.length, 0));
		for (const name of ['node-1', 'node-2', 'node-5']) {
			expect(texts.map(({ content }) => content)).toContain(name);
		}
	});

	test('marks failures, and the path that took longest', () => {
		const failed = runs.filter(({ state }) => state === 'failed').length;
		expect(failed).toBeGreaterThan(0);
		expect(svg.match(/<rect [^>]*class="failed/g)).toHaveLength(failed);
		const path = inputOf(shop, runs).path;
		expect(path.length).toBeGreaterThan(1);
		expect(svg.match(/<rect [^>]*class="[a-z]+ c"/g)).toHaveLength(path.length);
	});

	test('keeps what would be markup for itself', () => {
		const drawn = drawGantt({ ...inputOf(shop, runs), title: '<script>alert(1)</script>' });
		expect(drawn).not.toContain('<script');
		expectSound(drawn);
	});

	test('is empty when nothing ran', () => {
		expectSound(drawGantt({ title: 'x', whole: { fromMs: 0, toMs: 0 }, nodes: [], runs: [], path: [] }));
	});

	test('is a trace for browsers too: times from the start, one process a node', () => {
		const { traceEvents } = JSON.parse(writeChromeTrace(inputOf(shop, runs))) as {
			readonly traceEvents: readonly { ph: string; pid: number; tid: number; ts: number; dur: number; cat: string }[];
		};
		const attempts = traceEvents.filter(({ ph, cat }) => ph === 'X' && cat === 'attempt');
		expect(attempts).toHaveLength(runs.reduce((sum, run) => sum + run.attempts.length, 0));
		expect(Math.min(...attempts.map(({ ts }) => ts))).toBe(0);
		for (const a of attempts) {
			const other = attempts.find(
				(b) => b !== a && b.pid === a.pid && b.tid === a.tid && a.ts < b.ts + b.dur && b.ts < a.ts + a.dur,
			);
			expect(other).toBeUndefined();
		}
	});
});

describeWithShared('a Gantt chart of the library of the last Fuel release', (shared) => {
	const file = resolve(shared, 'data/fuel-9.2/graphs/default.tasks.yaml');
	const { tasks } = parseTaskFiles(new Map([[file, readFileSync(file, 'utf8')]]));
	const controller = ['controller', 'rabbitmq', 'database', 'keystone', 'neutron'];
	const nodesOf = (computes: number) => {
		const list = [controller.map((tag) => `primary-${tag}`), controller, controller];
		const all = [...list, ...Array.from({ length: computes }, () => ['compute'])];
		return Object.fromEntries(all.map((tags, index) => [String(index + 1), tags]));
	};

	test.each([3, 500])('on three controllers and %i computes is small and sound', (computes) => {
		const { graph } = compileGraph({ tasks, nodes: makeNodes(nodesOf(computes)) });
		const runs = simulateRuns(graph, { startMs: START_MS, seed: computes, failing: computes > 3 ? 0.01 : 0 });
		const svg = drawGantt(inputOf(graph, runs));
		expectSound(svg);
		const { boxes, height } = parseSvg(svg);
		expect(boxes.length).toBeGreaterThan(100);
		expect(height).toBeLessThan(6_000);
	});
});
