import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimFolder } from '../../examples/demo/demo-folder.js';
import { DEMO_VARIABLE, endAll, findProcesses, markOf } from '../../examples/demo/demo-processes.js';
import { APP_TASK, findOrderProblems, STORE_TASK } from '../../examples/demo/evidence.js';
import { type Layout, layoutOf } from '../../examples/demo/layout.js';
import type { DemoResult } from '../../examples/demo/story.js';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const SCRIPT = ['--conditions=@stoker/source', '--import', 'tsx', 'examples/demo/run.ts'];
const DEMO_WITHIN_MS = 110_000;

describe('make demo without a terminal', () => {
	let parent = '';
	let layout: Layout;
	let output = '';
	let exitCode: unknown;
	let result: DemoResult;

	beforeAll(async () => {
		parent = await mkdtemp(join(tmpdir(), 'demo-'));
		layout = layoutOf(join(parent, 'run'));
		const child = spawn(process.execPath, [...SCRIPT, '--folder', layout.folder], {
			cwd: CHECKOUT,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => (output += text));
		}
		[exitCode] = (await once(child, 'close')) as unknown[];
		const text = await readFile(layout.result, 'utf8').catch(() => '{}');
		result = JSON.parse(text) as DemoResult;
	}, DEMO_WITHIN_MS);

	afterAll(async () => {
		await endAll(layout.folder);
		await rm(parent, { recursive: true });
	});

	it('deploys and ends well', () => {
		expect(exitCode, output).toBe(0);
		expect(output).toMatch(/Deployed shop in .* succeeded/);
	});

	it('answers through the balancer, from every application server, with what the store was given last', () => {
		expect(result.offer).toMatch(/^lot-[0-9a-f]{16}$/);
		expect(result.answers.map(({ offer }) => offer)).toEqual([result.offer, result.offer]);
		expect(new Set(result.answers.map(({ servedBy }) => servedBy)).size).toBe(2);
	});

	it('hands no application server its task before the store has answered', () => {
		expect(result.order.apps).toHaveLength(2);
		expect(findOrderProblems(result.order)).toEqual([]);
	});

	it('would notice an application server that was too early', () => {
		const { changes, apps } = result.order;
		const isStoreAnswer = (task: string, to: string) => task === STORE_TASK && to === 'succeeded';
		const late = changes.map((change) =>
			isStoreAnswer(change.taskId, change.to) ? { ...change, sequence: 1e9 } : change,
		);
		expect(findOrderProblems({ ...result.order, changes: late })).toHaveLength(2);
		const silent = changes.filter(({ taskId }) => taskId !== APP_TASK);
		expect(findOrderProblems({ ...result.order, changes: silent })).toHaveLength(2);
		const early = apps.map((app, index) => ({ ...app, assignedAtMs: app.assignedAtMs - (index === 0 ? 60_000 : 0) }));
		expect(findOrderProblems({ ...result.order, apps: early })).toHaveLength(1);
		expect(findOrderProblems({ ...result.order, offer: 'another' })).toHaveLength(2);
	});

	it('shows where the time went and how to look around', () => {
		expect(output).toContain('$ stoker deployment times shop');
		expect(output).toContain('$ stoker node list');
		expect(output).toMatch(/purchase 4: \{"offer":"lot-/);
	});

	it('leaves no process behind', async () => {
		expect(await findProcesses(layout.folder)).toEqual([]);
	});
});

describe('the folder of a demo', () => {
	let parent = '';
	let layout: Layout;

	beforeEach(async () => {
		parent = await mkdtemp(join(tmpdir(), 'demo-'));
		layout = layoutOf(join(parent, 'run'));
		await mkdir(layout.folder);
	});
	afterEach(async () => {
		await endAll(layout.folder);
		await rm(parent, { recursive: true });
	});

	it('is made anew after a kill, and what was left running is ended', async () => {
		await writeFile(join(layout.folder, 'owner.json'), JSON.stringify({ pid: 1, startTicks: 'long ago' }));
		const marked = { PATH: process.env['PATH'], [DEMO_VARIABLE]: layout.folder };
		const service = { PATH: process.env['PATH'], STOKER_ROOT: `${layout.folder}/machines/app-1/root` };
		for (const env of [marked, service]) {
			await once(spawn('sleep', ['60'], { detached: true, stdio: 'ignore', env }), 'spawn');
		}
		expect(await findProcesses(layout.folder)).toHaveLength(2);
		await claimFolder(layout);
		expect(await findProcesses(layout.folder)).toEqual([]);
	});

	it('is not taken from a demo that is up', async () => {
		await writeFile(join(layout.folder, 'owner.json'), JSON.stringify(await markOf(process.pid)));
		await expect(claimFolder(layout)).rejects.toThrow(/A demo is up/);
	});

	it('is never one with other content', async () => {
		await writeFile(join(layout.folder, 'thesis.txt'), 'precious');
		await expect(claimFolder(layout)).rejects.toThrow(/was not made by a demo/);
		expect(await readFile(join(layout.folder, 'thesis.txt'), 'utf8')).toBe('precious');
	});
});
