import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { ConfigurationFile } from '../config/read-yaml-layer.js';
import { isMissing } from './durable-file.js';

export const STANDARD_CONFIGURATION = '/etc/stoker/stokerd.yaml';
const LARGEST_BYTES = 1024 * 1024;

/** Reads the configuration file and, after it, `conf.d/*.yaml` beside it by name. Throws CONFIGURATION_INVALID. */
export function readConfigurationFiles(path: string, isRequired: boolean): readonly ConfigurationFile[] {
	const folder = join(dirname(path), 'conf.d');
	const additions = namesIn(folder)
		.filter((name) => name.endsWith('.yaml'))
		.sort()
		.map((name) => join(folder, name));
	const files = [path, ...additions].map((file) => ({ path: file, text: readText(file) }));
	if (isRequired && files[0]?.text === undefined) {
		throw unreadable(path, 'there is no such file');
	}
	return files.flatMap(({ path: file, text }) => (text === undefined ? [] : [{ path: file, text }]));
}

function readText(path: string): string | undefined {
	try {
		const content = readFileSync(path);
		if (content.length > LARGEST_BYTES) {
			throw unreadable(path, 'it is larger than 1 MiB');
		}
		return content.toString('utf8');
	} catch (error) {
		if (isMissing(error)) {
			return undefined;
		}
		throw error instanceof StokerError ? error : unreadable(path, String(error), error);
	}
}

function namesIn(folder: string): readonly string[] {
	try {
		return readdirSync(folder);
	} catch (error) {
		if (isMissing(error)) {
			return [];
		}
		throw unreadable(folder, String(error), error);
	}
}

function unreadable(path: string, problem: string, cause?: unknown): StokerError {
	return new StokerError('CONFIGURATION_INVALID', `${path} cannot be read: ${problem}.`, { subject: { path }, cause });
}
