import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReleaseFile } from '@stoker/shared/model/views.js';

/** What lies in a release folder and will be read by the controller. */
export interface ReleaseFolder {
	readonly files: readonly ReleaseFile[];
	/** Problems that no controller needs to be asked about. */
	readonly problems: readonly string[];
}

const MOST_FILES = 64;
const MIB = 1024 * 1024;
const MOST_BYTES = 16 * MIB;

/** Reads `release.yaml` and `graphs/*.yaml`. */
export async function readReleaseFolder(folder: string): Promise<ReleaseFolder> {
	const graphs = await listFolder(join(folder, 'graphs'));
	const names = await listFolder(folder);
	if (names === undefined) {
		return { files: [], problems: [`${folder} is not a folder that can be read`] };
	}
	const paths = [
		...names.filter((name) => name === 'release.yaml'),
		...(graphs ?? []).filter((name) => name.endsWith('.yaml')).map((name) => `graphs/${name}`),
	];
	const sizes = await Promise.all(paths.map(async (path) => (await stat(join(folder, path))).size));
	const bytes = sizes.reduce((sum, size) => sum + size, 0);
	const problems = [
		// One without release.yaml alone is sent all the same: the controller tells what else is wrong with it.
		...(paths.length > 0 ? [] : [`${join(folder, 'release.yaml')} does not exist`]),
		...(paths.length > MOST_FILES
			? [`${folder} has ${paths.length} files to read; at most ${MOST_FILES} may be imported`]
			: []),
		...(bytes > MOST_BYTES ? [`the files of ${folder} are larger than ${MOST_BYTES / MIB} MiB together`] : []),
	];
	if (problems.length > 0) {
		return { files: [], problems };
	}
	const files = await Promise.all(paths.map(async (path) => ({ path, content: await readFile(join(folder, path)) })));
	return { files, problems };
}

async function listFolder(folder: string): Promise<readonly string[] | undefined> {
	try {
		return (await readdir(folder)).sort();
	} catch (error) {
		if (['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) {
			return undefined;
		}
		throw error;
	}
}
