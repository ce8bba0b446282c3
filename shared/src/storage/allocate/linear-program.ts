/** A linear program: the values, none below 0, that make the objective largest within the rows. */
export interface LinearProgram {
	/** Weight of each variable in what is made largest. */
	readonly objective: readonly number[];
	readonly rows: readonly LinearRow[];
}

/** A sum of variables with factors, and what it must lie between. A variable stands in a row once. */
export interface LinearRow {
	readonly least: number;
	/** Infinity: no bound. */
	readonly most: number;
	readonly terms: readonly LinearTerm[];
}

export interface LinearTerm {
	readonly variable: number;
	readonly factor: number;
}

/** Solves a program: a value for each variable, or `infeasible` where no values satisfy the rows. */
export type LinearSolver = (program: LinearProgram) => readonly number[] | 'infeasible';
