import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlanView } from '../../../shared/src/model/views.js';
import { type EngineWorld, TestAgent } from '../../../test/support/engine-world.js';
import { refusalOf, releaseFiles, ServiceRig, SUBJECT } from '../../../test/support/service-rig.js';
import { assignNodes } from './assignments.js';
import { getDeployment } from './deployments.js';
import { getFacts, setFacts } from './environment-document.js';
import { deleteGraph, downloadGraph, listGraphs, uploadGraph } from './environment-graphs.js';
import { createEnvironment, getEnvironment } from './environments.js';
import { importRelease } from './import-release.js';
import { type CreatePlan, createPlan } from './plans.js';

const RELEASE = {
	'release.yaml': 'name: lcm\nversion: "1"\nroles_metadata:\n  app: {name: App}\n',
	'graphs/default.tasks.yaml': `
- {id: always, type: shell, version: 2.1.0, role: [app], parameters: {cmd: "true"}}
- id: on_change
  type: shell
  version: 2.1.0
  role: [app]
  requires: [always]
  condition: {yaql_exp: "changed($.port)"}
  parameters: {cmd: {yaql_exp: "concat('serve ', str($.port))"}}
- {id: never, type: shell, version: 2.1.0, role: [app], condition: "settings:wanted == true", parameters: {cmd: "true"}}
`,
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('plans on facts', { timeout: 60_000 }, () => {
	let rig: ServiceRig;
	const agents: TestAgent[] = [];

	beforeEach(async () => {
		rig = await ServiceRig.open();
		await importRelease(rig.ports, { files: releaseFiles(RELEASE), validateOnly: false }, SUBJECT);
		await rig.addNodes(['master', '1', '2']);
		await createEnvironment(rig.ports, { name: 'prod', release: 'lcm' }, SUBJECT);
		const nodes = ['1', '2'].map((node) => ({ node, roles: ['app'] }));
		await assignNodes(rig.ports, { environment: 'prod', nodes }, SUBJECT);
		await writeFacts('common: {port: 80, wanted: false}');
		for (const id of ['1', '2']) {
			const agent = new TestAgent(id);
			await agent.connect({ engine: rig.engine } as EngineWorld);
			agents.push(agent);
		}
	});

	afterEach(async () => {
		agents.length = 0;
		await rig.close();
	});

	const writeFacts = (text: string): Promise<string> =>
		setFacts(rig.ports, { environment: 'prod', document: bytes(text) }, SUBJECT);

	const plan = (options: Partial<CreatePlan> = {}): Promise<PlanView> =>
		createPlan(
			rig.ports,
			{
				environment: 'prod',
				graphType: '',
				taskIds: [],
				subgraphs: [],
				isForced: false,
				isDryRun: false,
				isNoopRun: false,
				nodes: [],
				consents: [],
				...options,
			},
			SUBJECT,
		);

	const deploy = async (planned: PlanView): Promise<string> => {
		const { id } = await rig.start(planned);
		for (let tries = 0; tries < 3_000; tries++) {
			const { deployment } = await getDeployment(rig.ports, id);
			if (deployment.state !== 'running') {
				return deployment.state;
			}
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		throw new Error('the deployment did not end');
	};

	const commands = (agent = agents[0]): readonly string[] =>
		(agent?.assignments ?? []).map(({ parametersJson }) => {
			const { cmd } = JSON.parse(Buffer.from(parametersJson).toString()) as { cmd: string };
			return cmd;
		});

	it('evaluate conditions and parameters for each node, and say why a task is left out', async () => {
		await writeFacts('common: {port: 80, wanted: false}\nnodes: {"2": {port: 81}}');
		const planned = await plan();
		expect(planned).toMatchObject({ taskCount: 4, skippedCount: 2 });
		expect(planned.skipReasons).toEqual([{ reason: expect.stringContaining('settings:wanted') as string, count: 2 }]);
		expect(await deploy(planned)).toBe('succeeded');
		expect(commands(agents[0])).toEqual(['true', 'serve 80']);
		expect(commands(agents[1])).toEqual(['true', 'serve 81']);
	});

	it('run again only what changed, and everything when forced', async () => {
		expect(await deploy(await plan())).toBe('succeeded');
		const unchanged = await plan();
		expect(unchanged.taskCount).toBe(2);
		expect(unchanged.skipReasons.map(({ count }) => count)).toEqual([2, 2]);
		expect((await plan({ isForced: true })).taskCount).toBe(4);
		await writeFacts('common: {port: 81, wanted: true}');
		const changed = await plan();
		expect(changed.taskCount).toBe(6);
		expect(changed.changes).toContain('task never runs on 2 nodes instead of 0');
		expect(changed.expectedDurationMs).toBeGreaterThan(0);
		expect(await deploy(changed)).toBe('succeeded');
		// A run that was skipped does not move the state forward.
		expect((await plan()).taskCount).toBe(4);
	});

	it('are refused at their start when the facts, the graph or the history have moved', async () => {
		const planned = await plan();
		await writeFacts('common: {port: 81, wanted: false}');
		expect((await refusalOf(rig.start(planned))).message).toContain('the facts are others');
		const second = await plan();
		await upload('default', '- {id: extra, type: shell, version: 2.1.0, role: [app], parameters: {cmd: id}}');
		expect((await refusalOf(rig.start(second))).message).toContain("the environment's own graph is another");
		const [third, fourth] = [await plan(), await plan()];
		expect(await deploy(third)).toBe('succeeded');
		expect((await refusalOf(rig.start(fourth))).message).toContain('has ended since');
	});

	it('take the tasks and parts asked for', async () => {
		const some = await plan({ taskIds: ['always'] });
		expect(some.taskCount).toBe(2);
		expect(some.skipReasons).toContainEqual({ reason: expect.stringContaining('not selected') as string, count: 4 });
		const part = await plan({ subgraphs: [{ start: ['on_change/2'], end: [] }] });
		expect(part.nodes.map(({ nodeId, taskCount }) => [nodeId, taskCount])).toEqual([
			['1', 0],
			['2', 1],
		]);
	});

	it('that only rehearse run nothing, and leave the past alone', async () => {
		const rehearsal = await plan({ isDryRun: true });
		expect(rehearsal).toMatchObject({ isDryRun: true, taskCount: 4 });
		expect(await deploy(rehearsal)).toBe('succeeded');
		expect(agents[0]?.assignments).toEqual([]);
		expect((await plan()).taskCount).toBe(4);
	});

	it('that are noop runs are handed out as such, and leave statuses and the past alone', async () => {
		const rehearsal = await plan({ isNoopRun: true });
		expect(rehearsal).toMatchObject({ isNoopRun: true, taskCount: 4 });
		expect(rehearsal.digest).not.toBe((await plan()).digest);
		expect(await deploy(rehearsal)).toBe('succeeded');
		expect(agents[0]?.assignments.map(({ isNoop }) => isNoop)).toEqual([true, true]);
		expect((await getEnvironment(rig.ports, 'prod')).status).toBe('new');
		expect(await statuses()).toEqual(['discover', 'discover']);
		const real = await plan();
		expect(real).toMatchObject({ taskCount: 4, changes: [], expectedDurationMs: 0 });
		await deploy(await plan({ isDryRun: true }));
		expect(await deploy(real)).toBe('succeeded');
		expect(agents[0]?.assignments.at(-1)?.isNoop).toBe(false);
		expect(await statuses()).toEqual(['ready', 'ready']);
		expect((await refusalOf(plan({ isNoopRun: true, isDryRun: true }))).violations).toMatchObject([
			{ field: 'is_noop_run' },
		]);
	});

	it('take nodes as the metadata of their graph say, and leave them as it says', async () => {
		const task = '- {id: work, type: shell, version: 2.1.0, role: "*", parameters: {cmd: work}}';
		const success = '{node_attributes: {status: provisioned, pending_addition: false}}';
		const filter = "node_filter: $.pending_addition or $.error_type = 'provision'";
		await upload('provision', task, `${filter}\non_success: ${success}`);
		await upload('check', task, 'on_success: {node_attributes: {}}\nnode_filter: ""');
		await upload('leave', task, 'on_success: {node_attributes: {status: deleted}}\nnode_filter: $.pending_deletion');
		const [first, second] = [
			await plan({ graphType: 'provision' }),
			await plan({ graphType: 'provision', nodes: ['2'] }),
		];
		const third = await plan({ graphType: 'provision' });
		expect([first.taskCount, second.taskCount]).toEqual([2, 1]);
		expect(await deploy(second)).toBe('succeeded');
		expect(await statuses()).toEqual(['discover', 'provisioned']);
		expect((await getEnvironment(rig.ports, 'prod')).status).toBe('new');
		const moved = await refusalOf(rig.start(third));
		expect(moved.message).toContain('node 2 is provisioned instead of discover');
		expect((await plan({ graphType: 'provision' })).nodes.map(({ nodeId }) => nodeId)).toEqual(['1']);
		expect(await deploy(await plan({ graphType: 'check' }))).toBe('succeeded');
		expect(await statuses()).toEqual(['discover', 'provisioned']);
		expect((await refusalOf(plan({ graphType: 'leave' }))).code).toBe('PLAN_EMPTY');
		expect((await refusalOf(plan({ nodes: ['nod-2'] }))).violations).toMatchObject([
			{ field: 'nodes[0]', description: expect.stringContaining('did you mean "node-2"') as string },
		]);
		expect(await deploy(await plan({ graphType: 'leave', nodes: ['node-2'] }))).toBe('succeeded');
		expect((await getEnvironment(rig.ports, 'prod')).nodes.map(({ node }) => node)).toEqual(['1']);
	});

	it('refuse metadata that cannot be meant, all at once', async () => {
		const metadata =
			'node_filter: $.status in [\non_succes: {}\non_error: {node_attributes: {status: brocken, colour: red}}';
		const refusal = await refusalOf(upload('odd', '- {id: a, type: stage}', metadata));
		expect(refusal.code).toBe('GRAPH_INVALID');
		expect(refusal.diagnostics.map(({ path }) => path)).toEqual([
			'node_filter',
			'on_error.node_attributes.status',
			'on_succes',
			'on_error.node_attributes.colour',
		]);
	});

	const statuses = async (): Promise<readonly string[]> => {
		const rows = await rig.store.read(({ db }) =>
			db.selectFrom('node').select(['id', 'status']).orderBy('id').execute(),
		);
		return rows.filter(({ id }) => id !== 'master').map(({ status }) => status);
	};

	const upload = (graphType: string, tasks: string, metadata = ''): ReturnType<typeof uploadGraph> =>
		uploadGraph(rig.ports, { environment: 'prod', graphType, tasks: bytes(tasks), metadata: bytes(metadata) }, SUBJECT);

	it('take graphs of the environment over those of the release, and types of its own', async () => {
		await upload('default', '- {id: always, type: shell, version: 2.1.0, role: [app], parameters: {cmd: mine}}');
		await upload('care', '- {id: wash, type: shell, version: 2.1.0, role: [app], parameters: {cmd: wash}}');
		expect(await listGraphs(rig.ports, 'prod')).toEqual([
			{ graphType: 'care', owner: 'environment', taskCount: 1 },
			{ graphType: 'default', owner: 'release', taskCount: 3 },
			{ graphType: 'default', owner: 'environment', taskCount: 1 },
		]);
		expect((await plan({ graphType: 'care' })).taskCount).toBe(2);
		expect(await deploy(await plan())).toBe('succeeded');
		expect(commands()).toEqual(['mine', 'serve 80']);
		const merged = await downloadGraph(rig.ports, { environment: 'prod', graphType: '', owner: 'merged' });
		await upload('copy', merged.tasks);
		const copied = await plan({ graphType: 'copy', isForced: true });
		expect(copied.taskCount).toBe(4);
		await deleteGraph(rig.ports, { environment: 'prod', graphType: 'care' }, SUBJECT);
		expect((await refusalOf(plan({ graphType: 'care' }))).code).toBe('INVALID_REQUEST');
		const broken = await refusalOf(upload('broken', '- {id: a, type: shel}\n- {id: a, type: shell}'));
		expect(broken.code).toBe('GRAPH_INVALID');
		expect(broken.diagnostics.map(({ code }) => code)).toContain('TASK_TYPE_UNKNOWN');
	});

	it('keep facts as written, and show those in force', async () => {
		const { facts } = await getFacts(rig.ports, { environment: 'prod', effective: true });
		expect(facts.common).toMatchObject({ port: 80, cluster: { name: 'prod' } });
		expect(facts.nodes['1']).toMatchObject({ uid: '1', roles: ['app'] });
		const refusal = await refusalOf(writeFacts('commn: {}\nnodes: {"1": 3}'));
		expect(refusal.violations).toHaveLength(2);
		expect(await writeFacts('')).toBe('');
		// Without facts of their own conditions count as true.
		expect((await plan()).taskCount).toBe(6);
	});
});
