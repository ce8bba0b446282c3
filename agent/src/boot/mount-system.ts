import { setTimeout } from 'node:timers/promises';
import type { MountedFileSystem } from '@stoker/shared/storage/storage-action.js';
import { readOnlyOptions } from '../storage/read-only-options.js';
import type { HandlerTools } from '../storage/storage-tools.js';
import { endChrootedProcesses } from '../system/chrooted-processes.js';
import { type RunTool, toolRunner } from '../system/run-tool.js';
import { StorageFailure } from '../system/storage-failure.js';
import { sysFiles } from '../system/sys-files.js';
import { makeMountFolder, SystemTree } from '../system/system-tree.js';
import { copyHidden, removeHidden, takesHidden } from './hidden-files.js';
import { type InstalledSystem, mountOrder } from './installed-systems.js';
import { mountsBelow, parseMountPoints } from './mount-points.js';

/** Name of every folder that we mount something on: mounts that a killed run left are known by it. */
const MARK = 'stoker-mount';
const KERNEL_FOLDERS = ['/dev', '/proc', '/sys', '/run'];
const MOST_ROUNDS = 5;
const RETRY_MS = 200;

export type MountAccess = 'read' | 'write';

/**
 * Mounts a system below our folder for that, and takes it off again whatever happens. What the image of one file system
 * has where another one is mounted moves there. Undefined where the system is only to be read and is not so far.
 */
export async function withSystem<Result>(
	system: InstalledSystem,
	access: MountAccess,
	tools: HandlerTools,
	work: (tree: SystemTree) => Promise<Result>,
): Promise<Result | undefined> {
	const folder = `${tools.mounts}/${MARK}/system`;
	return whileMounted(folder, tools, async () => {
		const tree = new SystemTree(folder);
		for (const fileSystem of mountOrder(system)) {
			if (!(await mountPart(fileSystem, access, { tree, tools }))) {
				return undefined;
			}
		}
		return work(tree);
	});
}

/** Mounts one file system by itself. */
export async function withFileSystem<Result>(
	{ on, type }: Pick<MountedFileSystem, 'on' | 'type'>,
	access: MountAccess,
	tools: HandlerTools,
	work: (tree: SystemTree) => Promise<Result>,
): Promise<Result> {
	const folder = `${tools.mounts}/${MARK}/single`;
	return whileMounted(folder, tools, async () => {
		await mountOn(folder, { on, type, access }, tools);
		return work(new SystemTree(folder));
	});
}

/** Gives a mounted system the devices and the kernel's folders, so that its own programs run in it. */
export async function addKernelFolders(tree: SystemTree, run: RunTool): Promise<void> {
	for (const path of KERNEL_FOLDERS) {
		const point = await tree.makeFolder(path);
		// Private: what the running system mounts meanwhile must not keep ours from coming off.
		await run('mount', ['--bind', '--make-private', path, point], { isQuiet: true });
	}
}

/** Mounts one more file system into a mounted system, above whatever is there; it comes off when `work` has ended. */
export async function withPart<Result>(
	fileSystem: Pick<MountedFileSystem, 'on' | 'type' | 'mount'>,
	{ tree, tools }: { readonly tree: SystemTree; readonly tools: HandlerTools },
	work: () => Promise<Result>,
): Promise<Result> {
	const point = await tree.makeFolder(fileSystem.mount);
	await mountOn(point, { ...fileSystem, access: 'write' }, tools);
	try {
		return await work();
	} finally {
		await freeRunner(tools)('umount', [point], { isQuiet: true });
	}
}

interface Mounting {
	readonly tree: SystemTree;
	readonly tools: HandlerTools;
}

