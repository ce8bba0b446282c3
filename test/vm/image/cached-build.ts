import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from './run-program.js';

/** What every script sources. */
const SHARED_SCRIPT = 'prune.sh';

/** Something that takes long to make and is the same as long as what goes into it is. */
export interface CachedBuild {
	/** Unique; the folder is named after it. */
	readonly name: string;
	/** A shell script: SCRIPT OUTPUT PACKAGE-CACHE MIRROR NODE FILES. */
	readonly script: string;
	/** Folder of files that are copied into what is built. */
	readonly files: string;
}

/** The folder of what was built, with how long it took; 0 where it had been there. */
export interface BuiltFolder {
	readonly folder: string;
	readonly seconds: number;
}

/** Builds unless that has been done. What another key left is removed; a build that was cut off leaves nothing. */
export async function buildOnce(cache: string, build: CachedBuild): Promise<BuiltFolder> {
	const folder = join(cache, `${build.name}-${keyOf(build)}`);
	if (existsSync(folder)) {
		return { folder, seconds: 0 };
	}
	const startedAtMs = performance.now();
	for (const other of existsSync(cache) ? readdirSync(cache) : []) {
		if (other.startsWith(`${build.name}-`)) {
			rmSync(join(cache, other), { recursive: true, force: true });
		}
	}
	const unfinished = `${folder}.new`;
	mkdirSync(unfinished, { recursive: true });
	const mirror = await packageMirror();
	await runProgram(
		'unshare',
		['--mount', build.script, unfinished, join(cache, 'packages'), mirror, process.execPath, build.files],
		join(cache, `${build.name}.log`),
	);
	renameSync(unfinished, folder);
	return { folder, seconds: (performance.now() - startedAtMs) / 1_000 };
}

function keyOf({ script, files }: CachedBuild): string {
	const hash = createHash('sha256').update(process.version);
	for (const part of [script, join(dirname(script), SHARED_SCRIPT)]) {
		hash.update(readFileSync(part));
	}
	for (const entry of readdirSync(files, { recursive: true, withFileTypes: true }).sort(byPath)) {
		const path = join(entry.parentPath, entry.name);
		hash.update(path.slice(files.length));
		if (entry.isFile()) {
			hash.update(readFileSync(path)).update(String(statSync(path).mode));
		}
	}
	return hash.digest('hex').slice(0, 16);
}

function byPath(one: { parentPath: string; name: string }, other: { parentPath: string; name: string }): number {
	return join(one.parentPath, one.name) < join(other.parentPath, other.name) ? -1 : 1;
}

/** Where this machine takes its packages from. */
async function packageMirror(): Promise<string> {
	const format = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages', 'Component: main'];
	const [mirror] = (await runProgram('apt-get', format)).split('\n').filter((line) => line !== '');
	if (mirror === undefined) {
		throw new Error('This machine names no package repository, so there is nothing to build a system from.');
	}
	return mirror;
}
