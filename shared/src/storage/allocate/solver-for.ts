import type { LayoutFormat } from '../schema/layout-formats.js';
import type { LinearSolver } from './linear-program.js';

/** The solver that a format needs, loaded only then: it takes a quarter of a second and some tens of megabytes. */
export async function solverFor(format: LayoutFormat | undefined): Promise<LinearSolver | undefined> {
	if (format !== 'dynamic') {
		return undefined;
	}
	const { loadLinearSolver } = await import('./load-linear-solver.js');
	return loadLinearSolver();
}
