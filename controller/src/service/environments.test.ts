import { SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RELEASE_FILES, refusalOf, releaseFiles, ServiceRig, SUBJECT } from '../../../test/support/service-rig.js';
import { assignNodes, unassignNodes } from './assignments.js';
import { verifyAudit } from './audit.js';
import { deleteEnvironment } from './delete-environment.js';
import { stopDeployment } from './deployments.js';
import { createEnvironment, getEnvironment, listEnvironments } from './environments.js';
import { importRelease } from './import-release.js';
import { getNode, listNodes } from './nodes.js';
import { getPlan } from './plans.js';

describe('environments', () => {
	let rig: ServiceRig;
	beforeEach(async () => {
		rig = await ServiceRig.open();
	});
	afterEach(() => rig.close());

	const eventsOf = async (stream: string) => {
		const rows = await rig.store.read(({ db }) =>
			db.selectFrom('event').select('body').where('stream', '=', stream).orderBy('sequence').execute(),
		);
		return rows.map((row) => JSON.parse(row.body) as { kind: string; message?: string; action?: string });
	};

	it('refuse bad names, unknown and unavailable releases, and a name that is taken', async () => {
		await importRelease(rig.ports, { files: releaseFiles(), validateOnly: false }, SUBJECT);
		const unavailable = (RELEASE_FILES['release.yaml'] ?? '').replace('available', 'unavailable').replace('1.0', '2.0');
		const files = releaseFiles({ ...RELEASE_FILES, 'release.yaml': unavailable });
		await importRelease(rig.ports, { files, validateOnly: false }, SUBJECT);
		const create = (name: string, release = 'shop@1.0') => createEnvironment(rig.ports, { name, release }, SUBJECT);
		for (const name of ['', '-a', 'a b', 'a'.repeat(64), 'ä']) {
			expect((await refusalOf(create(name))).violations[0]?.field).toBe('name');
		}
		expect((await refusalOf(create('prod', 'nothing'))).code).toBe('RELEASE_NOT_FOUND');
		expect((await refusalOf(create('prod', 'shop@2.0'))).code).toBe('RELEASE_UNAVAILABLE');
		const made = await create('prod');
		expect(made).toMatchObject({ name: 'prod', status: 'new', releaseName: 'shop', releaseVersion: '1.0', nodes: [] });
		expect((await refusalOf(create('prod'))).code).toBe('ENVIRONMENT_EXISTS');
		expect(await getEnvironment(rig.ports, made.id)).toEqual(made);
		await create('beta');
		const { items } = await listEnvironments(rig.ports, { pageSize: 0, pageToken: '' });
		expect(items.map((environment) => environment.name)).toEqual(['beta', 'prod']);
	});

	it('take nodes in with all problems told at once, and nothing changed then', async () => {
		await rig.addEnvironment();
		await createEnvironment(rig.ports, { name: 'other', release: 'shop' }, SUBJECT);
		await rig.addNodes(['4'], 'pending');
		await rig.addNodes(['5']);
		const nodes = [
			{ node: '5', roles: ['app'] },
			{ node: '1', roles: ['app'] },
			{ node: '4', roles: ['app'] },
			{ node: 'nobody', roles: ['app'] },
			{ node: 'master', roles: ['app', 'king'] },
			{ node: 'node-5', roles: [] },
		];
		const error = await refusalOf(assignNodes(rig.ports, { environment: 'other', nodes }, SUBJECT));
		expect(error.code).toBe('INVALID_REQUEST');
		expect(error.violations.map((violation) => violation.field)).toEqual([
			'nodes[1]',
			'nodes[2]',
			'nodes[3]',
			'nodes[4].roles[1]',
			'nodes[4]',
			'nodes[5].roles',
			'nodes[5]',
		]);
		expect((await getNode(rig.ports, '5')).node.environmentId).toBeUndefined();
		const roles = [{ node: '5', roles: ['king'] }];
		expect(await refusalOf(assignNodes(rig.ports, { environment: 'other', nodes: roles }, SUBJECT))).toMatchObject({
			code: 'ROLE_UNKNOWN',
		});
	});

	it('show their nodes in order, replace roles, and give nodes back', async () => {
		await rig.addEnvironment();
		const environment = await getEnvironment(rig.ports, 'prod');
		expect(environment.nodes).toEqual([
			{ node: '1', roles: ['store'] },
			{ node: '2', roles: ['app'] },
			{ node: '3', roles: ['app'] },
		]);
		const both = { environment: 'prod', nodes: [{ node: '2', roles: ['store', 'app', 'store'] }] };
		expect((await assignNodes(rig.ports, both, SUBJECT)).nodes[1]?.roles).toEqual(['store', 'app']);
		const after = await unassignNodes(rig.ports, { environment: 'prod', nodes: ['2', 'node-3'] }, SUBJECT);
		expect(after.nodes.map((node) => node.node)).toEqual(['1']);
		const again = unassignNodes(rig.ports, { environment: 'prod', nodes: ['2'] }, SUBJECT);
		expect((await refusalOf(again)).violations[0]?.field).toBe('nodes[0]');
		const listed = await listNodes(rig.ports, { environment: 'prod', pageSize: 0, pageToken: '' });
		expect(listed.items.map((node) => [node.id, node.environmentName])).toEqual([['1', 'prod']]);
		const messages = (await eventsOf(environment.id)).map((event) => event.message);
		expect(messages).toContain('2 nodes unassigned');
		expect((await eventsOf(SYSTEM_STREAM)).map((event) => event.message)).toContain('taken out of prod');
	});

	it('list nodes by number, the master first, page by page', async () => {
		await rig.addNodes(['10', '2', 'master', '1']);
		const page = { environment: '', pageSize: 2 };
		const first = await listNodes(rig.ports, { ...page, pageToken: '' });
		const second = await listNodes(rig.ports, { ...page, pageToken: first.nextPageToken });
		expect([...first.items, ...second.items].map((node) => node.id)).toEqual(['master', '1', '2', '10']);
		expect(second.nextPageToken).toBe('');
	});

	it('keep their nodes and themselves while a deployment is at work', async () => {
		await rig.addEnvironment();
		await rig.start(await rig.plan());
		const unassigned = unassignNodes(rig.ports, { environment: 'prod', nodes: ['1'] }, SUBJECT);
		expect((await refusalOf(unassigned)).code).toBe('NODE_BUSY');
		const assigned = { environment: 'prod', nodes: [{ node: '1', roles: ['app'] }] };
		expect((await refusalOf(assignNodes(rig.ports, assigned, SUBJECT))).code).toBe('NODE_BUSY');
		expect((await refusalOf(deleteEnvironment(rig.ports, 'prod', SUBJECT))).code).toBe('DEPLOYMENT_ACTIVE');
		expect((await getEnvironment(rig.ports, 'prod')).nodes).toHaveLength(3);
	});

	it('go with everything that belongs to them, and tell those who watch', async () => {
		await rig.addEnvironment();
		const { id } = await getEnvironment(rig.ports, 'prod');
		const plan = await rig.plan();
		const deployment = await rig.start(plan);
		await stopDeployment(rig.ports, { deploymentId: deployment.id, now: true }, SUBJECT);
		const follow = rig.services.events.follow({ stream: id, after: 0 }, async () => {}, new AbortController().signal);
		await expect.poll(async () => (await getEnvironment(rig.ports, 'prod')).status).toBe('stopped');
		const [gone] = await Promise.all([refusalOf(follow), deleteEnvironment(rig.ports, 'prod', SUBJECT)]);
		expect(['ENVIRONMENT_NOT_FOUND', 'EVENTS_COMPACTED']).toContain(gone.code);
		const left = await rig.store.read(async ({ db }) => ({
			runs: await db.selectFrom('task_run').selectAll().execute(),
			plans: await db.selectFrom('plan').select('id').execute(),
			streams: await db.selectFrom('event_stream').selectAll().where('stream', '=', id).execute(),
			events: await db.selectFrom('event').selectAll().where('stream', '=', id).execute(),
		}));
		expect(left).toEqual({ runs: [], plans: [], streams: [], events: [] });
		expect((await refusalOf(getPlan(rig.ports, plan.id))).code).toBe('PLAN_NOT_FOUND');
		expect((await refusalOf(rig.ports.planGraphs.load(plan.id))).code).toBe('PLAN_NOT_FOUND');
		expect((await getNode(rig.ports, '1')).node).toMatchObject({ status: 'discover', roles: [] });
		expect(await verifyAudit(rig.store)).toMatchObject({ firstBrokenSequence: undefined });
	});

	it('can be deleted again after a deletion that was cut short', async () => {
		await rig.addEnvironment();
		const { id } = await getEnvironment(rig.ports, 'prod');
		await rig.plan();
		const cut = {
			...rig.ports,
			planGraphs: {
				...rig.ports.planGraphs,
				forget: () => {
					throw new Error('power cut');
				},
			} as unknown as typeof rig.ports.planGraphs,
		};
		await expect(deleteEnvironment(cut, id, SUBJECT)).rejects.toThrow('power cut');
		expect((await getEnvironment(rig.ports, 'prod')).nodes).toEqual([]);
		expect(await deleteEnvironment(rig.ports, 'prod', SUBJECT)).toBe(id);
		expect((await refusalOf(getEnvironment(rig.ports, 'prod'))).code).toBe('ENVIRONMENT_NOT_FOUND');
	});
});
