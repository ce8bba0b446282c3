import { homedir } from 'node:os';
import { join } from 'node:path';
import type { GlobalOptions } from '../arguments/global-options.js';
import { type Contexts, formatContexts, type ParsedContexts, readContextsValue } from '../client/contexts.js';
import { readTextFile, replacePrivateFile } from '../system/files.js';
import type { Terminal } from '../system/terminal.js';
import { CliError } from './cli-error.js';

/** The file contexts are kept in: flag, environment, then $XDG_CONFIG_HOME. */
export function contextFilePath({ contextFile }: GlobalOptions, { environment }: Terminal): string {
	const named = contextFile ?? nonEmpty(environment['STOKER_CONTEXT_FILE']);
	const folder = nonEmpty(environment['XDG_CONFIG_HOME']) ?? join(homedir(), '.config');
	return named ?? join(folder, 'stoker', 'contexts.yaml');
}

/** Reads the contexts of a file; undefined when it does not exist. */
export async function readContexts(path: string): Promise<Contexts | undefined> {
	const text = await readTextFile(path);
	if (text === undefined) {
		return undefined;
	}
	const { problems, ...contexts } = await parseText(text);
	if (problems.length > 0) {
		throw new CliError('CONTEXT_FILE_INVALID', `${path} cannot be used.`, problems);
	}
	return contexts;
}

/** Replaces the file as a whole; only its owner may read it, for it holds keys. */
export async function writeContexts(path: string, contexts: Contexts): Promise<void> {
	await replacePrivateFile(path, formatContexts(contexts));
}

export function nonEmpty(text: string | undefined): string | undefined {
	return text === '' ? undefined : text;
}

/** What this program wrote is JSON, and needs no YAML parser at every start. */
async function parseText(text: string): Promise<ParsedContexts> {
	if (text.startsWith('{')) {
		try {
			return readContextsValue(JSON.parse(text));
		} catch {
			// A person wrote YAML that begins like JSON.
		}
	}
	return (await import('../client/parse-contexts.js')).parseContexts(text);
}
