import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of tasks that belong together, and the release they are part of, if any. */
export interface TaskSource {
	/** Text by path, as a person would name the file. */
	readonly tasks: ReadonlyMap<string, string>;
	/** `release.yaml`; undefined where there is none. */
	readonly release: string | undefined;
	readonly problems: readonly string[];
}

const MOST_FILES = 4096;
const MOST_FOLDERS = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_BYTES_OF_FACTS = 256 * 1024 * 1024;
const ANY_TASK_FILE = /^(?:tasks|deployment_tasks|.+\.tasks)\.ya?ml$/;

/**
 * Reads what a path holds for a graph type: one file, a release folder, its folder of graphs, or any tree with files
 * called `tasks.yaml` or `deployment_tasks.yaml`.
 */
export async function readTaskSource(path: string, graphType: string): Promise<TaskSource> {
	if (!(await stat(path)).isDirectory()) {
		return readAll([path], undefined);
	}
	const names = await readdir(path);
	const file = `${graphType}.tasks.yaml`;
	const release = names.includes('release.yaml') ? join(path, 'release.yaml') : undefined;
	for (const folder of [path, join(path, 'graphs')]) {
		const inside = folder === path ? names : names.includes('graphs') ? await readdir(folder) : [];
		if (inside.includes(file)) {
			return readAll([join(folder, file)], release);
		}
		const others = inside.filter((name) => name.endsWith('.tasks.yaml'));
		if (others.length > 0) {
			const types = others.map((name) => name.slice(0, -'.tasks.yaml'.length)).sort();
			return refuse(`${path} has no graph of type ${graphType}; it has: ${types.join(', ')}`);
		}
	}
	const found = await findTaskFiles(path);
	return found.length === 0 ? refuse(`${path} holds no file of tasks`) : readAll(found, release);
}

/** Text of a file that must be there. A larger one than anybody has is refused before it fills the memory. */
export async function readText(path: string): Promise<string> {
	const { size } = await stat(path);
	if (size > MOST_BYTES_OF_FACTS) {
		throw Object.assign(new Error(`${path} is larger than ${MOST_BYTES_OF_FACTS / 1024 / 1024} MiB`), {
			code: 'EFBIG',
		});
	}
	return readFile(path, 'utf8');
}

async function readAll(paths: readonly string[], release: string | undefined): Promise<TaskSource> {
	if (paths.length > MOST_FILES) {
		return refuse(`there are ${paths.length} files of tasks below one folder; at most ${MOST_FILES} are read`);
	}
	const tasks = new Map<string, string>();
	let bytes = 0;
	for (const path of paths) {
		bytes += (await stat(path)).size;
		if (bytes > MOST_BYTES) {
			return refuse(`${path}: the files of tasks are larger than ${MOST_BYTES / 1024 / 1024} MiB together`);
		}
		tasks.set(path, await readFile(path, 'utf8'));
	}
	return { tasks, release: release === undefined ? undefined : await readFile(release, 'utf8'), problems: [] };
}

/** Every file of tasks below a folder, by path. Links to folders are not followed, so there is no circle. */
async function findTaskFiles(root: string): Promise<readonly string[]> {
	const found: string[] = [];
	const pending = [root];
	let folders = 0;
	for (let folder = pending.pop(); folder !== undefined && folders < MOST_FOLDERS; folder = pending.pop()) {
		folders++;
		for (const entry of await readdir(folder, { withFileTypes: true })) {
			if (entry.isDirectory()) {
				pending.push(join(folder, entry.name));
			} else if (ANY_TASK_FILE.test(entry.name)) {
				found.push(join(folder, entry.name));
			}
		}
	}
	return found.sort();
}

function refuse(problem: string): TaskSource {
	return { tasks: new Map(), release: undefined, problems: [problem] };
}
