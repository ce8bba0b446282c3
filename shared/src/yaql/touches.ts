import { type CallNode, type Input, partsOf, type SyntaxNode } from './syntax.js';

/** What an expression can read. */
export interface Touches {
	/** First-level keys of `$`; `all` where it reads `$` as a whole. */
	readonly keys: ReadonlySet<string> | 'all';
	/** It reads `$node`. */
	readonly node: boolean;
	/** It reads `$common`. */
	readonly common: boolean;
	/** It reads what was in force before, by `old`, `changed` and their like. */
	readonly hasPast: boolean;
	/** It reads names that were set around it, so that its value depends on more than facts. */
	readonly hasFreeNames: boolean;
}

/** Functions whose arguments are evaluated with `$` as the whole facts, those of now or those of before. */
export const PAST_FUNCTIONS: ReadonlySet<string> = new Set([
	'new',
	'old',
	'changed',
	'changedAny',
	'changedAll',
	'added',
	'deleted',
]);

/** Methods that read one key of a mapping, the first argument. */
const KEY_METHODS: ReadonlySet<string> = new Set(['get', 'containsKey']);

interface Found {
	readonly keys: Set<string>;
	readonly flags: { all: boolean; node: boolean; common: boolean; hasPast: boolean; hasFreeNames: boolean };
}

/** Finds out without evaluating. It may name too much, never too little. */
export function touchesOf(nodes: readonly SyntaxNode[]): Touches {
	const found: Found = {
		keys: new Set(),
		flags: { all: false, node: false, common: false, hasPast: false, hasFreeNames: false },
	};
	for (const node of nodes) {
		walk(node, found, true);
	}
	const { all, ...flags } = found.flags;
	return { ...flags, keys: all ? 'all' : found.keys };
}

/** @param isRoot whether `$` may be the whole facts here */
function walk(node: SyntaxNode, found: Found, isRoot: boolean): void {
	switch (node.kind) {
		case 'constant':
			return;
		case 'variable':
			noteVariable(node.name, found, isRoot);
			return;
		case 'property':
			walkKey(node.target, node.name, found, isRoot);
			return;
		case 'index':
			walkKey(node.target, constantKey(node.inputs), found, isRoot);
			walkAll(partsOf(node.inputs), found, isRoot);
			return;
		case 'call':
			walkCall(node, found, isRoot);
			return;
		case 'list':
		case 'map':
			walkAll(partsOf(node.inputs), found, isRoot);
			return;
		case 'unary':
			walk(node.operand, found, isRoot);
			return;
		case 'binary':
			walk(node.left, found, isRoot);
			walk(node.right, found, isRoot);
	}
}

function walkAll(nodes: readonly SyntaxNode[], found: Found, isRoot: boolean): void {
	for (const node of nodes) {
		walk(node, found, isRoot);
	}
}

function noteVariable(name: string, found: Found, isRoot: boolean): void {
	if (name === '') {
		found.flags.all ||= isRoot;
	} else if (name === 'node' || name === 'common') {
		found.flags[name] = true;
	} else {
		found.flags.hasFreeNames = true;
	}
}

/** `target.key`: of the whole facts it reads that key only. */
function walkKey(target: SyntaxNode, key: string | undefined, found: Found, isRoot: boolean): void {
	if (isRoot && key !== undefined && isItem(target)) {
		found.keys.add(key);
	} else if (key !== undefined && isWholeFacts(target)) {
		found.keys.add(key);
		found.flags.hasPast ||= target.name === 'old';
	} else {
		walk(target, found, isRoot);
	}
}

function isItem(node: SyntaxNode): boolean {
	return node.kind === 'variable' && node.name === '';
}

/** `old($)` and `new($)` */
function isWholeFacts(node: SyntaxNode): node is CallNode {
	if (node.kind !== 'call' || node.receiver !== undefined || (node.name !== 'old' && node.name !== 'new')) {
		return false;
	}
	const [input] = node.inputs;
	return node.inputs.length === 1 && input?.kind === 'value' && isItem(input.value);
}

function constantKey(inputs: readonly Input[]): string | undefined {
	const [first] = inputs;
	const isText = first?.kind === 'value' && first.value.kind === 'constant' && typeof first.value.value === 'string';
	return isText ? String(first.value.value) : undefined;
}

function walkCall({ name, receiver, inputs }: CallNode, found: Found, isRoot: boolean): void {
	const parts = partsOf(inputs);
	if (receiver === undefined && PAST_FUNCTIONS.has(name)) {
		found.flags.hasPast ||= name !== 'new';
		walkAll(parts, found, true);
		return;
	}
	if (receiver !== undefined) {
		walkKey(receiver, KEY_METHODS.has(name) ? constantKey(inputs) : undefined, found, isRoot);
	}
	const lambdas = receiver === undefined ? undefined : LAMBDA_METHODS.get(name);
	for (const [index, input] of inputs.entries()) {
		const isRebound = input.kind === 'rule' ? lambdas !== undefined : lambdas?.includes(index) === true;
		walkAll(partsOf([input]), found, isRoot && !isRebound);
	}
}

/** Arguments of these methods that see each item as `$`, never the facts around them. */
const LAMBDA_METHODS: ReadonlyMap<string, readonly number[]> = new Map(
	Object.entries({
		where: [0],
		filter: [0],
		select: [0],
		map: [0],
		selectMany: [0],
		any: [0],
		all: [0],
		orderBy: [0],
		orderByDescending: [0],
		thenBy: [0],
		thenByDescending: [0],
		groupBy: [0, 1, 2],
		toDict: [0, 1],
		distinct: [0],
		takeWhile: [0],
		skipWhile: [0],
		indexWhere: [0],
		lastIndexWhere: [0],
		sliceWhere: [0],
		splitWhere: [0],
		aggregate: [0],
		reduce: [0],
		accumulate: [0],
	}),
);
