/** Time as a parameter. Wall time is for display and certificates only; leases and timeouts use the monotonic clock. */
export interface Clock {
	/** Wall-clock milliseconds since 1970. */
	wallMs(): number;
	/** Milliseconds on a clock that never jumps. */
	monotonicMs(): number;
}

/** One event per line: constant message, data in fields. pino satisfies this. */
export interface Log {
	/** Whether lines of this level are written; absent where none are. */
	isLevelEnabled?(level: 'debug'): boolean;
	debug(fields: object, message: string): void;
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}
