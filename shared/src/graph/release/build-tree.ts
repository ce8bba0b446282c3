import {
	isAlias,
	isMap,
	isScalar,
	isSeq,
	type Node,
	type ParsedNode,
	type Scalar,
	type YAMLMap,
	type YAMLSeq,
} from 'yaml';
import type { DiagnosticCode } from '../diagnostic-codes.js';
import type { FileFindings, Spot } from './findings.js';
import type { ListTree, ScalarTree, Tree, TreeEntry } from './tree.js';

/** Values a document may hold once its aliases and merge keys are written out. */
const MAX_VALUES = 1_000_000;
/** The reader bounds the depth of the syntax; aliases could nest deeper. */
const MAX_DEPTH = 200;
const TAG_PREFIX = 'tag:yaml.org,2002:';
/** Standard tags whose values are no types of JSON: they are read here, from what the parser leaves untouched. */
export const TAGS_READ_HERE: ReadonlySet<string> = new Set(
	['pairs', 'omap', 'set', 'binary', 'timestamp', 'float', 'merge'].map((name) => `${TAG_PREFIX}${name}`),
);

/** What becomes of forms that other readers take differently. */
const OLD_FORMS = {
	alias: 'An alias is read as if what its anchor names were written out',
	merge: 'The merge key `<<` is read; what the mapping has itself counts more',
	pairs: '!!pairs is read as a list of lists of a key and its value',
	omap: '!!omap is read as a list of lists of a key and its value',
	set: '!!set is read as the list of its members',
	binary: '!!binary stays the text that is written',
	timestamp: '!!timestamp stays the text that is written',
} as const;
type OldForm = keyof typeof OLD_FORMS;

/** Turns the nodes of a sound document into a tree; undefined when aliases are broken or multiply too much. */
export function buildTree(root: ParsedNode, findings: FileFindings): Tree | undefined {
	const builder = new TreeBuilder(findings);
	const tree = builder.build(root, '');
	if (builder.sizeOf(tree) > MAX_VALUES) {
		findings.report('YAML_TOO_LARGE', { offset: 0, path: '' }, `Aliases multiply the file beyond ${MAX_VALUES} values`);
		return undefined;
	}
	if (!builder.isSound) {
		return undefined;
	}
	builder.reportOldForms();
	return tree;
}

interface Measure {
	/** Values, aliases written out. */
	readonly size: number;
	readonly depth: number;
}

/** Recursion is safe here: the reader has bounded the depth of the syntax. */
class TreeBuilder {
	isSound = true;
	readonly #findings: FileFindings;
	/** Undefined while the anchor's own value is being built. */
	readonly #anchors = new Map<string, Tree | undefined>();
	readonly #measures = new Map<Tree, Measure>();
	#mergedEntries = 0;
	readonly #oldForms = new Map<OldForm, { readonly first: Spot; readonly count: number }>();

	constructor(findings: FileFindings) {
		this.#findings = findings;
	}

	/** Number of values with aliases written out. */
	sizeOf(tree: Tree): number {
		return this.#measures.get(tree)?.size ?? 1;
	}

	/** One warning for each old form in the file: a large one has thousands. */
	reportOldForms(): void {
		for (const [form, { count, first }] of this.#oldForms) {
			const times = count === 1 ? '' : ` (${count} times in this file)`;
			this.#findings.report('YAML_OLD_FORM', first, `${OLD_FORMS[form]}${times}`);
		}
	}

	build(node: Node | null, path: string): Tree {
		if (isAlias(node)) {
			return this.#resolve(node.source, startOf(node), path);
		}
		const anchor = node !== null && 'anchor' in node ? node.anchor : undefined;
		if (anchor !== undefined) {
			this.#anchors.set(anchor, undefined);
		}
		const tree = this.#buildValue(node, path);
		if (anchor !== undefined) {
			this.#anchors.set(anchor, tree);
		}
		return tree;
	}

