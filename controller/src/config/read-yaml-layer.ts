import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import { isAlias, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { LayerValue } from './layer-value.js';
import { SETTINGS } from './settings.js';

/** A configuration file as it was read. */
export interface ConfigurationFile {
	readonly path: string;
	readonly text: string;
}

/** What one file says, and what is wrong with its form. */
export interface YamlLayer {
	readonly values: readonly LayerValue[];
	readonly problems: readonly Diagnostic[];
}

const DEEPEST = 8;

/** Reads a file as values by path, each with its line; unknown keys are left for the resolver to refuse. */
export function readYamlLayer({ path: file, text }: ConfigurationFile): YamlLayer {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	const problems: Diagnostic[] = document.errors.map((error) => ({
		severity: 'error',
		code: 'CONFIGURATION_SYNTAX',
		message: error.message,
		file,
		...position(lines, error.pos[0]),
	}));
	const values: LayerValue[] = [];
	const visit = (node: unknown, path: string, offset: number): void => {
		const place = { file, ...position(lines, offset) };
		if (isMap(node) && path.split('.').length <= DEEPEST && !Object.hasOwn(SETTINGS, path)) {
			for (const { key, value } of node.items) {
				const name = isScalar(key) ? String(key.value) : '?';
				visit(value, path === '' ? name : `${path}.${name}`, (key as Node).range?.[0] ?? offset);
			}
		} else if (path !== '') {
			const value: unknown = isAlias(node) ? undefined : ((node as Node | null)?.toJS(document) ?? undefined);
			values.push({ path, value, origin: `${file}:${place.line}`, ...place });
		} else if (node !== null) {
			problems.push({
				severity: 'error',
				code: 'CONFIGURATION_SYNTAX',
				message: 'must be a map of settings',
				...place,
			});
		}
	};
	if (problems.length === 0) {
		visit(document.contents, '', 0);
	}
	return { values, problems };
}

function position(lines: LineCounter, offset: number): { line: number; column: number } {
	const { line, col } = lines.linePos(offset);
	return { line, column: col };
}
