import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Inventory } from '@stoker/shared/model/inventory.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import type { Store } from '../store/store.js';

/** Stores the hardware an agent found; a node that was removed meanwhile stays removed. */
export async function saveInventory(
	{ store, clock }: { readonly store: Store; readonly clock: Clock },
	nodeId: NodeId,
	digest: string,
	inventory: Inventory,
): Promise<void> {
	const found = { inventory: JSON.stringify(inventory), inventory_digest: digest, inventory_at: clock.wallMs() };
	await store.write(({ db }) => db.updateTable('node').set(found).where('id', '=', nodeId).execute());
}
