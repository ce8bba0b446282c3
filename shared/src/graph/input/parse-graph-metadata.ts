import type { Diagnostic } from '../../model/diagnostic.js';
import type { JsonObject } from '../../model/task.js';
import { Findings } from '../release/findings.js';
import { readMetadata } from '../release/read-metadata.js';
import { YamlReader } from '../release/read-yaml.js';

/** The metadata of a graph; undefined when the file is empty, or is no mapping. */
export function parseGraphMetadata(
	file: string,
	text: string,
): { readonly metadata: JsonObject | undefined; readonly diagnostics: readonly Diagnostic[] } {
	const findings = new Findings();
	const { tree, findings: own } = new YamlReader(findings).read(file, text);
	return { metadata: readMetadata(tree, own), diagnostics: findings.list() };
}
