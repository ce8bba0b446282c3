import { createHash } from 'node:crypto';
import type { BlobReference } from '@stoker/shared/model/blob.js';
import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { BlobFiles, OpenBlob } from './blob-files.js';
import type { Database } from './schema.js';
import type { Store, WriteTransaction } from './store.js';

/** Most rows one statement writes or reads. */
const ROWS = 500;

/** Keeps blobs from being collected before a row refers to them. */
export interface BlobLease {
	readonly add: (sha256: string) => void;
	readonly release: () => void;
}

/**
 * Blobs with what refers to them: a plan, an open attempt, or another blob they are part of.
 *
 * INVARIANTS. A row is written after its file is durable, and a file is removed after its row: a kill between the two
 * leaves a file without a row, which `collect` finds. What has a lease is not removed.
 */
export class BlobStore {
	readonly #store: Store;
	readonly #files: BlobFiles;
	readonly #clock: Clock;
	readonly #leases = new Set<Set<string>>();

	constructor(store: Store, files: BlobFiles, clock: Clock) {
		this.#store = store;
		this.#files = files;
		this.#clock = clock;
	}

	lease(): BlobLease {
		const held = new Set<string>();
		this.#leases.add(held);
		return { add: (sha256) => held.add(sha256), release: () => this.#leases.delete(held) };
	}

	/** Keeps a content that is in memory; the lease holds it until a row does. */
	async put(content: Uint8Array, lease: BlobLease): Promise<BlobReference> {
		const blob = { sha256: createHash('sha256').update(content).digest('hex'), sizeBytes: content.length };
		lease.add(blob.sha256);
		if (!(await this.#files.has(blob))) {
			await this.#files.write([content]);
		}
		return blob;
	}

	/** Keeps a content as it is read; what is known of it already is not read again. */
	async putStream(
		known: BlobReference | undefined,
		read: () => AsyncIterable<Uint8Array>,
		lease: BlobLease,
	): Promise<BlobReference> {
		if (known !== undefined) {
			lease.add(known.sha256);
			if (await this.#files.has(known)) {
				return known;
			}
		}
		const blob = await this.#files.write(read());
		lease.add(blob.sha256);
		// A collection may have come between the rename and the lease.
		return (await this.#files.has(blob)) ? blob : this.putStream(blob, read, lease);
	}

	/** Undefined when there is no such blob, or when its file has another size than its row says. */
	async open(sha256: string): Promise<OpenBlob | undefined> {
		const row = await this.#store.read(({ db }) =>
			db.selectFrom('blob').select('size_bytes').where('sha256', '=', sha256).executeTakeFirst(),
		);
		const opened = row && (await this.#files.open(sha256));
		if (opened !== undefined && opened.sizeBytes !== row?.size_bytes) {
			await opened.handle.close();
			return undefined;
		}
		return opened;
	}

	/** The whole content of a blob. Throws when it is not there. */
	async read(sha256: string): Promise<Buffer> {
		const opened = await this.open(sha256);
		if (opened === undefined) {
			throw new Error(`blob ${sha256} is missing`);
		}
		try {
			return await opened.handle.readFile();
		} finally {
			await opened.handle.close();
		}
	}

	/** Writes rows for a blob and the blobs it is made of. In several transactions: until somebody refers to it, it is garbage. */
	async recordWhole(whole: BlobReference, parts: readonly BlobReference[]): Promise<void> {
		const distinct = [...new Map(parts.map((part) => [part.sha256, part])).values()];
		// Asked in the queue of the writers, not of a reader: a collection that is under way comes before it or not at all.
		const known = await this.#store.write(async (transaction) => {
			await recordBlobs(transaction, [whole], this.#clock.wallMs());
			return countParts(transaction.db, whole.sha256);
		});
		if (known === distinct.length) {
			return;
		}
		for (let from = 0; from < distinct.length; from += ROWS) {
			const some = distinct.slice(from, from + ROWS);
			await this.#store.write(async (transaction) => {
				await recordBlobs(transaction, some, this.#clock.wallMs());
				await transaction.db
					.insertInto('blob_part')
					.values(some.map(({ sha256 }) => ({ whole: whole.sha256, part: sha256 })))
					.onConflict((conflict) => conflict.doNothing())
					.execute();
			});
		}
	}

	/** Lets the node of an open attempt read these blobs and what they are made of. */
	async grant(assignmentId: AssignmentId, blobs: readonly BlobReference[]): Promise<void> {
		const distinct = [...new Map(blobs.map((blob) => [blob.sha256, blob])).values()];
		await this.#store.write(async (transaction) => {
			for (let from = 0; from < distinct.length; from += ROWS) {
				const some = distinct.slice(from, from + ROWS);
				await recordBlobs(transaction, some, this.#clock.wallMs());
				await transaction.db
					.insertInto('attempt_blob')
					.values(some.map(({ sha256 }) => ({ assignment_id: assignmentId, sha256 })))
					.onConflict((conflict) => conflict.doNothing())
					.execute();
			}
		});
	}

