import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CallError } from '@stoker/cli/client';
import { parseJoinToken } from '@stoker/shared/model/join-token.js';
import type { PlanView } from '@stoker/shared/model/views.js';
import { parseStorageInventory } from '@stoker/shared/storage/parse-storage-inventory.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { bundleProgram } from '../support/bundle-program.js';
import { Cluster, type ClusterAgent, isAlive, until } from '../support/cluster.js';
import { runsOf, untilEnded } from '../support/counted-deployment.js';

const EXAMPLES = resolve(import.meta.dirname, '../../examples/storage');
const MACHINE = join(EXAMPLES, 'used-machine.json');
const SCHEMA = readFileSync(join(EXAMPLES, '01-plain-uefi.yaml'), 'utf8');

let cluster: Cluster;
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-provisioning-'));
	const agentProgram = await bundleProgram(resolve(import.meta.dirname, '../support/pretend-machine-agent.ts'), folder);
	const wrapper = resolve(import.meta.dirname, '../../agent/dist/bundle/stoker-wrapper');
	cluster = await Cluster.start({ agentProgram, settings: { STOKER_WRAPPER: wrapper } });
	await cluster.addAgents(1, bootedAs('bootstrap'));
	await until(
		'the disks are known',
		async () => (await cluster.client.nodes.get('1')).inventory?.disks[0]?.name === 'nvme0n1',
	);
	await cluster.client.releases.import(release(), false);
	await cluster.client.environments.create('lab', 'plain');
	await cluster.client.environments.assign('lab', [{ node: '1', roles: ['base'] }]);
});

afterAll(async () => {
	await cluster.stop();
	rmSync(folder, { recursive: true, force: true });
});

function bootedAs(boot: string): Readonly<Record<string, string>> {
	return { PRETEND_DISKS: machineFile(), PRETEND_BOOT: boot };
}

/** The machine of the examples, in a file of the test's own, which it may change. */
function machineFile(): string {
	const path = join(folder, 'machine.json');
	const read = parseStorageInventory(JSON.parse(readFileSync(MACHINE, 'utf8')));
	writeFileSync(path, JSON.stringify('value' in read ? read.value : read));
	return path;
}

function release() {
	const task = (id: string, type: string, requires: readonly string[], parameters: object = {}) => ({
		...{ id, type, version: '2.1.0', roles: ['base'], requires, parameters },
	});
	const tasks = [
		task('partition', 'partition', []),
		task('image', 'write_image', ['partition'], { ssh_keys: ['ssh-ed25519 AAAA key'] }),
		task('loader', 'bootloader', ['image'], { domain: 'example', kernel_params: 'quiet' }),
		task('restart', 'reboot', ['loader']),
		task('there', 'shell', ['restart'], { cmd: 'echo installed' }),
	];
	const metadata = {
		on_success: { node_attributes: { status: 'provisioned' } },
		on_error: { node_attributes: { status: 'error', error_type: 'provision' } },
	};
	const head = { name: 'plain', version: '1', roles_metadata: { base: { name: 'Base' } } };
	return [
		{ path: 'release.yaml', content: Buffer.from(stringify(head)) },
		{ path: 'graphs/provision.tasks.yaml', content: Buffer.from(stringify(tasks)) },
		{ path: 'graphs/provision.metadata.yaml', content: Buffer.from(stringify(metadata)) },
	];
}

function onlyAgent(): ClusterAgent {
	const [agent] = cluster.agents;
	if (agent === undefined) {
		throw new Error('no agent');
	}
	return agent;
}

async function refused(call: Promise<unknown>): Promise<CallError['status']> {
	const error = await call.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (error instanceof CallError) {
		return error.status;
	}
	throw new Error('the call was not refused');
}

const plan = (isNoopRun = false): Promise<PlanView> =>
	cluster.client.deployments.plan('lab', 'provision', { isNoopRun });

/** Every file of a folder that holds a text. */
function filesWith(text: string, under: string): readonly string[] {
	return readdirSync(under, { recursive: true, encoding: 'utf8' })
		.map((name) => join(under, name))
		.filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}

describe('a machine without a layout', () => {
	it('is refused when it is planned, with the next step', async () => {
		const { code, diagnostics } = await refused(plan());
		expect(code).toBe('GRAPH_INVALID');
		expect(diagnostics.map((one) => one.code)).toContain('LAYOUT_MISSING');
		expect((await cluster.client.storage.layout('1')).source).toBe('none');
	});

	it('takes no schema that does not fit its disks', async () => {
		const strange = SCHEMA.replace('NV480-0001', 'NOBODY');
		const { code, diagnostics } = await refused(cluster.client.storage.setLayout('1', strange));
		expect(code).toBe('LAYOUT_INVALID');
		expect(diagnostics.map((one) => one.code)).toContain('DISK_NOT_FOUND');
	});
});

