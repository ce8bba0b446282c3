import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOW_MS, sampleDeployment, sampleProgress } from '../../../test/support/view-samples.js';
import { DeploymentProgress } from './deployment-progress.js';
import { renderFrame } from './progress-frame.js';
import { makeStyle } from './style.js';
import { textWidth } from './text.js';

const STYLE = makeStyle({ hasColour: false, isUnicode: true, columns: 80, nowMs: NOW_MS });
const DEPLOYMENT = sampleDeployment({ state: 'running', endedAtMs: undefined });

function change(
	progress: DeploymentProgress,
	nodeId: string,
	[taskId, from, to]: [string, TaskRunState, TaskRunState],
	nowMs = 0,
) {
	return progress.apply(
		{
			kind: 'task_run_changed',
			deploymentId: DEPLOYMENT.id,
			vertex: Number(nodeId) * 100 + taskId.length,
			taskId,
			nodeId: nodeId as NodeId,
			from,
			to,
			attempt: 1,
			message: to === 'failed' ? 'exit code 3' : '',
		},
		nowMs,
	);
}

function small(): DeploymentProgress {
	const progress = new DeploymentProgress(
		DEPLOYMENT,
		[
			sampleProgress('1', { ready: 2 }),
			sampleProgress('2', { pending: 3, ready: 1 }),
			sampleProgress('null', { succeeded: 1 }),
		],
		0,
	);
	change(progress, '1', ['install', 'ready', 'running'], 1000);
	change(progress, '2', ['configure', 'ready', 'running'], 4000);
	change(progress, '1', ['install', 'running', 'succeeded'], 9000);
	change(progress, '1', ['start', 'ready', 'running'], 9000);
	return progress;
}

