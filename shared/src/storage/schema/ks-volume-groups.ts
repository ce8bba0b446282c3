import { MEBIBYTE } from '../disk-space.js';
import { layoutItemId } from '../layout-draft.js';
import type { KsDraft } from './ks-draft.js';
import { fileSystemOf, type KsLogicalVolume, type KsSpaces, mountOf } from './ks-spaces-schema.js';

/** Adds the logical volumes of all groups, in their order. */
export function addKsVolumes(spaces: KsSpaces, draft: KsDraft): void {
	for (const [index, space] of spaces.entries()) {
		if (space.type === 'vg') {
			for (const [position, volume] of space.volumes.entries()) {
				addVolume(volume, { draft, group: space.id, path: `[${index}].volumes[${position}]` });
			}
		}
	}
}

function addVolume(
	volume: KsLogicalVolume,
	{ draft, group, path }: { readonly draft: KsDraft; readonly group: string; readonly path: string },
): void {
	if (volume.size <= 0) {
		return;
	}
	const id = layoutItemId('volume', group, volume.name);
	const volumeGroupId = layoutItemId('group', group);
	if (draft.volumeGroups.every((known) => known.id !== volumeGroupId)) {
		// That the group has no physical volume is told of the group.
		return;
	}
	const sizeBytes = volume.size * MEBIBYTE;
	draft.add(draft.logicalVolumes, { id, volumeGroupId, name: volume.name, sizeBytes, preserve: 'clean' }, path);
	const mount = mountOf(volume);
	const type = fileSystemOf(volume) ?? (mount === 'swap' ? 'swap' : 'xfs');
	if (mount !== '') {
		draft.addFileSystem(id, { type, mount, label: volume.disk_label ?? '', preserve: 'clean' }, path);
	}
}
