import { readdir, readFile, readlink, realpath, writeFile } from 'node:fs/promises';

/** What hardware looks like through the file system; no look fails, what is missing is empty. */
export const sysFiles = {
	/** Content without surrounding white space. */
	async readText(path: string): Promise<string> {
		try {
			return (await readFile(path, 'utf8')).trim();
		} catch {
			return '';
		}
	},

	/** Names in a folder, sorted. */
	async listNames(path: string): Promise<readonly string[]> {
		try {
			return (await readdir(path)).sort();
		} catch {
			return [];
		}
	},

	/** Where a link leads, one step. */
	async readLink(path: string): Promise<string> {
		try {
			return await readlink(path);
		} catch {
			return '';
		}
	},

	/** Where a path leads in the end. */
	async resolve(path: string): Promise<string> {
		try {
			return await realpath(path);
		} catch {
			return '';
		}
	},

	/** Tells the kernel something by a file of its own. Rejects where it will not hear it. */
	async tell(path: string, text: string): Promise<void> {
		await writeFile(path, text);
	},
};
