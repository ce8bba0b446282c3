import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallError } from '@stoker/cli/client';
import type { TaskRunView } from '@stoker/shared/model/views.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { Cluster } from '../support/cluster.js';
import { nodeIds, runsOf, untilEnded } from '../support/counted-deployment.js';
import { isInstalled } from '../support/needed-program.js';

const HAS_PUPPET = isInstalled('puppet');
const HAS_RSYNC = isInstalled('rsync');

let cluster: Cluster;
beforeAll(async () => {
	cluster = await Cluster.start();
	await cluster.addAgents(1);
});
afterAll(async () => cluster.stop());

type Task = readonly [id: string, type: string, parameters: object];

function folderOf(name: string, tasks: readonly Task[]) {
	const release = { name, version: '1', roles_metadata: { app: { name: 'App' } } };
	const definitions = tasks.map(([id, type, parameters], index) => ({
		...{ id, type, parameters, version: '2.1.0', roles: ['app'] },
		requires: tasks.slice(Math.max(0, index - 1), index).map(([before]) => before),
	}));
	return [
		{ path: 'release.yaml', content: Buffer.from(stringify(release)) },
		{ path: 'graphs/default.tasks.yaml', content: Buffer.from(stringify(definitions)) },
	];
}

async function run(environment: string, isNoopRun: boolean): Promise<{ state: string; runs: readonly TaskRunView[] }> {
	const { client } = cluster;
	const plan = await client.deployments.plan(environment, '', { isNoopRun });
	const { id } = await client.deployments.start(plan.id, plan.digest);
	return { state: await untilEnded(cluster, id), runs: await runsOf(cluster, id) };
}

function rootOf(): string {
	return cluster.agents[0]?.root ?? '';
}

describe('a release of many task types', () => {
	it('changes nothing in a noop run, then does all of it', async () => {
		const root = rootOf();
		mkdirSync(join(root, 'source'));
		writeFileSync(join(root, 'source', 'module.pp'), 'class a {}');
		writeFileSync(join(root, 'site.pp'), `file { '${root}/by-puppet': content => 'x' }`);
		const [nodeId = ''] = nodeIds(cluster);
		const tasks: readonly Task[] = [
			['files', 'upload_files', { nodes: [{ uid: nodeId, files: [{ src: 'content', dst: '/etc/made' }] }] }],
			['file', 'upload_file', { path: '/etc/one', data: 'one' }],
			['command', 'shell', { cmd: 'touch by-shell', timeout: '60' }],
			['boot-files', 'cobbler_sync', {}],
			...(HAS_RSYNC ? ([['tree', 'sync', { src: '/source/', dst: '/etc/tree' }]] as const) : []),
			...(HAS_PUPPET ? ([['manifest', 'puppet', { puppet_manifest: '/site.pp' }]] as const) : []),
		];
		await cluster.client.releases.import(folderOf('types', tasks), false);
		await cluster.client.environments.create('types', 'types');
		await cluster.client.environments.assign('types', [{ node: nodeId, roles: ['app'] }]);
		const before = readdirSync(root);
		const noop = await run('types', true);
		expect(noop.runs.map(({ taskId, state }) => `${taskId} ${state}`)).toEqual(tasks.map(([id]) => `${id} succeeded`));
		expect(readdirSync(root)).toEqual(before);
		const real = await run('types', false);
		expect(real.state).toBe('succeeded');
		expect(readFileSync(join(root, 'etc/made'), 'utf8')).toBe('content');
		expect(existsSync(join(root, 'by-shell'))).toBe(true);
		expect(existsSync(join(root, 'etc/tree/module.pp'))).toBe(HAS_RSYNC);
		expect(existsSync(join(root, 'by-puppet'))).toBe(HAS_PUPPET);
		const puppet = real.runs.find(({ taskType }) => taskType === 'puppet')?.attempts.at(-1);
		expect(puppet?.summary).toEqual(HAS_PUPPET ? expect.objectContaining({ changed: 1, failed: 0 }) : undefined);
	});

	it('is refused as a whole when parameters do not fit, before anything is stored', async () => {
		const tasks: readonly Task[] = [
			['a', 'upload_file', { path: 'relative', data: ' ' }],
			['b', 'copy_files', { files: [{ src: '/a' }] }],
			['c', 'shell', { cmd: 'true', timeout: 'soon' }],
		];
		const refusal: unknown = await cluster.client.releases
			.import(folderOf('broken', tasks), false)
			.catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(CallError);
		const { code, status } = refusal as CallError;
		expect(code).toBe('RELEASE_INVALID');
		expect(status.diagnostics.map((found) => `${found.code} ${found.path}`)).toEqual([
			'PARAMETER_INVALID [0].parameters.path',
			'PARAMETER_INVALID [0].parameters.data',
			'PARAMETER_MISSING [1].parameters.files[0]',
			'PARAMETER_INVALID [2].parameters.timeout',
		]);
	});
});
