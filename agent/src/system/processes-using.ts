import { readdir, readFile, readlink } from 'node:fs/promises';

const MOST_NAMED = 10;

/** Processes that hold something below a folder open, or stand in it: `bash (123)`; the first few. */
export async function processesUsing(folder: string): Promise<readonly string[]> {
	const pids = (await namesIn('/proc')).filter((name) => /^\d+$/.test(name));
	const found = await Promise.all(pids.map(async (pid) => ((await isUsing(pid, folder)) ? describe(pid) : '')));
	return found.filter((text) => text !== '').slice(0, MOST_NAMED);
}

async function isUsing(pid: string, folder: string): Promise<boolean> {
	const descriptors = (await namesIn(`/proc/${pid}/fd`)).map((name) => `fd/${name}`);
	const links = await Promise.all(
		['cwd', 'root', 'exe', ...descriptors].map((name) => readlink(`/proc/${pid}/${name}`).catch(() => '')),
	);
	return links.some((link) => link === folder || link.startsWith(`${folder}/`));
}

async function describe(pid: string): Promise<string> {
	const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
	return `${name.trim()} (${pid})`;
}

function namesIn(folder: string): Promise<readonly string[]> {
	// Processes end while they are looked at.
	return readdir(folder).catch(() => []);
}
