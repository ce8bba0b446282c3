import { diagnose } from '../../graph/diagnostic-codes.js';
import { alignUp, MEBIBYTE } from '../disk-space.js';
import { EXTENT_BYTES, extentBytesOf } from '../item-size.js';
import { layoutItemId } from '../layout-draft.js';
import { sizeBytes } from '../size.js';
import { showMebibytes } from '../validate/checked-layout.js';
import type { GenericDraft } from './generic-draft.js';
import type { GenericDocument, GenericGroup, GenericLogicalVolume } from './generic-schema.js';

/** Sizes of groups that are there already, in bytes by name; others have what their physical volumes give. */
export type KnownGroupSizes = ReadonlyMap<string, number>;

/** Makes the groups of a document with their logical volumes, and says which have no physical volumes or no definition. */
export function addGenericGroups(document: GenericDocument, draft: GenericDraft, known: KnownGroupSizes): void {
	const defined = new Set<string>();
	for (const [index, device] of document.partitions.entries()) {
		if (device.type === 'vg') {
			defined.add(device.id);
			addGroup(device, { draft, known, path: `partitions[${index}]` });
		}
	}
	for (const [name, members] of draft.members) {
		const path = `${members[0]?.path ?? ''}.vg`;
		const message = `A physical volume is for the volume group ${name}, which is not defined`;
		const hint = `Add a vg with the id ${name}.`;
		draft.findings.push(...(defined.has(name) ? [] : [diagnose('REFERENCE_UNKNOWN', message, { path, hint })]));
	}
}

function addGroup(
	group: GenericGroup,
	{ draft, known, path }: { readonly draft: GenericDraft; readonly known: KnownGroupSizes; readonly path: string },
): void {
	const physicalVolumeIds = (draft.members.get(group.id) ?? []).map(({ id }) => id);
	const { preserve } = draft;
	const groupId = layoutItemId('group', group.id);
	draft.add(draft.volumeGroups, { id: groupId, name: group.id, physicalVolumeIds, preserve }, path);
	const room = known.get(group.id) ?? roomOf(draft, physicalVolumeIds);
	const sizes = sizeVolumes(group.volumes, room);
	if ('missingBytes' in sizes) {
		// A group without physical volumes is reported as that.
		if (physicalVolumeIds.length > 0) {
			const missing = showMebibytes(sizes.missingBytes);
			const message = `The logical volumes of ${group.id} need ${missing} more than its physical volumes have`;
			draft.findings.push(diagnose('GROUP_TOO_SMALL', message, { path, hint: `Make them ${missing} smaller.` }));
		}
		return;
	}
	for (const [index, volume] of group.volumes.entries()) {
		const volumePath = `${path}.volumes[${index}]`;
		const id = layoutItemId('volume', group.id, volume.name);
		const made = { id, volumeGroupId: groupId, name: volume.name, sizeBytes: sizes[index] ?? 0, preserve };
		draft.add(draft.logicalVolumes, made, volumePath);
		draft.addFileSystem(volume, id, volumePath);
	}
}

function roomOf(draft: GenericDraft, ids: readonly string[]): number {
	const isMember = new Set(ids);
	const sizes = new Map(draft.partitions.map((partition) => [partition.id, partition.sizeBytes]));
	return draft.physicalVolumes
		.filter(({ id }) => isMember.has(id))
		.map((volume) => extentBytesOf(volume, sizes.get(volume.onId) ?? 0))
		.reduce((total, bytes) => total + bytes, 0);
}

/**
 * Sizes of the volumes of a group with room for `roomBytes`, whole MiB; at most one claim is `remaining`, and gets whole
 * extents. Where percentages together exceed the room by rounding, the last ones are rounded down instead. Says how many
 * bytes are missing where volumes do not fit.
 */
function sizeVolumes(
	volumes: readonly Pick<GenericLogicalVolume, 'size'>[],
	roomBytes: number,
): readonly number[] | { readonly missingBytes: number } {
	const claims = volumes.map(({ size }) => {
		return size.kind === 'remaining' ? undefined : alignUp(sizeBytes(size, roomBytes), MEBIBYTE);
	});
	for (const [index, { size }] of [...volumes.entries()].reverse()) {
		const bytes = claims[index] ?? 0;
		if (size.kind === 'percent' && bytes >= EXTENT_BYTES && extentsOf(claims) > roomBytes) {
			claims[index] = Math.floor(bytes / EXTENT_BYTES) * EXTENT_BYTES;
		}
	}
	const left = roomBytes - extentsOf(claims);
	const rest = Math.floor(left / EXTENT_BYTES) * EXTENT_BYTES;
	const missingBytes = claims.includes(undefined) && rest <= 0 ? EXTENT_BYTES - left : -left;
	return missingBytes > 0 ? { missingBytes } : claims.map((bytes) => bytes ?? rest);
}

/** LVM gives whole extents. */
function extentsOf(claims: readonly (number | undefined)[]): number {
	return claims.reduce<number>((total, bytes) => total + alignUp(bytes ?? 0, EXTENT_BYTES), 0);
}
