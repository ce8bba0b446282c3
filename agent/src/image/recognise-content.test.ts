import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { hasImageTools, makeFileSystemImage } from '../../../test/support/image-files.js';
import { leastUnpackedBytes } from './packed-size.js';
import { ProgressLines } from './progress-lines.js';
import { recogniseContent } from './recognise-content.js';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'stoker-recognise-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(hasImageTools)('what real tools make', () => {
	test.each([
		['ext2', 8],
		['ext3', 8],
		['ext4', 8],
		['xfs', 310],
		['btrfs', 150],
		['vfat', 34],
	])('%s is recognised with its size', async (type, mebibytes) => {
		const path = await makeFileSystemImage(type, join(folder, type), mebibytes);
		const found = recogniseContent((await readFile(path)).subarray(0, 100_000));
		expect(found).toEqual({ kind: type, leastBytes: mebibytes * 1024 * 1024 });
	});

	test('what has no file system is recognised, too', async () => {
		const path = join(folder, 'plain');
		await writeFile(path, 'x'.repeat(50_000));
		await run('tar', ['-C', folder, '-cf', join(folder, 'tar'), 'plain']);
		await run('qemu-img', ['create', '-q', '-f', 'qcow2', join(folder, 'qcow2'), '1G']);
		await run('mksquashfs', [path, join(folder, 'squashfs'), '-quiet', '-no-progress']);
		for (const tool of ['gzip', 'xz', 'zstd', 'bzip2']) {
			await run('sh', ['-c', `${tool} -c ${path} > ${join(folder, tool)}`]).catch(() => undefined);
		}
		for (const kind of ['tar', 'qcow2', 'squashfs', 'gzip', 'xz', 'zstd']) {
			expect(recogniseContent(await readFile(join(folder, kind))).kind).toBe(kind);
		}
		expect(recogniseContent(await readFile(path)).kind).toBe('unknown');
		expect(recogniseContent(Buffer.alloc(0))).toEqual({ kind: 'unknown', leastBytes: 0 });
	});

	test('packed files say how large they were', async () => {
		const path = join(folder, 'sized');
		await writeFile(path, Buffer.alloc(70_000, 'ab'));
		expect(leastUnpackedBytes('gzip', Buffer.alloc(0), gzipSync(await readFile(path)))).toBe(70_000);
		await run('xz', ['-k', '-f', path]);
		expect(leastUnpackedBytes('xz', Buffer.alloc(0), await readFile(`${path}.xz`))).toBe(70_000);
		await run('zstd', ['-q', '-f', path]);
		expect(leastUnpackedBytes('zstd', await readFile(`${path}.zst`), undefined)).toBe(70_000);
		await run('sh', ['-c', `cat ${path} | zstd -q > ${path}.piped`]);
		expect(leastUnpackedBytes('zstd', await readFile(`${path}.piped`), undefined)).toBe(0);
		for (const compression of ['gzip', 'xz', 'zstd', 'none'] as const) {
			expect(leastUnpackedBytes(compression, Buffer.alloc(0), undefined)).toBe(0);
			expect(leastUnpackedBytes(compression, Buffer.from('short'), Buffer.from('YZ'))).toBe(0);
		}
	});
});

describe('progress', () => {
	test('is told every few seconds at most, with what is left', () => {
		let nowMs = 0;
		const lines: string[] = [];
		const progress = new ProgressLines(
			'root.img',
			(line) => lines.push(line),
			() => nowMs,
		);
		for (nowMs = 0; nowMs < 12_000; nowMs += 100) {
			progress.report({ doneBytes: nowMs * 104_857.6, share: nowMs / 20_000 });
		}
		nowMs = 12_000;
		progress.end(1_258_291_200);
		expect(lines).toEqual([
			'root.img: 25 %, 500.0 MiB at 100 MiB/s, 15 s left\n',
			'root.img: 50 %, 1000.0 MiB at 100 MiB/s, 10 s left\n',
			'root.img: 1200.0 MiB in 12 s, 100 MiB/s on average\n',
		]);
	});
});
