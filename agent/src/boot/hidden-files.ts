import type { MountedFileSystem } from '@stoker/shared/storage/storage-action.js';
import type { HandlerTools } from '../storage/storage-tools.js';

const TIMEOUT_MS = 2 * 60 * 60_000;

/**
 * Whether what lies where a file system is mounted belongs into it: images of a whole system have files of `/boot` in `/`.
 * Into what is kept nothing is put.
 */
export function takesHidden({ on }: MountedFileSystem, { plan }: HandlerTools): boolean {
	return plan.actions.some(({ kind, ...action }) => {
		const isMade = kind === 'make_file_system' || kind === 'write_image';
		return isMade && 'on' in action && action.on.itemId === on.itemId;
	});
}

/** Copies a folder with all it is, into a file system that is mounted elsewhere. Again after a kill: it only repeats. */
export async function copyHidden(
	point: string,
	{ folder, type }: { readonly folder: string; readonly type: MountedFileSystem['type'] },
	{ run }: HandlerTools,
): Promise<void> {
	// vfat has neither owners nor links.
	const how = type === 'vfat' ? ['--recursive'] : ['--archive'];
	const words = [...how, '--remove-destination', '--no-target-directory', point, folder];
	await run('cp', words, { timeoutMs: TIMEOUT_MS });
}

/** Empties the folder, when its copy is on the disk. */
export async function removeHidden(point: string, { run }: HandlerTools): Promise<void> {
	await run('find', [point, '-xdev', '-mindepth', '1', '-delete'], { timeoutMs: TIMEOUT_MS });
}
