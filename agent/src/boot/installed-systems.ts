import type { MountedFileSystem } from '@stoker/shared/storage/storage-action.js';

/** One operating system of a machine: a root, and what is mounted below it. */
export interface InstalledSystem {
	/** '' where there is only one. */
	readonly id: string;
	readonly root: MountedFileSystem;
	/** Everything it mounts, the root first and swap among them. */
	readonly fileSystems: readonly MountedFileSystem[];
}

/** The systems of a machine, the one that is started first: each root with what it shares and what is its own. */
export function installedSystems(fileSystems: readonly MountedFileSystem[]): readonly InstalledSystem[] {
	const roots = fileSystems.filter(({ mount }) => mount === '/');
	return roots.map((root) => {
		const id = root.systemIds[0] ?? '';
		const own = fileSystems.filter(({ mount, systemIds }) => {
			return mount !== '/' && (systemIds.length === 0 || id === '' || systemIds.includes(id));
		});
		return { id, root, fileSystems: [root, ...own] };
	});
}

/** What must be mounted to change a system, from above: not what it only mounts when asked, nor its copy of the loader. */
export function mountOrder({ fileSystems }: InstalledSystem): readonly MountedFileSystem[] {
	return fileSystems
		.filter(({ type, mount, fstab }) => type !== 'swap' && mount.startsWith('/') && (fstab.isEnabled || mount === '/'))
		.toSorted((a, b) => stepsOf(a.mount) - stepsOf(b.mount));
}

/** The file system that holds a folder of the system. */
export function holderOf({ root, fileSystems }: InstalledSystem, path: string): MountedFileSystem {
	const above = fileSystems
		.filter(({ mount }) => mount !== '/' && (path === mount || path.startsWith(`${mount}/`)))
		.toSorted((a, b) => stepsOf(b.mount) - stepsOf(a.mount));
	return above[0] ?? root;
}

function stepsOf(mount: string): number {
	return mount.split('/').filter(Boolean).length;
}
