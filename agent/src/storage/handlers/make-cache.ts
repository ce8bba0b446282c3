import { StorageFailure } from '../../system/storage-failure.js';
import { sysFiles } from '../../system/sys-files.js';
import { clearPlace } from '../clear-place.js';
import { derivedUuid } from '../own-identifiers.js';
import { parseCacheSet } from '../parse-cache-set.js';
import type { ActionHandler, ActionOfKind, HandlerTools } from '../storage-tools.js';

type MakeCache = ActionOfKind<'make_cache'>;

export const makeCache: ActionHandler<'make_cache'> = {
	async isDone(action, tools) {
		if (!(await isMade(action, tools))) {
			return false;
		}
		const folder = `/sys/class/block/${action.name}`;
		const [lower, mode, backing] = await Promise.all([
			sysFiles.listNames(`${folder}/slaves`),
			sysFiles.readText(`${folder}/bcache/cache_mode`),
			tools.devices.nodeOf(action.backing),
		]);
		// The kernel lists all modes and puts brackets around the one that counts.
		return lower.includes(await kernelName(backing)) && mode.includes(`[${action.mode}]`);
	},

	async run(action, tools) {
		const { devices, run, plan } = tools;
		const backing = await devices.nodeOf(action.backing);
		const caching = await devices.nodeOf(action.caching);
		if (!(await isMade(action, tools))) {
			await clearPlace(backing, tools);
			await clearPlace(caching, tools);
			const set = derivedUuid(plan, action.id, 'set');
			await run('make-bcache', ['--bdev', backing, '--cache', caching, '--cset-uuid', set]);
		}
		await devices.settle();
		for (const node of [backing, caching]) {
			// Where udev was faster the kernel says that it knows the device.
			await sysFiles.tell('/sys/fs/bcache/register', `${node}\n`).catch(() => undefined);
		}
		await devices.settle();
		await devices.volumeNode(`/dev/${action.name}`);
		await sysFiles.tell(`/sys/class/block/${action.name}/bcache/cache_mode`, action.mode);
	},
};

/** Whether both devices carry superblocks of the plan's own cache set. */
async function isMade(action: MakeCache, tools: HandlerTools): Promise<boolean> {
	const wanted = derivedUuid(tools.plan, action.id, 'set');
	for (const place of [action.backing, action.caching]) {
		try {
			const node = await tools.devices.nodeOf(place);
			const text = await tools.run('bcache-super-show', ['-f', node], { isQuiet: true });
			if (parseCacheSet(text) !== wanted) {
				return false;
			}
		} catch (error) {
			if (error instanceof StorageFailure && error.code === 'STORAGE_TOOL_FAILED') {
				return false;
			}
			throw error;
		}
	}
	return true;
}

async function kernelName(node: string): Promise<string> {
	return (await sysFiles.resolve(node)).replace(/^\/dev\//, '').replaceAll('/', '!');
}
