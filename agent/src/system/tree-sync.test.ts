import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ManifestEntry } from '@stoker/shared/task-type/manifest-entry.js';
import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { isInstalled } from '../../../test/support/needed-program.js';
import { type FetchBlob, FetchFailure } from './fetch-blob.js';
import { TreeSync } from './tree-sync.js';

const folders: string[] = [];
let root: string;
let contents: Map<string, string>;

beforeEach(() => {
	root = makeFolder();
	contents = new Map();
});

afterAll(() => {
	for (const folder of folders) {
		rmSync(folder, { recursive: true, force: true });
	}
});

function makeFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'stoker-tree-'));
	folders.push(folder);
	return folder;
}

function file(path: string, content: string, mode = 0o644): ManifestEntry {
	const sha256 = createHash('sha256').update(content).digest('hex');
	contents.set(sha256, content);
	return { path, type: 'file', mode, size: Buffer.byteLength(content), sha256 };
}

const folder = (path: string, mode = 0o755): ManifestEntry => ({ path, type: 'folder', mode });
const link = (path: string, target: string): ManifestEntry => ({ path, type: 'link', target });

const fetchBlob: FetchBlob = async (sha256, _size, destination) => {
	const content = contents.get(sha256);
	if (content === undefined) {
		throw new FetchFailure('not there');
	}
	await writeFile(destination, content, { flag: 'wx', mode: 0o600 });
};

async function sync(manifest: readonly ManifestEntry[], options: { look?: boolean; fetch?: FetchBlob } = {}) {
	const told: string[] = [];
	const changes = await new TreeSync({
		root,
		folder: '/dst',
		manifest,
		...(options.look !== true && { fetchBlob: options.fetch ?? fetchBlob }),
		temporaryName: '.stoker-x',
		signal: new AbortController().signal,
		tell: (change) => told.push(change),
	}).run();
	return { changes, told };
}

/** A tree as text: kind, mode and content of every entry. */
function show(top: string, path = ''): string[] {
	return readdirSync(join(top, path))
		.sort()
		.flatMap((name) => {
			const below = join(path, name);
			const found = lstatSync(join(top, below));
			if (found.isSymbolicLink()) {
				return [`${below} -> ${readlinkSync(join(top, below))}`];
			}
			const mode = (found.mode & 0o7777).toString(8);
			return found.isDirectory()
				? [`${below}/ ${mode}`, ...show(top, below)]
				: [`${below} ${mode} ${readFileSync(join(top, below), 'utf8')}`];
		});
}

test('a tree becomes what the manifest says, and a second run has nothing to do', async () => {
	const manifest = [
		folder('.', 0o750),
		folder('lib', 0o700),
		file('lib/a.rb', 'a'),
		file('run.sh', '#!/bin/sh', 0o755),
		file('deep/er/b', ''),
		link('current', 'lib/a.rb'),
		folder('empty'),
	];
	await sync(manifest);
	expect(show(join(root, 'dst'))).toEqual([
		'current -> lib/a.rb',
		'deep/ 755',
		'deep/er/ 755',
		'deep/er/b 644 ',
		'empty/ 755',
		'lib/ 700',
		'lib/a.rb 644 a',
		'run.sh 755 #!/bin/sh',
	]);
	expect(lstatSync(join(root, 'dst')).mode & 0o7777).toBe(0o750);
	expect(await sync(manifest)).toEqual({ changes: 0, told: [] });
});

test('what is of another kind is replaced, what is not named goes, what is the same is not fetched', async () => {
	const dst = join(root, 'dst');
	mkdirSync(join(dst, 'was-folder', 'with'), { recursive: true });
	mkdirSync(join(dst, 'surplus', 'deep'), { recursive: true });
	writeFileSync(join(dst, 'surplus', 'deep', 'x'), 'x');
	writeFileSync(join(dst, 'was-file'), 'x');
	writeFileSync(join(dst, 'same'), 'same', { mode: 0o644 });
	writeFileSync(join(dst, '.stoker-x'), 'of a killed attempt');
	symlinkSync('same', join(dst, 'was-link'));
	const fetched: string[] = [];
	const fetch: FetchBlob = (sha256, ...rest) => {
		fetched.push(contents.get(sha256) ?? '');
		return fetchBlob(sha256, ...rest);
	};
	const manifest = [file('was-folder', '1'), folder('was-file'), file('same', 'same'), file('was-link', '2')];
	await sync(manifest, { fetch });
	expect(show(dst)).toEqual(['same 644 same', 'was-file/ 755', 'was-folder 644 1', 'was-link 644 2']);
	expect(fetched).toEqual(['1', '2']);
});

test('equal sizes are told apart by checksum, and modes alone are set without fetching', async () => {
	mkdirSync(join(root, 'dst'));
	writeFileSync(join(root, 'dst', 'a'), 'old');
	writeFileSync(join(root, 'dst', 'b'), 'bbb');
	chmodSync(join(root, 'dst', 'b'), 0o600);
	const { told } = await sync([file('a', 'new'), file('b', 'bbb', 0o640)]);
	expect(told).toEqual(['write a (3 bytes)', 'set b to 0640']);
});

