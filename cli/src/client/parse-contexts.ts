import { parseDocument } from 'yaml';
import { NO_CONTEXTS, type ParsedContexts, readContextsValue } from './contexts.js';

/** Reads a contexts file (YAML), with every problem found in it. Its own file, imported when it is needed. */
export function parseContexts(text: string): ParsedContexts {
	const document = parseDocument(text);
	if (document.errors.length > 0) {
		return { ...NO_CONTEXTS, problems: document.errors.map(({ message }) => message.split('\n')[0] ?? message) };
	}
	return readContextsValue(document.toJS({ maxAliasCount: 0 }));
}
