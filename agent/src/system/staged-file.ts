import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** What is free where a folder lies, or would lie. */
export async function freeBytes(folder: string): Promise<number> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}

/** Gives a new file that only its owner may read to append to, and removes it with its folder when the work has ended. */
export async function writeStagedFile<Result>(
	folder: string,
	work: (append: (piece: Buffer) => Promise<void>, path: string) => Promise<Result>,
): Promise<Result> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, 'image');
	const file = await open(path, 'wx', 0o600);
	try {
		return await work(async (piece) => {
			await file.writeFile(piece);
		}, path);
	} finally {
		await file.close();
		await rm(folder, { recursive: true, force: true });
	}
}
