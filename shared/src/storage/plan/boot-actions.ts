import type { LayoutItemId } from '../../model/ids.js';
import type { MountedFileSystem, StorageAction } from '../storage-action.js';
import type { MakingInput } from './made-items.js';

/** Writes the configdrive, the fstab and the boot loader of a machine whose system, or whose way to it, is new. */
export function bootActions(input: MakingInput, made: ReadonlySet<LayoutItemId>): readonly StorageAction[] {
	return [...configDriveActions(input), ...loaderActions(input, made)];
}

function configDriveActions({ graph, places, states }: MakingInput): readonly StorageAction[] {
	const { configDriveId } = graph.layout.boot;
	const row = states
		.filter(({ change }) => change === 'rebuilt')
		.flatMap(({ rows }) => rows)
		.find(({ itemId }) => itemId === configDriveId);
	if (configDriveId === '' || row === undefined || row.isKept) {
		return [];
	}
	const id = `write_configdrive:${configDriveId}`;
	const diskIds = graph.disksOf(configDriveId);
	return [{ kind: 'write_configdrive', id, diskIds, on: places.placeOf(configDriveId) }];
}

/** A machine has a system where an image is written to its root, or where its root is kept. */
function loaderActions(input: MakingInput, made: ReadonlySet<LayoutItemId>): readonly StorageAction[] {
	const { graph, kept, places, states } = input;
	const { fileSystems, images, boot } = graph.layout;
	const root = fileSystems.find(({ mount }) => mount === '/');
	if (root === undefined) {
		return [];
	}
	const isImaged = images.some(({ targetId }) => targetId === root.id) && !kept.has(root.id);
	const changes = new Map(states.map(({ layoutDisk, change }) => [layoutDisk.id, change]));
	const bootDisks = states.filter(({ layoutDisk }) => layoutDisk.isBootDisk);
	// On disks without a seal nobody can tell whether the loader was installed before the last run was cut off.
	const isOpen = isImaged && graph.disksOf(root.id).some((id) => changes.get(id) !== 'unchanged');
	const isWayNew =
		kept.has(root.id) &&
		(bootDisks.some(({ change }) => change === 'rebuilt') ||
			fileSystems.some(({ id, mount }) => made.has(id) && mount !== ''));
	if (!isOpen && !isWayNew) {
		return [];
	}
	const mounted = fileSystems.filter(({ mount }) => mount !== '').map((one) => mountedFileSystem(one, input));
	const diskIds = [...new Set(fileSystems.filter(({ mount }) => mount !== '').flatMap(({ id }) => graph.disksOf(id)))];
	const loaderDisks = bootDisks.map(({ target }) => target);
	const esp = graph.layout.partitions.filter(({ purpose, diskId }) => {
		return purpose === 'esp' && loaderDisks.some(({ id }) => id === diskId);
	});
	return [
		{ kind: 'write_fstab', id: `write_fstab:${root.id}`, diskIds, fileSystems: mounted },
		...(loaderDisks.length === 0
			? []
			: [
					{
						kind: 'install_boot_loader',
						id: `install_boot_loader:${root.id}`,
						diskIds: [...new Set([...diskIds, ...loaderDisks.map(({ id }) => id)])],
						firmware: boot.firmware,
						disks: loaderDisks,
						efiPartitions: boot.firmware === 'uefi' ? esp.map(({ id }) => places.placeOf(id)) : [],
						fileSystems: mounted,
						kernelParameters: boot.kernelParameters,
					} as const,
				]),
	];
}

function mountedFileSystem(
	fileSystem: MakingInput['graph']['layout']['fileSystems'][number],
	{ kept, places, identity }: MakingInput,
): MountedFileSystem {
	const { id, onId, type, mount, fstab, systemIds } = fileSystem;
	const current = places.contentOf(onId)?.signatures.find((signature) => signature.type === type)?.uuid ?? '';
	const uuid = kept.has(id) ? current : identity.fileSystemUuid(id, type);
	return { on: places.placeOf(onId), type, uuid, mount, fstab, systemIds };
}
