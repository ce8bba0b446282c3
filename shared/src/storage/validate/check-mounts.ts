import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutFileSystem } from '../layout.js';
import { ONE_LINE } from '../one-line.js';
import type { CheckedLayout } from './checked-layout.js';

const MAX_MOUNT = 1024;
/** Kernels and services mount file systems of their own there. */
const KERNEL_MOUNT = /^\/(?:dev|proc|run|sys)(?:\/|$)/;

/** Mount points are absolute paths or swap, and no system has one twice. */
export function checkMounts({ layout, pathOf }: CheckedLayout): readonly Diagnostic[] {
	const findings: Diagnostic[] = [];
	const byMount = new Map<string, LayoutFileSystem[]>();
	for (const fileSystem of layout.fileSystems) {
		const { id, mount, type } = fileSystem;
		const path = pathOf(id, 'mount');
		if (!isMount(mount) || (mount !== '' && (mount === 'swap') !== (type === 'swap'))) {
			const message = `"${mount.slice(0, 128)}" is no mount point of a file system of type ${type}`;
			const hint = type === 'swap' ? 'Write swap.' : 'Write an absolute path without "..".';
			findings.push(diagnose('MOUNT_INVALID', message, { path, hint }));
		} else if (KERNEL_MOUNT.test(normalise(mount))) {
			const message = `${mount} is where the running system shows itself: nothing can be kept there`;
			findings.push(diagnose('MOUNT_INVALID', message, { path, hint: 'Mount it elsewhere.' }));
		} else if (mount.startsWith('/')) {
			const others = byMount.get(normalise(mount)) ?? [];
			const [twin] = others.filter((other) => sharesSystem(other, fileSystem));
			if (twin !== undefined) {
				const message = `${mount} is the mount point of two file systems: ${pathOf(twin.id)} and ${pathOf(id)}`;
				findings.push(diagnose('MOUNT_DUPLICATE', message, { path }));
			}
			byMount.set(normalise(mount), [...others, fileSystem]);
		}
	}
	return findings;
}

function isMount(mount: string): boolean {
	const isPath = mount.startsWith('/') && ONE_LINE.test(mount) && !mount.split('/').includes('..');
	return mount === '' || mount === 'swap' || (isPath && mount.length <= MAX_MOUNT);
}

/** `/var/` and `//var` are /var. */
function normalise(mount: string): string {
	return `/${mount
		.split('/')
		.filter((step) => step !== '' && step !== '.')
		.join('/')}`;
}

/** Systems that are installed side by side have mount points of their own. */
function sharesSystem(one: LayoutFileSystem, other: LayoutFileSystem): boolean {
	const isAll = one.systemIds.length === 0 || other.systemIds.length === 0;
	return isAll || one.systemIds.some((system) => other.systemIds.includes(system));
}
