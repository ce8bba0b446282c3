import type { Diagnostic } from '../model/diagnostic.js';
import type { ReleaseContent, ReleaseGraph } from '../model/release.js';
import { diagnose } from './diagnostic-codes.js';
import { checkCycles } from './release/check-cycles.js';
import { checkRoles } from './release/check-roles.js';
import { Findings } from './release/findings.js';
import { readMetadata } from './release/read-metadata.js';
import { type ReleaseHead, readReleases } from './release/read-releases.js';
import { readRemains, readTasks } from './release/read-tasks.js';
import { YamlReader } from './release/read-yaml.js';

const MAX_FILES = 64;
const MAX_CHARACTERS = 16 * 1024 * 1024;
const RELEASE_FILE = 'release.yaml';
const GRAPH_FILE = /^graphs\/([a-z0-9][a-z0-9_.-]{0,254})\.(tasks|metadata)\.yaml$/;

/** What a folder holds. With errors among the diagnostics, the releases are what could be read and not to be stored. */
export interface ParsedFolder {
	readonly releases: readonly ReleaseContent[];
	readonly diagnostics: readonly Diagnostic[];
}

/** Reads a release folder: `release.yaml`, `graphs/TYPE.tasks.yaml`, `graphs/TYPE.metadata.yaml`, by path. */
export function parseRelease(files: ReadonlyMap<string, string>): ParsedFolder {
	const findings = new Findings();
	if (!isSmallEnough(files)) {
		const limit = `${MAX_FILES} files and ${MAX_CHARACTERS / 1024 / 1024} MiB`;
		findings.add(diagnose('FOLDER_TOO_LARGE', `The folder is larger than ${limit}`));
		return { releases: [], diagnostics: findings.list() };
	}
	const yaml = new YamlReader(findings);
	const heads = parseHeads(files, yaml, findings);
	const graphs = parseGraphs(files, yaml, findings);
	if (heads.length > 0) {
		for (const graph of graphs) {
			checkRoles(graph.tasks, heads, findings);
		}
		checkCycles(graphs, heads, findings);
	}
	return { releases: heads.map((head) => ({ ...head, graphs })), diagnostics: findings.list() };
}

function isSmallEnough(files: ReadonlyMap<string, string>): boolean {
	let characters = 0;
	for (const text of files.values()) {
		characters += text.length;
	}
	return files.size <= MAX_FILES && characters <= MAX_CHARACTERS;
}

function parseHeads(files: ReadonlyMap<string, string>, yaml: YamlReader, findings: Findings): readonly ReleaseHead[] {
	const text = files.get(RELEASE_FILE);
	if (text === undefined) {
		const hint = 'Import the folder that holds release.yaml.';
		findings.add(diagnose('FILE_MISSING', `The folder has no ${RELEASE_FILE}`, { file: RELEASE_FILE, hint }));
		return [];
	}
	const { tree, findings: own, isSound } = yaml.read(RELEASE_FILE, text);
	if (tree === undefined) {
		if (isSound) {
			own.report('FIELD_MISSING', { offset: 0, path: '' }, 'The file is empty');
		}
		return [];
	}
	return readReleases(tree, own);
}

function parseGraphs(
	files: ReadonlyMap<string, string>,
	yaml: YamlReader,
	findings: Findings,
): readonly ReleaseGraph[] {
	const tasks = new Map<string, ReleaseGraph['tasks']>();
	const metadata = new Map<string, NonNullable<ReleaseGraph['metadata']>>();
	for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const [, type = '', what] = GRAPH_FILE.exec(path) ?? [];
		if (what === 'tasks') {
			const { tree, findings: own, remains } = yaml.read(path, text);
			tasks.set(type, remains.size > 0 ? readRemains(remains, own) : readTasks(tree, own));
		} else if (what === 'metadata') {
			const { tree, findings: own } = yaml.read(path, text);
			const read = readMetadata(tree, own);
			if (read !== undefined) {
				metadata.set(type, read);
			}
		} else if (path !== RELEASE_FILE) {
			findings.add(diagnose('FILE_IGNORED', `${path} is not read`, { file: path }));
		}
	}
	for (const type of metadata.keys()) {
		if (!tasks.has(type)) {
			const file = `graphs/${type}.metadata.yaml`;
			findings.add(
				diagnose('FILE_IGNORED', `${file} belongs to no graph`, { file, hint: `Add graphs/${type}.tasks.yaml.` }),
			);
		}
	}
	return [...tasks].map(([type, list]) => ({ type, tasks: list, ...optional('metadata', metadata.get(type)) }));
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [key in Key]?: Value } {
	return value === undefined ? {} : ({ [key]: value } as { readonly [key in Key]: Value });
}
