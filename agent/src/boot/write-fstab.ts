import type { WriteFstabAction } from '@stoker/shared/storage/storage-action.js';
import type { ActionHandler, HandlerTools } from '../storage/storage-tools.js';
import type { SystemFile, SystemTree } from '../system/system-tree.js';
import { readBlockStack } from './block-stack.js';
import { uuidsOf } from './file-system-uuid.js';
import { initramfsMakerOf } from './initramfs.js';
import { type InstalledSystem, installedSystems } from './installed-systems.js';
import { withSystem } from './mount-system.js';
import {
	LINK_FOLDER,
	LINK_PREFIX,
	localtimeTarget,
	mergedPaths,
	type SystemTraits,
	systemFiles,
} from './system-files.js';
import type { OpenedVolume } from './text/crypttab.js';
import type { FstabRow } from './text/fstab.js';

const LOCALTIME = '/etc/localtime';
const UDEV_OF_SYSTEMD = ['/usr/lib/systemd/systemd-udevd', '/lib/systemd/systemd-udevd'];

/** Makes each system of a machine this machine's own: its disks, its names, its seed, its agent. */
export const writeFstab: ActionHandler<'write_fstab'> = {
	async isDone(action, tools) {
		const done = await eachSystem(action, tools, 'read', async (tree, system) => {
			const { files, staleLinks } = await wantedFiles(tree, system, tools);
			const written = await Promise.all(files.map((file) => tree.isWritten(file)));
			return written.every(Boolean) && staleLinks.length === 0 && (await isZoneSet(tree, tools));
		});
		return done.every((isDone) => isDone === true);
	},
	async run(action, tools) {
		await eachSystem(action, tools, 'write', async (tree, system) => {
			const { files, staleLinks } = await wantedFiles(tree, system, tools);
			for (const path of staleLinks) {
				await tree.remove(path);
			}
			for (const file of files) {
				tools.signal.throwIfAborted();
				if (!(await tree.isWritten(file))) {
					await tree.write(file, tools.signal);
					tools.write(`${file.path}: written\n`);
				}
			}
			if (!(await isZoneSet(tree, tools))) {
				await tree.link(LOCALTIME, localtimeTarget(tools.system ?? { timeZone: '' }));
				tools.write(`${LOCALTIME}: written\n`);
			}
		});
	},
};

function eachSystem<Result>(
	{ fileSystems }: WriteFstabAction,
	tools: HandlerTools,
	access: 'read' | 'write',
	work: (tree: SystemTree, system: InstalledSystem) => Promise<Result>,
): Promise<readonly (Result | undefined)[]> {
	return installedSystems(fileSystems).reduce(
		async (before, system) => [
			...(await before),
			await withSystem(system, access, tools, (tree) => work(tree, system)),
		],
		Promise.resolve<readonly (Result | undefined)[]>([]),
	);
}

interface WantedFiles {
	readonly files: readonly SystemFile[];
	/** Links of cards that have no name any more. */
	readonly staleLinks: readonly string[];
}

async function wantedFiles(tree: SystemTree, system: InstalledSystem, tools: HandlerTools): Promise<WantedFiles> {
	const traits = await readTraits(tree);
	const paths = mergedPaths({ traits, system: tools.system });
	const present = new Map(await Promise.all(paths.map(async (path) => [path, await tree.read(path)] as const)));
	const { rows, encrypted, hasRaid, hasVolumes } = await readRows(system, tools);
	const files = systemFiles({
		traits,
		rows,
		encrypted,
		isLayered: hasRaid || hasVolumes,
		arrays: hasRaid ? await tools.run('mdadm', ['--detail', '--scan'], { isQuiet: true }) : '',
		system: tools.system,
		present: (path) => present.get(path) ?? '',
	});
	const links = tools.system === undefined ? [] : await tree.list(LINK_FOLDER);
	const staleLinks = links
		.filter((name) => name.startsWith(LINK_PREFIX))
		.map((name) => `${LINK_FOLDER}/${name}`)
		.filter((path) => files.every((file) => file.path !== path));
	return { files, staleLinks };
}

async function readTraits(tree: SystemTree): Promise<SystemTraits> {
	const udev = await Promise.all(UDEV_OF_SYSTEMD.map((path) => tree.has(path)));
	return {
		hasSystemd: udev.some(Boolean),
		mdadmPath: (await tree.findFolder('/etc/mdadm')) === '' ? '/etc/mdadm.conf' : '/etc/mdadm/mdadm.conf',
		hasTimezoneFile: await tree.has('/etc/timezone'),
		hasInitramfsTools: (await initramfsMakerOf(tree)) === 'update-initramfs',
	};
}

interface DiskFacts {
	readonly rows: readonly FstabRow[];
	readonly encrypted: readonly OpenedVolume[];
	readonly hasRaid: boolean;
	readonly hasVolumes: boolean;
}

/** What the devices say: each file system by the UUID that is really on it. */
async function readRows({ fileSystems }: InstalledSystem, tools: HandlerTools): Promise<DiskFacts> {
	const { devices, run } = tools;
	const uuids = await uuidsOf(fileSystems, tools);
	const rows = fileSystems.map(({ type, mount, fstab }, index) => ({ uuid: uuids[index] ?? '', type, mount, fstab }));
	const nodes: string[] = [];
	for (const { on } of fileSystems) {
		nodes.push(await devices.nodeOf(on));
	}
	const stack = await readBlockStack(nodes, run);
	const encrypted: OpenedVolume[] = [];
	for (const [name, backing] of new Map(stack.encrypted.map((volume) => [volume.name, volume.backing]))) {
		encrypted.push({ name, uuid: (await run('cryptsetup', ['luksUUID', backing], { isQuiet: true })).trim() });
	}
	return { rows, encrypted, hasRaid: stack.hasRaid, hasVolumes: stack.hasVolumes };
}

async function isZoneSet(tree: SystemTree, { system }: HandlerTools): Promise<boolean> {
	const target = localtimeTarget(system ?? { timeZone: '' });
	return target === '' || (await tree.readLink(LOCALTIME)) === target;
}
