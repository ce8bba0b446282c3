import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { allocationProgram } from './allocation-program.js';
import { explainMisfit } from './explain-misfit.js';
import type { LinearSolver } from './linear-program.js';
import { type DiskAllocation, type RoomOnDisk, type Space, UNALLOCATED } from './space.js';

/** Disks times spaces; more take minutes. */
const MAX_VARIABLES = 20_000;
/** The solver's values lie this close to the true ones. */
const ROUNDING = 1e-6;

/** Where spaces go, or every reason why they go nowhere. */
export type AllocationResult =
	| { readonly disks: readonly DiskAllocation[] }
	| { readonly diagnostics: readonly Diagnostic[] };

/**
 * Divides the room on disks among spaces by the linear program of the old allocator. Sizes are whole MiB, rounded down;
 * what is asked for exactly is never less, as long as it is whole. Equal spaces share by weight over all disks together.
 */
export function allocateSpaces(
	disks: readonly RoomOnDisk[],
	wanted: readonly Space[],
	solve: LinearSolver,
): AllocationResult {
	const spaces = [...wanted, UNALLOCATED];
	if (disks.length * spaces.length > MAX_VARIABLES) {
		const message = `${wanted.length} spaces on ${disks.length} disks are more than can be allocated`;
		const hint = `Use at most ${MAX_VARIABLES} pairs of a space and a disk.`;
		return { diagnostics: [diagnose('LAYOUT_TOO_LARGE', message, { path: '', hint })] };
	}
	const program = allocationProgram(disks, spaces);
	const values = solve(program);
	if (values === 'infeasible') {
		return { diagnostics: explainMisfit(disks, wanted, solve) };
	}
	return {
		disks: disks.map(({ diskId, mebibytes }, diskIndex) => ({
			diskId,
			mebibytes,
			spaces: spaces.map(({ id }, spaceIndex) => ({
				spaceId: id,
				mebibytes: Math.max(0, Math.floor((values[diskIndex * spaces.length + spaceIndex] ?? 0) + ROUNDING)),
			})),
		})),
	};
}
