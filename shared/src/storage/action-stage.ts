import type { StorageAction } from './storage-action.js';
import type { StoragePlan } from './storage-plan.js';

/** Parts of a plan that tasks carry out one after the other. */
export const STORAGE_STAGES = ['partition', 'write_image', 'bootloader'] as const;
export type StorageStage = (typeof STORAGE_STAGES)[number];

/** A seal says that everything is done, so it belongs to whatever comes last. */
const STAGES: Readonly<Record<Exclude<StorageAction['kind'], 'seal_disk'>, StorageStage>> = {
	check_kept: 'partition',
	release_holder: 'partition',
	wipe_disk: 'partition',
	create_table: 'partition',
	wipe_partition: 'partition',
	create_raid: 'partition',
	add_raid_member: 'partition',
	create_physical_volume: 'partition',
	create_volume_group: 'partition',
	create_logical_volume: 'partition',
	encrypt: 'partition',
	make_cache: 'partition',
	grow_file_system: 'partition',
	make_file_system: 'partition',
	write_image: 'write_image',
	write_configdrive: 'bootloader',
	write_fstab: 'bootloader',
	install_boot_loader: 'bootloader',
};

/** Actions of some stages of a plan, in their order. */
export function actionsOfStages(
	{ actions }: Pick<StoragePlan, 'actions'>,
	stages: readonly StorageStage[],
): readonly StorageAction[] {
	const stageOf = ({ kind }: StorageAction) => (kind === 'seal_disk' ? undefined : STAGES[kind]);
	const used = new Set(actions.map(stageOf));
	const last = STORAGE_STAGES.findLast((stage) => used.has(stage)) ?? 'partition';
	return actions.filter((action) => stages.includes(stageOf(action) ?? last));
}