	#buildValue(node: Node | null, path: string): Tree {
		const tag = tagOf(node);
		if (tag === 'pairs' || tag === 'omap') {
			return this.#buildPairs(node, path, tag);
		}
		if (tag === 'set') {
			return this.#buildSet(node, path);
		}
		if (isMap(node)) {
			return this.#buildMap(node, path);
		}
		if (isSeq(node)) {
			return this.#buildList(node, path);
		}
		if ((tag === 'binary' || tag === 'timestamp') && isScalar(node)) {
			this.#noteOldForm(tag, { offset: startOf(node), path });
		}
		return isScalar(node) ? scalar(node) : nothing(node === null ? 0 : startOf(node));
	}

	/** `!!pairs` and `!!omap`: a list of lists of a key and a value. */
	#buildPairs(node: Node | null, path: string, tag: 'pairs' | 'omap'): Tree {
		const offset = node === null ? 0 : startOf(node);
		this.#noteOldForm(tag, { offset, path });
		const items = isSeq(node) ? (node.items as readonly (Node | null)[]) : undefined;
		const pairs = (items ?? []).map((item, index) => this.#buildPair(item, `${path}[${index}]`));
		if (items === undefined || pairs.includes(undefined)) {
			this.#fail('FIELD_INVALID', offset, path, `!!${tag} takes a list of mappings with one key each`);
			return nothing(offset);
		}
		const known = pairs.filter((pair) => pair !== undefined);
		return this.#measure({ kind: 'list', items: known, offset }, known, path);
	}

	#buildPair(node: Node | null, path: string): Tree | undefined {
		const [pair, ...others] = isMap(node) ? node.items : [];
		if (node === null || pair === undefined || others.length > 0) {
			return undefined;
		}
		const items = [
			this.build(pair.key as Node | null, `${path}[0]`),
			this.build(pair.value as Node | null, `${path}[1]`),
		];
		return this.#measure({ kind: 'list', items, offset: startOf(node) }, items, path);
	}

	/** `!!set`: the list of its members. */
	#buildSet(node: Node | null, path: string): Tree {
		const offset = node === null ? 0 : startOf(node);
		this.#noteOldForm('set', { offset, path });
		if (!isMap(node)) {
			this.#fail('FIELD_INVALID', offset, path, '!!set takes a mapping of its members to nothing');
			return nothing(offset);
		}
		const map = this.#buildMap(node, path);
		const items = map.kind === 'map' ? [...map.entries].map(([name, entry]) => memberOf(name, entry.keyOffset)) : [];
		return this.#measure({ kind: 'list', items, offset }, items, path);
	}

	#buildList(node: YAMLSeq, path: string): Tree {
		const items = node.items.map((item, index) => this.build(item as Node | null, `${path}[${index}]`));
		const tree: ListTree = { kind: 'list', items, offset: startOf(node) };
		return this.#measure(tree, items, path);
	}

	#buildMap(node: YAMLMap, path: string): Tree {
		const entries = new Map<string, TreeEntry>();
		const merged: Tree[] = [];
		for (const pair of node.items) {
			const key = pair.key as Node | null;
			const name = this.#keyName(key, path);
			if (name === undefined) {
				continue;
			}
			const keyOffset = key === null ? startOf(node) : startOf(key);
			const value = this.build(pair.value as Node | null, path === '' ? name : `${path}.${name}`);
			const isEmpty = value.kind === 'scalar' && pair.value === null;
			if (name === '<<' && isScalar(key) && key.type === 'PLAIN') {
				this.#noteOldForm('merge', { offset: keyOffset, path });
				merged.push(value);
				continue;
			}
			if (entries.has(name)) {
				const spot = { offset: keyOffset, path: path === '' ? name : `${path}.${name}` };
				this.#findings.report(
					'KEY_DUPLICATE',
					spot,
					`The key ${JSON.stringify(name)} occurs twice; the last one counts`,
				);
			}
			entries.set(name, { keyOffset, value: isEmpty ? nothing(keyOffset) : value });
		}
		// Of several merge keys in one mapping the last one counts, of several mappings under one key the first.
		for (const source of merged.toReversed()) {
			this.#mergeInto(entries, source, path);
		}
		const tree: Tree = { kind: 'map', entries, offset: startOf(node) };
		const values = [...entries.values()].map((entry) => entry.value);
		return this.#measure(tree, values, path);
	}

	/** Notes how large and deep a collection is; one that is too deep is replaced by nothing. */
	#measure(tree: Tree, children: readonly Tree[], path: string): Tree {
		let size = 1;
		let depth = 1;
		for (const child of children) {
			const measure = this.#measures.get(child);
			size += measure?.size ?? 1;
			depth = Math.max(depth, 1 + (measure?.depth ?? 0));
		}
		if (depth > MAX_DEPTH) {
			this.#fail('YAML_TOO_DEEP', tree.offset, path, `Aliases nest values more than ${MAX_DEPTH} deep`);
			return nothing(tree.offset);
		}
		this.#measures.set(tree, { size, depth });
		return tree;
	}

	/** The YAML 1.1 merge key: what stands in the mapping itself wins, then the first of several sources. */
	#mergeInto(entries: Map<string, TreeEntry>, source: Tree, path: string): void {
		const maps = source.kind === 'list' ? source.items : [source];
		for (const map of maps) {
			if (map.kind !== 'map') {
				this.#fail('FIELD_INVALID', map.offset, path, 'The merge key `<<` takes a mapping or a list of mappings');
				continue;
			}
			this.#mergedEntries += map.entries.size;
			if (this.#mergedEntries > MAX_VALUES) {
				this.#fail('YAML_TOO_LARGE', map.offset, path, `Merge keys multiply the file beyond ${MAX_VALUES} values`);
				return;
			}
			for (const [key, entry] of map.entries) {
				if (!entries.has(key)) {
					entries.set(key, entry);
				}
			}
		}
	}

	#keyName(key: Node | null, path: string): string | undefined {
		if (key === null) {
			return '';
		}
		const tree = this.build(key, path);
		if (tree.kind === 'scalar') {
			return tree.text;
		}
		this.#fail('FIELD_INVALID', startOf(key), path, 'A key must be text, not a list or a mapping');
		return undefined;
	}

	#resolve(anchor: string, offset: number, path: string): Tree {
		this.#noteOldForm('alias', { offset, path });
		const found = this.#anchors.get(anchor);
		if (found === undefined) {
			const isInside = this.#anchors.has(anchor);
			const why = isInside ? 'stands inside the value it names' : 'names no anchor before it';
			this.#fail('ALIAS_INVALID', offset, path, `The alias *${anchor.slice(0, 60)} ${why}`);
		}
		return found ?? nothing(offset);
	}

	#noteOldForm(form: OldForm, first: Spot): void {
		const known = this.#oldForms.get(form);
		this.#oldForms.set(form, known === undefined ? { first, count: 1 } : { ...known, count: known.count + 1 });
	}

	#fail(code: DiagnosticCode, offset: number, path: string, message: string): void {
		this.isSound = false;
		this.#findings.report(code, { offset, path }, message);
	}
}

/** The name of a standard tag that is written out; empty for none or another. */
function tagOf(node: Node | null): string {
	const tag = node?.tag ?? '';
	return TAGS_READ_HERE.has(tag) ? tag.slice(TAG_PREFIX.length) : '';
}

function memberOf(text: string, offset: number): ScalarTree {
	return { kind: 'scalar', value: text, text, offset };
}

function scalar(node: Scalar): ScalarTree {
	const text = node.source ?? String(node.value);
	// The parser takes an integer for no float, whatever its tag.
	const isWholeFloat = tagOf(node) === 'float' && text.trim() !== '';
	const value = isWholeFloat && Number.isFinite(Number(text)) ? Number(text) : node.value;
	const isJson = value === null || typeof value === 'boolean' || typeof value === 'string' || Number.isFinite(value);
	return { kind: 'scalar', value: isJson ? (value as ScalarTree['value']) : text, text, offset: startOf(node) };
}

function nothing(offset: number): ScalarTree {
	return { kind: 'scalar', value: null, text: '', offset };
}

function startOf(node: Node): number {
	return node.range?.[0] ?? 0;
}
