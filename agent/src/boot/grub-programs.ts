import { StorageFailure } from '../system/storage-failure.js';
import { SystemTree } from '../system/system-tree.js';

/** How GRUB is built for a firmware. */
export type GrubPlatform = 'i386-pc' | 'x86_64-efi';

/** A GRUB that can be installed. */
export interface GrubProgram {
	/** Whose it is: the image's runs inside of it, that of the running system writes into it from outside. */
	readonly owner: 'installed' | 'running';
	/** grub-install or grub2-install. */
	readonly program: string;
	/** Folder of its modules and of grub.cfg, as the installed system names it. */
	readonly folder: '/boot/grub' | '/boot/grub2';
}

const NAMES = ['grub-install', 'grub2-install'] as const;
const FOLDERS = ['/usr/sbin', '/sbin', '/usr/bin'];
const MODULES = '/usr/lib/grub';
const PACKAGES: Readonly<Record<GrubPlatform, string>> = {
	'i386-pc': 'grub-pc-bin (Debian) or grub2-pc-modules and grub2-tools (RHEL)',
	'x86_64-efi': 'grub-efi-amd64-bin (Debian) or grub2-efi-x64-modules and grub2-tools (RHEL)',
};

/** The GRUB for a platform: that of the installed system, or else the one of the running system. */
export async function findGrub(tree: SystemTree, platform: GrubPlatform): Promise<GrubProgram | undefined> {
	const own = await grubOf(tree, platform);
	if (own !== undefined) {
		const folder = own === 'grub2-install' ? '/boot/grub2' : '/boot/grub';
		return { owner: 'installed', program: own, folder };
	}
	const running = await grubOf(new SystemTree('/'), platform);
	return running && { owner: 'running', program: running, folder: '/boot/grub' };
}

export function refuseWithoutGrub(platform: GrubPlatform): never {
	const message = `There is no GRUB for ${platform}: neither the image nor the running system has ${PACKAGES[platform]}`;
	throw new StorageFailure('BOOT_LOADER_MISSING', message, { subject: { platform } });
}

async function grubOf(tree: SystemTree, platform: GrubPlatform): Promise<(typeof NAMES)[number] | undefined> {
	if (!(await tree.has(`${MODULES}/${platform}/modinfo.sh`))) {
		return undefined;
	}
	for (const name of NAMES) {
		const found = await Promise.all(FOLDERS.map((folder) => tree.has(`${folder}/${name}`)));
		if (found.some(Boolean)) {
			return name;
		}
	}
	return undefined;
}
