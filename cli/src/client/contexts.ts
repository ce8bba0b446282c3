import type { TlsTarget } from './target.js';

/** How to reach a controller, and as whom. */
export type Context = Omit<TlsTarget, 'kind'>;

/** The content of a contexts file. */
export interface Contexts {
	/** Name of the context used unless another is asked for; empty when none. */
	readonly current: string;
	readonly contexts: Readonly<Record<string, Context>>;
}

export const NO_CONTEXTS: Contexts = { current: '', contexts: {} };

const FIELDS = ['address', 'ca', 'certificate', 'key'] as const;

/** A contexts file with every problem found in it; `contexts` holds the entries that are whole. */
export interface ParsedContexts extends Contexts {
	/** For example `contexts.prod.ca: missing`. */
	readonly problems: readonly string[];
}

/** Reads the content of a contexts file: `{current: NAME, contexts: {NAME: {address, ca, certificate, key}}}`. */
export function readContextsValue(root: unknown): ParsedContexts {
	if (root === null || root === undefined) {
		return { ...NO_CONTEXTS, problems: [] };
	}
	if (!isRecord(root)) {
		return { ...NO_CONTEXTS, problems: ['it is not a mapping with `current` and `contexts`'] };
	}
	const problems = Object.keys(root)
		.filter((key) => key !== 'current' && key !== 'contexts')
		.map((key) => `${key}: unknown key`);
	const entries = isRecord(root['contexts']) ? Object.entries(root['contexts']) : [];
	if (root['contexts'] !== undefined && !isRecord(root['contexts'])) {
		problems.push('contexts: not a mapping of names');
	}
	const contexts: Record<string, Context> = {};
	for (const [name, value] of entries) {
		const context = readContext(`contexts.${name}`, value, problems);
		if (context !== undefined) {
			contexts[name] = context;
		}
	}
	const current = typeof root['current'] === 'string' ? root['current'] : '';
	return { current, contexts, problems };
}

/** Writes a contexts file: as JSON, which is YAML too and needs no YAML parser at every start of the program. */
export function formatContexts({ current, contexts }: Contexts): string {
	return `${JSON.stringify({ current, contexts }, null, 2)}\n`;
}

function readContext(path: string, value: unknown, problems: string[]): Context | undefined {
	if (!isRecord(value)) {
		problems.push(`${path}: not a mapping`);
		return undefined;
	}
	const [address = '', ca = '', certificate = '', key = ''] = FIELDS.map((field) => {
		const text = value[field];
		if (typeof text !== 'string' || text === '') {
			problems.push(`${path}.${field}: ${text === undefined ? 'missing' : 'not a text'}`);
			return '';
		}
		return text;
	});
	return address !== '' && ca !== '' && certificate !== '' && key !== ''
		? { address, ca, certificate, key }
		: undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
