export interface Outcome {
	readonly ok: boolean;
	/** Said beside `ok`. */
	readonly note?: string;
	/** Shown in full when the step failed. */
	readonly output: string;
}

export interface Step {
	readonly name: string;
	readonly run: () => Promise<Outcome>;
}
