import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IdentityFixture, openIdentityFixture } from '../../../test/support/identity-fixture.js';
import { appendAudit, listAudit, verifyAudit } from './audit.js';

let fixture: IdentityFixture;

beforeEach(async () => {
	fixture = await openIdentityFixture();
	const entry = { atMs: 1, actor: 'admin ada', action: 'A', object: 'o', requestId: 'r', outcome: 'ok', digest: 'd' };
	// Two pages of the verification and a bit.
	await fixture.store.write(async (transaction) => {
		for (let number = 1; number <= 1005; number += 1) {
			await appendAudit(transaction, { ...entry, atMs: number });
		}
	});
});
afterEach(async () => {
	await fixture.close();
});

describe('the audit log', () => {
	it('holds as long as nobody touches it', async () => {
		expect(await verifyAudit(fixture.store)).toEqual({ recordCount: 1005, firstBrokenSequence: undefined });
	});

	it.each([
		['changed', 'actor', 1003, 1003],
		['backdated', 'at', 5, 5],
		['given another hash', 'hash', 7, 7],
	] as const)('shows a record that was %s', async (_what, column, sequence, broken) => {
		const value = column === 'at' ? 0 : 'forged';
		await fixture.store.write(({ db }) =>
			db
				.updateTable('audit')
				.set({ [column]: value })
				.where('sequence', '=', sequence)
				.execute(),
		);
		expect((await verifyAudit(fixture.store)).firstBrokenSequence).toBe(broken);
	});

	it.each([
		['first', 1],
		['middle', 500],
		['last', 1005],
	] as const)('shows that its %s record was removed', async (_which, sequence) => {
		await fixture.store.write(({ db }) => db.deleteFrom('audit').where('sequence', '=', sequence).execute());
		expect((await verifyAudit(fixture.store)).firstBrokenSequence).toBe(sequence);
	});

	it('leaves no number out when a transaction is undone', async () => {
		const undone = fixture.store.write(async (transaction) => {
			const entry = { atMs: 1, actor: 'a', action: 'A', object: '', requestId: '', outcome: 'ok', digest: '' };
			await appendAudit(transaction, entry);
			throw new Error('undo');
		});
		await expect(undone).rejects.toThrow('undo');
		expect(await verifyAudit(fixture.store)).toEqual({ recordCount: 1005, firstBrokenSequence: undefined });
	});

	it('is listed newest first, page by page', async () => {
		const first = await listAudit(fixture.store, { pageSize: 1000, pageToken: '' });
		expect(first.items[0]?.sequence).toBe(1005);
		const second = await listAudit(fixture.store, { pageSize: 1000, pageToken: first.nextPageToken });
		expect(second.items.map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2, 1]);
		expect(second.nextPageToken).toBe('');
	});
});