	/** Whether an attempt of this node that has not ended names the blob, by itself or as a part. */
	async isGranted(nodeId: NodeId, sha256: string): Promise<boolean> {
		const row = await this.#store.read(({ db }) =>
			db
				.selectFrom('attempt')
				.innerJoin('attempt_blob', 'attempt_blob.assignment_id', 'attempt.assignment_id')
				.select('attempt.assignment_id')
				.where('attempt.node_id', '=', nodeId)
				.where('attempt.ended_at', 'is', null)
				.where((eb) =>
					eb.or([
						eb('attempt_blob.sha256', '=', sha256),
						eb.exists(
							eb
								.selectFrom('blob_part')
								.select('part')
								.whereRef('blob_part.whole', '=', 'attempt_blob.sha256')
								.where('blob_part.part', '=', sha256),
						),
					]),
				)
				.limit(1)
				.executeTakeFirst(),
		);
		return row !== undefined;
	}

	/** Which of these digests a plan names. */
	async namedByPlanOf(assignmentId: AssignmentId): Promise<ReadonlySet<string>> {
		const rows = await this.#store.read(({ db }) =>
			db
				.selectFrom('attempt')
				.innerJoin('deployment', 'deployment.id', 'attempt.deployment_id')
				.innerJoin('plan_blob', 'plan_blob.plan_id', 'deployment.plan_id')
				.select('plan_blob.sha256')
				.where('attempt.assignment_id', '=', assignmentId)
				.execute(),
		);
		return new Set(rows.map((row) => row.sha256));
	}

	/** Takes back what attempts that have ended were granted; tells whether there was any. */
	async endGrants(): Promise<boolean> {
		const result = await this.#store.write(({ db }) =>
			db
				.deleteFrom('attempt_blob')
				.where('assignment_id', 'in', (query) =>
					query
						.selectFrom('attempt')
						.innerJoin('attempt_blob as granted', 'granted.assignment_id', 'attempt.assignment_id')
						.select('attempt.assignment_id')
						.where('attempt.ended_at', 'is not', null),
				)
				.executeTakeFirst(),
		);
		return result.numDeletedRows > 0n;
	}

	/** Removes every blob that nothing refers to, with the rows of its parts first, then those. */
	async collect(): Promise<void> {
		for (let isDone = false; !isDone; ) {
			const unused = (await this.#store.read(({ db }) => selectUnused(db))).filter((sha256) => !this.#isHeld(sha256));
			for (let from = 0; from < unused.length; from += ROWS) {
				const some = unused.slice(from, from + ROWS);
				const gone = await this.#store.write(({ db }) =>
					deleteUnused(
						db,
						some.filter((sha256) => !this.#isHeld(sha256)),
					),
				);
				this.#removeFiles(gone);
			}
			isDone = unused.length === 0;
		}
	}

	/** What a killed controller left: contents half written, and files without a row. Before anything else is done. */
	async clean(): Promise<void> {
		await this.#files.removeIncoming();
		await this.endGrants();
		await this.collect();
		const files = await this.#files.list();
		for (let from = 0; from < files.length; from += ROWS) {
			const some = files.slice(from, from + ROWS);
			const rows = await this.#store.read(({ db }) =>
				db.selectFrom('blob').select('sha256').where('sha256', 'in', some).execute(),
			);
			const known = new Set(rows.map((row) => row.sha256));
			this.#removeFiles(some.filter((sha256) => !known.has(sha256)));
		}
	}

	#isHeld(sha256: string): boolean {
		return [...this.#leases].some((held) => held.has(sha256));
	}

	/** Looks at the leases and removes in one turn: whoever takes a lease later finds no file and writes it anew. */
	#removeFiles(digests: readonly string[]): void {
		for (const sha256 of digests) {
			if (!this.#isHeld(sha256)) {
				this.#files.remove(sha256);
			}
		}
	}
}

/** Writes rows of blobs whose files are durable. */
async function recordBlobs({ db }: WriteTransaction, blobs: readonly BlobReference[], atMs: number): Promise<void> {
	for (let from = 0; from < blobs.length; from += ROWS) {
		const rows = blobs
			.slice(from, from + ROWS)
			.map(({ sha256, sizeBytes }) => ({ sha256, size_bytes: sizeBytes, created_at: atMs }));
		await db
			.insertInto('blob')
			.values(rows)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

/** Makes a plan refer to blobs. */
export async function recordPlanBlobs(
	transaction: WriteTransaction,
	planId: string,
	blobs: readonly BlobReference[],
	atMs: number,
): Promise<void> {
	const distinct = [...new Map(blobs.map((blob) => [blob.sha256, blob])).values()];
	await recordBlobs(transaction, distinct, atMs);
	for (let from = 0; from < distinct.length; from += ROWS) {
		const rows = distinct.slice(from, from + ROWS).map(({ sha256 }) => ({ plan_id: planId, sha256 }));
		await transaction.db.insertInto('plan_blob').values(rows).execute();
	}
}

async function countParts(db: Kysely<Database>, whole: string): Promise<number> {
	const row = await db
		.selectFrom('blob_part')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('whole', '=', whole)
		.executeTakeFirst();
	return Number(row?.count ?? 0);
}

/** Neither a plan nor an attempt names it, and it is part of nothing. */
function isUnused(eb: ExpressionBuilder<Database, 'blob'>) {
	const byPlan = eb.selectFrom('plan_blob').select('plan_id').whereRef('plan_blob.sha256', '=', 'blob.sha256');
	const byAttempt = eb
		.selectFrom('attempt_blob')
		.select('assignment_id')
		.whereRef('attempt_blob.sha256', '=', 'blob.sha256');
	const byWhole = eb.selectFrom('blob_part').select('whole').whereRef('blob_part.part', '=', 'blob.sha256');
	return eb.and([eb.not(eb.exists(byPlan)), eb.not(eb.exists(byAttempt)), eb.not(eb.exists(byWhole))]);
}

async function selectUnused(db: Kysely<Database>): Promise<readonly string[]> {
	const rows = await db.selectFrom('blob').select('sha256').where(isUnused).execute();
	return rows.map((row) => row.sha256);
}

/** Looks again within the transaction: somebody may have referred to them since. */
async function deleteUnused(db: Kysely<Database>, digests: readonly string[]): Promise<readonly string[]> {
	const rows = await db.deleteFrom('blob').where('sha256', 'in', digests).where(isUnused).returning('sha256').execute();
	return rows.map((row) => row.sha256);
}
