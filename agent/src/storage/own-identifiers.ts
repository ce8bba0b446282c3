import { createHash } from 'node:crypto';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';

/** A UUID that follows from the plan, for what a plan has none for. */
export function derivedUuid({ digest }: StoragePlan, ...words: readonly string[]): string {
	const hex = createHash('sha256')
		.update([digest, ...words].join('\n'))
		.digest('hex');
	const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
	return [...parts, hex.slice(20, 32)].join('-');
}

/** Every identifier that something made by a plan carries, as {@link plainIdentifier} writes it. */
export function ownIdentifiers(plan: StoragePlan): ReadonlySet<string> {
	const found = plan.actions.flatMap((action): readonly string[] => {
		switch (action.kind) {
			case 'make_file_system':
			case 'write_image':
			case 'encrypt':
			case 'create_raid':
			case 'add_raid_member':
			case 'create_physical_volume':
				return [action.uuid];
			case 'make_cache':
				return [derivedUuid(plan, action.id, 'set')];
			default:
				return [];
		}
	});
	return new Set(found.filter((uuid) => uuid !== '').map(plainIdentifier));
}

/** Each tool groups and spells the same identifier in its own way. */
export function plainIdentifier(uuid: string): string {
	return uuid.toLowerCase().replaceAll(/[^0-9a-z]/g, '');
}
