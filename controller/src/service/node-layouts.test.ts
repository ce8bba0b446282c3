import { readFileSync } from 'node:fs';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Inventory } from '@stoker/shared/model/inventory.js';
import type { PlanView } from '@stoker/shared/model/views.js';
import { parseStorageInventory } from '@stoker/shared/storage/parse-storage-inventory.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf, releaseFiles, ServiceRig, SUBJECT } from '../../../test/support/service-rig.js';
import { SAMPLE_NODE_DETAIL } from '../../../test/support/view-samples.js';
import { decodeStorage } from '../store/plan-storage.js';
import { assignNodes } from './assignments.js';
import { setFacts } from './environment-document.js';
import { createEnvironment } from './environments.js';
import { importRelease } from './import-release.js';
import { saveInventory } from './node-inventory.js';
import { clearNodeLayout, editNodeVolumes, getNodeLayout, setNodeLayout } from './node-layouts.js';
import { type CreatePlan, createPlan } from './plans.js';

const EXAMPLES = new URL('../../../examples/', import.meta.url);
const ALL = { taskIds: [], subgraphs: [], isForced: false, isDryRun: false, isNoopRun: false, nodes: [], consents: [] };

let rig: ServiceRig;

/** The release that people start from, with one more role. */
function exampleRelease() {
	const read = (path: string) => readFileSync(new URL(`bare-metal/${path}`, EXAMPLES), 'utf8');
	const head = read('release.yaml')
		.replace('roles_metadata:', 'roles_metadata:\n  cache: { name: Cache }\n  controller: { name: Controller }')
		.replace(
			'volumes_roles_mapping:',
			'volumes_roles_mapping:\n    controller:\n      - { id: os, allocate_size: min }\n      - { id: fast, allocate_size: min }\n      - { id: image, allocate_size: all }\n    cache:\n      - { id: os, allocate_size: min }\n      - { id: fast, allocate_size: min }',
		)
		.replace(
			'  volumes:\n',
			'  volumes:\n    - { id: image, type: partition, label: Images, min_size: 1024, mount: /images, file_system: xfs }\n    - { id: fast, type: partition, label: Fast, min_size: 2048, mount: /fast, file_system: ext4 }\n',
		);
	const graphs = ['graphs/provision.tasks.yaml', 'graphs/provision.metadata.yaml'].map((path) => [path, read(path)]);
	return releaseFiles({ 'release.yaml': head, ...(Object.fromEntries(graphs) as Record<string, string>) });
}

async function report(node: string, change: (inventory: Inventory) => Inventory = (same) => same): Promise<void> {
	const read = parseStorageInventory(JSON.parse(readFileSync(new URL('storage/blank-machine.json', EXAMPLES), 'utf8')));
	const { inventory: sample } = SAMPLE_NODE_DETAIL;
	if (!('value' in read) || sample === undefined) {
		throw new Error('the machine of the examples cannot be read');
	}
	const { disks, memoryBytes } = read.value;
	const inventory = change({ ...sample, disks, memoryBytes, system: { ...sample.system, firmware: 'uefi' } });
	await saveInventory(rig.ports, node as NodeId, `digest-${Math.random()}`, inventory);
}

const assign = (node: string, roles: readonly string[]) =>
	assignNodes(rig.ports, { environment: 'lab', nodes: [{ node, roles }] }, SUBJECT);

const plan = (options: Partial<CreatePlan> = {}): Promise<PlanView> =>
	createPlan(rig.ports, { environment: 'lab', graphType: 'provision', ...ALL, ...options }, SUBJECT);

beforeEach(async () => {
	rig = await ServiceRig.open();
	await importRelease(rig.ports, { files: exampleRelease(), validateOnly: false }, SUBJECT);
	await createEnvironment(rig.ports, { name: 'lab', release: 'bare-metal' }, SUBJECT);
	await rig.addNodes(['master', '1', '2']);
	await report('1');
	await assign('1', ['base']);
});
afterEach(() => rig.close());

