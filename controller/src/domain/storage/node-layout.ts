import { diagnose } from '@stoker/shared/graph/diagnostic-codes.js';
import { parseDocument } from '@stoker/shared/graph/input/parse-document.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import type { LinearSolver } from '@stoker/shared/storage/allocate/linear-program.js';
import { MEBIBYTE } from '@stoker/shared/storage/disk-space.js';
import type { StorageInventory } from '@stoker/shared/storage/inventory.js';
import type { Layout } from '@stoker/shared/storage/layout.js';
import type { LayoutFormat } from '@stoker/shared/storage/schema/layout-formats.js';
import { layoutFromAny } from '@stoker/shared/storage/schema/layout-from-any.js';
import { checkDiskSpace, checkReserves, checkVolumeSizes } from '@stoker/shared/storage/volumes/check-volumes.js';
import {
	type ComputedVolumes,
	computeVolumes,
	type VolumeInputs,
} from '@stoker/shared/storage/volumes/default-volumes.js';
import type { NodeDisk } from '@stoker/shared/storage/volumes/disk-room.js';
import { orderRoles } from '@stoker/shared/storage/volumes/node-spaces.js';
import type { VolumeEdits } from '@stoker/shared/storage/volumes/volume-edits.js';
import type { VolumeMetadata } from '@stoker/shared/storage/volumes/volume-metadata.js';

/** A schema as an operator wrote it. */
export interface WrittenSchema {
	readonly format: LayoutFormat;
	readonly text: string;
}

/** What an operator wants on the disks of a node. */
export interface LayoutIntent {
	/** Undefined: what the roles ask for, with the edits. */
	readonly schema: WrittenSchema | undefined;
	readonly edits: VolumeEdits;
}

/** What the disks of a node follow from. */
export interface LayoutSubject extends LayoutIntent {
	readonly machine: StorageInventory;
	readonly roles: readonly string[];
	/** Of the release; undefined where the node has none, or the release says nothing of volumes. */
	readonly metadata: VolumeMetadata | undefined;
	/** Images are kept in Ceph, so controllers need no room for them. */
	readonly hasImagesInCeph: boolean;
}

/** What is to be on the disks of a node. With errors among the diagnostics there is no layout. */
export interface NodeLayout {
	/** `none`: neither an operator nor a release says anything. */
	readonly source: 'schema' | 'roles' | 'none';
	readonly schema: WrittenSchema | undefined;
	/** What the roles ask for; undefined where a schema was written. */
	readonly volumes: ComputedVolumes | undefined;
	readonly layout: Layout | undefined;
	readonly diagnostics: readonly Diagnostic[];
}

/** What is asked for beside the schema. */
export interface LayoutRoom {
	/** Needed by schemas of the format `dynamic`. */
	readonly solve?: LinearSolver | undefined;
	/** Whether there must be a partition for a configdrive. */
	readonly hasConfigDrive?: boolean;
}

/** The layout of a node: the schema that was written for it, or else what its roles ask for, with what was edited. */
export function nodeLayout(subject: LayoutSubject, room: LayoutRoom = {}): NodeLayout {
	const { schema } = subject;
	const made = schema === undefined ? byRoles(subject, room) : bySchema(schema, subject, room);
	if (room.hasConfigDrive !== true || made.layout === undefined || made.layout.boot.configDriveId !== '') {
		return made;
	}
	const message = 'A configdrive is wanted, and the layout has no partition for it';
	const hint = 'Add a partition of purpose configdrive to the layout, or choose the seed nocloud.';
	const missing = diagnose('CONFIG_DRIVE_NOT_PLACED', message, { hint });
	return { ...made, layout: undefined, diagnostics: [...made.diagnostics, missing] };
}

function bySchema(schema: WrittenSchema, { machine }: LayoutSubject, room: LayoutRoom): NodeLayout {
	const base = { source: 'schema', schema, volumes: undefined } as const;
	const { value, diagnostics } = parseDocument('schema', schema.text);
	if (value === undefined) {
		return { ...base, layout: undefined, diagnostics };
	}
	const read = layoutFromAny(value, machine, { ...room, format: schema.format });
	return { ...base, layout: read.layout, diagnostics: [...diagnostics, ...read.diagnostics] };
}

function byRoles(subject: LayoutSubject, { hasConfigDrive = false }: LayoutRoom): NodeLayout {
	const { machine, edits } = subject;
	const inputs = volumeInputs(subject);
	if (inputs === undefined) {
		return { source: 'none', schema: undefined, volumes: undefined, layout: undefined, diagnostics: [] };
	}
	const volumes = computeVolumes(inputs, hasEdits(edits) ? edits : undefined);
	const text = `${JSON.stringify(volumes.volumes, null, 2)}\n`;
	const base = { source: 'roles', schema: { format: 'ks_spaces', text }, volumes } as const;
	const unfit = [
		...volumes.diagnostics,
		...checkDiskSpace(volumes),
		...checkVolumeSizes(volumes),
		...checkReserves(volumes),
	];
	if (unfit.length > 0) {
		return { ...base, layout: undefined, diagnostics: unfit };
	}
	return { ...base, ...layoutFromAny(volumes.volumes, machine, { format: 'ks_spaces', hasConfigDrive }) };
}

/** What volumes of roles are computed from; undefined where no release says anything of them. */
export function volumeInputs({ machine, roles, metadata, hasImagesInCeph }: LayoutSubject): VolumeInputs | undefined {
	if (metadata === undefined || roles.length === 0) {
		return undefined;
	}
	return {
		metadata,
		disks: nodeDisks(machine),
		ramMib: Math.floor(machine.memoryBytes / MEBIBYTE),
		roles: orderRoles(metadata, roles),
		hasImagesInCeph,
	};
}

/** Whether an operator changed anything of what the roles ask for. */
export function hasEdits({ volumes, bootDiskId }: VolumeEdits): boolean {
	return volumes.length > 0 || bootDiskId !== undefined;
}

/** The disks that volumes of roles are placed on, as the disks API names them (reference b.1, c.3). */
function nodeDisks({ disks }: StorageInventory): readonly NodeDisk[] {
	return disks
		.filter(({ isRemovable, isReadOnly }) => !isRemovable && !isReadOnly)
		.map(({ name, links, sizeBytes }) => ({
			id: links.find((link) => link.startsWith('disk/by-path/')) ?? name,
			name,
			extra: links.filter((link) => link.startsWith('disk/by-id/')),
			sizeMib: Math.floor(sizeBytes / MEBIBYTE),
		}));
}
