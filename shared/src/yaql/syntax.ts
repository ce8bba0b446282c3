import type { Real } from './value.js';

export type BinaryOperator =
	| '+'
	| '-'
	| '*'
	| '/'
	| 'mod'
	| '='
	| '!='
	| '<'
	| '<='
	| '>'
	| '>='
	| '=~'
	| '!~'
	| 'in'
	| 'and'
	| 'or'
	| '->';

export type UnaryOperator = '+' | '-' | 'not';

interface Placed {
	/** Where in the text, from 0. */
	readonly position: number;
	/** Nodes on the longest way down, itself included. */
	readonly height: number;
}

export interface ConstantNode extends Placed {
	readonly kind: 'constant';
	readonly value: null | boolean | number | string | Real;
	/** Written as a bare word: a text, and the name of a key or an argument where one is due. */
	readonly isWord: boolean;
}

export interface CallNode extends Placed {
	readonly kind: 'call';
	readonly name: string;
	/** What stands before the dot; undefined for a function. */
	readonly receiver: SyntaxNode | undefined;
	/** `?.`: null gives null. */
	readonly isOptional: boolean;
	readonly inputs: readonly Input[];
}

export type SyntaxNode =
	| ConstantNode
	| CallNode
	| (Placed & { readonly kind: 'variable'; readonly name: string })
	| (Placed & {
			readonly kind: 'property';
			readonly target: SyntaxNode;
			/** undefined: something stands after the dot that is neither a word nor a call. */
			readonly name: string | undefined;
			readonly isOptional: boolean;
	  })
	| (Placed & { readonly kind: 'index'; readonly target: SyntaxNode; readonly inputs: readonly Input[] })
	| (Placed & { readonly kind: 'list' | 'map'; readonly inputs: readonly Input[] })
	| (Placed & { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: SyntaxNode })
	| (Placed & {
			readonly kind: 'binary';
			readonly operator: BinaryOperator;
			readonly left: SyntaxNode;
			readonly right: SyntaxNode;
	  });

/** One argument of a call: a value, a rule `key => value`, or nothing between two commas. */
export type Input =
	| { readonly kind: 'value'; readonly value: SyntaxNode }
	| { readonly kind: 'rule'; readonly key: SyntaxNode; readonly value: SyntaxNode }
	| { readonly kind: 'skipped' };

/** The parts of a node, for those who walk a tree. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
	switch (node.kind) {
		case 'constant':
		case 'variable':
			return [];
		case 'property':
			return [node.target];
		case 'call':
			return [...(node.receiver === undefined ? [] : [node.receiver]), ...partsOf(node.inputs)];
		case 'index':
			return [node.target, ...partsOf(node.inputs)];
		case 'list':
		case 'map':
			return partsOf(node.inputs);
		case 'unary':
			return [node.operand];
		case 'binary':
			return [node.left, node.right];
	}
}

export function partsOf(inputs: readonly Input[]): readonly SyntaxNode[] {
	return inputs.flatMap((input) =>
		input.kind === 'skipped' ? [] : input.kind === 'rule' ? [input.key, input.value] : [input.value],
	);
}
