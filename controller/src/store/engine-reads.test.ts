import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TASK_RUN_STATES } from '@stoker/shared/model/deployment.js';
import type { DeploymentId, NodeId, PlanId } from '@stoker/shared/model/ids.js';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	assignment,
	attempt,
	batch,
	DEPLOYMENT,
	ENVIRONMENT,
	run,
	seed,
	success,
} from '../../../test/support/store-fixtures.js';
import {
	deletePreparing,
	findAttempt,
	insertDeployment,
	insertTaskRuns,
	loadActiveDeployments,
	openAttemptsOfNode,
} from './engine-reads.js';
import { openSqliteStore } from './sqlite/open-sqlite-store.js';
import type { Store } from './store.js';

const QUERY_PLAN = sql`query plan`;
const RUN_COUNT = 4_321;
const PREPARING = 'preparing-one' as DeploymentId;

let folder = '';
let store: Store;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-reads-'));
	store = await openSqliteStore({ path: join(folder, 'stoker.db'), idleLimitMs: 100 });
	await seed(store);
});
afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

async function prepare(): Promise<void> {
	await store.write(async ({ db }) => {
		const plan = await db.selectFrom('plan').selectAll().executeTakeFirstOrThrow();
		await db
			.insertInto('plan')
			.values({ ...plan, id: 'second' })
			.execute();
	});
	await insertDeployment(store, {
		id: PREPARING,
		environmentId: ENVIRONMENT,
		planId: 'second' as PlanId,
		state: 'preparing',
		startedAtMs: 99,
		endedAtMs: undefined,
		startedBy: 'alice',
		message: '',
	});
	const rows = Array.from({ length: RUN_COUNT }, (_, index) => ({
		vertex: index * 2,
		taskId: `task-${index}`,
		nodeId: '1' as NodeId,
		state: index === 7 ? ('skipped' as const) : ('pending' as const),
		message: '',
	}));
	await insertTaskRuns(store, PREPARING, rows);
}

describe('recovery reads', () => {
	it('load what an actor is rebuilt from', async () => {
		await store.commit([batch({ runs: [run(0, 'running'), run(1, 'running')], attempts: [attempt(0), attempt(1)] })]);
		await store.commit([batch({ runs: [run(0, 'succeeded')], ends: [success(0)], cancels: [assignment(1)] })]);
		await store.commit([batch({ ends: [success(1)], attempts: [attempt(1, 2)] })]);
		await store.commit([batch({ starts: [{ assignmentId: assignment(1, 2), startedAtMs: 1234 }] })]);
		const [active, ...others] = await loadActiveDeployments(store);
		expect(others).toEqual([]);
		expect(active?.deployment).toMatchObject({
			id: DEPLOYMENT,
			state: 'running',
			startedBy: 'alice',
			endedAtMs: undefined,
		});
		expect([...(active?.planGraph ?? [])]).toEqual([1, 2, 3]);
		expect([...(active?.runs.vertices ?? [])]).toEqual([0, 1, 2, 3]);
		const states = [...(active?.runs.states ?? [])].map((state) => TASK_RUN_STATES[state]);
		expect(states).toEqual(['succeeded', 'running', 'pending', 'pending']);
		expect(active?.openAttempts).toEqual([{ ...attempt(1, 2), startedAtMs: 1234, isCancelRequested: false }]);
		expect([...(active?.attemptCounts ?? [])]).toEqual([
			[0, 1],
			[1, 2],
		]);
	});

	it('read every page of a large deployment', async () => {
		await prepare();
		const active = await loadActiveDeployments(store);
		const preparing = active.find((one) => one.deployment.id === PREPARING);
		expect(preparing?.runs.vertices.length).toBe(RUN_COUNT);
		expect([...(preparing?.runs.vertices ?? [])]).toEqual(Array.from({ length: RUN_COUNT }, (_, index) => index * 2));
		expect(preparing?.runs.states[7]).toBe(TASK_RUN_STATES.indexOf('skipped'));
	});

	it('leave out what has ended', async () => {
		await store.write(({ db }) => db.updateTable('deployment').set({ state: 'failed' }).execute());
		expect(await loadActiveDeployments(store)).toEqual([]);
	});

	it('delete a preparing deployment and no other', async () => {
		await prepare();
		await deletePreparing(store, PREPARING);
		await deletePreparing(store, PREPARING);
		await deletePreparing(store, DEPLOYMENT);
		const runs = await store.read(({ db }) => db.selectFrom('task_run').select('deployment_id').execute());
		expect(runs.map((row) => row.deployment_id)).toEqual(Array(4).fill(DEPLOYMENT));
		const deployments = await store.read(({ db }) => db.selectFrom('deployment').select('id').execute());
		expect(deployments).toEqual([{ id: DEPLOYMENT }]);
	});

	it('find attempts by assignment and by node', async () => {
		await store.commit([batch({ attempts: [attempt(0), attempt(1)] })]);
		await store.commit([batch({ ends: [success(0)] })]);
		expect(await findAttempt(store, assignment(0))).toMatchObject({
			deploymentId: DEPLOYMENT,
			vertex: 0,
			nodeId: '1',
			endedAtMs: 2000,
			outcome: success(0).outcome,
		});
		expect(await findAttempt(store, assignment(1))).toMatchObject({ endedAtMs: undefined, outcome: undefined });
		expect(await findAttempt(store, assignment(2))).toBeUndefined();
		const open = await openAttemptsOfNode(store, '1' as NodeId);
		expect(open.map((one) => one.assignmentId)).toEqual([assignment(1)]);
		expect(await openAttemptsOfNode(store, '2' as NodeId)).toEqual([]);
	});

	it('use an index wherever a deployment or a node is named', async () => {
		const plans = await store.read(async ({ db }) => [
			await db
				.selectFrom('attempt')
				.selectAll()
				.where('ended_at', 'is', null)
				.where('node_id', '=', '1')
				.explain(undefined, QUERY_PLAN),
			await db
				.selectFrom('attempt')
				.selectAll()
				.where('deployment_id', '=', 'a')
				.where('vertex', '=', 1)
				.explain(undefined, QUERY_PLAN),
			await db
				.selectFrom('task_run')
				.select(({ fn }) => ['state', fn.countAll().as('count')])
				.where('deployment_id', '=', 'a')
				.groupBy('state')
				.explain(undefined, QUERY_PLAN),
			await db
				.selectFrom('event')
				.selectAll()
				.where('stream', '=', '')
				.where('sequence', '>', 1)
				.explain(undefined, QUERY_PLAN),
		]);
		const details = plans.map((plan) => (plan as { detail: string }[]).map((step) => step.detail).join());
		expect(details[0]).toMatch(/SEARCH attempt USING INDEX attempt_open_by_node/);
		expect(details[1]).toMatch(/SEARCH attempt USING INDEX/);
		expect(details[2]).toMatch(/SEARCH task_run USING PRIMARY KEY/);
		expect(details[3]).toMatch(/SEARCH event USING PRIMARY KEY/);
	});
});
