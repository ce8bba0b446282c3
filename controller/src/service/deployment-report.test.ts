import type { DeploymentId } from '@stoker/shared/model/ids.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ServiceRig } from '../../../test/support/service-rig.js';
import { reportDeployment } from './deployment-report.js';

let rig: ServiceRig;
let deploymentId: DeploymentId;

beforeEach(async () => {
	rig = await ServiceRig.open();
	await rig.addEnvironment();
	deploymentId = (await rig.start(await rig.plan())).id;
	// What agents would have made of it: the rows of a deployment that has ended.
	await setRun('store@1', { state: 'failed', message: 'exit_code: ended with exit code 3', ended_at: 5 });
	for (const run of ['app@2', 'app@3']) {
		await setRun(run, { state: 'dep_failed', message: 'store@node-1', ended_at: 6 });
	}
	await rig.store.write(async ({ db }) => {
		await db.updateTable('deployment').set({ state: 'failed', ended_at: 7 }).execute();
		const [taskId, nodeId] = ['store', '1'];
		const { vertex } = await db
			.selectFrom('task_run')
			.select('vertex')
			.where('task_id', '=', taskId)
			.where('node_id', '=', nodeId)
			.executeTakeFirstOrThrow();
		const attempt = {
			deployment_id: deploymentId,
			vertex,
			node_id: nodeId,
			journal_id: 'j',
			boot_id: 'b',
			assigned_at: 1,
		};
		const outcome = {
			outcome: 'failed',
			reason: 'exit_code',
			exitCode: 3,
			signal: '',
			message: 'ended with exit code 3',
		};
		const ended = { ...attempt, ended_at: 4, outcome: 'failed', is_decisive: 1, cancel_requested: 0 } as const;
		const detail = JSON.stringify({ ...outcome, startedAtMs: 2, durationMs: 2, logLength: 9_000 });
		await db
			.insertInto('attempt')
			.values([1, 2].map((number) => ({ ...ended, number, detail, assignment_id: `attempt-${number}` })))
			.execute();
	});
	const output = `${'early\n'.repeat(2_000)}last but one\nconnection refused\n`;
	const data = Buffer.from(output);
	await rig.logFiles.append(deploymentId, 'attempt-2' as never, { offset: 0, data });
});

afterEach(() => rig.close());

async function setRun(
	run: string,
	values: {
		readonly state: 'failed' | 'dep_failed' | 'skipped' | 'succeeded';
		readonly message: string;
		readonly ended_at: number;
	},
): Promise<void> {
	const [taskId = '', nodeId = ''] = run.split('@');
	await rig.store.write(({ db }) =>
		db.updateTable('task_run').set(values).where('task_id', '=', taskId).where('node_id', '=', nodeId).execute(),
	);
}

it('tells root causes with attempt, reason, exit code, last lines and what waited for them', async () => {
	const report = await reportDeployment(rig.ports, deploymentId);
	expect(report.rootCauses).toHaveLength(1);
	const [cause] = report.rootCauses;
	expect(cause?.run).toMatchObject({ taskId: 'store', nodeName: 'node-1', state: 'failed' });
	expect(cause?.run.attempts.at(-1)).toMatchObject({ number: 2, reason: 'exit_code', exitCode: 3 });
	expect(cause?.output.slice(-2)).toEqual(['last but one', 'connection refused']);
	expect(cause?.output.length).toBeLessThanOrEqual(10);
	expect(cause).toMatchObject({ behindCount: 2, behind: ['app@node-2', 'app@node-3'] });
	expect(report).toMatchObject({ rootCauseCount: 1, toleratedCount: 0, decisionCount: 0 });
});

it('never counts a run that waits in vain as failed, and tells how far everything is', async () => {
	const report = await reportDeployment(rig.ports, deploymentId);
	expect(report.deployment.counts).toMatchObject({ failed: 1, dep_failed: 2, succeeded: 0 });
	expect(report.progress).toEqual({ percent: 0, isWeighted: false, remainingMs: undefined });
	expect(report.nodes.find(({ nodeId }) => nodeId === '2')).toMatchObject({ percent: 0 });
});

it('tells what operators skipped or marked done, with their reasons', async () => {
	await setRun('app@2', { state: 'skipped', message: 'skipped by admin alice: not needed here', ended_at: 8 });
	await setRun('app@3', { state: 'succeeded', message: 'marked done by admin bob: done by hand', ended_at: 9 });
	const { decisions, rootCauses } = await reportDeployment(rig.ports, deploymentId);
	expect(decisions).toMatchObject([
		{ kind: 'skipped', taskId: 'app', nodeName: 'node-2', message: 'skipped by admin alice: not needed here', atMs: 8 },
		{
			kind: 'marked_done',
			taskId: 'app',
			nodeName: 'node-3',
			message: 'marked done by admin bob: done by hand',
			atMs: 9,
		},
	]);
	expect(rootCauses[0]).toMatchObject({ behindCount: 0, behind: [] });
});