describe('the layout of a node', () => {
	it('is what its roles ask for', async () => {
		const layout = await getNodeLayout(rig.ports, 'node-1');
		expect(layout).toMatchObject({ source: 'roles', format: 'ks_spaces', version: 0, diagnostics: [] });
		expect(layout.disks.map(({ name }) => name)).toEqual(['nvme0n1', 'sda', 'sdb', 'sdc', 'sdd']);
		expect(layout.disks[0]?.volumes.map(({ name }) => name)).toEqual(['os', 'data']);
	});

	it('keeps edits when roles change, and shows them', async () => {
		const before = await getNodeLayout(rig.ports, '1');
		const [first] = before.disks;
		const os = { name: 'os', sizeMib: 90_000, isKept: false };
		const wanted = {
			...first,
			volumes: first?.volumes.map((volume) => (volume.name === 'os' ? os : { ...volume, sizeMib: 1_000 })),
		};
		const request = { node: '1', disks: [wanted as (typeof before.disks)[number]], expectedVersion: 0 };
		const edited = await editNodeVolumes(rig.ports, request, SUBJECT);
		expect(edited).toMatchObject({ version: 1, updatedBy: SUBJECT.actor });
		await assign('1', ['base', 'cache']);
		const after = await getNodeLayout(rig.ports, '1');
		expect(after.edits).toEqual(edited.edits);
		expect(after.disks[0]?.volumes).toContainEqual(os);
		expect(after.disks[0]?.volumes.map(({ name }) => name)).toContain('fast');
	});

	it('has no room for images that the facts put into Ceph', async () => {
		const spaces = async () => (await getNodeLayout(rig.ports, '1')).disks[0]?.volumes.map(({ name }) => name);
		await assign('1', ['controller']);
		expect(await spaces()).toContain('image');
		const document = Buffer.from('common: { storage: { images_ceph: true } }');
		await setFacts(rig.ports, { environment: 'lab', document }, SUBJECT);
		expect(await spaces()).not.toContain('image');
	});

	it('is not edited into what does not fit', async () => {
		const { disks } = await getNodeLayout(rig.ports, '1');
		const [first] = disks;
		const volumes = first?.volumes.map((volume) => ({ ...volume, sizeMib: 10_000_000 })) ?? [];
		const request = { node: '1', disks: first === undefined ? [] : [{ ...first, volumes }], expectedVersion: 0 };
		const error = await refusalOf(editNodeVolumes(rig.ports, request, SUBJECT));
		expect(error.code).toBe('LAYOUT_INVALID');
		expect(error.diagnostics.map(({ code }) => code)).toContain('DISK_TOO_SMALL');
	});

	it('is a schema where one is set, of any format, and the roles again when that is cleared', async () => {
		const spaces =
			'- {id: root, type: lv, min_size: 10240, mount: /, fs_type: ext4}\n- {id: os, type: vg, contains: [{id: root}]}\n';
		const set = { node: '1', format: 'dynamic', schema: spaces, expectedVersion: 0 };
		expect(await setNodeLayout(rig.ports, set, SUBJECT)).toMatchObject({
			source: 'schema',
			format: 'dynamic',
			schema: spaces,
		});
		const cleared = await clearNodeLayout(rig.ports, { node: '1', expectedVersion: 1 }, SUBJECT);
		expect(cleared).toMatchObject({ source: 'roles', version: 2 });
		const late = clearNodeLayout(rig.ports, { node: '1', expectedVersion: 1 }, SUBJECT);
		expect((await refusalOf(late)).code).toBe('LAYOUT_CHANGED');
	});

	it('cannot be set before the hardware is known', async () => {
		const set = setNodeLayout(rig.ports, { node: '2', format: '', schema: 'disks: []', expectedVersion: 0 }, SUBJECT);
		expect((await refusalOf(set)).code).toBe('NODE_WITHOUT_INVENTORY');
	});
});

describe('a plan that provisions', () => {
	it('names what is done to the disks of each node, and stores it with what the node is to be', async () => {
		const made = await plan();
		expect(made).toMatchObject({ destroyDigest: '', storage: [{ nodeId: '1', nodeName: 'node-1', losses: [] }] });
		const rows = await rig.store.read(({ db }) => db.selectFrom('plan_storage').selectAll().execute());
		const { system, storage_plan: stored } = decodeStorage(rows[0]?.document ?? new Uint8Array());
		expect(stored['digest']).toBe(made.storage[0]?.digest);
		expect(system).toMatchObject({ hostName: 'node-1', consoles: ['tty0', 'ttyS0,115200'] });
		expect((await plan()).digest).toBe(made.digest);
	});

	it('tells the problems of all nodes at once', async () => {
		await rig.addNodes(['3']);
		await report('3', (inventory) => ({
			...inventory,
			disks: inventory.disks.slice(0, 1).map((disk) => ({ ...disk, sizeBytes: 1024 ** 3 })),
		}));
		await assign('2', ['base']);
		await assign('3', ['base']);
		const error = await refusalOf(plan());
		expect(error.code).toBe('GRAPH_INVALID');
		const told = error.diagnostics.map(
			({ code, message }) => `${code} ${/[Nn]ode (node-\d)/.exec(message)?.[1] ?? ''}`,
		);
		expect(told).toContain('INVENTORY_MISSING node-2');
		expect(told).toContain('SPACE_TOO_SMALL node-3');
	});

	it('makes a machine anew when it is forced, and knows it again afterwards', async () => {
		const usual = await plan();
		const forced = await plan({ isForced: true });
		expect(forced.storage[0]?.digest).not.toBe(usual.storage[0]?.digest);
		await rig.start(forced);
		const row = await rig.store.read(({ db }) => db.selectFrom('node_layout').selectAll().executeTakeFirst());
		expect(row?.seed).not.toBe('');
		expect((await plan({ nodes: ['1'] })).storage[0]?.digest).toBe(forced.storage[0]?.digest);
		expect((await getNodeLayout(rig.ports, '1')).version).toBe(0);
	});

	it('is stale once the disks are others, and not when something else is', async () => {
		const made = await plan();
		await report('1', (inventory) => ({ ...inventory, accelerators: [] }));
		const again = await plan();
		expect(again.digest).toBe(made.digest);
		await report('1', (inventory) => ({ ...inventory, disks: inventory.disks.slice(1) }));
		const error = await refusalOf(rig.start(made));
		expect(error.code).toBe('PLAN_STALE');
		expect(error.message).toContain('the disks of node 1');
	});
});
