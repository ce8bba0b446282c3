import { createHash } from 'node:crypto';
import { diagnose } from '@stoker/shared/graph/diagnostic-codes.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import type { ReleaseFile } from '@stoker/shared/model/views.js';
import { Violations } from './violations.js';

const MAX_FILES = 64;
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_PATH_LENGTH = 255;
const READ_FILES = /^(release\.yaml|graphs\/[^/]+\.yaml)$/;

/** The files of a release folder that count, as text by path. */
export interface ReleaseFolder {
	readonly files: ReadonlyMap<string, string>;
	/** Files that are no text. */
	readonly diagnostics: readonly Diagnostic[];
	/** SHA-256 over paths and contents, hexadecimal; the order of the files makes no difference. */
	readonly digest: string;
}

/** Checks the bounds of an import and decodes its files. Throws INVALID_REQUEST naming every file that does not fit. */
export function openReleaseFolder(files: readonly ReleaseFile[]): ReleaseFolder {
	checkBounds(files);
	const read = files.filter((file) => READ_FILES.test(file.path));
	const diagnostics: Diagnostic[] = [];
	const texts = new Map<string, string>();
	for (const file of read) {
		const text = decodeText(file.content);
		if (text === undefined) {
			diagnostics.push(notText(file.path));
		} else {
			texts.set(file.path, text);
		}
	}
	return { files: texts, diagnostics, digest: folderDigest(read) };
}

function checkBounds(files: readonly ReleaseFile[]): void {
	const violations = new Violations();
	if (files.length === 0) {
		violations.add('files', 'is empty; at least release.yaml is needed');
	}
	if (files.length > MAX_FILES) {
		violations.add('files', `has ${files.length} files; at most ${MAX_FILES} are allowed`);
	}
	const bytes = files.reduce((sum, file) => sum + file.content.length, 0);
	if (bytes > MAX_BYTES) {
		violations.add('files', `has ${bytes} bytes; at most ${MAX_BYTES} are allowed`);
	}
	const paths = new Set<string>();
	for (const [index, { path }] of files.slice(0, MAX_FILES).entries()) {
		const problem = pathProblem(path) ?? (paths.has(path) ? 'is there twice' : undefined);
		paths.add(path);
		if (problem !== undefined) {
			violations.add(`files[${index}].path`, problem);
		}
	}
	violations.throwIfAny();
}

function pathProblem(path: string): string | undefined {
	if (path === '' || path.length > MAX_PATH_LENGTH) {
		return `must have 1 to ${MAX_PATH_LENGTH} characters`;
	}
	const isInside = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
	return isInside && !path.includes('\0') ? undefined : 'must be a path within the folder, with slashes';
}

function decodeText(content: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(content);
	} catch {
		return undefined;
	}
}

function notText(file: string): Diagnostic {
	return diagnose('FILE_NOT_UTF8', 'The file is no text in UTF-8.', { file, hint: 'Save it as UTF-8.' });
}

function folderDigest(files: readonly ReleaseFile[]): string {
	const hash = createHash('sha256');
	for (const { path, content } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
		hash.update(`${Buffer.byteLength(path)} ${path} ${content.length} `).update(content);
	}
	return hash.digest('hex');
}
