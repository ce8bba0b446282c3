import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { placedDisks } from './ks-boot-disks.js';
import { type KsSpaces, mountOf, mountOfVolume } from './ks-spaces-schema.js';
import { repeatedItems } from './repeated-items.js';

const LARGEST_ROOT_MIB = 16 * 1024 * 1024;

/** What the shape of `ks_spaces` cannot say: groups and physical volumes belong together, and what is possible at all. */
export function checkKsSpaces(spaces: KsSpaces): readonly Diagnostic[] {
	const disks = placedDisks(spaces);
	const noDisk = disks.length > 0 ? [] : [diagnose('FIELD_MISSING', 'The schema has no disk', { path: '' })];
	return [
		...noDisk,
		...checkTwins(spaces),
		...checkGroupNames(spaces),
		...checkPhysicalVolumes(spaces),
		...checkRoots(spaces),
	];
}

/** A disk that is there twice is a slip, also where it asks for nothing. */
function checkTwins(spaces: KsSpaces): readonly Diagnostic[] {
	return repeatedItems(spaces)
		.filter((index) => spaces[index]?.type === 'disk')
		.map((index) => diagnose('NAME_DUPLICATE', 'The disk is there twice', { path: `[${index}]` }));
}

function checkGroupNames(spaces: KsSpaces): readonly Diagnostic[] {
	const seen = new Set<string>();
	return spaces.flatMap((space, index) => {
		if (space.type !== 'vg' || !seen.has(space.id)) {
			seen.add(space.type === 'vg' ? space.id : '');
			return [];
		}
		const path = `[${index}].id`;
		return [diagnose('NAME_DUPLICATE', `The volume group ${space.id} is defined twice`, { path })];
	});
}

function checkPhysicalVolumes(spaces: KsSpaces): readonly Diagnostic[] {
	const defined = new Set(spaces.flatMap((space) => (space.type === 'vg' ? [space.id] : [])));
	const used = new Set<string>();
	const findings: Diagnostic[] = [];
	for (const { disk, index } of placedDisks(spaces)) {
		for (const [position, volume] of disk.volumes.entries()) {
			if (volume.type !== 'pv' || volume.size <= 0) {
				continue;
			}
			used.add(volume.vg);
			if (!defined.has(volume.vg)) {
				const path = `[${index}].volumes[${position}].vg`;
				const hint = `Add an item of type vg with the id ${volume.vg}.`;
				findings.push(diagnose('REFERENCE_UNKNOWN', `There is no volume group ${volume.vg}`, { path, hint }));
			}
		}
	}
	for (const [index, space] of spaces.entries()) {
		const hasVolumes = space.type === 'vg' && space.volumes.some(({ size }) => size > 0);
		if (space.type === 'vg' && hasVolumes && !used.has(space.id)) {
			const hint = `Add a volume of type pv with vg: ${space.id} to a disk.`;
			const message = `The volume group ${space.id} has no physical volume`;
			findings.push(diagnose('REFERENCE_UNKNOWN', message, { path: `[${index}]`, hint }));
		}
	}
	return findings;
}

function checkRoots(spaces: KsSpaces): readonly Diagnostic[] {
	return spaces.flatMap((space, index) => {
		return space.volumes.flatMap((volume, position) => {
			const mount = volume.type === 'lv' ? mountOf(volume) : mountOfVolume(volume);
			if (mount !== '/' || volume.size <= LARGEST_ROOT_MIB) {
				return [];
			}
			const path = `[${index}].volumes[${position}].size`;
			return [diagnose('FIELD_INVALID', `The root file system must be at most ${LARGEST_ROOT_MIB} MiB`, { path })];
		});
	});
}
