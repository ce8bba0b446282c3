/** Values that can be written in an expression. */
export type Literal = null | boolean | number | string;

/** Operators between two operands, the loosest level first; those of one level group to the left. */
export const OPERATOR_LEVELS = [['or'], ['and'], ['==', '!='], ['in']] as const;

export type Operator = (typeof OPERATOR_LEVELS)[number][number];

/** What a model path names: a model, and the keys to follow in it. */
export interface ModelPath {
	readonly model: string;
	readonly keys: readonly string[];
}

/** One more operand of a chain. */
export interface ChainLink {
	readonly operator: Operator;
	readonly operand: ExpressionNode;
	/** Of the operator. */
	readonly position: number;
}

/** A parsed expression. A chain holds operators of one level only, so trees are no deeper than brackets are nested. */
export type ExpressionNode =
	| { readonly kind: 'literal'; readonly value: Literal; readonly position: number }
	| ({ readonly kind: 'path'; readonly position: number } & ModelPath)
	| { readonly kind: 'not'; readonly operand: ExpressionNode; readonly position: number }
	| {
			readonly kind: 'chain';
			readonly first: ExpressionNode;
			readonly rest: readonly ChainLink[];
			readonly position: number;
	  };
