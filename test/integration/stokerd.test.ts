import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { credentials } from '@grpc/grpc-js';
import { parseJoinToken, tokenSecret } from '@stoker/shared/model/join-token.js';
import { type EnrollRequest, type EnrollResponse, EnrolServiceClient } from '@stoker/shared/wire/stoker/v1/enrol.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CLIENT_OPTIONS, call, clientCredentials, introduce, makeKey } from '../support/identity-fixture.js';

const MAIN = resolve(import.meta.dirname, '../../controller/src/main.ts');
const LOOPBACK = ['enrol', 'agents', 'admin', 'https'].map((door) => `--listen-${door}=127.0.0.1:0`);
let folder = '';
let data = '';
let config = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-init-'));
	data = join(folder, 'data');
	config = join(folder, 'stokerd.yaml');
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

function start(...parameters: readonly string[]) {
	return spawn(process.execPath, ['--conditions=@stoker/source', '--import', 'tsx', MAIN, ...parameters], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
}

async function finish(...parameters: readonly string[]) {
	const child = start(...parameters);
	const texts = { stdout: '', stderr: '' };
	child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()));
	const [exitCode] = (await once(child, 'close')) as [number];
	return { exitCode, ...texts };
}

async function init() {
	return finish('init', '--config', config, '--data-folder', data, ...LOOPBACK);
}

/** Starts the controller and waits until it says where it listens. */
async function startController() {
	const child = start('run', '--config', config);
	const lines = createInterface({ input: child.stderr });
	for await (const line of lines) {
		const entry = JSON.parse(line) as Record<string, string>;
		if (entry['msg'] === 'READY') {
			return { child, doors: entry };
		}
	}
	throw new Error('the controller ended before it was ready');
}

describe('stokerd', () => {
	it('init makes everything that a first administrator and the agent of this machine need', async () => {
		const { exitCode, stdout } = await init();
		expect(exitCode).toBe(0);
		expect(stdout).toContain(`stokerd run --config ${config}`);
		const files = { context: join(data, 'admin.context.yaml'), token: join(data, 'master-agent.token') };
		for (const path of [files.context, files.token, join(data, 'ca', 'root.key')]) {
			expect(statSync(path).mode & 0o777).toBe(0o600);
		}
		const context = parse(readFileSync(files.context, 'utf8')) as Record<string, unknown>;
		expect(context).toMatchObject({ current: 'admin', contexts: { admin: { address: '127.0.0.1:0' } } });
		expect(parse(readFileSync(config, 'utf8'))).toMatchObject({ dataFolder: data });

		const { child, doors } = await startController();
		const token = parseJoinToken(readFileSync(files.token, 'utf8'));
		const root = readFileSync(join(data, 'ca', 'root.crt'), 'utf8');
		const client = new EnrolServiceClient(doors['enrol'] ?? '', clientCredentials(root), CLIENT_OPTIONS);
		const { signingRequestDer: certificateSigningRequest } = await makeKey();
		const request = { tokenSecret: tokenSecret(token), certificateSigningRequest, ...introduce(1) };
		const { response } = await call<EnrollRequest, EnrollResponse>((sent, done) => client.enroll(sent, done), request);
		expect(response).toMatchObject({ nodeId: 'master', doors: { agents: doors['agents'] } });
		client.close();

		const second = await finish('run', '--config', config);
		expect(second).toMatchObject({ exitCode: 3 });
		expect(second.stderr).toContain('DATA_FOLDER_IN_USE');
		child.kill('SIGTERM');
		expect(await once(child, 'close')).toEqual([0, null]);
	});

	it('init does nothing where a data folder is, and leaves a configuration that is there alone', async () => {
		await init();
		const before = readFileSync(join(data, 'ca', 'root.key'));
		const again = await init();
		expect(again.exitCode).toBe(3);
		expect(again.stderr).toContain('it is a data folder already');
		expect(readFileSync(join(data, 'ca', 'root.key')).equals(before)).toBe(true);
		rmSync(data, { recursive: true });
		const third = await finish('init', '--config', config);
		expect(third.exitCode).toBe(0);
		expect(third.stdout).toContain('was there before, not changed');
	});

	it('init that was killed is either done, not begun, or says what to remove', async () => {
		let begun = false;
		for (let number = 0; number < 6; number += 1) {
			rmSync(data, { recursive: true, force: true });
			const child = start('init', '--config', config, '--data-folder', data, ...LOOPBACK);
			const closed = once(child, 'close');
			while (!existsSync(data) && child.exitCode === null) {
				await sleep(2);
			}
			await sleep(number * 30);
			child.kill('SIGKILL');
			await closed;
			begun ||= !existsSync(join(data, 'initialised'));
			const again = await init();
			if (again.exitCode === 0) {
				continue;
			}
			expect(again.exitCode).toBe(3);
			expect(again.stderr).toMatch(/it is a data folder already|was interrupted here: remove the folder/);
			const run = existsSync(join(data, 'initialised')) ? undefined : await finish('run', '--data-folder', data);
			expect(run?.exitCode ?? 3).toBe(3);
		}
		expect(begun).toBe(true);
	});

	it('run comes back after kill -9, the socket of the one before notwithstanding', async () => {
		await init();
		const first = await startController();
		first.child.kill('SIGKILL');
		await once(first.child, 'close');
		const { child, doors } = await startController();
		const client = new EnrolServiceClient(doors['local'] ?? '', credentials.createInsecure(), CLIENT_OPTIONS);
		await new Promise<void>((done, fail) => {
			client.waitForReady(Date.now() + 5000, (error) => (error === undefined ? done() : fail(error)));
		});
		client.close();
		child.kill('SIGTERM');
		expect(await once(child, 'close')).toEqual([0, null]);
	});

	it('tells its version and its exit codes, and refuses what it does not know', async () => {
		expect((await finish('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
		expect((await finish('--help')).stdout).toContain('Exit codes:');
		const unknown = await finish('run', '--lsten-enrol=x');
		expect(unknown).toMatchObject({ exitCode: 2 });
		expect(unknown.stderr).toContain('--listen-enrol');
		const missing = await finish('config', '--config', join(folder, 'none.yaml'));
		expect(missing).toMatchObject({ exitCode: 2 });
		expect(missing.stderr).toContain('there is no such file');
	});
});
