import type { Inventory } from '@stoker/shared/model/inventory.js';
import type { LayoutFormat } from '@stoker/shared/storage/schema/layout-formats.js';
import type { VolumeEdits } from '@stoker/shared/storage/volumes/volume-edits.js';
import type { VolumeMetadata } from '@stoker/shared/storage/volumes/volume-metadata.js';
import type { Kysely, Selectable } from 'kysely';
import { isMapping } from '../domain/task-sources.js';
import type { Database, NodeLayoutTable } from '../store/schema.js';
import { writtenFacts } from './environment-document.js';
import { storedRoles } from './environment-views.js';
import { findRelease, type NodeRow } from './lookups.js';
import { storedInventory } from './node-inventory.js';
import { storedContent } from './release-views.js';

const NO_EDITS: VolumeEdits = { volumes: [] };

/** What is stored of what an operator wants on the disks of a node. */
export interface StoredIntent {
	/** 0 where nobody ever wanted anything. */
	readonly version: number;
	readonly schema: { readonly format: LayoutFormat; readonly text: string } | undefined;
	readonly edits: VolumeEdits;
	readonly seed: string;
	readonly updatedAtMs: number | undefined;
	readonly updatedBy: string;
}

/** Everything stored that the disks of a node are laid out by. */
export interface StorageRecord {
	readonly node: Pick<NodeRow, 'id' | 'name'>;
	readonly roles: readonly string[];
	/** Undefined while its agent has told nothing. */
	readonly inventory: Inventory | undefined;
	readonly metadata: VolumeMetadata | undefined;
	/** Of the release; '' where the node has none. */
	readonly operatingSystem: string;
	/** By the facts of the environment: `storage.images_ceph`. */
	readonly hasImagesInCeph: boolean;
	readonly intent: StoredIntent;
}

/** What all nodes of an environment have in common. */
export type EnvironmentStorage = Pick<StorageRecord, 'metadata' | 'operatingSystem' | 'hasImagesInCeph'>;

/** Reads what the disks of a node are laid out by. */
export async function loadStorageRecord(db: Kysely<Database>, node: NodeRow): Promise<StorageRecord> {
	const environment =
		node.environment_id === null
			? undefined
			: await db
					.selectFrom('environment')
					.select('release_id')
					.where('id', '=', node.environment_id)
					.executeTakeFirst();
	const release = environment && storedContent(await findRelease(db, environment.release_id));
	const row = await db.selectFrom('node_layout').selectAll().where('node_id', '=', node.id).executeTakeFirst();
	return storageRecord(node, {
		row,
		hasImagesInCeph: node.environment_id !== null && (await keepsImagesInCeph(db, node.environment_id)),
		metadata: release?.volumes,
		operatingSystem: release?.operatingSystem ?? '',
	});
}

/** Whether the settings of an environment put images into Ceph, as old facts say it: plainly, or as a setting with a value. */
export async function keepsImagesInCeph(db: Kysely<Database>, environmentId: string): Promise<boolean> {
	const { facts } = await writtenFacts(db, environmentId);
	const storage = facts.common['storage'];
	const setting = isMapping(storage) ? storage['images_ceph'] : undefined;
	return setting === true || (isMapping(setting) && setting['value'] === true);
}

/** The same of rows that were read already. */
export function storageRecord(
	node: NodeRow,
	{ row, ...environment }: EnvironmentStorage & { readonly row: Selectable<NodeLayoutTable> | undefined },
): StorageRecord {
	return {
		node: { id: node.id, name: node.name },
		roles: storedRoles(node),
		inventory: storedInventory(node.inventory),
		...environment,
		intent: intentOf(row),
	};
}

function intentOf(row: Selectable<NodeLayoutTable> | undefined): StoredIntent {
	if (row === undefined) {
		return { version: 0, schema: undefined, edits: NO_EDITS, seed: '', updatedAtMs: undefined, updatedBy: '' };
	}
	const { version, format, written, edits, seed, updated_at: updatedAt, updated_by: updatedBy } = row;
	return {
		version,
		schema: format === null || written === null ? undefined : { format: format as LayoutFormat, text: written },
		edits: edits === null ? NO_EDITS : (JSON.parse(edits) as VolumeEdits),
		seed,
		updatedAtMs: version === 0 ? undefined : updatedAt,
		updatedBy,
	};
}
