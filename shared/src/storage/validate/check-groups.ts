import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { groupBy } from '../../model/group-by.js';
import { alignUp } from '../disk-space.js';
import { EXTENT_BYTES, extentBytesOf, itemSizeBytes } from '../item-size.js';
import { type CheckedLayout, showMebibytes } from './checked-layout.js';

/** Groups have physical volumes, and room for their logical volumes in whole extents. */
export function checkGroups({ layout, items, pathOf }: CheckedLayout): readonly Diagnostic[] {
	const physicalVolumes = new Map(layout.physicalVolumes.map((volume) => [volume.id, volume]));
	const volumesOf = groupBy(layout.logicalVolumes, ({ volumeGroupId }) => volumeGroupId);
	return layout.volumeGroups.flatMap((group) => {
		const path = pathOf(group.id);
		const physical = group.physicalVolumeIds.flatMap((id) => physicalVolumes.get(id) ?? []);
		const volumes = volumesOf.get(group.id) ?? [];
		if (physical.length === 0) {
			const message = `The volume group ${group.name} has no physical volume`;
			return [diagnose('REFERENCE_UNKNOWN', message, { path })];
		}
		const unsized = volumes.filter(({ sizeBytes }) => !Number.isSafeInteger(sizeBytes) || sizeBytes <= 0);
		const findings = unsized.map(({ id, name }) => {
			return diagnose('FIELD_INVALID', `The logical volume ${name} has no size`, { path: pathOf(id, 'size') });
		});
		const room = sum(physical.map((volume) => extentBytesOf(volume, itemSizeBytes(items, volume.onId))));
		const needed = sum(volumes.map(({ sizeBytes }) => alignUp(sizeBytes, EXTENT_BYTES)));
		if (needed > room) {
			const missing = showMebibytes(needed - room);
			const message = `The logical volumes of ${group.name} need ${missing} more than its physical volumes have`;
			findings.push(diagnose('GROUP_TOO_SMALL', message, { path, hint: `Make them ${missing} smaller.` }));
		}
		return findings;
	});
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
