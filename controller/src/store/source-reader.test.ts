import {
	mkdirSync,
	mkdtempSync,
	realpathSync,
	rmSync,
	symlinkSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BlobFiles } from './blob-files.js';
import { type BlobLease, BlobStore } from './blob-store.js';
import { SourceError, SourceReader } from './source-reader.js';
import { openSqliteStore } from './sqlite/open-sqlite-store.js';
import type { Store } from './store.js';

let folder = '';
let store: Store;
let blobs: BlobStore;
let lease: BlobLease;
const clock = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };
beforeEach(async () => {
	folder = realpathSync(mkdtempSync(join(tmpdir(), 'stoker-source-')));
	store = await openSqliteStore({ path: join(folder, 'stoker.db'), idleLimitMs: 1_000 });
	blobs = new BlobStore(store, new BlobFiles(join(folder, 'blobs')), clock);
	lease = blobs.lease();
	mkdirSync(join(folder, 'in'));
});
afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

async function faultOf(taking: Promise<unknown>): Promise<string> {
	const error = await taking.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	return error instanceof SourceError ? error.fault : String(error);
}

describe('a file', () => {
	it('is read again whenever it has changed, its size and its time of change aside', async () => {
		const reader = new SourceReader(blobs, clock);
		const path = join(folder, 'in', 'file');
		const digests = new Set<string>();
		for (const content of ['one', 'two', 'six']) {
			writeFileSync(path, content);
			utimesSync(path, 1, 1);
			digests.add((await reader.takeFile(path, [join(folder, 'in')], lease)).blob.sha256);
		}
		expect(digests.size).toBe(3);
	});

	it('comes from within the folders only, whatever the way there', async () => {
		const reader = new SourceReader(blobs, clock);
		writeFileSync(join(folder, 'secret'), 'secret');
		mkdirSync(join(folder, 'inside'));
		writeFileSync(join(folder, 'inside', 'secret'), 'secret');
		symlinkSync('../secret', join(folder, 'in', 'link'));
		symlinkSync('..', join(folder, 'in', 'up'));
		writeFileSync(join(folder, 'in', 'file'), 'file');
		symlinkSync('file', join(folder, 'in', 'alias'));
		const taking = (path: string) => reader.takeFile(`${folder}/${path}`, [`${folder}/in/`], lease);
		for (const path of ['secret', 'in/../secret', 'in/link', 'in/up/secret', 'inside/secret']) {
			expect([path, await faultOf(taking(path))]).toEqual([path, 'not_allowed']);
		}
		expect((await taking('in/alias')).blob.sizeBytes).toBe(4);
		expect(await faultOf(taking('in'))).toBe('unreadable');
		expect(await faultOf(taking('in/file/below'))).toBe('unreadable');
	});
});

describe('a tree', () => {
	it('is refused when it holds too much, before the rest is read', async () => {
		const reader = new SourceReader(blobs, clock, { mostEntries: 3, mostBytes: 1_000 });
		const taking = () => reader.takeTree(`${folder}/in/`, `${folder}/in`, lease);
		writeFileSync(join(folder, 'in', 'a'), 'x'.repeat(900));
		writeFileSync(join(folder, 'in', 'b'), 'x'.repeat(100));
		expect((await taking()).files).toHaveLength(2);
		writeFileSync(join(folder, 'in', 'c'), 'x');
		expect(await faultOf(taking())).toBe('too_large');
		truncateSync(join(folder, 'in', 'c'));
		expect((await taking()).entries).toHaveLength(3);
		mkdirSync(join(folder, 'in', 'd'));
		expect(await faultOf(taking())).toBe('too_large');
	});

	it('has its own name on top unless the path ends with a slash, and its links lead nowhere', async () => {
		const reader = new SourceReader(blobs, clock);
		mkdirSync(join(folder, 'in', 'modules', 'ntp'), { recursive: true });
		writeFileSync(join(folder, 'in', 'modules', 'ntp', 'init.pp'), 'class ntp {}');
		symlinkSync('/', join(folder, 'in', 'modules', 'root'));
		const paths = async (path: string) =>
			(await reader.takeTree(`${folder}/${path}`, `${folder}/in`, lease)).entries.map((entry) => entry.path).sort();
		expect(await paths('in/modules/')).toEqual(['ntp', 'ntp/init.pp', 'root']);
		expect(await paths('in/modules')).toEqual(['modules', 'modules/ntp', 'modules/ntp/init.pp', 'modules/root']);
		expect(await paths('in/modules/ntp/init.pp')).toEqual(['init.pp']);
		expect(await faultOf(paths('in/modules/root/'))).toBe('not_allowed');
	});
});
