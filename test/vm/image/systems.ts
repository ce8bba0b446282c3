import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type FirstJoin, layAgentFiles } from './agent-files.js';
import { buildOnce } from './cached-build.js';
import { runProgram } from './run-program.js';

const CACHE = resolve('.build/vm');
const SCRIPTS = resolve('test/vm/image');
const GUEST_FILES = resolve('test/vm/guest');

/** What machines are installed from. */
export interface Systems {
	/** Kernel and initrd of the bootstrap system, without an agent. */
	readonly bootstrap: { readonly kernel: string; readonly initrd: string };
	/** The system to install, without an agent. */
	readonly rootTar: string;
	/** What had to be built, with seconds. */
	readonly built: ReadonlyMap<string, number>;
}

/** Makes both systems, or finds them made. */
export async function buildSystems(): Promise<Systems> {
	mkdirSync(CACHE, { recursive: true });
	const one = (name: 'bootstrap' | 'root') =>
		buildOnce(CACHE, { name, script: join(SCRIPTS, `build-${name}.sh`), files: GUEST_FILES });
	// One after the other: both write to the cache of packages.
	const bootstrap = await one('bootstrap');
	const root = await one('root');
	const built = [
		['bootstrap system', bootstrap.seconds],
		['root image', root.seconds],
	] as const;
	return {
		bootstrap: { kernel: join(bootstrap.folder, 'kernel'), initrd: join(bootstrap.folder, 'initrd') },
		rootTar: join(root.folder, 'root.tar'),
		built: new Map(built.filter(([, seconds]) => seconds > 0)),
	};
}

/** The bootstrap system with this agent in it: the kernel unpacks both archives into one root. */
export async function bootstrapInitrd(systems: Systems, folder: string, first: FirstJoin): Promise<string> {
	const files = join(folder, 'bootstrap-files');
	layAgentFiles(files, first);
	const initrd = join(folder, 'initrd');
	await runProgram('sh', [
		'-c',
		'cd "$0" && find . -mindepth 1 -print0 | cpio --null -o -H newc -R 0:0 --quiet >"$1"',
		files,
		initrd,
	]);
	await pipeline(createReadStream(systems.bootstrap.initrd), createWriteStream(initrd, { flags: 'a' }));
	rmSync(files, { recursive: true });
	return initrd;
}

/** The root image with this agent in it, packed as it is published: `root.tar.zst` in the folder. */
export async function rootImage(
	systems: Systems,
	folder: string,
): Promise<{ readonly file: string; readonly sha256: string }> {
	const files = join(folder, 'root-files');
	layAgentFiles(files);
	const tar = join(folder, 'root.tar');
	await runProgram('cp', ['--reflink=auto', systems.rootTar, tar]);
	await runProgram('tar', ['--append', '-f', tar, '-C', files, '--owner=0', '--group=0', '--numeric-owner', '.']);
	const [sha256 = ''] = (await runProgram('sha256sum', [tar])).split(' ');
	await runProgram('zstd', ['-q', '-3', '-T0', '--rm', tar]);
	rmSync(files, { recursive: true });
	return { file: `${tar}.zst`, sha256 };
}
