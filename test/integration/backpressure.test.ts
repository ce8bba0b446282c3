import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { askHealth } from '../support/ask-health.js';
import { Cluster, until } from '../support/cluster.js';
import { chain, deploy, expectUndisturbed, start, startsOf } from '../support/counted-deployment.js';
import { flood } from '../support/flood.js';

const MEBI = 1024 * 1024;
/** Of 60 MiB each; `make soak` takes a GiB. */
const PIECES = 3;
/** What one program may grow by, whatever the volume. */
const GROWTH_BYTES = 50 * MEBI;
const DISK = '64M';

let cluster: Cluster | undefined;
let cleanUp: (() => void)[] = [];

afterEach(async () => {
	await cluster?.stop();
	cluster = undefined;
	for (const undo of cleanUp.toReversed()) {
		undo();
	}
	cleanUp = [];
});

it('output at full speed grows nobody by much, and delays no result', async () => {
	cluster = await Cluster.start();
	await cluster.addAgents(1);
	const result = await flood(cluster, PIECES);
	expect(result.state).toBe('succeeded');
	// The last outcome is known while its output is still on its way.
	expect(result.storedAtEndBytes).toBeLessThan(result.totalBytes);
	expect(result.storedBytes).toBe(result.totalBytes);
	expect(result.controllerGrowthBytes).toBeLessThan(GROWTH_BYTES);
	expect(result.agentGrowthBytes).toBeLessThan(GROWTH_BYTES);
});

it.skipIf(process.getuid?.() !== 0)(
	'a full disk stops everything that must be stored, says so, and goes on when there is room',
	async () => {
		const folder = mkdtempSync(join(tmpdir(), 'stoker-disk-'));
		cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
		const mount = join(folder, 'mount');
		mkdirSync(mount);
		execFileSync('truncate', ['-s', DISK, join(folder, 'image')]);
		execFileSync('mkfs.ext4', ['-q', '-m', '0', join(folder, 'image')]);
		execFileSync('mount', ['-o', 'loop', join(folder, 'image'), mount]);
		cleanUp.push(() => execFileSync('umount', ['-l', mount]));
		cluster = await Cluster.start({ dataFolder: join(mount, 'data') });
		const { dataFolder, enrolAddress } = cluster;
		const root = readFileSync(join(dataFolder, 'ca/root.crt'), 'utf8');
		const health = (): Promise<string | undefined> => askHealth(enrolAddress, root);
		await cluster.addAgents(2);
		const tasks = chain(8, 0.2);
		const deploymentId = await deploy(cluster, tasks);
		await until('a task was started', () => startsOf(cluster as Cluster).length > 0);
		expect(await health()).toBe('SERVING');
		fill(join(mount, 'filler'));
		await until('health tells', async () => (await health()) === 'NOT_SERVING', 60_000);
		const begun = startsOf(cluster).length;
		expect(begun).toBeLessThan(16);
		await expect(start(cluster, 'faults')).rejects.toThrow();
		expect(cluster.isControllerAlive).toBe(true);
		// What runs may end; nothing that was not stored before begins.
		await new Promise((resolve) => setTimeout(resolve, 2_000));
		expect(startsOf(cluster).length).toBeLessThanOrEqual(begun + 2);
		rmSync(join(mount, 'filler'));
		await until('health tells that there is room', async () => (await health()) === 'SERVING', 60_000);
		await expectUndisturbed(cluster, deploymentId, tasks);
	},
);

/** Takes every block that is left. */
function fill(path: string): void {
	for (let size = MEBI; size >= 512; ) {
		try {
			appendFileSync(path, Buffer.alloc(size));
		} catch {
			size /= 2;
		}
	}
	expect(existsSync(path)).toBe(true);
}
