import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import type { AccessRole } from '@stoker/shared/model/access.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUDIT, codeOf, type IdentityFixture, openIdentityFixture } from '../../../test/support/identity-fixture.js';
import { listAudit, verifyAudit } from './audit.js';
import { type CredentialContext, issueCredential, listCredentials, revokeCredential } from './credentials.js';

const DAY_MS = 24 * 60 * 60 * 1000;

let fixture: IdentityFixture;
let context: CredentialContext;
let closed: string[];

beforeEach(async () => {
	fixture = await openIdentityFixture();
	closed = [];
	context = {
		...fixture.context,
		adminAddress: () => 'master:7442',
		onCredentialRevoked: (serial) => closed.push(serial),
	};
});
afterEach(async () => fixture.close());

function freshKey(curve = 'P-256'): Buffer {
	return generateKeyPairSync('ec', { namedCurve: curve }).publicKey.export({ type: 'spki', format: 'der' });
}

function issue(name: string, role: AccessRole, ttlSeconds = 0) {
	return issueCredential(context, { name, role, ttlSeconds, publicKey: freshKey() }, AUDIT);
}

describe('a credential', () => {
	it('is a certificate for the key that was sent, with name and access role in it', async () => {
		const publicKey = freshKey();
		const wish = { name: 'alice', role: 'operator', ttlSeconds: 30 * 86_400, publicKey } as const;
		const { credential, certificateChain, adminAddress } = await issueCredential(context, wish, AUDIT);
		const [leaf = Buffer.alloc(0), root = Buffer.alloc(0)] = certificateChain;
		const certificate = new X509Certificate(leaf);
		expect(certificate.subjectAltName).toBe('URI:stoker://operator/alice');
		expect(certificate.publicKey.export({ type: 'spki', format: 'der' })).toEqual(publicKey);
		expect(fixture.authority.hasIssued(certificate)).toBe(true);
		expect(new X509Certificate(root).raw).toEqual(fixture.authority.certificate.raw);
		expect(adminAddress).toBe('master:7442');
		expect(credential).toMatchObject({ name: 'alice', role: 'operator', revokedAtMs: undefined });
		expect(Math.abs(credential.issuedAtMs - Date.now())).toBeLessThan(5000);
		expect(credential.expiresAtMs - credential.issuedAtMs).toBe(30 * DAY_MS);
	});

	it('is refused with every field that does not fit, and nothing is recorded', async () => {
		const wish = { name: 'Not A Name', role: 'agent', ttlSeconds: 5, publicKey: freshKey('P-384') } as const;
		await expect(issueCredential(context, wish, AUDIT)).rejects.toMatchObject({
			code: 'INVALID_REQUEST',
			violations: [{ field: 'role' }, { field: 'name' }, { field: 'ttl_seconds' }, { field: 'public_key' }],
		});
		expect((await listCredentials(context, { pageSize: 0, pageToken: '' })).items).toEqual([]);
	});

	it('is not signed by a clock that jumped', async () => {
		fixture.clock.jumpMs = 400 * DAY_MS;
		expect(await codeOf(issue('alice', 'viewer'))).toBe('CLOCK_JUMPED');
	});

	it('is listed newest first, in pages, without those of machines', async () => {
		for (const name of ['ann', 'bob', 'cem']) {
			await issue(name, 'viewer');
			fixture.clock.offsetMs += 60_000;
		}
		const first = await listCredentials(context, { pageSize: 2, pageToken: '' });
		const second = await listCredentials(context, { pageSize: 2, pageToken: first.nextPageToken });
		expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['cem', 'bob', 'ann']);
		expect(second.nextPageToken).toBe('');
	});

	it('is revoked by its id alone, or with all of its name; its streams are closed after the commit', async () => {
		const [one, two] = [await issue('alice', 'viewer'), await issue('alice', 'admin')];
		await issue('bob', 'viewer');
		const byId = await revokeCredential(context, one.credential.id, AUDIT);
		expect(byId).toMatchObject([{ id: one.credential.id, revokedAtMs: expect.any(Number) as number }]);
		expect(closed).toEqual([one.credential.id]);
		const byName = await revokeCredential(context, 'alice', AUDIT);
		expect(byName).toHaveLength(2);
		expect(byName.find(({ id }) => id === one.credential.id)?.revokedAtMs).toBe(byId[0]?.revokedAtMs);
		expect(closed).toEqual([one.credential.id, two.credential.id]);
		await expect(revokeCredential(context, 'nobody', AUDIT)).rejects.toMatchObject({ code: 'CREDENTIAL_NOT_FOUND' });
	});

	it('leaves its issue and its end in the audit log', async () => {
		const { credential } = await issue('alice', 'viewer');
		await revokeCredential(context, 'alice', AUDIT);
		await revokeCredential(context, 'alice', AUDIT);
		const object = `credential ${credential.id} of viewer alice`;
		const { items } = await listAudit(context.store, { pageSize: 0, pageToken: '' });
		expect(items.map((item) => [item.action, item.object, item.actor])).toEqual([
			['RevokeCredential', object, AUDIT.actor],
			['IssueCredential', object, AUDIT.actor],
		]);
		expect((await verifyAudit(context.store)).firstBrokenSequence).toBeUndefined();
	});
});