describe('the live view', () => {
	it('tells what is left, less what has passed since, and nothing when nobody knows or nothing moves', () => {
		const progress = small();
		const draw = (nowMs: number) =>
			renderFrame(progress, { style: STYLE, size: { columns: 100, rows: 24 }, nowMs, isConnected: true })[0];
		expect(draw(12_000)).toMatch(/ 12s$/);
		progress.estimate(90_000, 10_000);
		expect(draw(12_000)).toMatch(/ 12s, at least 1m 28s left$/);
		expect(draw(100_000)).toMatch(/ 1m 40s$/);
		progress.state = 'stopping';
		expect(draw(12_000)).toMatch(/ 12s$/);
	});

	it('says that a deployment is paused, and how it goes on', async () => {
		const progress = small();
		const control = { ...DEPLOYMENT.control, isPaused: true, stepsLeft: 1 };
		const message = 'paused by admin alice';
		progress.apply({ kind: 'deployment_control_changed', deploymentId: DEPLOYMENT.id, control, message }, 0);
		const size = { columns: 100, rows: 24 };
		const frame = renderFrame(progress, { style: STYLE, size, nowMs: 12_000, isConnected: true });
		expect(frame[0]).toContain('paused, 1 step left');
		expect(frame.slice(-2)).toEqual([
			'1 run may begin: stoker deployment resume prod goes on, stoker explain prod tells more.',
			'Ctrl-C detaches; the deployment stays paused.',
		]);
		const resumed = { ...control, isPaused: false };
		progress.apply({ kind: 'deployment_control_changed', deploymentId: DEPLOYMENT.id, control: resumed, message }, 0);
		expect(renderFrame(progress, { style: STYLE, size, nowMs: 12_000, isConnected: true }).join('')).not.toMatch(
			/paused|may begin/,
		);
	});

	it('shows each node with what it does, in the order of nodes', async () => {
		const frame = renderFrame(small(), {
			style: STYLE,
			size: { columns: 80, rows: 24 },
			nowMs: 12_000,
			isConnected: true,
		});
		await expect(`${frame.join('\n')}\n`).toMatchFileSnapshot('golden/frame-80.txt');
	});

	it('puts root causes below, with what they cost', async () => {
		const progress = small();
		change(progress, '2', ['configure', 'running', 'failed'], 11_000);
		change(progress, '2', ['after-1', 'pending', 'dep_failed'], 11_000);
		change(progress, '2', ['after-22', 'pending', 'dep_failed'], 11_000);
		const options = { style: STYLE, size: { columns: 100, rows: 24 }, nowMs: 12_000, isConnected: false };
		await expect(`${renderFrame(progress, options).join('\n')}\n`).toMatchFileSnapshot('golden/frame-failed-100.txt');
	});

	it('shows the failing and the busy of 500 nodes, and sums up the rest', async () => {
		const nodes = Array.from({ length: 500 }, (_, index) =>
			sampleProgress(
				String(index + 1),
				index < 300 ? { succeeded: 20 } : { succeeded: index % 20, pending: 20 - (index % 20) },
			),
		);
		const progress = new DeploymentProgress(DEPLOYMENT, nodes, 0);
		change(progress, '401', ['configure', 'pending', 'running'], 1000);
		change(progress, '444', ['configure', 'pending', 'failed'], 2000);
		const style = makeStyle({ hasColour: false, isUnicode: false, columns: 80, nowMs: NOW_MS });
		const frame = renderFrame(progress, { style, size: { columns: 80, rows: 24 }, nowMs: 65_000, isConnected: true });
		expect(frame).toHaveLength(23);
		expect(frame.some((line) => line.includes('app-401'))).toBe(true);
		expect(frame.some((line) => line.includes('app-444'))).toBe(true);
		await expect(`${frame.join('\n')}\n`).toMatchFileSnapshot('golden/frame-500-ascii.txt');
	});

	it('fits every screen', () => {
		const states = [
			'pending',
			'ready',
			'running',
			'succeeded',
			'failed',
			'dep_failed',
			'cancelled',
			'skipped',
		] as const;
		const runs = fc.array(
			fc.record({ node: fc.integer({ min: 1, max: 60 }), to: fc.constantFrom(...states), task: fc.string() }),
			{ maxLength: 200 },
		);
		const size = fc.record({ columns: fc.integer({ min: 20, max: 220 }), rows: fc.integer({ min: 3, max: 80 }) });
		fc.assert(
			fc.property(runs, size, (changes, screen) => {
				const nodes = Array.from({ length: 40 }, (_, index) => sampleProgress(String(index + 1), { pending: 9 }));
				const progress = new DeploymentProgress(DEPLOYMENT, nodes, 0);
				for (const { node, to, task } of changes) {
					change(progress, String(node), [task, 'pending', to]);
				}
				const frame = renderFrame(progress, { style: STYLE, size: screen, nowMs: 99_000, isConnected: true });
				expect(frame.length).toBeLessThan(screen.rows);
				for (const line of frame) {
					expect(textWidth(line)).toBeLessThan(screen.columns);
					expect(line).not.toMatch(/[\n\r]/);
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe('progress', () => {
	it('forgets a failure that is tried again', () => {
		const progress = small();
		change(progress, '1', ['start', 'running', 'failed']);
		expect(progress.failures.size).toBe(1);
		change(progress, '1', ['start', 'failed', 'ready']);
		expect(progress.failures.size).toBe(0);
		expect(progress.totals).toMatchObject({ failed: 0, ready: 1 });
	});

	it('tells how long a run took by one clock', () => {
		expect(change(small(), '2', ['configure', 'running', 'succeeded'], 10_500)?.tookMs).toBe(6500);
	});

	it('leaves other deployments alone', () => {
		const progress = small();
		const before = structuredClone(progress.totals);
		const other = { kind: 'deployment_changed', deploymentId: 'other' as never, state: 'failed', message: '' } as const;
		expect(progress.apply(other, 0)).toBeUndefined();
		expect(progress.hasEnded).toBe(false);
		expect(progress.totals).toEqual(before);
	});
});
