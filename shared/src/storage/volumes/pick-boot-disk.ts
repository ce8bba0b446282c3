import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { compilePattern } from '../../regex/compile-pattern.js';
import { PatternError } from '../../regex/pattern-error.js';
import type { NodeDisk } from './disk-room.js';
import type { BootRule, VolumeMetadata } from './volume-metadata.js';

/** A rule whose pattern has been read. */
interface ReadRule {
	readonly rule: BootRule;
	readonly matches: (name: string) => boolean;
}

/** The rules, or the problems of their patterns. */
export function readBootRules(metadata: VolumeMetadata): {
	readonly rules: readonly ReadRule[];
	readonly diagnostics: readonly Diagnostic[];
} {
	const rules: ReadRule[] = [];
	const diagnostics: Diagnostic[] = [];
	for (const [index, rule] of metadata.rule_to_pick_boot_disk.entries()) {
		try {
			const pattern = compilePattern(rule.regex);
			rules.push({ rule, matches: (name) => pattern.matchesStart(name) });
		} catch (error) {
			if (!(error instanceof PatternError)) {
				throw error;
			}
			const path = `rule_to_pick_boot_disk[${index}].regex`;
			diagnostics.push(diagnose('FIELD_INVALID', `${path}: ${error.reason}`, { path }));
		}
	}
	return { rules, diagnostics };
}

/** What a boot disk is chosen by. */
export interface BootDiskFacts {
	/** Whether a disk has room for what boots it, and carries volumes. */
	readonly isBootable: (disk: NodeDisk) => boolean;
	/** Whether something mounted there is on a disk. */
	readonly holdsMount: (disk: NodeDisk, mount: string) => boolean;
}

/**
 * Name of the disk a node boots from: an array made by firmware that holds the root, else the first disk that no rule
 * excludes, else the first (reference c.3). Disks too small to boot from come after all others.
 */
export function pickBootDisk(
	disks: readonly NodeDisk[],
	rules: readonly ReadRule[],
	{ isBootable, holdsMount }: BootDiskFacts,
): string | undefined {
	const picks = rules.filter(({ rule }) => rule.type === 'pick_root_disk_if_disk_name_match');
	const excludes = rules.filter(({ rule }) => rule.type === 'exclude_disks_by_name');
	const picked = disks.find((disk) => {
		return picks.some(({ rule, matches }) => matches(disk.name) && holdsMount(disk, rule.root_mount));
	});
	const allowed = disks.filter(({ name }) => !excludes.some(({ matches }) => matches(name)));
	return (picked ?? allowed.find(isBootable) ?? allowed[0] ?? disks.find(isBootable) ?? disks[0])?.name;
}
