import { createHash } from 'node:crypto';
import type { AuditRecordView, AuditVerificationView, Page } from '@stoker/shared/model/views.js';
import type { AuditTable } from '../store/schema.js';
import type { ReadTransaction, Store, WriteTransaction } from '../store/store.js';
import { nextNumber } from './counter.js';
import { openPage, type PageRequest } from './paging.js';

/** One mutation, about to be recorded. */
export type AuditEntry = Omit<AuditRecordView, 'sequence' | 'hash'>;

/** The part of it that the door knows: who asked, under which request id, with which request. */
export type AuditSubject = Pick<AuditEntry, 'actor' | 'requestId' | 'digest'>;

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
export async function verifyAudit(store: Store): Promise<AuditVerificationView> {
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
			const isCut = written > last.sequence;
			return { recordCount: last.sequence, firstBrokenSequence: isCut ? last.sequence + 1 : undefined };
		}
	}
}

/** A page of records, newest first. */
export async function listAudit(store: Store, request: PageRequest): Promise<Page<AuditRecordView>> {
	const cursor = openPage<number>(request, ['audit'], 'number');
	const rows = await store.read(({ db }) => {
		const newest = db.selectFrom('audit').selectAll().orderBy('sequence', 'desc').limit(cursor.limit);
		return (cursor.after === undefined ? newest : newest.where('sequence', '<', cursor.after)).execute();
	});
	return cursor.page(rows, (row) => row.sequence, toRecord);
}

async function readAfter({ db }: ReadTransaction, sequence: number): Promise<readonly AuditRecordView[]> {
	const query = db.selectFrom('audit').selectAll().where('sequence', '>', sequence);
	const rows = await query.orderBy('sequence').limit(PAGE_ROWS).execute();
	return rows.map(toRecord);
}

/** How many records there must be; records appended since the last page was read are none of its business. */
async function countWritten({ db }: ReadTransaction, sequence: number): Promise<number> {
	const counter = await db.selectFrom('counter').select('value').where('name', '=', COUNTER).executeTakeFirst();
	const next = await db
		.selectFrom('audit')
		.select('sequence')
		.where('sequence', '=', sequence + 1)
		.executeTakeFirst();
	return next === undefined ? (counter?.value ?? 0) : sequence;
}

function toRecord({ at, request_id: requestId, ...rest }: AuditTable): AuditRecordView {
	return { ...rest, atMs: at, requestId };
}

function chainHash(previousHash: string, sequence: number, entry: AuditEntry): string {
	const { atMs, actor, action, object, requestId, outcome, digest } = entry;
	const content = JSON.stringify([previousHash, sequence, atMs, actor, action, object, requestId, outcome, digest]);
	return createHash('sha256').update(content).digest('hex');
}
