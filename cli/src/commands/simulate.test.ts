import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeEdgePage, encodePlanTaskPage, encodeVertexPage } from '@stoker/shared/codec/graph.js';
import { encodePlan } from '@stoker/shared/codec/plan.js';
import { DeploymentServiceService as deployments } from '@stoker/shared/wire/stoker/v1/deployment.js';
import { GraphServiceService as graphs } from '@stoker/shared/wire/stoker/v1/graph.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CapturedTerminal } from '../../../test/support/captured-terminal.js';
import { FakeController } from '../../../test/support/fake-controller.js';
import { parseSvg } from '../../../test/support/parse-svg.js';
import { SAMPLE_PLAN } from '../../../test/support/view-samples.js';
import type { SimulationView } from '../views/simulation-view.js';
import { runCommandLine } from './run-command-line.js';

const TASKS = `
- {id: store, type: shell, version: 2.1.0, role: [store], parameters: {cmd: 'true', retries: 0}}
- id: app
  type: shell
  version: 2.1.0
  role: [app]
  cross-depends: [{name: store, role: store}]
  parameters: {cmd: 'true', retries: 0}
`;

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'stoker-simulate-'));
	await writeFile(join(folder, 'tasks.yaml'), TASKS);
	await writeFile(join(folder, 'nodes.yaml'), '1: [store]\n2: [app]\n3: [app]\n');
});

afterEach(async () => {
	await rm(folder, { recursive: true, force: true });
});

async function stoker(...words: readonly string[]) {
	const terminal = new CapturedTerminal({ environment: { LANG: 'C.UTF-8', NO_COLOR: '1', XDG_CONFIG_HOME: folder } });
	const clock = { wallMs: () => 0, monotonicMs: () => 0 };
	const code = await runCommandLine(['simulate', ...words], {
		terminal,
		clock,
		signal: new AbortController().signal,
	});
	return { code, out: terminal.stdout.text, err: terminal.stderr.text };
}

async function files(...words: readonly string[]) {
	return stoker('--tasks', join(folder, 'tasks.yaml'), '--nodes', join(folder, 'nodes.yaml'), ...words);
}

function dataOf(out: string): SimulationView {
	return (JSON.parse(out) as { readonly data: SimulationView }).data;
}

describe('simulate', () => {
	test('tells how long files would take, and which way takes longest', async () => {
		const { code, out } = await files('--duration', 'store=60', '--default-duration', '20');
		expect(code).toBe(0);
		expect(out).toMatch(/^Outcome +succeeded\nTakes +1m 20s\nTask runs +3 succeeded\nAttempts +3 on 3 nodes\n/);
		expect(out).toMatch(
			/store +node-1 +\+0\.0s +1m 00s +first of all\napp +node-2 +\+1m 00s +20\.0s +waited for the one before\n/,
		);
	});

	test('compares with other limits on the same draws', async () => {
		const all = await files(
			...['--default-duration', '10-20', '--compare', 'limit:app=1', '--compare', 'slots=4', '-o', 'json'],
		);
		const { attempts, comparisons, makespanMs } = dataOf(all.out);
		const totalMs = attempts.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
		expect(comparisons.map((other) => [other.settings, other.makespanMs])).toEqual([
			['limit:app=1', totalMs],
			['slots=4', makespanMs],
		]);
		expect(makespanMs).toBeLessThan(totalMs);
	});

	test('tells what fails and what waits for ever', async () => {
		const failed = dataOf((await files('--fail', 'store=100%', '-o', 'json')).out);
		expect(failed).toMatchObject({ outcome: 'failed', exceeded: { failures: 1, allowed: 0 } });
		expect(failed.failures.map(({ taskId, nodeId }) => `${taskId}@${nodeId}`)).toEqual(['store@1']);
		const stalled = await files('--kill', '3@1');
		expect(stalled.out).toMatch(/Never begins\n.*\napp +node-3 +its node is dead, and nobody declared it lost\n/);
		expect(dataOf((await files('--kill', '3@1', '--declare-lost', '90s', '-o', 'json')).out).outcome).toBe('failed');
	});

	test('draws when what would run where', async () => {
		const { code, out } = await files('-o', 'svg');
		expect(code).toBe(0);
		expect(parseSvg(out).boxes.length).toBeGreaterThan(0);
		const trace = JSON.parse((await files('-o', 'chrome-trace')).out) as object;
		expect(JSON.stringify(trace)).toContain('"store');
	});

	test('refuses what the graph does not have, and everything else that does not fit, at once', async () => {
		const { code, err } = await files('--duration', 'nothing=5', '--kill', 'node-9@10', '--limit', 'absent=1');
		expect(code).toBe(2);
		for (const name of ['task nothing', 'task absent', 'node node-9']) {
			expect(err).toContain(`there is no ${name} in the graph`);
		}
		const wrong = await stoker(...'--duration app --kill x --fail app=200 --compare fast=1 --slots 0'.split(' '));
		expect(wrong.code).toBe(2);
		for (const option of ['--duration', '--kill', '--fail', '--compare', '--slots', 'give a plan']) {
			expect(wrong.err).toContain(option);
		}
	});
});

describe('simulate of a stored plan', () => {
	let controller: FakeController;

	beforeEach(async () => {
		controller = await FakeController.create();
		const page = { planDigest: 'd', nextPageToken: '', total: 0 };
		const node = {
			nodeId: '1' as never,
			nodeName: 'node-1',
			roles: ['app'],
			tags: ['app'],
			taskCount: 2,
			skippedCount: 0,
		};
		const vertex = { kind: 'task', nodeId: '1', taskType: 'shell', skipReason: '' } as const;
		const task = { failsOnError: true, retriesOnLost: false, timeoutSeconds: 900, retryIntervalSeconds: 30 } as const;
		const plan = { ...SAMPLE_PLAN, nodes: [node], limits: [], faultGroups: [] };
		controller.unary(deployments, deployments.getPlan, () => ({ plan: encodePlan(plan) }));
		controller.unary(graphs, graphs.listVertices, () =>
			encodeVertexPage({
				...page,
				items: [
					{ ...vertex, index: 0, taskId: 'install' },
					{ ...vertex, index: 1, taskId: 'check' },
				],
			}),
		);
		controller.unary(graphs, graphs.listEdges, () =>
			encodeEdgePage({ ...page, items: [{ before: 0, after: 1, reason: 'check requires install' }] }),
		);
		controller.unary(graphs, graphs.listPlanTasks, () =>
			encodePlanTaskPage({
				...page,
				items: [
					{ ...task, taskId: 'install', retries: 1, usualDurationMs: 100_000 },
					{ ...task, taskId: 'check', retries: 0, usualDurationMs: undefined },
				],
			}),
		);
		await controller.start();
	});

	afterEach(async () => {
		await controller.remove();
	});

	test('takes durations from history and retries from the plan', async () => {
		const online = [
			SAMPLE_PLAN.id,
			'--default-duration',
			'7',
			'-o',
			'json',
			'--address',
			`unix:${controller.socketPath}`,
		];
		const { makespanMs } = dataOf((await stoker(...online)).out);
		expect(makespanMs).toBe(107_000);
		const failed = dataOf((await stoker(...online, '--fail', 'install=100%')).out);
		expect(failed.attempts.map(({ taskId, startMs }) => [taskId, startMs])).toEqual([
			['install', 0],
			['install', 130_000],
		]);
	});
});
