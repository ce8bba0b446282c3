import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { RAID_LEVELS, type RaidLevel } from '../layout.js';
import type { CheckedLayout } from './checked-layout.js';

/** A mirror of one is a degraded mirror, which the old schemas could ask for. */
const FEWEST_MEMBERS: Readonly<Record<RaidLevel, number>> = { 0: 1, 1: 1, 5: 3, 6: 4, 10: 2 };

/** Arrays have a known level and the members it needs, each once. */
export function checkArrays({ layout, pathOf }: CheckedLayout): readonly Diagnostic[] {
	return layout.raids.flatMap((raid) => {
		const { id, name, level, memberIds, spareIds } = raid;
		const path = pathOf(id);
		if (!RAID_LEVELS.includes(level)) {
			return [diagnose('RAID_INVALID', `${name} is of level ${String(level)}, which is not known`, { path })];
		}
		const findings: Diagnostic[] = [];
		const fewest = FEWEST_MEMBERS[level];
		if (memberIds.length < fewest) {
			const message = `${name} of level ${level} needs at least ${fewest} members and has ${memberIds.length}`;
			findings.push(diagnose('RAID_INVALID', message, { path }));
		}
		if (level === 0 && spareIds.length > 0) {
			findings.push(diagnose('RAID_INVALID', `${name} of level 0 cannot have spares`, { path }));
		}
		return findings;
	});
}
