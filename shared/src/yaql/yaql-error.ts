/** What went wrong: the text, a missing key, a wrong operand, a spent budget, or a function that does not fit. */
export type YaqlErrorKind = 'parse' | 'key' | 'type' | 'limit' | 'function';

/** An expression that cannot be read or has no value on these facts. */
export class YaqlError extends Error {
	readonly kind: YaqlErrorKind;
	/** Where in the expression, from 0. */
	readonly position: number;

	constructor(kind: YaqlErrorKind, position: number, message: string) {
		super(message);
		this.name = 'YaqlError';
		this.kind = kind;
		this.position = position;
	}
}
