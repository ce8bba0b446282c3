import { readOnlyOptions } from '../storage/read-only-options.js';
import type { HandlerTools } from '../storage/storage-tools.js';
import { makePrivateFolder } from '../system/durable-file.js';
import { toolRunner } from '../system/run-tool.js';

interface Mounting {
	readonly node: string;
	readonly type: string;
	readonly access: 'read' | 'write';
}

/** Nothing of an image runs, and another file system of the same UUID may be mounted. */
const WRITE_OPTIONS: Readonly<Record<string, string>> = { xfs: 'nosuid,nodev,nouuid' };

/** Mounts one file system by itself, and takes it off again whatever happens. */
export async function withMounted<Result>(
	{ node, type, access }: Mounting,
	tools: Pick<HandlerTools, 'run' | 'mounts' | 'write'>,
	work: (folder: string) => Promise<Result>,
): Promise<Result> {
	const folder = `${tools.mounts}/stoker-mount/image`;
	const options = access === 'read' ? readOnlyOptions(type) : (WRITE_OPTIONS[type] ?? 'nosuid,nodev');
	// An aborted run takes its mount off, too.
	const run = toolRunner({ signal: new AbortController().signal, write: tools.write });
	await makePrivateFolder(folder);
	await tools.run('mount', ['-t', type, '-o', options, '--make-private', node, folder], { isQuiet: true });
	try {
		return await work(folder);
	} finally {
		await run('umount', [folder], { isQuiet: true });
	}
}
