import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { taskWrapper } from '../../../test/support/task-wrapper.js';
import { lockFolder } from '../system/folder-lock.js';
import { whileAlone } from './while-alone.js';

test('two runs never work on the disks at once, and the second one is told', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'stoker-alone-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const tools = { lock: () => lockFolder(folder, taskWrapper()) };
	const refused = await whileAlone(tools, () =>
		whileAlone(tools, () => Promise.resolve()).catch((error: unknown) => error),
	);
	expect(refused).toMatchObject({ code: 'STORAGE_BUSY' });
	expect(await whileAlone(tools, () => Promise.resolve('done'))).toBe('done');
});

test('a run that failed leaves the disks to the next one', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'stoker-alone-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const tools = { lock: () => lockFolder(folder, taskWrapper()) };
	await expect(whileAlone(tools, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
	expect(await whileAlone(tools, () => Promise.resolve('done'))).toBe('done');
});
