import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeController } from '../../test/support/fake-controller.js';
import { FakeEnvironment } from '../../test/support/fake-environment.js';
import { PROTOCOL, VERSION } from './system/version.js';

let controller: FakeController;
let environment: FakeEnvironment;

beforeEach(async () => {
	controller = await FakeController.create();
	environment = new FakeEnvironment();
	environment.serve(controller);
	await controller.start();
});

afterEach(() => controller.remove());

function stoker(...words: string[]) {
	const program = new URL('main.ts', import.meta.url).pathname;
	const options = ['--conditions=@stoker/source', '--import', 'tsx', program, ...words];
	const child = spawn(process.execPath, options, {
		env: { ...process.env, STOKER_ADDRESS: `unix:${controller.socketPath}`, NO_COLOR: '1', NODE_OPTIONS: '' },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let err = '';
	child.stderr.on('data', (data: Buffer) => {
		err += data.toString();
	});
	const ended = once(child, 'close').then(([code]) => ({ code: code as number, err }));
	return { child, ended };
}

describe('the program', () => {
	it('carries the version of its package', async () => {
		const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as object;
		expect(manifest).toMatchObject({ version: VERSION });
		const { child, ended } = stoker('--version');
		const [data] = (await once(child.stdout, 'data')) as [Buffer];
		expect(data.toString()).toBe(`stoker ${VERSION} (protocol ${PROTOCOL})\n`);
		expect(await ended).toEqual({ code: 0, err: '' });
	});

	it('ends in time where somebody listens and nobody answers', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'stoker-silent-'));
		const path = join(folder, 'silent.sock');
		const silent = createServer(() => undefined).listen(path);
		await once(silent, 'listening');
		for (const words of [
			['node', 'list'],
			['events', 'prod', '--until-now'],
		]) {
			const { code, err } = await stoker(...words, '--address', `unix:${path}`, '--timeout', '1s').ended;
			expect({ code, err }).toMatchObject({
				code: 7,
				err: expect.stringContaining('did not answer in time') as string,
			});
		}
		silent.close();
		await rm(folder, { recursive: true });
	}, 20_000);

	it('ends quietly when its reader has seen enough', async () => {
		for (let count = 0; count < 2000; count += 1) {
			environment.run('first@1', 'pending pending');
		}
		const { child, ended } = stoker('events', 'prod', '--after', '0', '-o', 'jsonl');
		await once(child.stdout, 'data');
		child.stdout.destroy();
		environment.run('first@1', 'pending pending');
		expect(await ended).toEqual({ code: 0, err: '' });
	});

	it('detaches on the first Ctrl-C with 130, and leaves the deployment alone', async () => {
		const { child, ended } = stoker('deployment', 'watch', 'prod');
		await expect.poll(() => controller.calls, { timeout: 10_000 }).toContain('WatchEvents');
		child.kill('SIGINT');
		const { code, err } = await ended;
		expect(code).toBe(130);
		expect(err).toContain('stoker deployment watch');
		expect(controller.calls).not.toContain('StopDeployment');
	});
});
