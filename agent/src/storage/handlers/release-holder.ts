import type { HolderKind } from '@stoker/shared/storage/inventory.js';
import { isSystemMount } from '@stoker/shared/storage/plan/guard-rails.js';
import { processesUsing } from '../../system/processes-using.js';
import { StorageFailure } from '../../system/storage-failure.js';
import { sysFiles } from '../../system/sys-files.js';
import type { ActionHandler, ActionOfKind, HandlerTools } from '../storage-tools.js';

type Release = (name: string, tools: HandlerTools) => Promise<void>;

/** How each kind of holder is taken down. Nothing is forced: what is in use stays, and the failure says who uses it. */
const RELEASES: { readonly [Kind in HolderKind]: Release } = {
	mount: unmount,
	swap: async (name, { run }) => void (await run('swapoff', [name])),
	lvm: releaseVolume,
	md: async (name, { run }) => void (await run('mdadm', ['--stop', name])),
	crypt: async (name, { run }) => void (await run('cryptsetup', ['close', name.replace(/^\/dev\/mapper\//, '')])),
	bcache: stopCache,
	multipath: async (name, { run }) => void (await run('multipath', ['-f', name.replace(/^\/dev\/mapper\//, '')])),
	other: async (name) => {
		throw inUse(name, 'nothing is known of how to take it down');
	},
};

/** Holders that stand on disks of the plan alone; the plan lists the topmost first. */
export const releaseHolder: ActionHandler<'release_holder'> = {
	async isDone(action, tools) {
		const { kind, name } = action.holder;
		switch (kind) {
			case 'mount':
				return !(await isMounted(action, tools));
			case 'swap': {
				const swaps = (await sysFiles.readText('/proc/swaps')).split('\n').map((line) => line.split(' ')[0]);
				return !swaps.includes(name) && !swaps.includes(await sysFiles.resolve(name));
			}
			default:
				return !(await tools.devices.isThere(name));
		}
	},

	async run(action, tools) {
		const { kind, name } = action.holder;
		if (kind !== 'mount' && kind !== 'swap') {
			// Names of arrays and groups may have moved to others since the plan was made: this one refuses a foreign one.
			await tools.devices.volumeNode(name);
		}
		await RELEASES[kind](name, tools);
		await tools.devices.settle();
	},
};

/** What is mounted there now may be something else, on a disk that nobody touches. */
async function isMounted(
	{ holder, diskIds }: ActionOfKind<'release_holder'>,
	{ devices, plan }: HandlerTools,
): Promise<boolean> {
	const own = plan.disks.filter(({ disk }) => diskIds.includes(disk.id));
	const nodes = await Promise.all(own.map(({ disk }) => devices.diskNode(disk)));
	return (await devices.mountsOn(nodes)).includes(holder.name);
}

async function unmount(name: string, { run }: HandlerTools): Promise<void> {
	if (isSystemMount(name)) {
		throw inUse(name, 'the running system needs it');
	}
	const users = await processesUsing(name);
	if (users.length > 0) {
		throw inUse(name, `it is used by ${users.join(', ')}`);
	}
	await run('umount', ['--recursive', name]);
}

/** A volume whose group is damaged cannot be deactivated by LVM, only by the kernel. */
async function releaseVolume(name: string, { run }: HandlerTools): Promise<void> {
	try {
		await run('lvchange', ['--activate', 'n', name]);
	} catch (error) {
		if (!(error instanceof StorageFailure) || error.code !== 'STORAGE_TOOL_FAILED') {
			throw error;
		}
		await run('dmsetup', ['remove', '--retry', name.replace(/^\/dev\/mapper\//, '')]);
	}
}

const LOOKS = 100;
const LOOK_MS = 100;

/** A cache set is stopped with the devices behind it; dirty data would be lost anyway. */
async function stopCache(name: string, { devices, signal, write }: HandlerTools): Promise<void> {
	const folder = `/sys/class/block/${name.replace(/^\/dev\//, '')}/bcache`;
	const cacheSet = await sysFiles.resolve(`${folder}/cache`);
	write(`stop ${name}${cacheSet === '' ? '' : ` and ${cacheSet}`}\n`);
	if (cacheSet !== '') {
		await sysFiles.tell(`${cacheSet}/stop`, '1');
	}
	if (await devices.isThere(name)) {
		await sysFiles.tell(`${folder}/stop`, '1').catch(() => undefined);
	}
	for (let looks = 0; looks < LOOKS && (await devices.isThere(name)); looks++) {
		signal.throwIfAborted();
		await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
	}
}

function inUse(name: string, why: string): StorageFailure {
	return new StorageFailure('DISK_IN_USE', `${name} would be taken down, but ${why}`, { subject: { holder: name } });
}
