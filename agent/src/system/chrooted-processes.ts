import { readdir, readlink } from 'node:fs/promises';
import { isWithin } from './confinement.js';

/**
 * Kills what has its root in a folder or below it: services that a package started there keep it from being unmounted.
 */
export async function endChrootedProcesses(folder: string): Promise<void> {
	const names = (await readdir('/proc')).filter((name) => /^[1-9][0-9]*$/.test(name));
	for (const name of names) {
		const root = await readlink(`/proc/${name}/root`).catch(() => '');
		if (root !== '' && root !== '/' && isWithin(folder, root)) {
			try {
				process.kill(Number(name), 'SIGKILL');
			} catch {
				// It ended meanwhile: what was wanted.
			}
		}
	}
}