test('links are never followed out of the folder', async () => {
	const outside = makeFolder();
	writeFileSync(join(outside, 'keep'), 'keep');
	mkdirSync(join(root, 'dst'));
	symlinkSync(outside, join(root, 'dst', 'lib'));
	symlinkSync(outside, join(root, 'dst', 'surplus'));
	symlinkSync(join(outside, 'keep'), join(root, 'dst', 'file'));
	await sync([file('lib/a', 'a'), file('file', 'own')]);
	expect(readdirSync(outside)).toEqual(['keep']);
	expect(readFileSync(join(outside, 'keep'), 'utf8')).toBe('keep');
	expect(show(join(root, 'dst'))).toEqual(['file 644 own', 'lib/ 755', 'lib/a 644 a']);
	rmSync(join(root, 'dst'), { recursive: true });
	symlinkSync(outside, join(root, 'dst'));
	await expect(sync([file('a', 'a')])).rejects.toThrow(/leads out of/);
	expect(readdirSync(outside)).toEqual(['keep']);
});

test('looking changes nothing and counts what would be done', async () => {
	const manifest = [file('a', 'a'), file('b/c', 'c'), link('l', 'a')];
	expect((await sync(manifest, { look: true })).told).toEqual(['make /dst with 3 entries']);
	expect(existsSync(join(root, 'dst'))).toBe(false);
	mkdirSync(join(root, 'dst'));
	writeFileSync(join(root, 'dst', 'surplus'), '');
	expect(await sync(manifest, { look: true })).toEqual({
		changes: 5,
		told: ['write a (1 bytes)', 'make b/', 'make b/c', 'link l to a', 'remove surplus'],
	});
	expect(readdirSync(join(root, 'dst'))).toEqual(['surplus']);
});

test('a failure in the middle removes nothing, and the next run does the rest', async () => {
	mkdirSync(join(root, 'dst'));
	writeFileSync(join(root, 'dst', 'old'), 'old');
	const manifest = [file('a', 'a'), { ...file('b', 'b'), sha256: 'f'.repeat(64) } as ManifestEntry];
	await expect(sync(manifest)).rejects.toThrow('not there');
	expect(readdirSync(join(root, 'dst')).sort()).toEqual(['a', 'old']);
	await sync([file('a', 'a'), file('b', 'b')]);
	expect(readdirSync(join(root, 'dst')).sort()).toEqual(['a', 'b']);
});

const hasRsync = isInstalled('rsync');
const name = fc.constantFrom('a', 'b', 'c');
const tree = fc.uniqueArray(
	fc.record({
		path: fc.array(name, { minLength: 1, maxLength: 3 }).map((steps) => steps.join('/')),
		kind: fc.constantFrom('file', 'folder', 'link'),
		text: fc.constantFrom('x', 'y', 'zz'),
	}),
	{ selector: ({ path }) => path, maxLength: 8 },
);
type Drawn = readonly { readonly path: string; readonly kind: string; readonly text: string }[];

function draw(top: string, entries: Drawn): void {
	for (const { path, kind, text } of entries) {
		try {
			mkdirSync(join(top, path, '..'), { recursive: true });
			if (kind === 'file') {
				writeFileSync(join(top, path), text, { mode: 0o644, flag: 'wx' });
			} else if (kind === 'folder') {
				mkdirSync(join(top, path), { mode: 0o755 });
			} else {
				symlinkSync(`to-${text}`, join(top, path));
			}
		} catch {
			// A way through a file or a link: this entry is not drawn.
		}
	}
}

function manifestOf(top: string, path = ''): ManifestEntry[] {
	return readdirSync(join(top, path)).flatMap((entry): ManifestEntry[] => {
		const below = path === '' ? entry : `${path}/${entry}`;
		const found = lstatSync(join(top, below));
		if (found.isSymbolicLink()) {
			return [link(below, readlinkSync(join(top, below)))];
		}
		const mode = found.mode & 0o7777;
		return found.isDirectory()
			? [folder(below, mode), ...manifestOf(top, below)]
			: [file(below, readFileSync(join(top, below), 'utf8'), mode)];
	});
}

test.skipIf(!hasRsync && process.env['CI'] !== 'true')(
	'any tree becomes any other as rsync makes it',
	{ timeout: 60_000 },
	async () => {
		await fc.assert(
			fc.asyncProperty(tree, tree, async (before, after) => {
				const [source, theirs] = [makeFolder(), makeFolder()];
				root = makeFolder();
				mkdirSync(join(root, 'dst'));
				draw(source, after);
				draw(theirs, before);
				draw(join(root, 'dst'), before);
				execFileSync('rsync', ['-c', '-r', '--delete', '-l', `${source}/`, theirs]);
				await sync(manifestOf(source));
				expect(show(join(root, 'dst'))).toEqual(show(theirs));
			}),
			{ numRuns: 40 },
		);
	},
);
