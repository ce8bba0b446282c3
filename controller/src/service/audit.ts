import { createHash } from 'node:crypto';
import type { ReadTransaction, Store, WriteTransaction } from '../store/store.js';
import { nextNumber } from './counter.js';

/** One mutation, about to be recorded. */
export interface AuditEntry {
	readonly atMs: number;
	/** For example "admin alice", "agent 3" or "local-root". */
	readonly actor: string;
	/** For example "StartDeployment". */
	readonly action: string;
	readonly object: string;
	readonly requestId: string;
	/** "ok" or a stable code. */
	readonly outcome: string;
	/** SHA-256 over the request, hexadecimal. */
	readonly digest: string;
}

/** A recorded mutation; numbers grow by one from 1. */
export interface AuditRecord extends AuditEntry {
	readonly sequence: number;
	readonly hash: string;
}

/** What the verification found; `firstBrokenSequence` is 0 when every record is as it was written. */
export interface AuditVerdict {
	readonly recordCount: number;
	readonly firstBrokenSequence: number;
}

export interface AuditPage {
	/** Newest first. */
	readonly records: readonly AuditRecord[];
	/** Empty at the end. */
	readonly nextPageToken: string;
}

const COUNTER = 'audit';
const PAGE_ROWS = 1000;
const FIRST_HASH = '0'.repeat(64);

/**
 * Records a mutation in the transaction that makes it. Each record's hash covers the one before, and the counter
 * knows how many there are: a record that was changed, removed or cut off the end shows.
 */
export async function appendAudit(transaction: WriteTransaction, entry: AuditEntry): Promise<void> {
	const sequence = await nextNumber(transaction, COUNTER);
	const previous = await transaction.db
		.selectFrom('audit')
		.select('hash')
		.where('sequence', '=', sequence - 1)
		.executeTakeFirst();
	const { atMs, requestId, ...rest } = entry;
	const hash = chainHash(previous?.hash ?? FIRST_HASH, sequence, entry);
	await transaction.db
		.insertInto('audit')
		.values({ ...rest, sequence, at: atMs, request_id: requestId, hash })
		.execute();
}

/** Recomputes every hash, a page at a time. */
export async function verifyAudit(store: Store): Promise<AuditVerdict> {
	let last = { sequence: 0, hash: FIRST_HASH };
	for (;;) {
		const page = await store.read((transaction) => readAfter(transaction, last.sequence));
		for (const record of page) {
			const expected = last.sequence + 1;
			if (record.sequence !== expected || record.hash !== chainHash(last.hash, expected, record)) {
				return { recordCount: last.sequence, firstBrokenSequence: expected };
			}
			last = record;
		}
		if (page.length < PAGE_ROWS) {
			const written = await store.read((transaction) => countWritten(transaction, last.sequence));
			return { recordCount: last.sequence, firstBrokenSequence: written > last.sequence ? last.sequence + 1 : 0 };
		}
	}
}

/** A page of records, newest first. `pageToken` comes from the page before; empty for the newest. */
export async function listAudit(store: Store, pageSize: number, pageToken: string): Promise<AuditPage> {
	const before = pageToken === '' ? Number.MAX_SAFE_INTEGER : Number(pageToken);
	const rows = await store.read(({ db }) =>
		db
			.selectFrom('audit')
			.selectAll()
			.where('sequence', '<', before)
			.orderBy('sequence', 'desc')
			.limit(pageSize)
			.execute(),
	);
	const records = rows.map(toRecord);
	const oldest = records.at(-1)?.sequence ?? 1;
	return { records, nextPageToken: oldest > 1 ? String(oldest) : '' };
}

async function readAfter({ db }: ReadTransaction, sequence: number): Promise<readonly AuditRecord[]> {
	const query = db.selectFrom('audit').selectAll().where('sequence', '>', sequence);
	const rows = await query.orderBy('sequence').limit(PAGE_ROWS).execute();
	return rows.map(toRecord);
}

/** How many records there must be; records appended since the last page was read are none of its business. */
async function countWritten({ db }: ReadTransaction, sequence: number): Promise<number> {
	const counter = await db.selectFrom('counter').select('value').where('name', '=', COUNTER).executeTakeFirst();
	const next = await db.selectFrom('audit').select('sequence').where('sequence', '=', sequence + 1).executeTakeFirst();
	return next === undefined ? (counter?.value ?? 0) : sequence;
}

function toRecord(row: {
	sequence: number;
	at: number;
	actor: string;
	action: string;
	object: string;
	request_id: string;
	outcome: string;
	digest: string;
	hash: string;
}): AuditRecord {
	const { at, request_id: requestId, ...rest } = row;
	return { ...rest, atMs: at, requestId };
}

function chainHash(previousHash: string, sequence: number, entry: AuditEntry): string {
	const { atMs, actor, action, object, requestId, outcome, digest } = entry;
	const content = JSON.stringify([previousHash, sequence, atMs, actor, action, object, requestId, outcome, digest]);
	return createHash('sha256').update(content).digest('hex');
}
