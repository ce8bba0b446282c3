import { parseOsRelease } from '../discovery/parse-os-release.js';
import type { HandlerTools } from '../storage/storage-tools.js';
import { StorageFailure } from '../system/storage-failure.js';
import type { SystemTree } from '../system/system-tree.js';
import { type BlockStack, readBlockStack } from './block-stack.js';
import { uuidsOf } from './file-system-uuid.js';
import { initramfsMakerOf, staleInitramfs } from './initramfs.js';
import { holderOf, type InstalledSystem } from './installed-systems.js';
import type { BootEntry } from './text/grub-config.js';
import { type InstalledKernel, installedKernels } from './text/installed-kernels.js';
import { kernelWords } from './text/kernel-line.js';

/** What a mounted system is started by. */
export interface DescribedSystem {
	/** One a kernel, the newest first. */
	readonly entries: readonly BootEntry[];
	/** Words for its kernels beside the root. */
	readonly words: readonly string[];
	/** Kernels whose initial file system must be made anew. */
	readonly stale: readonly InstalledKernel[];
}

const PROGRAM_FOLDERS = ['/usr/sbin', '/sbin', '/usr/bin'];

/** Throws where the system cannot start from its disks whatever is done. */
export async function describeSystem(
	system: InstalledSystem,
	tree: SystemTree,
	{ tools, planned }: { readonly tools: HandlerTools; readonly planned: string },
): Promise<DescribedSystem> {
	const kernels = installedKernels(await tree.list('/boot'));
	const stack = await readBlockStack([await tools.devices.nodeOf(system.root.on)], tools.run);
	await refuseIncomplete(system, tree, { kernels, stack });
	const maker = await initramfsMakerOf(tree);
	const isStacked = stack.hasRaid || stack.hasVolumes || stack.encrypted.length > 0;
	const { consoles = [], kernelParameters = '' } = tools.system ?? {};
	const words = [
		// dracut starts arrays and volumes only when it is told to, or was made on this machine.
		...(maker === 'dracut' && isStacked ? ['rd.auto=1'] : []),
		...kernelWords({ planned, own: kernelParameters, consoles }),
	];
	const name = parseOsRelease(await tree.read('/etc/os-release')) || 'Linux';
	const boot = holderOf(system, '/boot');
	const folder = boot === system.root ? '/boot/' : '/';
	const [rootUuid = '', bootUuid = ''] = await uuidsOf([system.root, boot], tools);
	const root = `root=${rootOf(system, rootUuid)}`;
	return {
		entries: kernels.map(({ version, kernelName, initramfsName }) => ({
			title: `${name}, ${version}`,
			kernelPath: `${folder}${kernelName}`,
			initrdPath: initramfsName === '' ? '' : `${folder}${initramfsName}`,
			bootUuid,
			words: [root, 'ro', ...words.filter((word) => !word.startsWith('root='))],
		})),
		words,
		stale: await staleInitramfs(tree, kernels),
	};
}

/** Volumes by their own names: initial file systems open them by these, and know no UUID of what they have not opened. */
function rootOf({ root }: InstalledSystem, uuid: string): string {
	const isVolume = root.on.kind === 'device' && root.on.path.startsWith('/dev/mapper/');
	return isVolume && root.on.kind === 'device' ? root.on.path : `UUID=${uuid}`;
}

interface Found {
	readonly kernels: readonly InstalledKernel[];
	readonly stack: BlockStack;
}

async function refuseIncomplete({ id }: InstalledSystem, tree: SystemTree, { kernels, stack }: Found): Promise<void> {
	const needed = [
		...(stack.hasRaid ? ['mdadm'] : []),
		...(stack.hasVolumes ? ['lvm'] : []),
		...(stack.encrypted.length > 0 ? ['cryptsetup'] : []),
	];
	const missing: string[] = [];
	for (const program of needed) {
		const found = await Promise.all(PROGRAM_FOLDERS.map((folder) => tree.has(`${folder}/${program}`)));
		if (!found.some(Boolean)) {
			missing.push(`${program}, which its root needs`);
		}
	}
	if (kernels.length === 0) {
		missing.push('a kernel: there is no /boot/vmlinuz-VERSION');
	}
	const hasInitramfs = kernels.some(({ initramfsName }) => initramfsName !== '');
	if (needed.length > 0 && kernels.length > 0 && !hasInitramfs && (await initramfsMakerOf(tree)) === undefined) {
		missing.push('an initial file system, or update-initramfs or dracut to make it');
	}
	if (missing.length > 0) {
		const which = id === '' ? 'The image' : `The image ${id}`;
		const message = `${which} has not got ${missing.join('; nor ')}`;
		throw new StorageFailure('BOOT_IMAGE_INCOMPLETE', message, { subject: { system: id } });
	}
}
