import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Inventory } from '@stoker/shared/model/inventory.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { InventoryRecordView } from '@stoker/shared/model/views.js';
import type { Store, WriteTransaction } from '../store/store.js';
import { findNode } from './lookups.js';

/** Inventories kept of a node, the newest among them. */
export const KEPT_INVENTORIES = 20;

/** Stores the hardware an agent found, and keeps it in the history; a node that was removed meanwhile stays removed. */
export async function saveInventory(
	{ store, clock }: { readonly store: Store; readonly clock: Clock },
	nodeId: NodeId,
	digest: string,
	inventory: Inventory,
): Promise<void> {
	const text = JSON.stringify(inventory);
	const atMs = clock.wallMs();
	await store.write(async (transaction) => {
		const found = { inventory: text, inventory_digest: digest, inventory_at: atMs };
		const { numUpdatedRows } = await transaction.db
			.updateTable('node')
			.set(found)
			.where('id', '=', nodeId)
			.executeTakeFirstOrThrow();
		if (numUpdatedRows > 0n) {
			await keepInHistory(transaction, { node_id: nodeId, digest, inventory: text, found_at: atMs });
		}
	});
}

/** What is told twice is kept once. */
async function keepInHistory(
	{ db }: WriteTransaction,
	row: { readonly node_id: NodeId; readonly digest: string; readonly inventory: string; readonly found_at: number },
): Promise<void> {
	const last = await db
		.selectFrom('node_inventory')
		.select(['number', 'digest'])
		.where('node_id', '=', row.node_id)
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (last?.digest === row.digest) {
		return;
	}
	const number = (last?.number ?? 0) + 1;
	await db
		.insertInto('node_inventory')
		.values({ ...row, number })
		.execute();
	await db
		.deleteFrom('node_inventory')
		.where('node_id', '=', row.node_id)
		.where('number', '<=', number - KEPT_INVENTORIES)
		.execute();
}

/** What the hardware of a node was, the newest first. @throws StokerError NODE_NOT_FOUND. */
export async function listInventories(
	{ store }: { readonly store: Store },
	node: string,
): Promise<readonly InventoryRecordView[]> {
	return store.read(async ({ db }) => {
		const { id } = await findNode(db, node);
		const rows = await db
			.selectFrom('node_inventory')
			.select(['number', 'digest', 'found_at'])
			.where('node_id', '=', id)
			.orderBy('number', 'desc')
			.execute();
		return rows.map(({ number, digest, found_at: foundAtMs }) => ({ number, digest, foundAtMs }));
	});
}

/** One of them. @throws StokerError NODE_NOT_FOUND or INVENTORY_NOT_FOUND. */
export async function getInventory(
	{ store }: { readonly store: Store },
	node: string,
	number: number,
): Promise<Inventory> {
	return store.read(async ({ db }) => {
		const { id } = await findNode(db, node);
		const row = await db
			.selectFrom('node_inventory')
			.select('inventory')
			.where('node_id', '=', id)
			.where('number', '=', number)
			.executeTakeFirst();
		if (row === undefined) {
			throw new StokerError('INVENTORY_NOT_FOUND', `Node ${node} has no inventory ${number}.`, {
				subject: { node, number: String(number) },
			});
		}
		return JSON.parse(row.inventory) as Inventory;
	});
}
