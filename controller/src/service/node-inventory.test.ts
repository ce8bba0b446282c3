import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Inventory } from '@stoker/shared/model/inventory.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf, ServiceRig } from '../../../test/support/service-rig.js';
import { SAMPLE_NODE_DETAIL } from '../../../test/support/view-samples.js';
import { getInventory, KEPT_INVENTORIES, listInventories, saveInventory } from './node-inventory.js';

const NODE = '1' as NodeId;
let rig: ServiceRig;

beforeEach(async () => {
	rig = await ServiceRig.open();
	await rig.addEnvironment();
});
afterEach(() => rig.close());

function withMemory(memoryBytes: number): Inventory {
	const { inventory } = SAMPLE_NODE_DETAIL;
	if (inventory === undefined) {
		throw new Error('the sample has no inventory');
	}
	return { ...inventory, memoryBytes };
}

async function save(memoryBytes: number, digest = `digest-${memoryBytes}`): Promise<void> {
	const clock = { wallMs: () => memoryBytes, monotonicMs: () => memoryBytes };
	await saveInventory(
		{ store: rig.store, clock: { ...rig.ports.clock, ...clock } },
		NODE,
		digest,
		withMemory(memoryBytes),
	);
}

describe('the inventories of a node', () => {
	it('are kept when something changed, the newest first', async () => {
		await save(1);
		await save(2, 'digest-1');
		await save(3);
		expect(await listInventories(rig.ports, NODE)).toEqual([
			{ number: 2, digest: 'digest-3', foundAtMs: 3 },
			{ number: 1, digest: 'digest-1', foundAtMs: 1 },
		]);
		expect(await getInventory(rig.ports, NODE, 1)).toEqual(withMemory(1));
	});

	it('are bounded', async () => {
		for (let memory = 1; memory <= KEPT_INVENTORIES + 5; memory += 1) {
			await save(memory);
		}
		const records = await listInventories(rig.ports, NODE);
		expect(records).toHaveLength(KEPT_INVENTORIES);
		expect(records.at(-1)?.number).toBe(6);
		expect(await refusalOf(getInventory(rig.ports, NODE, 5))).toMatchObject({ code: 'INVENTORY_NOT_FOUND' });
	});

	it('of a node that is gone are not stored', async () => {
		await saveInventory({ store: rig.store, clock: rig.ports.clock }, '99' as NodeId, 'd', withMemory(1));
		const rows = await rig.store.read(({ db }) => db.selectFrom('node_inventory').selectAll().execute());
		expect(rows).toEqual([]);
	});
});
