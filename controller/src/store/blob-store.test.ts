import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BlobFiles } from './blob-files.js';
import { BlobStore, recordPlanBlobs } from './blob-store.js';
import { openSqliteStore } from './sqlite/open-sqlite-store.js';
import type { Store } from './store.js';

let folder = '';
let root = '';
let store: Store;
let blobs: BlobStore;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-blobs-'));
	root = join(folder, 'blobs');
	store = await openSqliteStore({ path: join(folder, 'stoker.db'), idleLimitMs: 100 });
	blobs = new BlobStore(store, new BlobFiles(root), { wallMs: () => 1, monotonicMs: () => 1 });
});
afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

const digestOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

async function addAttempt(node: string, assignment: string): Promise<AssignmentId> {
	const [environment, plan, deployment] = [randomUUID(), randomUUID(), randomUUID()];
	await store.write(async ({ db }) => {
		const release = { id: environment, name: environment, version: '1', digest: '', content: '{}', created_at: 1 };
		await db.insertInto('release').values(release).execute();
		await db
			.insertInto('environment')
			.values({ id: environment, name: environment, status: 'new', release_id: environment, created_at: 1 })
			.execute();
		const common = { environment_id: environment, graph_type: '', digest: '', input_digest: '', summary: '{}' };
		await db
			.insertInto('plan')
			.values({ id: plan, ...common, graph: Buffer.alloc(0), created_at: 1 })
			.execute();
		const begun = { started_at: 1, ended_at: null, started_by: '', message: '' };
		await db
			.insertInto('deployment')
			.values({ id: deployment, environment_id: environment, plan_id: plan, state: 'running', ...begun })
			.execute();
		const run = { vertex: 0, task_id: 't', node_id: node, state: 'running' as const, ready_at: null, ended_at: null };
		await db
			.insertInto('task_run')
			.values({ deployment_id: deployment, ...run, message: '' })
			.execute();
	});
	const attempt = { assignmentId: assignment as AssignmentId, deploymentId: deployment as never, vertex: 0, number: 1 };
	await store.commit([
		{
			...{ runs: [], starts: [], ends: [], cancels: [], hellos: [], controls: [], retries: [], events: [] },
			attempts: [
				{ ...attempt, nodeId: node as NodeId, journalId: 'j' as never, bootId: 'b' as never, assignedAtMs: 1 },
			],
		},
	]);
	return assignment as AssignmentId;
}

async function endAttempt(assignment: AssignmentId): Promise<void> {
	await store.write(({ db }) =>
		db.updateTable('attempt').set({ ended_at: 2 }).where('assignment_id', '=', assignment).execute(),
	);
}

describe('the blob store', () => {
	it('keeps a content once, under its digest, and gives it back', async () => {
		const lease = blobs.lease();
		const content = randomBytes(3_000_000);
		const first = await blobs.put(content, lease);
		const second = await blobs.putStream(
			undefined,
			async function* () {
				yield content.subarray(0, 1_000_000);
				yield content.subarray(1_000_000);
			},
			lease,
		);
		expect(first).toEqual({ sha256: digestOf(content), sizeBytes: 3_000_000 });
		expect(second).toEqual(first);
		await blobs.grant(await addAttempt('1', 'a1'), [first]);
		expect((await blobs.read(first.sha256)).equals(content)).toBe(true);
		expect(readdirSync(root)).toEqual([first.sha256]);
	});

	it('leaves nothing under a digest when the content breaks off', async () => {
		const broken = blobs.putStream(
			undefined,
			async function* () {
				yield Buffer.from('half');
				throw new Error('broke off');
			},
			blobs.lease(),
		);
		await expect(broken).rejects.toThrow('broke off');
		expect(readdirSync(root)).toEqual([]);
	});

	it('does not serve a file that has another size than was recorded', async () => {
		const blob = await blobs.put(Buffer.from('whole'), blobs.lease());
		await blobs.grant(await addAttempt('1', 'a1'), [blob]);
		writeFileSync(join(root, blob.sha256), 'who');
		expect(await blobs.open(blob.sha256)).toBeUndefined();
	});

	it('grants what an open attempt of the node names, by itself or as a part, and nothing else', async () => {
		const lease = blobs.lease();
		const part = await blobs.put(Buffer.from('part'), lease);
		const tree = await blobs.put(Buffer.from('tree'), lease);
		const other = await blobs.put(Buffer.from('other'), lease);
		await blobs.recordWhole(tree, [part, part]);
		const mine = await addAttempt('1', 'a1');
		const theirs = await addAttempt('2', 'a2');
		await blobs.grant(mine, [tree]);
		await blobs.grant(theirs, [other]);
		const granted = async (node: string) =>
			Promise.all([part, tree, other].map(({ sha256 }) => blobs.isGranted(node as NodeId, sha256)));
		expect(await granted('1')).toEqual([true, true, false]);
		expect(await granted('2')).toEqual([false, false, true]);
		expect(await granted('3')).toEqual([false, false, false]);
		await endAttempt(mine);
		expect(await granted('1')).toEqual([false, false, false]);
	});

	it('removes what nobody names any more, a whole before its parts, and nothing that is held', async () => {
		const lease = blobs.lease();
		const part = await blobs.put(Buffer.from('part'), lease);
		const tree = await blobs.put(Buffer.from('tree'), lease);
		await blobs.recordWhole(tree, [part]);
		const attempt = await addAttempt('1', 'a1');
		await blobs.grant(attempt, [tree]);
		lease.release();
		await blobs.collect();
		expect(readdirSync(root).sort()).toEqual([part.sha256, tree.sha256].sort());
		await endAttempt(attempt);
		expect(await blobs.endGrants()).toBe(true);
		const again = blobs.lease();
		again.add(tree.sha256);
		await blobs.collect();
		expect(readdirSync(root)).toHaveLength(2);
		again.release();
		await blobs.collect();
		expect(readdirSync(root)).toEqual([]);
		expect(await store.read(({ db }) => db.selectFrom('blob').selectAll().execute())).toEqual([]);
	});

	it('keeps what a plan names until the plan is gone', async () => {
		const lease = blobs.lease();
		const blob = await blobs.put(Buffer.from('planned'), lease);
		const attempt = await addAttempt('1', 'a1');
		const { id } = await store.read(({ db }) => db.selectFrom('plan').select('id').executeTakeFirstOrThrow());
		await store.write((transaction) => recordPlanBlobs(transaction, id, [blob, blob], 1));
		lease.release();
		await blobs.collect();
		expect(existsSync(join(root, blob.sha256))).toBe(true);
		expect(await blobs.namedByPlanOf(attempt)).toEqual(new Set([blob.sha256]));
		await store.write(async ({ db }) => {
			await db.deleteFrom('attempt').execute();
			await db.deleteFrom('plan').execute();
		});
		await blobs.collect();
		expect(readdirSync(root)).toEqual([]);
	});

	it('finds at the start what a kill has left between file and row', async () => {
		const kept = await blobs.put(Buffer.from('kept'), blobs.lease());
		await blobs.grant(await addAttempt('1', 'a1'), [kept]);
		const orphan = digestOf(Buffer.from('orphan'));
		writeFileSync(join(root, orphan), 'orphan');
		writeFileSync(join(root, 'incoming-1'), 'half');
		await new BlobStore(store, new BlobFiles(root), { wallMs: () => 1, monotonicMs: () => 1 }).clean();
		expect(readdirSync(root)).toEqual([kept.sha256]);
	});
});
