import { parseDocument } from 'yaml';

/** What a YAML text holds, and what is wrong with it; the root is undefined when anything is. */
export interface YamlDocument {
	readonly root: unknown;
	/** One line each. */
	readonly syntaxProblems: readonly string[];
}

/** Its own file, to be imported when it is needed: packages imported dynamically have no named exports in a bundle. */
export function readYamlDocument(text: string): YamlDocument {
	const document = parseDocument(text);
	const syntaxProblems = document.errors.map(({ message }) => message.split('\n')[0] ?? message);
	return { root: syntaxProblems.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 }), syntaxProblems };
}
