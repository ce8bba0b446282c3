import { hostname } from 'node:os';
import { join } from 'node:path';
import { sysFiles } from '../system/sys-files.js';

/** The host name of what stands for "/": a root folder of its own may name itself, as an installed system does. */
export async function readHostName(root: string): Promise<string> {
	const own = root === '/' ? '' : await sysFiles.readText(join(root, 'etc/hostname'));
	return own === '' ? hostname() : own;
}
