/** Why a pattern cannot be taken. */
export class PatternError extends Error {
	/** A clause about the pattern, for example `it refers back to a group`. */
	readonly reason: string;
	/** Index into the pattern, from 0; undefined where it is no matter of a place. */
	readonly position: number | undefined;

	constructor(reason: string, position?: number) {
		super(`The pattern cannot be used: ${reason}`);
		this.name = 'PatternError';
		this.reason = reason;
		this.position = position;
	}
}
