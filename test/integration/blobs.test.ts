import { createHash, randomBytes } from 'node:crypto';
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { Cluster, until } from '../support/cluster.js';
import { nodeIds, runsOf, untilEnded } from '../support/counted-deployment.js';

const LARGE_BYTES = 20 * 1024 * 1024;
const SMALL_FILES = 1_500;

let sources = '';
let cluster: Cluster;
beforeEach(async () => {
	sources = mkdtempSync(join(tmpdir(), 'stoker-sources-'));
	cluster = await Cluster.start({
		settings: {
			STOKER_SOURCES_FOLDERS: sources,
			STOKER_SOURCES_RSYNC: `rsync://master:/puppet/=${join(sources, 'puppet')}`,
		},
	});
});
afterEach(async () => {
	await cluster.stop();
	rmSync(sources, { recursive: true, force: true });
});

/** Modules with a large file, many small ones, folders and links. */
function makeModules(folder: string): Buffer {
	const large = randomBytes(LARGE_BYTES);
	mkdirSync(join(folder, 'files', 'empty'), { recursive: true });
	writeFileSync(join(folder, 'files', 'large.bin'), large);
	for (let number = 0; number < SMALL_FILES; number += 1) {
		const module = join(folder, `module-${number % 20}`);
		mkdirSync(module, { recursive: true });
		writeFileSync(join(module, `${number}.pp`), `class m${number} {}\n`);
	}
	chmodSync(join(folder, 'module-1', '1.pp'), 0o755);
	symlinkSync('module-1/1.pp', join(folder, 'first'));
	symlinkSync('/nowhere', join(folder, 'dangling'));
	return large;
}

/** Everything below a folder: kind, content and whether it may be executed. */
function treeOf(folder: string, below = ''): readonly string[] {
	return readdirSync(join(folder, below))
		.sort()
		.flatMap((name) => {
			const path = join(below, name);
			const found = lstatSync(join(folder, path));
			if (found.isDirectory()) {
				return [`${path}/`, ...treeOf(folder, path)];
			}
			if (found.isSymbolicLink()) {
				return [`${path} -> ${readlinkSync(join(folder, path))}`];
			}
			const digest = createHash('sha256').update(readFileSync(join(folder, path)));
			return [`${path} ${(found.mode & 0o111) !== 0 ? 'x' : '-'} ${digest.digest('hex')}`];
		});
}

async function deployFiles(tasks: readonly object[]): Promise<string> {
	const release = { name: 'files', version: '1', roles_metadata: { app: { name: 'App' } } };
	const common = { version: '2.1.0', roles: ['app'], retry_on_lost: true };
	const { client } = cluster;
	await client.releases.import(
		[
			{ path: 'release.yaml', content: Buffer.from(stringify(release)) },
			{
				path: 'graphs/default.tasks.yaml',
				content: Buffer.from(stringify(tasks.map((task) => ({ ...common, ...task })))),
			},
		],
		false,
	);
	await client.environments.create('prod', 'files');
	const nodes = nodeIds(cluster).map((node) => ({ node, roles: ['app'] }));
	await client.environments.assign('prod', nodes);
	const plan = await client.deployments.plan('prod');
	return (await client.deployments.start(plan.id, plan.digest)).id;
}

it('brings files and folders to nodes whole, although an agent is killed in the middle', async () => {
	const modules = join(sources, 'puppet', 'modules');
	const large = makeModules(modules);
	const copied = join(sources, 'image.bin');
	writeFileSync(copied, large);
	await cluster.addAgents(2);
	const [first, second] = cluster.agents;
	if (first === undefined || second === undefined) {
		throw new Error('there are not two agents');
	}
	const target = (agent = first) => join(agent.root, 'etc/puppet/modules');
	for (const agent of cluster.agents) {
		mkdirSync(join(target(agent), 'stale'), { recursive: true });
		writeFileSync(join(target(agent), 'stale', 'old.pp'), 'left from before');
	}
	const description = 'x'.repeat(300_000);
	const deploymentId = await deployFiles([
		{
			id: 'modules',
			type: 'sync',
			parameters: { src: 'rsync://master:/puppet/modules/', dst: '/etc/puppet/modules', timeout: 120 },
		},
		{
			id: 'image',
			type: 'copy_files',
			requires: ['modules'],
			parameters: { files: [{ src: copied, dst: '/srv/image.bin' }], permissions: '0600' },
		},
		{
			id: 'large_parameters',
			type: 'upload_file',
			requires: ['image'],
			parameters: { path: '/srv/description', data: description },
		},
	]);
	await until('some of the modules are there', () => {
		const folder = join(target(), 'module-0');
		return existsSync(folder) && readdirSync(folder).length > 0;
	});
	await cluster.killAgent(first);
	expect(treeOf(target()).length).toBeLessThan(treeOf(modules).length);
	cluster.startAgent(first);
	expect(await untilEnded(cluster, deploymentId)).toBe('succeeded');
	const runs = await runsOf(cluster, deploymentId);
	const again = runs.filter(({ taskId, nodeId }) => taskId === 'modules' && nodeId === '1');
	expect(again.map(({ attempts }) => attempts.length)).toEqual([2]);
	for (const agent of cluster.agents) {
		expect(treeOf(target(agent))).toEqual(treeOf(modules));
		expect(readFileSync(join(agent.root, 'srv/image.bin')).equals(large)).toBe(true);
		expect(lstatSync(join(agent.root, 'srv/image.bin')).mode & 0o777).toBe(0o600);
		expect(readFileSync(join(agent.root, 'srv/description'), 'utf8')).toBe(description);
	}
});
