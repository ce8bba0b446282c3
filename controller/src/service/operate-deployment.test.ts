import { NO_LIMITS } from '@stoker/shared/model/deployment-control.js';
import type { DeploymentView } from '@stoker/shared/model/views.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf, ServiceRig, SUBJECT } from '../../../test/support/service-rig.js';
import { listAudit } from './audit.js';
import { declareNodeLost } from './declare-lost.js';
import { getDeployment } from './deployments.js';
import { getExplanation } from './explanations.js';
import { type OperationRequest, operateDeployment } from './operate-deployment.js';
import { listTaskRuns } from './task-runs.js';

let rig: ServiceRig;
let deployment: DeploymentView;

beforeEach(async () => {
	rig = await ServiceRig.open();
	await rig.addEnvironment();
	deployment = await rig.start(await rig.plan());
});
afterEach(() => rig.close());

const operate = (request: OperationRequest) => operateDeployment(rig.ports, deployment.id, request, SUBJECT);

/** What was done, newest first. */
async function audited(): Promise<readonly string[]> {
	const { items } = await listAudit(rig.store, { pageSize: 0, pageToken: '' });
	return items.map(({ action, object }) => `${action} ${object.replace(deployment.id, 'ID')}`);
}

async function statesOf(): Promise<readonly string[]> {
	const page = { pageSize: 0, pageToken: '' };
	const runs = await listTaskRuns(rig.ports, {
		deploymentId: deployment.id,
		node: '',
		taskId: '',
		states: [],
		...page,
	});
	return runs.items.map(({ taskId, nodeId, state, message }) => `${taskId}@${nodeId} ${state} ${message}`.trim());
}

describe('a deployment', () => {
	it('is paused, stepped and resumed, and keeps what was said', async () => {
		expect((await operate({ kind: 'pause' })).control).toMatchObject({ isPaused: true, stepsLeft: 0 });
		expect((await operate({ kind: 'step', count: 3 })).control).toMatchObject({ isPaused: true, stepsLeft: 3 });
		expect((await getDeployment(rig.ports, deployment.id)).deployment.control.stepsLeft).toBe(3);
		expect((await operate({ kind: 'resume' })).control).toMatchObject({ isPaused: false, stepsLeft: 0 });
		expect((await operate({ kind: 'resume' })).control.isPaused).toBe(false);
		expect((await audited()).slice(0, 4)).toEqual([
			'ResumeDeployment deployment ID',
			'ResumeDeployment deployment ID',
			'StepDeployment deployment ID, 3 runs',
			'PauseDeployment deployment ID',
		]);
	});

	it('keeps break-points and limits that are asked for side by side', async () => {
		const none = { removed: [], isCleared: false };
		await Promise.all([
			operate({ kind: 'breakpoints', added: ['store'], ...none }),
			operate({ kind: 'breakpoints', added: ['app@node-2'], ...none }),
			operate({ kind: 'limits', nodesAtOnce: 2, tasks: [], plannedTaskIds: [] }),
			operate({ kind: 'limits', tasks: [{ taskId: 'app', atOnce: 1 }], plannedTaskIds: [] }),
		]);
		const { control } = (await getDeployment(rig.ports, deployment.id)).deployment;
		expect(control.breakpoints.toSorted()).toEqual(['app@node-2', 'store']);
		expect(control.limits).toEqual({ nodesAtOnce: 2, slotsPerNode: 0, tasks: { app: 1 } });
		const planned = await operate({ kind: 'limits', nodesAtOnce: 0, tasks: [], plannedTaskIds: ['app'] });
		expect(planned.control.limits).toEqual(NO_LIMITS);
	});

	it('refuses what its plan does not have, all at once, and changes nothing', async () => {
		const before = await audited();
		const breakpoints = { kind: 'breakpoints', added: ['stroe', 'app@9'], removed: [], isCleared: false } as const;
		const { violations } = await refusalOf(operate(breakpoints));
		expect(violations.map(({ field, description }) => `${field} ${description}`)).toEqual([
			'added[0] names a task that the plan does not have: "stroe"; did you mean "store"?',
			'added[1] names a node that the plan does not have: "9"',
		]);
		const limits = {
			kind: 'limits',
			nodesAtOnce: 1e9,
			tasks: [{ taskId: 'ap', atOnce: 1 }],
			plannedTaskIds: ['x'],
		} as const;
		expect((await refusalOf(operate(limits))).violations.map(({ field }) => field)).toEqual([
			'nodes_at_once',
			'tasks[0].task_id',
			'planned_task_ids[0]',
		]);
		const runs = [{ taskId: 'store', node: '1' }];
		expect((await refusalOf(operate({ kind: 'skip', runs, reason: ' ' }))).violations[0]?.field).toBe('reason');
		expect((await refusalOf(operate({ kind: 'mark_done', runs: [], reason: 'x' }))).violations[0]?.field).toBe('runs');
		expect((await refusalOf(operate({ kind: 'step', count: 0 }))).violations[0]?.field).toBe('count');
		expect((await refusalOf(operate({ kind: 'remove_node', node: 'node-9' }))).code).toBe('NODE_NOT_FOUND');
		expect((await refusalOf(operate({ kind: 'retry', runs: [] }))).code).toBe('NOTHING_TO_RETRY');
		expect((await refusalOf(operate({ kind: 'retry', runs }))).code).toBe('TASK_RUN_STATE');
		expect(await audited()).toEqual(before);
		expect((await getDeployment(rig.ports, deployment.id)).deployment.control).toEqual(deployment.control);
	});

	it('goes on without runs, or as if they were done, with the reason', async () => {
		await operate({ kind: 'mark_done', runs: [{ taskId: 'store', node: 'node-1' }], reason: 'done by hand' });
		expect(await statesOf()).toContain('store@1 succeeded marked done by admin alice: done by hand');
		await operate({
			kind: 'skip',
			runs: ['2', '3'].map((node) => ({ taskId: 'app', node })),
			reason: 'not needed',
		});
		expect((await statesOf()).filter((state) => state.startsWith('app'))).toEqual([
			'app@2 skipped skipped by admin alice: not needed',
			'app@3 skipped skipped by admin alice: not needed',
		]);
		expect((await audited()).slice(0, 2)).toEqual([
			'SkipTaskRuns deployment ID, app@2 app@3: not needed',
			'MarkTaskRunsDone deployment ID, store@node-1: done by hand',
		]);
	});

	it('begins under the control it is started with, if the plan has what that names', async () => {
		const control = { ...deployment.control, isPaused: true, stepsLeft: 7, breakpoints: ['app'] };
		await rig.engine.stopDeployment(deployment.id, { now: true, actor: 'admin alice' });
		await rig.engine.drain();
		const other = await ServiceRig.open();
		try {
			await other.addEnvironment();
			const plan = await other.plan();
			const wrong = other.start(plan, { ...control, breakpoints: ['ap'] });
			expect((await refusalOf(wrong)).violations[0]?.field).toBe('control.breakpoints[0]');
			const begun = await other.start(plan, control);
			expect(begun.control).toEqual({ ...control, stepsLeft: 0 });
			const request = { deploymentId: begun.id, node: 'node-1', taskId: 'store' };
			const { subject } = await getExplanation(other.ports, request);
			expect(subject).toMatchObject({
				kind: 'run',
				explained: { run: { state: 'ready' }, blockers: [{ kind: 'agent_absent' }, { kind: 'paused' }] },
			});
		} finally {
			await other.close();
		}
	});
});

