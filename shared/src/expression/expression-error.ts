/**
 * What went wrong with an expression: `parse` it cannot be read, `key` it names an unknown model, `type` a path is
 * undefined or an operand does not fit, `limit` it is larger than anyone writes by hand.
 */
export type ExpressionErrorKind = 'parse' | 'key' | 'type' | 'limit';

/** A failure at a place of an expression; `showPosition` draws it. */
export class ExpressionError extends Error {
	readonly kind: ExpressionErrorKind;
	/** Index into the text of the expression, from 0. */
	readonly position: number;

	constructor(kind: ExpressionErrorKind, message: string, position: number) {
		super(message);
		this.name = 'ExpressionError';
		this.kind = kind;
		this.position = position;
	}
}
