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
import type { FileFindings } from './findings.js';
import type { ListTree, ScalarTree, Tree, TreeEntry } from './tree.js';

/** Values a document may hold once its aliases and merge keys are written out. */
const MAX_VALUES = 1_000_000;
/** The reader bounds the depth of the syntax; aliases could nest deeper. */
const MAX_DEPTH = 200;

/** Turns the nodes of a sound document into a tree; undefined when aliases are broken or multiply too much. */
export function buildTree(root: ParsedNode, findings: FileFindings): Tree | undefined {
	const builder = new TreeBuilder(findings);
	const tree = builder.build(root, '');
	if (builder.sizeOf(tree) > MAX_VALUES) {
		findings.report('YAML_TOO_LARGE', { offset: 0, path: '' }, `Aliases multiply the file beyond ${MAX_VALUES} values`);
		return undefined;
	}
	return builder.isSound ? tree : undefined;
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

	constructor(findings: FileFindings) {
		this.#findings = findings;
	}

	/** Number of values with aliases written out. */
	sizeOf(tree: Tree): number {
		return this.#measures.get(tree)?.size ?? 1;
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
		if (isMap(node)) {
			return this.#buildMap(node, path);
		}
		if (isSeq(node)) {
			return this.#buildList(node, path);
		}
		return isScalar(node) ? scalar(node) : nothing(node === null ? 0 : startOf(node));
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
			if (name === '<<') {
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
		for (const source of merged) {
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
		const found = this.#anchors.get(anchor);
		if (found === undefined) {
			const isInside = this.#anchors.has(anchor);
			const why = isInside ? 'stands inside the value it names' : 'names no anchor before it';
			this.#fail('ALIAS_INVALID', offset, path, `The alias *${anchor.slice(0, 60)} ${why}`);
		}
		return found ?? nothing(offset);
	}

	#fail(code: DiagnosticCode, offset: number, path: string, message: string): void {
		this.isSound = false;
		this.#findings.report(code, { offset, path }, message);
	}
}

function scalar(node: Scalar): ScalarTree {
	const { value } = node;
	const text = node.source ?? String(value);
	const isJson = value === null || typeof value === 'boolean' || typeof value === 'string' || Number.isFinite(value);
	return { kind: 'scalar', value: isJson ? (value as ScalarTree['value']) : text, text, offset: startOf(node) };
}

function nothing(offset: number): ScalarTree {
	return { kind: 'scalar', value: null, text: '', offset };
}

function startOf(node: Node): number {
	return node.range?.[0] ?? 0;
}
