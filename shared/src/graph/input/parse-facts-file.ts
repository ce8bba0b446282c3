import type { Diagnostic } from '../../model/diagnostic.js';
import type { JsonObject, JsonValue } from '../../model/task.js';
import { diagnose } from '../diagnostic-codes.js';
import type { Facts } from '../facts.js';
import { parseDocument } from './parse-document.js';

/** Facts somebody wrote down. With errors among the diagnostics, what could be read. */
export interface ParsedFacts {
	readonly facts: Facts;
	readonly diagnostics: readonly Diagnostic[];
}

const PARTS: ReadonlySet<string> = new Set(['common', 'nodes']);

/** Reads `{common: …, nodes: {ID: …}}` in YAML or JSON. */
export function parseFactsFile(file: string, text: string): ParsedFacts {
	const { value, diagnostics } = parseDocument(file, text);
	const document = value ?? {};
	const problems: string[] = [];
	if (!isObject(document)) {
		problems.push('expected a mapping with the keys common and nodes');
	}
	const parts = isObject(document) ? document : {};
	problems.push(
		...Object.keys(parts)
			.filter((key) => !PARTS.has(key))
			.map((key) => `${key} is neither common nor nodes`),
	);
	const common = readPart(parts, 'common', problems);
	const nodes = readPart(parts, 'nodes', problems);
	const byNode: Record<string, JsonObject> = {};
	for (const [id, node] of Object.entries(nodes)) {
		if (isObject(node)) {
			byNode[id] = node;
		} else {
			problems.push(`nodes.${id} is no mapping`);
		}
	}
	const found = problems.map((problem) => diagnose('FIELD_INVALID', `Facts: ${problem}`, { file }));
	return { facts: { common, nodes: byNode }, diagnostics: [...diagnostics, ...found] };
}

function readPart(document: JsonObject, key: string, problems: string[]): JsonObject {
	const value = document[key] ?? {};
	if (isObject(value)) {
		return value;
	}
	problems.push(`${key} is no mapping`);
	return {};
}

function isObject(value: JsonValue): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
