import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { allocateSpaces, type SizedSpace } from './allocate-spaces.js';
import { DiskRoom, type NodeDisk } from './disk-room.js';
import { type NodeSpace, nodeSpaces } from './node-spaces.js';
import { type GroupSpace, type LogicalVolume, type NodeVolumes, netSizeOf, spaceOf } from './node-volumes.js';
import { pickBootDisk, readBootRules } from './pick-boot-disk.js';
import { type GeneratorInput, generateSize } from './size-generators.js';
import { applyEdits, type VolumeEdits } from './volume-edits.js';
import type { VolumeMetadata } from './volume-metadata.js';

/** What the volumes of a node follow from. */
export interface VolumeInputs {
	readonly metadata: VolumeMetadata;
	readonly disks: readonly NodeDisk[];
	readonly ramMib: number;
	/** In the order in which they count. */
	readonly roles: readonly string[];
	readonly hasImagesInCeph: boolean;
}

/** Volumes of a node. With errors among the diagnostics they are what could be computed, and not to be deployed. */
export interface ComputedVolumes {
	readonly volumes: NodeVolumes;
	readonly spaces: readonly SizedSpace[];
	readonly diagnostics: readonly Diagnostic[];
}

/** Volumes that the roles of a node ask for (reference c.1 to c.3), with what the operator wants otherwise. */
export function computeVolumes(inputs: VolumeInputs, edits?: VolumeEdits): ComputedVolumes {
	const { metadata, ramMib, hasImagesInCeph } = inputs;
	const disks = [...inputs.disks].sort((a, b) => (a.name < b.name ? -1 : 1));
	const wanted = nodeSpaces(metadata, inputs.roles, { diskCount: disks.length, hasImagesInCeph });
	const input: GeneratorInput = { ramMib, firstDiskMib: disks[0]?.sizeMib ?? 0, disks: [] };
	const { rules, diagnostics } = readBootRules(metadata);
	const findings: Diagnostic[] = [...diagnostics];
	const spaces = wanted.map((space) => ({ ...space, minSizeMib: minSizeOf(space, input, findings) }));
	const groupCount = spaces.filter(({ metadata: { type } }) => type === 'vg').length;
	const newRooms = () => disks.map((disk) => new DiskRoom(disk, { isBootMirrored: disks.length > 1, groupCount }));
	const rooms = newRooms();
	allocateSpaces(spaces, rooms);
	const finalRooms =
		edits === undefined ? rooms : applyEdits(edits, { spaces, defaults: rooms, rooms: newRooms(), findings });
	const bootDisk =
		edits?.bootDiskId === undefined
			? pickBootDisk(disks, rules, {
					isBootable: (disk) => finalRooms.some((room) => room.disk === disk && room.isBootable),
					holdsMount: (disk, mount) => finalRooms.some((room) => room.disk === disk && holdsMount(room, spaces, mount)),
				})
			: disks.find(({ id }) => id === edits.bootDiskId)?.name;
	const rendered = finalRooms.map((room) => room.render(room.disk.name === bootDisk));
	const groups = renderGroups(spaces, { ...input, disks: rendered }, findings);
	return { volumes: [...rendered, ...groups], spaces, diagnostics: findings };
}

function minSizeOf({ metadata }: NodeSpace, input: GeneratorInput, findings: Diagnostic[]): number {
	return sizeOf(metadata.min_size, { input, path: `volumes.${metadata.id}.min_size`, findings });
}

function sizeOf(
	size: NodeSpace['metadata']['min_size'],
	{ input, path, findings }: { input: GeneratorInput; path: string; findings: Diagnostic[] },
): number {
	const generated = generateSize(size, input, path);
	if (typeof generated === 'number') {
		return generated;
	}
	findings.push(generated);
	return 0;
}

function renderGroups(
	spaces: readonly SizedSpace[],
	input: GeneratorInput,
	findings: Diagnostic[],
): readonly GroupSpace[] {
	return spaces.flatMap(({ metadata: space, allocateSize, minSizeMib }): readonly GroupSpace[] => {
		if (space.type !== 'vg') {
			return [];
		}
		const volumes = space.volumes.map((volume): LogicalVolume => {
			const path = `volumes.${space.id}.${volume.name}.size`;
			const size = sizeOf(volume.size, { input, path, findings });
			if (size < 0) {
				const message = `${space.id} is ${-size} MiB too small for its volume ${volume.name}`;
				findings.push(diagnose('SPACE_TOO_SMALL', message, { path }));
			}
			const { name, mount, file_system: fileSystem } = volume;
			const fields = { type: 'lv', name, size, ...(mount === undefined ? {} : { mount }) } as const;
			return fileSystem === undefined ? fields : { ...fields, file_system: fileSystem };
		});
		const { id, label } = space;
		return [{ type: 'vg', id, label, min_size: minSizeMib, _allocate_size: allocateSize, volumes }];
	});
}

/** Whether a disk has a part of the space that is mounted, or whose volume is mounted, at a path. */
function holdsMount(room: DiskRoom, spaces: readonly SizedSpace[], mount: string): boolean {
	const ids = new Set(
		spaces
			.filter(({ metadata }) => {
				return metadata.type === 'vg'
					? metadata.volumes.some((volume) => volume.mount === mount)
					: metadata.mount === mount;
			})
			.map(({ metadata }) => metadata.id),
	);
	const { volumes } = room.render(false);
	return volumes.some((volume) => ids.has(spaceOf(volume) ?? '') && netSizeOf(volume) > 0);
}
