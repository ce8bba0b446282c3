import type { ActionDisk, InstallBootLoaderAction, StoragePlace } from '@stoker/shared/storage/storage-action.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';

/** Where boot loaders go: every disk that a machine may have to start from alone. */
export interface BootTargets {
	readonly bios: readonly ActionDisk[];
	/** Disks of GPT that must start by BIOS, and have no place for it. */
	readonly withoutRoom: readonly ActionDisk[];
	readonly efi: readonly EfiTarget[];
	/** Whether each must succeed: the other firmware is a gift where its place is there. */
	readonly required: 'bios' | 'uefi';
}

export interface EfiTarget {
	readonly disk: ActionDisk;
	readonly number: number;
	/** Of the partition; '' when the plan does not know it. */
	readonly guid: string;
	readonly place: StoragePlace;
}

/** A disk with a place for both starts by both firmwares. */
export function bootTargets({ firmware, disks }: InstallBootLoaderAction, plan: StoragePlan): BootTargets {
	const planned = disks.map((disk) => {
		const rows = plan.disks.find((one) => one.disk.id === disk.id)?.partitions ?? [];
		const table = plan.actions.find((action) => action.kind === 'create_table' && action.disk.id === disk.id);
		const isMsdos = table?.kind === 'create_table' && table.table === 'msdos';
		return { disk, rows, hasRoom: isMsdos || rows.some(({ purpose }) => purpose === 'bios_boot') };
	});
	const made = new Set(
		plan.actions.flatMap((action) => (action.kind === 'make_file_system' ? [action.on.itemId] : [])),
	);
	const efi = planned.flatMap(({ disk, rows }) =>
		rows
			.filter(({ purpose, itemId, isKept }) => purpose === 'esp' && (firmware === 'uefi' || isKept || made.has(itemId)))
			.map(({ itemId, number, startBytes, sizeBytes, guid }) => {
				const place = { kind: 'partition', itemId, disk, number, startBytes, sizeBytes } as const;
				return { disk, number, guid, place };
			}),
	);
	const isBios = firmware === 'bios';
	return {
		bios: planned.filter(({ hasRoom }) => hasRoom).map(({ disk }) => disk),
		withoutRoom: isBios ? planned.filter(({ hasRoom }) => !hasRoom).map(({ disk }) => disk) : [],
		efi,
		required: firmware,
	};
}
