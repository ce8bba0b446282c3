import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { allocationProgram, sharingSpaces } from './allocation-program.js';
import type { LinearProgram, LinearSolver } from './linear-program.js';
import type { RoomOnDisk, Space } from './space.js';

/** Shortages below this are the solver's. */
const LEAST_SHORTAGE = 0.5;
/** What a shortage of the first space costs beyond one of any other: earlier spaces are served first here too. */
const EARLIER_COST = 0.01;
/** A message names no more disks. */
const MAX_DISKS_SHOWN = 16;

/** Why spaces do not fit: how much is missing to each, when as little as possible is missing in all. */
export function explainMisfit(
	disks: readonly RoomOnDisk[],
	spaces: readonly Space[],
	solve: LinearSolver,
): readonly Diagnostic[] {
	const values = solve(shortageProgram(disks, spaces));
	const start = disks.length * spaces.length;
	const missing = spaces.map((_, index) => (values === 'infeasible' ? 0 : (values[start + index] ?? 0)));
	const shared = new Set(
		sharingSpaces(spaces)
			.filter(({ length }) => length > 1)
			.flat(),
	);
	const found = spaces.flatMap((space, index) => {
		const mebibytes = Math.ceil((missing[index] ?? 0) - 1e-6);
		return (missing[index] ?? 0) < LEAST_SHORTAGE
			? []
			: [shortage(space, mebibytes, { disks, isShared: shared.has(index) })];
	});
	const message = `The spaces do not fit on ${showDisks(disks)} with the shares that their weights ask for`;
	return found.length > 0 ? found : [diagnose('SPACE_TOO_SMALL', message, { path: '' })];
}

/** The program with minimum sizes that may be missed, at a cost that nothing else has. */
function shortageProgram(disks: readonly RoomOnDisk[], spaces: readonly Space[]): LinearProgram {
	const { objective, rows } = allocationProgram(disks, spaces);
	return {
		objective: [...objective.map(() => 0), ...spaces.map((_, index) => -1 - EARLIER_COST / (index + 1))],
		rows: rows.map((row, index) => {
			const spaceIndex = index - disks.length;
			const isSize = spaceIndex >= 0 && spaceIndex < spaces.length;
			const slack = { variable: objective.length + spaceIndex, factor: 1 };
			return isSize ? { ...row, terms: [...row.terms, slack] } : row;
		}),
	};
}

function shortage(
	{ id, minMebibytes, sizePath }: Space,
	missing: number,
	{ disks, isShared }: { readonly disks: readonly RoomOnDisk[]; readonly isShared: boolean },
): Diagnostic {
	if (disks.length === 0) {
		const nowhere = `Space ${id} needs ${minMebibytes} MiB, and there is no disk for it: removable and read-only ones are left alone`;
		return diagnose('SPACE_TOO_SMALL', nowhere, { path: sizePath });
	}
	const shares = isShared ? '; spaces that ask for the same share by weight' : '';
	const message = `Space ${id} needs ${minMebibytes} MiB, and ${missing} MiB of that are missing on ${showDisks(disks)}${shares}`;
	const hint = `Ask for at most ${Math.max(0, minMebibytes - missing)} MiB, ask for less elsewhere, or add ${missing} MiB of disk.`;
	return diagnose('SPACE_TOO_SMALL', message, { path: sizePath, hint });
}

function showDisks(disks: readonly RoomOnDisk[]): string {
	const shown = disks.slice(0, MAX_DISKS_SHOWN).map(({ diskId, mebibytes }) => `${diskId} (${mebibytes} MiB)`);
	const more = disks.length - shown.length;
	return `${shown.join(', ')}${more > 0 ? ` and ${more} more disks` : ''}`;
}
