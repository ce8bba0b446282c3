import { UNCONTROLLED } from '@stoker/shared/model/deployment-control.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RELEASE_FILES, refusalOf, releaseFiles, ServiceRig, SUBJECT } from '../../../test/support/service-rig.js';
import { assignNodes, unassignNodes } from './assignments.js';
import { getDeployment, listDeployments, stopDeployment } from './deployments.js';
import { createEnvironment, getEnvironment } from './environments.js';
import { listEdges, listPlanTasks, listVertices } from './graphs.js';
import { importRelease } from './import-release.js';
import { createPlan, getPlan } from './plans.js';
import { DeploymentStarter } from './start-deployment.js';
import { getSystemInfo } from './system-info.js';
import { listTaskRuns } from './task-runs.js';

const ALL = { pageSize: 0, pageToken: '' };

/** A plan of everything. */
const ALL_TASKS = {
	taskIds: [],
	subgraphs: [],
	isForced: false,
	isDryRun: false,
	isNoopRun: false,
	nodes: [],
	consents: [],
};

describe('plans and deployments', () => {
	let rig: ServiceRig;
	beforeEach(async () => {
		rig = await ServiceRig.open();
		await rig.addEnvironment();
	});
	afterEach(() => rig.close());

	it('show what each node will do, and equal input gives an equal digest', async () => {
		const plan = await rig.plan();
		expect(plan).toMatchObject({
			environmentName: 'prod',
			graphType: 'default',
			taskCount: 3,
			deploymentId: undefined,
		});
		expect(plan.nodes.map((node) => [node.nodeId, node.nodeName, node.taskCount])).toEqual([
			['1', 'node-1', 1],
			['2', 'node-2', 1],
			['3', 'node-3', 1],
			['null', 'sync', 0],
		]);
		expect(plan.longestChain).toEqual(['store@1', 'app@2']);
		expect(await getPlan(rig.ports, plan.id)).toEqual(plan);
		const again = await rig.plan();
		expect(again.digest).toBe(plan.digest);
		expect(again.id).not.toBe(plan.id);
	});

	it('are refused without tasks, for unknown graphs and for cycles, with every problem', async () => {
		const unknown = createPlan(rig.ports, { environment: 'prod', graphType: 'provision', ...ALL_TASKS }, SUBJECT);
		expect((await refusalOf(unknown)).violations[0]?.field).toBe('graph_type');
		await createEnvironment(rig.ports, { name: 'empty', release: 'shop' }, SUBJECT);
		const empty = createPlan(rig.ports, { environment: 'empty', graphType: '', ...ALL_TASKS }, SUBJECT);
		expect((await refusalOf(empty)).code).toBe('PLAN_EMPTY');
		const tasks = [
			'- {id: a, type: shell, version: 2.0.0, role: [app], requires: [b], parameters: {cmd: "true"}}',
			'- {id: b, type: shell, version: 2.0.0, role: [store], requires: [a], parameters: {cmd: "true"}}',
			'- {id: c, type: shell, version: 2.0.0, role: [app], requires: [d], parameters: {cmd: "true"}}',
			'- {id: d, type: shell, version: 2.0.0, role: [store], requires: [c], parameters: {cmd: "true"}}',
		];
		const release = (RELEASE_FILES['release.yaml'] ?? '').replace('1.0', '2.0');
		const files = releaseFiles({ 'release.yaml': release, 'graphs/default.tasks.yaml': `${tasks.join('\n')}\n` });
		await importRelease(rig.ports, { files, validateOnly: false }, SUBJECT);
		await createEnvironment(rig.ports, { name: 'broken', release: 'shop@2.0' }, SUBJECT);
		await rig.addNodes(['4']);
		await assignNodes(rig.ports, { environment: 'broken', nodes: [{ node: '4', roles: ['app', 'store'] }] }, SUBJECT);
		const error = await refusalOf(
			createPlan(rig.ports, { environment: 'broken', graphType: '', ...ALL_TASKS }, SUBJECT),
		);
		expect(error.code).toBe('GRAPH_CYCLE');
		const errors = error.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
		expect(errors.map(({ code, line }) => `${code} ${line}`)).toEqual(['GRAPH_CYCLE 1', 'GRAPH_CYCLE 3']);
	});

	it('are listed as vertices and edges, page by page, with one digest', async () => {
		const plan = await rig.plan();
		const vertices = await listVertices(rig.ports, { planId: plan.id, nodeId: '', taskId: '', ...ALL });
		expect(vertices.planDigest).toBe(plan.digest);
		expect(vertices.total).toBe(vertices.items.length);
		const apps = await listVertices(rig.ports, { planId: plan.id, nodeId: 'node-2', taskId: 'app', ...ALL });
		expect(apps.items).toMatchObject([{ kind: 'task', taskId: 'app', nodeId: '2', taskType: 'shell' }]);
		const edges = [];
		let pageToken = '';
		do {
			const page = await listEdges(rig.ports, { planId: plan.id, pageSize: 1, pageToken });
			expect(page).toMatchObject({ planDigest: plan.digest, total: plan.edgeCount });
			edges.push(...page.items);
			pageToken = page.nextPageToken;
		} while (pageToken !== '');
		expect(edges).toHaveLength(plan.edgeCount);
		expect(new Set(edges.map((edge) => edge.reason)).size).toBeGreaterThan(0);
	});

	it('tell their tasks, each id once, with what it took before', async () => {
		const plan = await rig.plan();
		const first = await listPlanTasks(rig.ports, { planId: plan.id, pageSize: 1, pageToken: '' });
		const rest = await listPlanTasks(rig.ports, { planId: plan.id, pageSize: 0, pageToken: first.nextPageToken });
		const tasks = [...first.items, ...rest.items];
		const { items: vertices } = await listVertices(rig.ports, { planId: plan.id, nodeId: '', taskId: '', ...ALL });
		const ids = new Set(vertices.filter(({ kind }) => kind !== 'barrier').map(({ taskId }) => taskId));
		expect(tasks.map(({ taskId }) => taskId).toSorted()).toEqual([...ids].toSorted());
		expect(first).toMatchObject({ planDigest: plan.digest, total: ids.size });
		expect(tasks.every(({ usualDurationMs }) => usualDurationMs === undefined)).toBe(true);
	});

	it('start once: the same plan again gives the same deployment, another plan waits', async () => {
		const plan = await rig.plan();
		const other = await rig.plan();
		const [first, second] = await Promise.all([rig.start(plan), rig.start(plan)]);
		expect(first).toMatchObject({
			state: 'running',
			planId: plan.id,
			planDigest: plan.digest,
			startedBy: 'admin alice',
		});
		expect(second.id).toBe(first.id);
		expect((await rig.start(plan)).id).toBe(first.id);
		expect(await refusalOf(rig.start(other))).toMatchObject({
			code: 'DEPLOYMENT_ACTIVE',
			subject: { deployment: first.id },
		});
		expect((await getPlan(rig.ports, plan.id)).deploymentId).toBe(first.id);
		const environment = await getEnvironment(rig.ports, 'prod');
		expect(environment).toMatchObject({ status: 'deploying', deploymentId: first.id });
		const caller = { name: 'alice', role: 'viewer', serial: '' } as const;
		const facts = { version: '1', startedAtMs: 1, caPin: 'pin', memoryBytes: () => 5 };
		expect(await getSystemInfo(rig.ports, facts, caller)).toMatchObject({ nodesTotal: 4, deploymentsRunning: 1 });
	});

	it('do not start when anything moved, and say what', async () => {
		const plan = await rig.plan();
		const wrong = rig.services.starter.start(
			{ planId: plan.id, planDigest: 'other', control: UNCONTROLLED, agreedDestroyDigest: '' },
			SUBJECT,
		);
		expect(await refusalOf(wrong)).toMatchObject({ code: 'PLAN_STALE', violations: [{ field: 'plan_digest' }] });
		await assignNodes(rig.ports, { environment: 'prod', nodes: [{ node: '2', roles: ['store'] }] }, SUBJECT);
		await unassignNodes(rig.ports, { environment: 'prod', nodes: ['3'] }, SUBJECT);
		const moved = await refusalOf(rig.start(plan));
		expect(moved.code).toBe('PLAN_STALE');
		expect(moved.message).toContain('node 2 has store instead of app');
		expect(moved.message).toContain('node 3 left');
	});

	it('clear away what a start left half-way, and begin anew', async () => {
		const plan = await rig.plan();
		const failing = new DeploymentStarter({
			...rig.ports,
			engine: {
				...rig.ports.engine,
				startDeployment: () => Promise.reject(new Error('the disk is full')),
			},
		});
		await expect(
			failing.start(
				{ planId: plan.id, planDigest: plan.digest, control: UNCONTROLLED, agreedDestroyDigest: '' },
				SUBJECT,
			),
		).rejects.toThrow('disk is full');
		const left = await rig.store.read(({ db }) => db.selectFrom('deployment').select(['id', 'state']).execute());
		expect(left).toMatchObject([{ state: 'preparing' }]);
		const deployment = await rig.start(plan);
		expect(deployment.id).not.toBe(left[0]?.id);
		expect(deployment.state).toBe('running');
		const runs = await listTaskRuns(rig.ports, {
			deploymentId: deployment.id,
			node: '',
			taskId: '',
			states: [],
			...ALL,
		});
		expect(runs.items.length).toBeGreaterThan(0);
	});

	it('show runs by node, task and state, and progress per node', async () => {
		const deployment = await rig.start(await rig.plan());
		const list = (filter: object) =>
			listTaskRuns(rig.ports, { deploymentId: deployment.id, node: '', taskId: '', states: [], ...ALL, ...filter });
		expect((await list({ states: ['ready'] })).items).toMatchObject([{ taskId: 'store', nodeId: '1', attempts: [] }]);
		expect((await list({ node: 'node-2' })).items).toMatchObject([
			{ taskId: 'app', nodeName: 'node-2', taskType: 'shell' },
		]);
		expect((await list({ taskId: 'app' })).items.map((run) => run.nodeId)).toEqual(['2', '3']);
		expect((await refusalOf(list({ node: '9' }))).code).toBe('NODE_NOT_FOUND');
		const page = await list({ pageSize: 1 });
		expect((await list({ pageSize: 1, pageToken: page.nextPageToken })).items[0]?.vertex).toBeGreaterThan(
			page.items[0]?.vertex ?? -1,
		);
		const { nodes } = await getDeployment(rig.ports, deployment.id);
		expect(nodes.find((node) => node.nodeId === '1')).toMatchObject({ nodeName: 'node-1', counts: { ready: 1 } });
	});

	it('show the last 20 attempts of a run', async () => {
		const deployment = await rig.start(await rig.plan());
		const outcome = { outcome: 'failed', reason: 'exit_code', exitCode: 3, signal: '', message: 'no' } as const;
		const numbers = { startedAtMs: 5, durationMs: 7, logLength: 9 };
		const rows = Array.from({ length: 25 }, (_, index) => ({
			assignment_id: `attempt-${String(index).padStart(2, '0')}`,
			deployment_id: deployment.id,
			vertex: 0,
			number: index + 1,
			node_id: '1',
			journal_id: 'j',
			boot_id: 'b',
			assigned_at: index,
			started_at: null,
			ended_at: index,
			outcome: 'failed' as const,
			detail: JSON.stringify({ ...outcome, ...numbers }),
			is_decisive: 1,
			cancel_requested: 0,
		}));
		const all = { deploymentId: deployment.id, node: '', taskId: '', states: [], ...ALL };
		const ready = (await listTaskRuns(rig.ports, { ...all, states: ['ready'] })).items[0]?.vertex ?? 0;
		await rig.store.write(({ db }) =>
			db
				.insertInto('attempt')
				.values(rows.map((row) => ({ ...row, vertex: ready })))
				.execute(),
		);
		const run = (await listTaskRuns(rig.ports, { ...all, taskId: 'store' })).items[0];
		expect(run?.attempts.map((attempt) => attempt.number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 6));
		expect(run?.attempts[0]).toMatchObject({ reason: 'exit_code', exitCode: 3, startedAtMs: 5, logLength: 9 });
	});

	it('stop, end, and cannot be stopped again', async () => {
		const { id } = await rig.start(await rig.plan());
		await stopDeployment(rig.ports, { deploymentId: id, now: false }, SUBJECT);
		await expect.poll(async () => (await getDeployment(rig.ports, id)).deployment.state).toBe('stopped');
		const { deployment } = await getDeployment(rig.ports, id);
		expect(deployment.counts).toMatchObject({ cancelled: 3, pending: 0, ready: 0 });
		const again = stopDeployment(rig.ports, { deploymentId: id, now: true }, SUBJECT);
		expect(await refusalOf(again)).toMatchObject({ code: 'DEPLOYMENT_ENDED', subject: { state: 'stopped' } });
		const second = await rig.start(await rig.plan());
		const { items } = await listDeployments(rig.ports, { environment: 'prod', ...ALL });
		expect(items.map((item) => item.id)).toEqual([second.id, id]);
		expect(items[1]?.counts).toEqual(deployment.counts);
	});
});
