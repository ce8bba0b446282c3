import { deflateSync, inflateSync } from 'node:zlib';
import type { AssignmentId } from '@stoker/shared/model/ids.js';
import type { JsonObject } from '@stoker/shared/model/task.js';
import type { Store, WriteTransaction } from './store.js';

const VERSION = 1;
/** A plan of a machine with hundreds of disks is some megabytes; far more than that is a damaged blob. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** What a plan does to a node, as it is stored: what its tasks are handed. */
export interface StoredStorage {
	readonly storage_plan: JsonObject;
	readonly system: JsonObject;
	/** Whether the agent of the installed system becomes the one of the node. */
	readonly isHandedOver: boolean;
}

/** A row of `plan_storage` before it has a plan. */
export interface NewPlanStorage {
	readonly node_id: string;
	readonly seed: string;
	readonly document: Uint8Array;
}

/** Compresses what a plan does to a node. */
export function encodeStorage(storage: StoredStorage): Uint8Array {
	return Buffer.concat([Buffer.of(VERSION), deflateSync(Buffer.from(JSON.stringify(storage)), { level: 3 })]);
}

/** Reads what {@link encodeStorage} wrote. Throws when a newer version wrote it, or when it is damaged. */
export function decodeStorage(blob: Uint8Array): StoredStorage {
	if (blob[0] !== VERSION) {
		throw new Error(`storage of version ${blob[0] ?? 'none'}: this program reads version ${VERSION}`);
	}
	return JSON.parse(inflateSync(blob.subarray(1), { maxOutputLength: MAX_TEXT_BYTES }).toString()) as StoredStorage;
}

/** What the plan of an attempt does to its node; undefined where it does nothing to its disks. */
export async function storageOfAttempt(
	store: Store,
	assignmentId: AssignmentId,
): Promise<(StoredStorage & { readonly nodeId: string }) | undefined> {
	const row = await store.read(({ db }) =>
		db
			.selectFrom('attempt')
			.innerJoin('deployment', 'deployment.id', 'attempt.deployment_id')
			.innerJoin('plan_storage', (join) =>
				join
					.onRef('plan_storage.plan_id', '=', 'deployment.plan_id')
					.onRef('plan_storage.node_id', '=', 'attempt.node_id'),
			)
			.select(['plan_storage.document', 'plan_storage.node_id'])
			.where('attempt.assignment_id', '=', assignmentId)
			.executeTakeFirst(),
	);
	return row && { ...decodeStorage(row.document), nodeId: row.node_id };
}

/** From the start of a plan on, nodes have the seeds that it was made with: a later plan knows their disks again. */
export async function adoptSeeds({ db }: WriteTransaction, planId: string, atMs: number): Promise<void> {
	const rows = await db
		.selectFrom('plan_storage')
		.leftJoin('node_layout', 'node_layout.node_id', 'plan_storage.node_id')
		.select(['plan_storage.node_id', 'plan_storage.seed', 'node_layout.seed as known'])
		.where('plan_storage.plan_id', '=', planId)
		.execute();
	for (const { node_id: nodeId, seed, known } of rows) {
		if (seed !== (known ?? '')) {
			const fresh = { node_id: nodeId, version: 0, format: null, written: null, edits: null, updated_by: '' };
			await db
				.insertInto('node_layout')
				.values({ ...fresh, seed, updated_at: atMs })
				.onConflict((conflict) => conflict.column('node_id').doUpdateSet({ seed }))
				.execute();
		}
	}
}
