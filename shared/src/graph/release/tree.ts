import type { JsonObject, JsonValue } from '../../model/task.js';

export type TreeScalarValue = null | boolean | number | string;

/** A YAML value that remembers where it was written. Aliases share one tree, so nothing is copied. */
export type Tree = ScalarTree | ListTree | MapTree;

export interface ScalarTree {
	readonly kind: 'scalar';
	readonly value: TreeScalarValue;
	/** As written, without quotes. */
	readonly text: string;
	/** Characters from the start of the file. */
	readonly offset: number;
}

export interface ListTree {
	readonly kind: 'list';
	readonly items: readonly Tree[];
	readonly offset: number;
}

export interface MapTree {
	readonly kind: 'map';
	readonly entries: ReadonlyMap<string, TreeEntry>;
	readonly offset: number;
}

export interface TreeEntry {
	readonly keyOffset: number;
	readonly value: Tree;
}

/** The value under a key; undefined when absent. */
export function getEntry(map: MapTree, key: string): Tree | undefined {
	return map.entries.get(key)?.value;
}

/** Whether a value stands for "nothing written". */
export function isNull(tree: Tree): boolean {
	return tree.kind === 'scalar' && tree.value === null;
}

/** Drops positions. The size is bounded by whoever read the tree. */
export function toJson(tree: Tree): JsonValue {
	switch (tree.kind) {
		case 'scalar':
			return tree.value;
		case 'list':
			return tree.items.map(toJson);
		case 'map':
			return toJsonObject(tree);
	}
}

/** Drops positions of a mapping, without the keys given. */
export function toJsonObject(tree: MapTree, without?: ReadonlySet<string>): JsonObject {
	const kept = [...tree.entries].filter(([key]) => without?.has(key) !== true);
	return Object.fromEntries(kept.map(([key, entry]) => [key, toJson(entry.value)]));
}

/** Merges mappings at every depth; anything else of `over` replaces what `base` has. */
export function mergeTrees(base: Tree, over: Tree): Tree {
	if (base.kind !== 'map' || over.kind !== 'map') {
		return over;
	}
	const entries = new Map(base.entries);
	for (const [key, entry] of over.entries) {
		const before = entries.get(key);
		entries.set(key, before === undefined ? entry : { ...entry, value: mergeTrees(before.value, entry.value) });
	}
	return { kind: 'map', entries, offset: over.offset };
}

/** What a value is, for messages. */
export function describeTree(tree: Tree): string {
	if (tree.kind !== 'scalar') {
		return tree.kind === 'list' ? 'a list' : 'a mapping';
	}
	return tree.value === null ? 'nothing' : `the ${typeof tree.value} ${JSON.stringify(tree.text).slice(0, 60)}`;
}
