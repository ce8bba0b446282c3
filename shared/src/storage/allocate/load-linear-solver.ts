import importedHighs, { type Highs, type ModelData } from 'highs';
import type { LinearProgram, LinearSolver } from './linear-program.js';

/**
 * Weights of late variables differ by less than the solver tells apart, 1e-9 of the largest at 2,000 variables; scaled
 * like this they differ by more than its tolerance.
 */
const OBJECTIVE_SCALE = 1e4;
const TOLERANCE = 1e-9;

/** A program of 20,000 variables takes some thousands; one that needs this many circles. */
const MAX_ITERATIONS = 1_000_000;

/** The types of the package describe its CommonJS build; what is imported here is the other one. */
const loadHighs = importedHighs as unknown as () => Promise<Highs>;

/** Loads HiGHS, which takes a quarter of a second: import this file only where spaces are allocated. */
export async function loadLinearSolver(): Promise<LinearSolver> {
	const highs = await loadHighs();
	return (program) => solve(highs, program);
}

function solve(highs: Highs, program: LinearProgram): readonly number[] | 'infeasible' {
	// The solver answers nothing where there is nothing to choose.
	if (program.objective.length === 0) {
		return program.rows.every(({ least, most }) => least <= 0 && most >= 0) ? [] : 'infeasible';
	}
	const { modelStatus } = highs.constants;
	return highs.withModel(modelOf(highs, program), (model) => {
		model.options.set({
			output_flag: false,
			solver: 'simplex',
			simplex_iteration_limit: MAX_ITERATIONS,
			primal_feasibility_tolerance: TOLERANCE,
			dual_feasibility_tolerance: TOLERANCE,
		});
		model.run();
		const status = model.getModelStatus();
		if (status === modelStatus.infeasible) {
			return 'infeasible';
		}
		if (status !== modelStatus.optimal) {
			throw new Error(`the linear program ended with status ${status}`);
		}
		return [...model.getSolution().colValue];
	});
}

function modelOf(highs: Highs, { objective, rows }: LinearProgram): ModelData {
	const bounded = (value: number) => Math.max(-highs.infinity, Math.min(highs.infinity, value));
	const sorted = rows.map(({ terms }) => terms.toSorted((a, b) => a.variable - b.variable));
	const starts = [0];
	for (const [index, terms] of sorted.entries()) {
		starts.push((starts[index] ?? 0) + terms.length);
	}
	const numCols = objective.length;
	const numRows = rows.length;
	return {
		numCols,
		numRows,
		sense: highs.constants.objectiveSense.maximize,
		offset: 0,
		colCost: objective.map((weight) => weight * OBJECTIVE_SCALE),
		colLower: objective.map(() => 0),
		colUpper: objective.map(() => highs.infinity),
		rowLower: rows.map(({ least }) => bounded(least)),
		rowUpper: rows.map(({ most }) => bounded(most)),
		matrix: {
			format: 'csr',
			numRows,
			numCols,
			starts,
			indices: sorted.flatMap((terms) => terms.map(({ variable }) => variable)),
			values: sorted.flatMap((terms) => terms.map(({ factor }) => factor)),
		},
	};
}
