import type { Diagnostic } from '../../model/diagnostic.js';
import type { JsonValue } from '../../model/task.js';
import { Findings } from '../release/findings.js';
import { YamlReader } from '../release/read-yaml.js';
import { toJson } from '../release/tree.js';

/** A value that somebody wrote as YAML or JSON; undefined when it could not be read. */
export interface ParsedDocument {
	readonly value: JsonValue | undefined;
	readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads one document. JSON is taken as it is, so that machine-made facts of many megabytes are read at once; everything
 * else is YAML within the bounds of release folders. An empty file is null.
 */
export function parseDocument(file: string, text: string): ParsedDocument {
	if (/^\s*[[{]/.test(text)) {
		try {
			return { value: JSON.parse(text) as JsonValue, diagnostics: [] };
		} catch {
			// YAML's flow style begins alike; its reader tells the line of what is wrong.
		}
	}
	const findings = new Findings();
	const { tree, isSound } = new YamlReader(findings).read(file, text);
	const value = tree === undefined ? (isSound ? null : undefined) : toJson(tree);
	return {
		value: findings.list().some(({ severity }) => severity === 'error') ? undefined : value,
		diagnostics: findings.list(),
	};
}
