import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssignmentId, DeploymentId } from '@stoker/shared/model/ids.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogFiles, type LogFilesOptions } from './log-files.js';

const DEPLOYMENT = 'deployment-1' as DeploymentId;
const ATTEMPT = 'attempt-1' as AssignmentId;

describe('log files', () => {
	let root: string;
	let logs: LogFiles;
	const open = (options: LogFilesOptions = {}) => {
		logs = new LogFiles(root, options);
		return logs;
	};
	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), 'stoker-logs-'));
		open();
	});
	afterEach(async () => {
		await logs.close();
		await rm(root, { recursive: true, force: true });
	});
	const piece = (offset: number, text: string) => ({ offset, data: Buffer.from(text) });
	const text = async (attempt = ATTEMPT) => Buffer.from(await logs.read(DEPLOYMENT, attempt, 0, 1_000_000)).toString();

	it('ignore what is stored, drop what leaves a gap, and answer the stored length', async () => {
		expect(await logs.append(DEPLOYMENT, ATTEMPT, piece(0, 'hello'))).toBe(5);
		expect(await logs.append(DEPLOYMENT, ATTEMPT, piece(0, 'hel'))).toBe(5);
		expect(await logs.append(DEPLOYMENT, ATTEMPT, piece(3, 'lo wor'))).toBe(9);
		expect(await logs.append(DEPLOYMENT, ATTEMPT, piece(20, 'lost'))).toBe(9);
		expect(await logs.append(DEPLOYMENT, ATTEMPT, piece(9, 'ld'))).toBe(11);
		expect(await text()).toBe('hello world');
		expect(await logs.length(DEPLOYMENT, ATTEMPT)).toBe(11);
		expect(Buffer.from(await logs.read(DEPLOYMENT, ATTEMPT, 6, 3)).toString()).toBe('wor');
		expect(await logs.read(DEPLOYMENT, ATTEMPT, 11, 3)).toHaveLength(0);
	});

	it('are for their owner only, and know their length after a restart', async () => {
		await logs.append(DEPLOYMENT, ATTEMPT, piece(0, 'kept'));
		const path = join(root, DEPLOYMENT, `${ATTEMPT}.log`);
		expect((await stat(path)).mode & 0o777).toBe(0o600);
		expect((await stat(join(root, DEPLOYMENT))).mode & 0o777).toBe(0o700);
		await logs.close();
		open();
		expect(await logs.length(DEPLOYMENT, ATTEMPT)).toBe(4);
		expect(await logs.append(DEPLOYMENT, ATTEMPT, piece(2, 'pt!'))).toBe(5);
		expect(await readFile(path, 'utf8')).toBe('kept!');
	});

	it('make the same text of pieces that come repeated and out of order, whatever is open at once', async () => {
		const length = 400;
		const whole = Buffer.from(Array.from({ length }, (_, index) => 97 + (index % 26)));
		const pieces = fc.array(
			fc.record({ attempt: fc.nat({ max: 7 }), offset: fc.nat({ max: length }), size: fc.nat({ max: 90 }) }),
			{ maxLength: 120 },
		);
		let run = 0;
		const property = fc.asyncProperty(pieces, async (list) => {
			await logs.close();
			open({ maxOpenFiles: 2 });
			run += 1;
			const ids = Array.from({ length: 8 }, (_, index) => `run-${run}-attempt-${index}` as AssignmentId);
			const stored = await Promise.all(
				list.map(({ attempt, offset, size }) => {
					const data = whole.subarray(offset, offset + size);
					return logs.append(DEPLOYMENT, ids[attempt] ?? ATTEMPT, { offset, data });
				}),
			);
			const expected = new Int32Array(ids.length);
			for (const [index, { attempt, offset, size }] of list.entries()) {
				const before = expected[attempt] ?? 0;
				const end = Math.min(length, offset + size);
				expected[attempt] = offset > before ? before : Math.max(before, end);
				expect(stored[index]).toBe(expected[attempt]);
			}
			for (const [index, id] of ids.entries()) {
				expect(await text(id)).toBe(whole.subarray(0, expected[index]).toString());
			}
		});
		await fc.assert(property, { numRuns: 30 });
	}, 60_000);

	it('keep a bounded number of bytes of an attempt, and let the agent drain the rest', async () => {
		open({ maxBytes: 8 });
		expect(await logs.append(DEPLOYMENT, ATTEMPT, piece(0, 'hello world'))).toBe(11);
		expect(await logs.append(DEPLOYMENT, ATTEMPT, piece(11, 'more'))).toBe(15);
		expect(await text()).toBe('hello wo');
	});

	it('drop pieces when too much waits, and lose nothing when they come again', async () => {
		open({ maxQueuedBytes: 6 });
		const first = logs.append(DEPLOYMENT, ATTEMPT, piece(0, 'abcd'));
		const second = logs.append(DEPLOYMENT, ATTEMPT, piece(4, 'efgh'));
		expect(await Promise.all([first, second])).toEqual([4, 4]);
		expect(await logs.append(DEPLOYMENT, ATTEMPT, piece(4, 'efgh'))).toBe(8);
	});

	it('tell followers of growth only', async () => {
		let rings = 0;
		const stop = logs.onAppend(ATTEMPT, () => (rings += 1));
		await logs.append(DEPLOYMENT, ATTEMPT, piece(0, 'a'));
		await logs.append(DEPLOYMENT, ATTEMPT, piece(0, 'a'));
		await logs.append(DEPLOYMENT, 'attempt-2' as AssignmentId, piece(0, 'a'));
		expect(rings).toBe(1);
		stop();
		await logs.append(DEPLOYMENT, ATTEMPT, piece(1, 'b'));
		expect(rings).toBe(1);
	});

	it('refuse ids that are no plain words, and everything after the end', async () => {
		for (const id of ['', '..', 'a/b', '../x', '.hidden']) {
			await expect(logs.append(id as DeploymentId, ATTEMPT, piece(0, 'a'))).rejects.toMatchObject({
				code: 'INVALID_REQUEST',
			});
		}
		await logs.append(DEPLOYMENT, ATTEMPT, piece(0, 'a'));
		await logs.remove(DEPLOYMENT);
		expect(await readdir(root)).toEqual([]);
		expect(await logs.length(DEPLOYMENT, ATTEMPT)).toBe(0);
		// An agent that comes late shall drain its spool, and leave no file that nobody knows.
		expect(await logs.append(DEPLOYMENT, ATTEMPT, piece(1, 'b'))).toBe(2);
		expect(await readdir(root)).toEqual([]);
		await logs.close();
		await expect(logs.length(DEPLOYMENT, ATTEMPT)).rejects.toMatchObject({ code: 'NOT_SERVING' });
	});
});
