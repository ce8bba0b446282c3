import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Inventory } from '@stoker/shared/model/inventory.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf, ServiceRig, SUBJECT } from '../../../test/support/service-rig.js';
import { SAMPLE_NODE_DETAIL } from '../../../test/support/view-samples.js';
import { assignNodes } from './assignments.js';
import {
	acceptHardware,
	getInventory,
	KEPT_INVENTORIES,
	listInventories,
	saveInventory,
	storedInventory,
} from './node-inventory.js';
import { getNode } from './nodes.js';

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

describe('the hardware that was agreed to', () => {
	const drift = async () => (await getNode(rig.ports, NODE)).drift.map(({ kind }) => kind);
	const messages = () =>
		rig.store.read(async ({ db }) => {
			const rows = await db.selectFrom('event').select('body').where('stream', '=', '').execute();
			return rows.map(({ body }) => body).filter((body) => body.includes('Hardware'));
		});

	it('is what was seen first; what is gone of it shows, and is told once', async () => {
		await save(1000);
		expect(await drift()).toEqual([]);
		await save(500);
		expect(await drift()).toEqual(['memory_less']);
		await save(500, 'looked at again');
		expect(await messages()).toHaveLength(1);
		await save(1000);
		expect(await drift()).toEqual([]);
		expect((await getNode(rig.ports, NODE)).agreedAtMs).toBe(1000);
	});

	it('is what there is now once an administrator says so', async () => {
		await save(1000);
		await save(500);
		await acceptHardware(rig.ports, NODE, SUBJECT);
		expect(await drift()).toEqual([]);
		await save(400);
		expect(await drift()).toEqual(['memory_less']);
		expect(await refusalOf(acceptHardware(rig.ports, '2', SUBJECT))).toMatchObject({ code: 'NODE_WITHOUT_INVENTORY' });
		expect(await refusalOf(acceptHardware(rig.ports, 'nobody', SUBJECT))).toMatchObject({ code: 'NODE_NOT_FOUND' });
	});

	it('is what there is when a node enters an environment, not when its roles change', async () => {
		await save(1000);
		await save(500);
		await rig.store.write(({ db }) =>
			db.updateTable('node').set({ environment_id: null }).where('id', '=', NODE).execute(),
		);
		const assign = () =>
			assignNodes(rig.ports, { environment: 'prod', nodes: [{ node: NODE, roles: ['store'] }] }, SUBJECT);
		await assign();
		expect(await drift()).toEqual([]);
		await save(400);
		await assign();
		expect(await drift()).toEqual(['memory_less']);
	});

	it('may have been stored by a version that knew less', () => {
		const { memory, storageControllers, nics, ...old } = withMemory(1);
		const added = new Set(['offloads', 'maxQueues', 'maxSpeedMbitPerSecond']);
		const oldNics = nics.map((nic) => Object.fromEntries(Object.entries(nic).filter(([key]) => !added.has(key))));
		const read = storedInventory(JSON.stringify({ ...old, nics: oldNics }));
		expect(read).toMatchObject({
			memory: { modules: [] },
			storageControllers: [],
			nics: [{ offloads: [], maxQueues: 0 }],
		});
		expect([memory, storageControllers]).not.toContain(undefined);
	});
});