/** False where it is only to be read and is not as a system of ours is. */
async function mountPart(
	fileSystem: MountedFileSystem,
	access: MountAccess,
	{ tree, tools }: Mounting,
): Promise<boolean> {
	const { on, type, mount } = fileSystem;
	const point = access === 'write' ? await tree.makeFolder(mount) : await tree.findFolder(mount);
	const isHiding = mount !== '/' && takesHidden(fileSystem, tools) && (await tree.list(mount)).length > 0;
	if (point === '' || (isHiding && access === 'read')) {
		return false;
	}
	if (isHiding) {
		tools.write(`${mount}: what the image has there moves into the file system of its own\n`);
		await withFileSystem({ on, type }, 'write', tools, ({ root }) => copyHidden(point, { folder: root, type }, tools));
		await removeHidden(point, tools);
	}
	await mountOn(point, { on, type, access }, tools);
	return true;
}

interface Mounted extends Pick<MountedFileSystem, 'on' | 'type'> {
	readonly access: MountAccess;
}

async function mountOn(point: string, { on, type, access }: Mounted, tools: HandlerTools): Promise<void> {
	const node = await tools.devices.nodeOf(on);
	const options = access === 'read' ? ['-o', readOnlyOptions(type)] : [];
	await tools.run('mount', ['-t', type, ...options, '--make-private', node, point], { isQuiet: true });
}

async function whileMounted<Result>(folder: string, tools: HandlerTools, work: () => Promise<Result>): Promise<Result> {
	await unmountBelow(folder, tools);
	await makeMountFolder(folder);
	try {
		return await work();
	} finally {
		await unmountBelow(folder, tools);
	}
}

/** Takes off what a run that was killed left mounted of the disks of a plan, whichever plan it carried out. */
export async function unmountLeft(tools: HandlerTools): Promise<void> {
	const left = parseMountPoints(await sysFiles.readText('/proc/self/mountinfo')).filter(({ path }) =>
		path.includes(`/${MARK}/`),
	);
	if (left.length === 0) {
		return;
	}
	const nodes = new Set<string>();
	for (const { disk } of tools.plan.disks) {
		const flags = ['--list', '--noheadings', '--paths', '--output', 'NAME'];
		const listed = await tools.run('lsblk', [...flags, await tools.devices.diskNode(disk)], { isQuiet: true });
		for (const name of listed.split('\n').filter((line) => line !== '')) {
			nodes.add(await sysFiles.resolve(name.trim()));
		}
	}
	for (const { path, source } of left) {
		if (nodes.has(await sysFiles.resolve(source))) {
			const end = path.indexOf('/', path.indexOf(`/${MARK}/`) + MARK.length + 2);
			await unmountBelow(end < 0 ? path : path.slice(0, end), tools);
		}
	}
}

/** Takes off every mount at a folder and below it. Works after an abort too: nothing may stay mounted. */
async function unmountBelow(folder: string, tools: HandlerTools): Promise<void> {
	const run = freeRunner(tools);
	const real = await sysFiles.resolve(folder);
	const isMounted = parseMountPoints(await sysFiles.readText('/proc/self/mountinfo')).some(({ path }) => path === real);
	if (isMounted) {
		// All at once where nothing is in the way; what stays is taken off one by one.
		await run('umount', ['--recursive', real], { isQuiet: true }).catch(() => undefined);
	}
	for (let round = 1; real !== ''; round++) {
		const [first] = mountsBelow(parseMountPoints(await sysFiles.readText('/proc/self/mountinfo')), real);
		if (first === undefined) {
			return;
		}
		try {
			await run('umount', [first], { isQuiet: true });
			round = 0;
		} catch (cause) {
			if (round >= MOST_ROUNDS) {
				throw new StorageFailure('STORAGE_MOUNT_BUSY', `${first} cannot be unmounted`, {
					subject: { mount: first },
					cause,
				});
			}
			await endChrootedProcesses(real);
			await setTimeout(RETRY_MS);
		}
	}
}

/** Its programs run although the work was aborted. */
function freeRunner({ write }: HandlerTools): RunTool {
	return toolRunner({ signal: new AbortController().signal, write });
}
