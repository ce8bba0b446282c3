import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHostName } from './host-name.js';

describe('the host name of an agent', () => {
	let root = '';

	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), 'stoker-root-'));
	});
	afterEach(async () => {
		await rm(root, { recursive: true });
	});

	it('is the name its root folder gives itself', async () => {
		await mkdir(join(root, 'etc'));
		await writeFile(join(root, 'etc/hostname'), 'app-1\n');
		expect(await readHostName(root)).toBe('app-1');
	});

	it("is the machine's where the root folder has none, or is the whole machine", async () => {
		expect(await readHostName(root)).toBe(hostname());
		expect(await readHostName('/')).toBe(hostname());
	});
});
