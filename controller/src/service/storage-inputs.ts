import { createHash } from 'node:crypto';
import { groupBy } from '@stoker/shared/model/group-by.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Kysely } from 'kysely';
import type { Database } from '../store/schema.js';
import type { NodeRow } from './lookups.js';
import { type EnvironmentStorage, type StorageRecord, storageRecord } from './storage-record.js';
import { boundedText, refuseField } from './violations.js';

const MAX_CONSENTS = 1_000;

/** Everything stored that the disks of some nodes of an environment are laid out by. */
export async function loadStorageRecords(
	db: Kysely<Database>,
	nodes: readonly NodeRow[],
	environment: EnvironmentStorage,
): Promise<ReadonlyMap<NodeId, StorageRecord>> {
	if (nodes.length === 0) {
		return new Map();
	}
	const ids = nodes.map(({ id }) => id);
	const rows = await db.selectFrom('node_layout').selectAll().where('node_id', 'in', ids).execute();
	const layouts = groupBy(rows, (row) => row.node_id);
	return new Map(
		nodes.map((node) => [node.id as NodeId, storageRecord(node, { ...environment, row: layouts.get(node.id)?.[0] })]),
	);
}

/** Bounds what a caller consents to. Throws INVALID_REQUEST. */
export function checkConsents(consents: readonly string[]): void {
	if (consents.length > MAX_CONSENTS) {
		refuseField('consents', `has ${consents.length} items; at most ${MAX_CONSENTS} are allowed`);
	}
	for (const [index, consent] of consents.entries()) {
		boundedText(`consents[${index}]`, consent);
	}
}

/**
 * SHA-256 over what the disks of a node are planned from, beside its roles and its release: a plan whose node has another
 * one by now is stale. What says nothing about disks and the system on them may change.
 */
export function digestStorageInputs({ inventory, intent }: StorageRecord): string {
	const { schema, edits, seed } = intent;
	const cards = inventory?.nics.map(({ name, macAddress, permanentMacAddress, busPath }) => {
		return [name, macAddress, permanentMacAddress, busPath];
	});
	const machine = [inventory?.system.firmware, inventory?.memoryBytes, inventory?.disks, cards];
	return createHash('sha256')
		.update(JSON.stringify([machine, schema, edits, seed]))
		.digest('hex');
}
