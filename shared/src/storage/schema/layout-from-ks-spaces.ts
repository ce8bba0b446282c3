import { diagnose } from '../../graph/diagnostic-codes.js';
import { type Diagnostic, hasErrors } from '../../model/diagnostic.js';
import type { StorageInventory } from '../inventory.js';
import type { LayoutDisk } from '../layout.js';
import { spreadKeep } from '../spread-keep.js';
import { validateLayout } from '../validate-layout.js';
import { addImages, type WantedImage } from './add-images.js';
import { bootDisks, holdsRoot, rootGroups } from './ks-boot-disks.js';
import { placeKsDisk } from './ks-disk-partitions.js';
import { KsDraft, type KsOptions } from './ks-draft.js';
import { checkKsSpaces } from './ks-spaces-check.js';
import { type KsSpaces, ksSpacesSchema, mountOfVolume } from './ks-spaces-schema.js';
import { addKsVolumes } from './ks-volume-groups.js';
import { layoutDiskOf } from './layout-disk.js';
import type { LayoutResult } from './layout-result.js';
import { matchKsDisks } from './match-ks-disks.js';
import { PartitionCursor } from './partition-cursor.js';
import { readSchema } from './read-schema.js';
import { EFI_MOUNT } from './service-partitions.js';

export interface KsLayoutOptions extends KsOptions {
	/** By mount point. */
	readonly images: ReadonlyMap<string, WantedImage>;
	readonly kernelParameters: string;
}

/**
 * Lays out the disks of a machine as `ks_spaces` asks (reference b.2): sizes to the byte, partitions aligned and without
 * gaps. On UEFI machines the second partition is an EFI system partition, and NVMe disks may hold /boot.
 */
export function layoutFromKsSpaces(
	written: unknown,
	machine: StorageInventory,
	options: KsLayoutOptions,
): LayoutResult {
	const read = readSchema(ksSpacesSchema, written);
	if ('diagnostics' in read) {
		return { layout: undefined, diagnostics: read.diagnostics };
	}
	const spaces = read.value;
	const boot = bootDisks(spaces, machine.firmware);
	const findings: Diagnostic[] = [...checkKsSpaces(spaces), ...boot.diagnostics];
	const draft = new KsDraft(spaces, options);
	const groups = rootGroups(spaces);
	for (const [placed, machineDisk] of matchKsDisks(spaces, machine, findings)) {
		const { disk, index } = placed;
		const path = `[${index}]`;
		const layoutDisk = draft.add(draft.disks, layoutDiskOf(machineDisk, machine), path);
		const cursor = new PartitionCursor(draft, layoutDisk, machineDisk.optimalIoBytes);
		const mayHoldBoot = boot.indices.has(index);
		const { firmware } = machine;
		placeKsDisk(disk, {
			draft,
			disk: layoutDisk,
			cursor,
			firmware,
			mayHoldBoot,
			holdsRoot: holdsRoot(disk, groups),
			path,
		});
		if (mayHoldBoot) {
			mountEsp(draft, layoutDisk);
		}
	}
	addKsVolumes(spaces, draft);
	findings.push(...draft.findings, ...checkPlaced(spaces, draft), ...addImages(draft, options.images));
	const { kernelParameters } = options;
	const { firmware } = machine;
	const layout = spreadKeep(draft.finish({ firmware, kernelParameters, configDriveId: draft.configDriveId }));
	findings.push(...validateLayout(layout, draft));
	return { layout: hasErrors(findings) ? undefined : layout, diagnostics: findings };
}

/** The first disk that holds /boot has the one EFI system partition that is mounted; the others are copies. */
function mountEsp(draft: KsDraft, disk: LayoutDisk): void {
	const esp = draft.partitions.find(({ diskId, purpose }) => diskId === disk.id && purpose === 'esp');
	const index = draft.fileSystems.findIndex(({ onId }) => onId === esp?.id);
	const fileSystem = draft.fileSystems[index];
	if (fileSystem !== undefined && draft.fileSystems.every(({ mount }) => mount !== EFI_MOUNT)) {
		draft.fileSystems[index] = { ...fileSystem, mount: EFI_MOUNT };
	}
}

/** What every node needs, and found no place. */
function checkPlaced(spaces: KsSpaces, draft: KsDraft): readonly Diagnostic[] {
	const findings: Diagnostic[] = [];
	const bootPath = spaces.flatMap((space, index) => {
		const position =
			space.type === 'disk' ? space.volumes.findIndex((volume) => mountOfVolume(volume) === '/boot') : -1;
		return position < 0 ? [] : [`[${index}].volumes[${position}]`];
	})[0];
	if (bootPath !== undefined && !draft.isBootPlaced) {
		findings.push(
			diagnose('BOOT_NOT_PLACED', 'No disk that can be booted from has room for /boot', { path: bootPath }),
		);
	}
	if (draft.options.hasConfigDrive && draft.configDriveId === '') {
		const message = 'The configdrive belongs on the disk of the root file system, and no disk holds that';
		findings.push(diagnose('CONFIG_DRIVE_NOT_PLACED', message, { path: '' }));
	}
	return findings;
}
