import { SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import { type HardwareDrift, hardwareDrift, newDrift } from '@stoker/shared/model/hardware-drift.js';
import type { EnvironmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { InventoryRecordView } from '@stoker/shared/model/inventory.js';
import { type Inventory, NO_MEMORY, NO_NIC_FEATURES } from '@stoker/shared/model/inventory.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { driftMessage } from '../domain/agreed-hardware.js';
import type { Store, WriteTransaction } from '../store/store.js';
import type { AuditSubject } from './audit.js';
import { findNode, type NodeRow } from './lookups.js';
import { recordMutation } from './mutation.js';

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
		const { db } = transaction;
		const before = await db.selectFrom('node').selectAll().where('id', '=', nodeId).executeTakeFirst();
		if (before === undefined) {
			return;
		}
		// What is seen first is what was agreed to.
		const agreed = before.agreed_inventory === null ? { agreed_inventory: text, agreed_at: atMs } : {};
		const found = { inventory: text, inventory_digest: digest, inventory_at: atMs, ...agreed };
		await db.updateTable('node').set(found).where('id', '=', nodeId).execute();
		await keepInHistory(transaction, { node_id: nodeId, digest, inventory: text, found_at: atMs });
		const drifted = newDrift(driftOf(before), driftOf({ ...before, ...found }));
		if (drifted.length > 0) {
			await tellDrift(transaction, { row: before, drifted, atMs });
		}
	});
}

/** What of the agreed hardware of a node is gone or smaller. */
export function driftOf(row: Pick<NodeRow, 'inventory' | 'agreed_inventory'>): readonly HardwareDrift[] {
	const agreed = storedInventory(row.agreed_inventory);
	const now = storedInventory(row.inventory);
	return agreed === undefined || now === undefined ? [] : hardwareDrift(agreed, now);
}

/** An inventory as it was stored, also by a version that knew less of hardware. */
export function storedInventory(text: string | null): Inventory | undefined {
	if (text === null) {
		return undefined;
	}
	const stored = JSON.parse(text) as Omit<Inventory, 'memory' | 'storageControllers'> & Partial<Inventory>;
	const nics = stored.nics.map((nic) => ({ ...NO_NIC_FEATURES, ...nic }));
	return { memory: NO_MEMORY, storageControllers: [], ...stored, nics };
}

/** Agrees to the hardware of a node as it is now. @throws StokerError NODE_NOT_FOUND or NODE_WITHOUT_INVENTORY. */
export async function acceptHardware(
	{ store, clock }: { readonly store: Store; readonly clock: Clock },
	node: string,
	subject: AuditSubject,
): Promise<NodeId> {
	const atMs = clock.wallMs();
	return store.write(async (transaction) => {
		const row = await findNode(transaction.db, node);
		const nodeId = row.id as NodeId;
		if (row.inventory === null) {
			const message = `Node ${row.name} has not told of its hardware yet.`;
			throw new StokerError('NODE_WITHOUT_INVENTORY', message, { subject: { node: row.id } });
		}
		await agreeToHardware(transaction, [row.id], atMs);
		const body = { kind: 'node_changed', nodeId, status: row.status, message: 'Hardware accepted.' } as const;
		const events = streamsOf(row).map((stream) => [stream, body] as const);
		await recordMutation(transaction, {
			atMs,
			subject,
			action: 'AcceptNodeHardware',
			object: `node ${nodeId}`,
			events,
		});
		return nodeId;
	});
}

/** What nodes have now is what was agreed to; of those that reported nothing yet it will be what they report first. */
export async function agreeToHardware(
	{ db }: WriteTransaction,
	nodeIds: readonly string[],
	atMs: number,
): Promise<void> {
	await db
		.updateTable('node')
		.set((column) => ({ agreed_inventory: column.ref('inventory'), agreed_at: atMs }))
		.where('id', 'in', nodeIds)
		.where('inventory', 'is not', null)
		.execute();
}

async function tellDrift(
	transaction: WriteTransaction,
	{ row, drifted, atMs }: { readonly row: NodeRow; readonly drifted: readonly HardwareDrift[]; readonly atMs: number },
): Promise<void> {
	const nodeId = row.id as NodeId;
	const body = { kind: 'node_changed', nodeId, status: row.status, message: driftMessage(drifted) } as const;
	await transaction.appendEvents(streamsOf(row).map((stream) => ({ stream, atMs, body })));
}

function streamsOf({ environment_id: environment }: Pick<NodeRow, 'environment_id'>): readonly EnvironmentId[] {
	return [SYSTEM_STREAM, ...(environment === null ? [] : [environment as EnvironmentId])];
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
		const { id, name } = await findNode(db, node);
		const row = await db
			.selectFrom('node_inventory')
			.select('inventory')
			.where('node_id', '=', id)
			.where('number', '=', number)
			.executeTakeFirst();
		if (row === undefined) {
			throw new StokerError('INVENTORY_NOT_FOUND', `Node ${name} has no inventory ${number}.`, {
				subject: { node: id, number: String(number) },
			});
		}
		return storedInventory(row.inventory) as Inventory;
	});
}
