import { basename } from 'node:path';
import { sysFiles } from '../system/sys-files.js';

const FOLDER = '/dev/disk';

/** The stable links below /dev/disk by the kernel name they lead to, sorted. */
export async function readDiskLinks(): Promise<ReadonlyMap<string, readonly string[]>> {
	const links = new Map<string, string[]>();
	for (const kind of await sysFiles.listNames(FOLDER)) {
		for (const name of await sysFiles.listNames(`${FOLDER}/${kind}`)) {
			const path = `${FOLDER}/${kind}/${name}`;
			const disk = basename(await sysFiles.readLink(path));
			links.set(disk, [...(links.get(disk) ?? []), path]);
		}
	}
	return links;
}
