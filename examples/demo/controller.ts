import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DemoFailure } from './demo-failure.js';
import { findFreePorts } from './free-addresses.js';
import { CHECKOUT_FILES, type Layout } from './layout.js';
import type { Programs } from './programs.js';

/** A controller that is up. */
export interface RunningController {
	/** HOST:PORT of the enrol door. */
	readonly enrol: string;
}

const READY_WITHIN_MS = 15_000;
const LOOK_AGAIN_MS = 20;

/** `stokerd init` and `stokerd run` on free ports; resolves once every door is open. */
export async function startController(layout: Layout, programs: Programs): Promise<RunningController> {
	const addresses = (await findFreePorts(4)).map((port) => `127.0.0.1:${port}`);
	const [enrol = '', agents = '', admin = '', https = ''] = addresses;
	const doors = ['--listen-enrol', enrol, '--listen-agents', agents, '--listen-admin', admin, '--listen-https', https];
	const settings = ['--config', layout.configuration, '--data-folder', layout.data, ...doors];
	await programs.run(CHECKOUT_FILES.controller, ['init', ...settings]);
	await offerFiles(layout);
	const daemon = programs.startDaemon('stokerd', CHECKOUT_FILES.controller, ['run', '--config', layout.configuration]);
	for (let waitedMs = 0; !(await isReady(layout)); waitedMs += LOOK_AGAIN_MS) {
		if (daemon.exitCode !== null || daemon.signalCode !== null || waitedMs > READY_WITHIN_MS) {
			const log = await readFile(layout.log('stokerd'), 'utf8').catch(() => '');
			throw new DemoFailure(`The controller did not come up. It said:\n${log.trim() || '(nothing)'}`);
		}
		await pause(LOOK_AGAIN_MS);
	}
	return { enrol };
}

/** Lets the release's tasks of type sync have its files, by the address they name. */
async function offerFiles({ folder }: Layout): Promise<void> {
	const more = join(folder, 'conf.d');
	await mkdir(more);
	const sources = { rsync: { 'rsync://webshop/files/': join(CHECKOUT_FILES.release, 'files') } };
	await writeFile(join(more, 'sources.yaml'), JSON.stringify({ sources }));
}

async function isReady(layout: Layout): Promise<boolean> {
	const log = await readFile(layout.log('stokerd'), 'utf8').catch(() => '');
	return log.split('\n').some((line) => line.includes('"msg":"READY"'));
}
