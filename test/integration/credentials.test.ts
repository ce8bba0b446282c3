import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CallError, connect, parseContexts, type StokerClient } from '@stoker/cli/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cluster } from '../support/cluster.js';

const STOKER = resolve(import.meta.dirname, '../../cli/dist/bundle/stoker.js');

let cluster: Cluster;
beforeAll(async () => {
	cluster = await Cluster.start();
});
afterAll(async () => cluster.stop());

async function stoker(...words: readonly string[]) {
	const contextFile = join(cluster.dataFolder, 'admin.context.yaml');
	const child = spawn(process.execPath, [STOKER, ...words, '--context-file', contextFile], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, NO_COLOR: '1' },
	});
	const texts = { out: '', err: '' };
	child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number];
	return { code, ...texts };
}

/** Lets somebody in; what the program wrote is used as it is. */
async function issue(name: string, role: string): Promise<{ file: string; client: StokerClient }> {
	const file = join(cluster.folder, `${name}.context.yaml`);
	const issued = await stoker('credential', 'issue', name, '--role', role, '--file', file);
	expect(issued.code, issued.err).toBe(0);
	const { current, contexts } = parseContexts(readFileSync(file, 'utf8'));
	const context = contexts[current];
	if (context === undefined) {
		throw new Error('the file has no context');
	}
	return { file, client: connect({ kind: 'tls', ...context }) };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
	return work.then(
		() => 'OK',
		(error: unknown) => (error instanceof CallError ? error.code : String(error)),
	);
}

describe('a credential for somebody else', () => {
	it('is a file for its owner only, and opens as much as its access role', async () => {
		const { file, client } = await issue('vera', 'viewer');
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect((await client.system.info()).callerName).toBe('vera');
		expect(await codeOf(client.tokens.revoke('none'))).toBe('ACCESS_DENIED');
		client.close();
		const again = await stoker('credential', 'issue', 'vera', '--role', 'viewer', '--file', file);
		expect(again).toMatchObject({ code: 4, out: '' });
		expect(again.err).toContain('FILE_EXISTS');
	});

	it('is useless once it is revoked, and what was opened with it is closed at once', async () => {
		const { client } = await issue('otto', 'operator');
		const watched = (async () => {
			for await (const _ of client.events.watch({ environment: '', start: { kind: 'snapshot' } })) {
				// Until it is closed.
			}
		})();
		const ended = codeOf(watched);
		await cluster.createToken(1);
		expect((await stoker('credential', 'revoke', 'otto')).code).toBe(0);
		const silence = new Promise<string>((done) => setTimeout(() => done('still open'), 5000));
		expect(await Promise.race([ended, silence])).toBe('CERTIFICATE_REVOKED');
		expect(await codeOf(client.system.info())).toBe('CERTIFICATE_REVOKED');
		client.close();
	});

	it('and its end are on record, and nothing of the key is', async () => {
		const { file } = await issue('cleo', 'viewer');
		await stoker('credential', 'revoke', 'cleo');
		const { out } = await stoker('audit', 'list', '-o', 'json');
		const { data } = JSON.parse(out) as { data: { action: string; object: string; outcome: string }[] };
		const ofCleo = data.filter(({ object }) => object.endsWith(' of viewer cleo'));
		expect(ofCleo.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
			'RevokeCredential ok',
			'IssueCredential ok',
		]);
		expect((await stoker('audit', 'verify')).code).toBe(0);
		const { contexts } = parseContexts(readFileSync(file, 'utf8'));
		const secret = contexts['cleo']?.key.split('\n')[1] ?? 'no key';
		for (const place of [cluster.controllerLog, join(cluster.dataFolder, 'stoker.db')]) {
			expect(readFileSync(place).includes(secret)).toBe(false);
		}
	});
});