describe('a machine with a layout', () => {
	it('is planned with what is lost, and not started before somebody agrees to that', async () => {
		const set = await cluster.client.storage.setLayout('1', SCHEMA);
		expect(set).toMatchObject({ source: 'schema', format: 'layout', version: 1, schema: SCHEMA });
		const planned = await plan();
		const [node] = planned.storage;
		expect(node?.losses.map(({ serial }) => serial)).toEqual(['NV480-0001']);
		expect(node?.actionCount).toBeGreaterThan(5);
		const { code, diagnostics, subject } = await refused(cluster.client.deployments.start(planned.id, planned.digest));
		expect(code).toBe('DESTROY_NOT_AGREED');
		expect(subject['destroy_digest']).toBe(planned.destroyDigest);
		expect(diagnostics[0]?.message).toContain('NV480-0001');
		const other = { agreedDestroyDigest: 'another' };
		expect((await refused(cluster.client.deployments.start(planned.id, planned.digest, other))).code).toBe(
			'DESTROY_NOT_AGREED',
		);
	});

	it('shows alone what the plan of its environment would do', async () => {
		const alone = await cluster.client.storage.plan('1');
		expect(alone.plan?.digest).toBe((await plan()).storage[0]?.digest);
		expect(alone.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
	});

	it('only tells in a noop run, which needs nobody to agree', async () => {
		const planned = await plan(true);
		const { id } = await cluster.client.deployments.start(planned.id, planned.digest);
		expect(await untilEnded(cluster, id)).toBe('succeeded');
		expect(() => readFileSync(join(onlyAgent().root, 'applied.jsonl'))).toThrow();
	});

	it('is refused as stale once its layout or its disks are others', async () => {
		const planned = await plan();
		const agreed = { agreedDestroyDigest: planned.destroyDigest };
		await cluster.client.storage.setLayout('1', SCHEMA.replace('60 GiB', '61 GiB'));
		const { code, message } = await refused(cluster.client.deployments.start(planned.id, planned.digest, agreed));
		expect(code).toBe('PLAN_STALE');
		expect(message).toContain('the disks of node 1');
	});

	it('is changed by one operator at a time', async () => {
		expect((await refused(cluster.client.storage.setLayout('1', SCHEMA, '', 1))).code).toBe('LAYOUT_CHANGED');
		expect((await refused(cluster.client.storage.editVolumes('1', []))).code).toBe('LAYOUT_NOT_EDITABLE');
	});
});

describe('provisioning', () => {
	it('goes on in the installed system, which is the same node by its hand-over credential', async () => {
		const { client } = cluster;
		const bootstrap = onlyAgent();
		const planned = await plan();
		const { id } = await client.deployments.start(planned.id, planned.digest, {
			agreedDestroyDigest: planned.destroyDigest,
		});
		await until('the machine restarts', () => !isAlive(bootstrap.process));
		const applied = readFileSync(join(bootstrap.root, 'applied.jsonl'), 'utf8').trim().split('\n');
		expect(applied.map((line) => (JSON.parse(line) as { stages: string[] }).stages)).toEqual([
			['partition'],
			['write_image'],
			['bootloader'],
		]);
		const { name } = (await client.nodes.get('1')).node;
		expect(JSON.parse(applied[2] ?? '')).toMatchObject({
			hostName: name.split('.')[0],
			controller: cluster.enrolAddress,
		});

		const tokenFile = join(bootstrap.root, 'installed', 'join.token');
		const { secret } = parseJoinToken(readFileSync(tokenFile, 'utf8'));
		expect(secret.length).toBeGreaterThan(20);
		expect(filesWith(secret, cluster.dataFolder)).toEqual([]);

		const installed = { ...bootstrap, stateFolder: join(folder, 'installed-state') };
		await cluster.join(installed, tokenFile);
		cluster.startAgent(installed, bootedAs('installed'));
		bootstrap.process = installed.process;
		expect(await untilEnded(cluster, id)).toBe('succeeded');
		const states = (await runsOf(cluster, id)).map(({ taskId, state }) => `${taskId} ${state}`);
		expect(states).toContain('restart succeeded');
		expect(states).toContain('there succeeded');
		expect((await client.nodes.get('1')).node.status).toBe('provisioned');
		expect(filesWith(secret, cluster.folder)).toEqual([tokenFile]);

		await expect(cluster.join({ ...bootstrap, stateFolder: join(folder, 'thief') }, tokenFile)).rejects.toThrow(
			'TOKEN_USED_UP',
		);
		const before = { ...bootstrap, logFile: join(folder, 'before.log') };
		cluster.startAgent(before, bootedAs('bootstrap'));
		const isRefused = () => readFileSync(before.logFile, 'utf8').includes('CERTIFICATE_REVOKED');
		await until('the agent of before is refused', isRefused, 60_000);
		await cluster.killAgent(before);
		expect((await client.nodes.get('1')).node.connectivity).toBe('online');
	});
});