describe('a node', () => {
	it('that is not heard is declared lost where it takes part', async () => {
		const { node, lostAttempts } = await declareNodeLost(rig.ports, 'node-2', SUBJECT);
		expect([node.id, lostAttempts]).toEqual(['2', 0]);
		expect((await audited())[0]).toBe('DeclareNodeLost node 2 in deployment ID');
		expect((await refusalOf(declareNodeLost(rig.ports, 'node-9', SUBJECT))).code).toBe('NODE_NOT_FOUND');
	});

	it('whose enrolment is pending is told as such', async () => {
		await rig.store.write(({ db }) =>
			db.updateTable('node').set({ pending_key_digest: 'x' }).where('id', '=', '1').execute(),
		);
		const { subject, held } = await getExplanation(rig.ports, {
			deploymentId: deployment.id,
			node: '1',
			taskId: 'store',
		});
		expect(subject).toMatchObject({
			kind: 'run',
			explained: { blockers: [{ kind: 'waiting_for_accept', node: { nodeName: 'node-1' } }, { kind: 'agent_absent' }] },
		});
		expect(held).toMatchObject([{ blocker: { kind: 'waiting_for_accept' } }]);
	});
});

describe('an explanation', () => {
	it('is refused for what is not there', async () => {
		const ask = (node: string, taskId: string) =>
			getExplanation(rig.ports, { deploymentId: deployment.id, node, taskId });
		expect((await refusalOf(ask('', 'app'))).violations[0]?.field).toBe('node');
		expect((await refusalOf(ask('node-9', ''))).code).toBe('NODE_NOT_FOUND');
		expect((await refusalOf(ask('node-1', 'app'))).code).toBe('TASK_RUN_NOT_FOUND');
		const unknown = getExplanation(rig.ports, { deploymentId: 'x', node: '', taskId: '' });
		expect((await refusalOf(unknown)).code).toBe('DEPLOYMENT_NOT_FOUND');
	});

	it('of a deployment, a node and what has ended', async () => {
		const ask = (node: string) => getExplanation(rig.ports, { deploymentId: deployment.id, node, taskId: '' });
		expect(await ask('')).toMatchObject({
			subject: { kind: 'deployment' },
			held: [
				{ blocker: { kind: 'agent_absent' }, runs: { total: 1, items: [{ taskId: 'store' }] } },
				{ blocker: { kind: 'dependency', roots: { items: [{ run: { taskId: 'store' } }] } }, runs: { total: 2 } },
			],
			chain: { total: 2 },
		});
		expect(await ask('node-3')).toMatchObject({
			subject: { kind: 'node', node: { nodeName: 'node-3' } },
			held: [{ blocker: { kind: 'dependency' }, runs: { total: 1 } }],
		});
		await operate({ kind: 'skip', runs: [{ taskId: 'store', node: '1' }], reason: 'x' });
		const reason = 'nobody is there';
		await operate({ kind: 'mark_done', runs: ['2', '3'].map((node) => ({ taskId: 'app', node })), reason });
		const ended = await ask('');
		expect(ended).toMatchObject({ running: { total: 0 }, held: [], failed: { total: 0 }, chain: { total: 0 } });
	});
});
