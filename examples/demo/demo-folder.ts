import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoFailure } from './demo-failure.js';
import { endAll, isAlive, markOf } from './demo-processes.js';
import type { Layout } from './layout.js';

const OWNER_FILE = 'owner.json';

/**
 * Makes the folder of a run, fresh. What a killed run left is ended and removed; a run that is still up is not
 * disturbed, and neither is a folder that is no demo's.
 */
export async function claimFolder({ folder, logs }: Layout): Promise<void> {
	const names = await readdir(folder).catch(() => []);
	if (names.length > 0) {
		await requireAbandoned(folder, names);
	}
	await endAll(folder);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { mode: 0o700 });
	await writeFile(join(folder, OWNER_FILE), JSON.stringify(await markOf(process.pid)), { flag: 'wx' });
	await mkdir(logs);
}

async function requireAbandoned(folder: string, names: readonly string[]): Promise<void> {
	if (!names.includes(OWNER_FILE)) {
		throw new DemoFailure(`${folder} is there and was not made by a demo. Move it away, or name another --folder.`);
	}
	const owner = parseMark(await readFile(join(folder, OWNER_FILE), 'utf8'));
	if (owner !== undefined && (await isAlive(owner))) {
		throw new DemoFailure(
			`A demo is up in ${folder} (process ${owner.pid}). End it with Enter or Ctrl-C where it runs, or name another --folder.`,
		);
	}
}

function parseMark(text: string): { readonly pid: number; readonly startTicks: string } | undefined {
	try {
		const { pid, startTicks } = JSON.parse(text) as Record<string, unknown>;
		return typeof pid === 'number' && typeof startTicks === 'string' ? { pid, startTicks } : undefined;
	} catch {
		// Killed while it was written: nobody is up.
		return undefined;
	}
}
