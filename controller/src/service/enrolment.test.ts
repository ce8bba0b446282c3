import { X509Certificate } from 'node:crypto';
import { MASTER_NODE_ID } from '@stoker/shared/model/ids.js';
import { parseJoinToken, tokenSecret } from '@stoker/shared/model/join-token.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	AUDIT,
	codeOf,
	type IdentityFixture,
	introduce,
	makeKey,
	openIdentityFixture,
	proofBy,
	type TestKey,
} from '../../../test/support/identity-fixture.js';
import { nodeBinding } from '../domain/enrolment.js';
import { parsePeerCertificate } from '../identity/peer-certificate.js';
import { verifyAudit } from './audit.js';
import { acceptNode, removeNode } from './node-admission.js';
import { insertNode } from './node-record.js';
import { renewCertificate } from './renewal.js';
import { createToken, insertToken, listTokens, revokeToken, type TokenWish } from './tokens.js';

const DAY_MS = 24 * 60 * 60 * 1000;
let fixture: IdentityFixture;

beforeEach(async () => {
	fixture = await openIdentityFixture();
});
afterEach(async () => {
	await fixture.close();
});

async function token(wish: Partial<TokenWish> = {}): Promise<string> {
	const whole = { ttlSeconds: 60, uses: 1, hardware: '', requiresAccept: false, ...wish };
	const created = await createToken(fixture.context, whole, AUDIT);
	return tokenSecret(parseJoinToken(created.joinToken));
}

async function enroll(secret: string, key: TestKey, machine = 1) {
	const request = { tokenSecret: secret, signingRequestDer: key.signingRequestDer, ...introduce(machine) };
	return fixture.enrolment.enroll(request, AUDIT);
}

async function usesLeft(): Promise<number | undefined> {
	const { items } = await listTokens(fixture.context, { pageSize: 0, pageToken: '' });
	return items[0]?.usesLeft;
}

function leafOf(chain: readonly Buffer[]): X509Certificate {
	return new X509Certificate(chain[0] ?? Buffer.alloc(0));
}

async function nodes() {
	return fixture.store.read(({ db }) => db.selectFrom('node').selectAll().orderBy('id').execute());
}

describe('an enrolment', () => {
	it('with a good token gives a certificate of seven days for the node, and the root behind it', async () => {
		const key = await makeKey();
		const answer = await enroll(await token(), key);
		expect(answer).toMatchObject({ state: 'admitted', nodeId: '1' });
		const peer = parsePeerCertificate(answer.certificateChain[0] ?? Buffer.alloc(0));
		expect(peer?.subject).toEqual({ name: '1', role: 'agent' });
		expect(peer?.serial).toMatch(/^[0-9a-f]{32}$/);
		const leaf = leafOf(answer.certificateChain);
		expect(fixture.authority.hasIssued(leaf)).toBe(true);
		const lifetimeMs = Date.parse(leaf.validTo) - Date.now();
		expect(Math.abs(lifetimeMs - 7 * DAY_MS)).toBeLessThan(60_000);
		expect(Date.now() - Date.parse(leaf.validFrom)).toBeGreaterThan(DAY_MS - 60_000);
		expect(new X509Certificate(answer.certificateChain[1] ?? Buffer.alloc(0)).ca).toBe(true);
		expect(await nodes()).toMatchObject([{ id: '1', name: 'rack-1', status: 'discover' }]);
		expect(await usesLeft()).toBe(0);
	});

	it.each([
		['unknown', async () => 'zzzz.'.concat('A'.repeat(32)), 'TOKEN_INVALID'],
		['damaged', async () => 'no token', 'TOKEN_INVALID'],
		['guessed', async () => (await token()).slice(0, -4).concat('AAAA'), 'TOKEN_INVALID'],
		['bound to other hardware', () => token({ hardware: 'SN77' }), 'HARDWARE_MISMATCH'],
	])('with a token that is %s is refused and leaves nothing', async (_what, make, code) => {
		expect(await codeOf(enroll(await make(), await makeKey()))).toBe(code);
		expect(await nodes()).toEqual([]);
	});

	it('with an expired, a revoked or a used-up token is refused', async () => {
		const short = await token({ ttlSeconds: 5 });
		fixture.clock.offsetMs += 6000;
		expect(await codeOf(enroll(short, await makeKey()))).toBe('TOKEN_EXPIRED');
		const revoked = await token();
		await revokeToken(fixture.context, revoked.split('.')[0] ?? '', AUDIT);
		expect(await codeOf(enroll(revoked, await makeKey()))).toBe('TOKEN_INVALID');
		const once = await token();
		await enroll(once, await makeKey());
		expect(await codeOf(enroll(once, await makeKey(), 2))).toBe('TOKEN_USED_UP');
	});

	it('with a token bound to its serial number or MAC address is admitted', async () => {
		expect((await enroll(await token({ hardware: 'sn1' }), await makeKey())).state).toBe('admitted');
		const byAddress = await token({ hardware: '52:54:00:00:00:01' });
		expect((await enroll(byAddress, await makeKey(), 2)).state).toBe('admitted');
	});

	it('of two machines at once with a one-use token: exactly one wins', async () => {
		const secret = await token();
		const keys = await Promise.all([makeKey(), makeKey()]);
		const codes = await Promise.all(keys.map((key, index) => codeOf(enroll(secret, key, index + 1))));
		expect(codes.sort()).toEqual(['OK', 'TOKEN_USED_UP']);
		expect(await nodes()).toHaveLength(1);
	});

	it('of many machines at once gives each its own node, name and certificate', async () => {
		const secret = await token({ uses: 40 });
		const keys = await Promise.all(Array.from({ length: 40 }, makeKey));
		const answers = await Promise.all(keys.map((key, index) => enroll(secret, key, index + 1)));
		expect(new Set(answers.map(({ nodeId }) => nodeId)).size).toBe(40);
		expect(await usesLeft()).toBe(0);
	});

	it('repeated with the same key consumes nothing and gives the same certificate, even after the token ended', async () => {
		const secret = await token();
		const key = await makeKey();
		const first = await enroll(secret, key);
		fixture.clock.offsetMs += 2 * DAY_MS;
		const second = await enroll(secret, key);
		expect(second.nodeId).toBe(first.nodeId);
		expect(second.certificateChain[0]?.equals(first.certificateChain[0] ?? Buffer.alloc(0))).toBe(true);
	});

	it('repeated at once with the same key gives one node', async () => {
		const secret = await token({ uses: 5 });
		const key = await makeKey();
		const answers = await Promise.all(Array.from({ length: 5 }, () => enroll(secret, key)));
		expect(new Set(answers.map(({ nodeId }) => nodeId)).size).toBe(1);
		expect(await usesLeft()).toBe(4);
	});

	it('whose token requires acceptance waits, and has its certificate once accepted', async () => {
		const secret = await token({ requiresAccept: true });
		const key = await makeKey();
		expect(await enroll(secret, key)).toMatchObject({ state: 'pending', certificateChain: [] });
		expect((await enroll(secret, key)).state).toBe('pending');
		expect(await acceptNode(fixture.context, 'rack-1', AUDIT)).toBe('1');
		expect(await codeOf(acceptNode(fixture.context, '1', AUDIT))).toBe('NODE_NOT_PENDING');
		const answer = await enroll(secret, key);
		expect(answer.state).toBe('admitted');
		expect(leafOf(answer.certificateChain).checkPrivateKey(key.privateKey)).toBe(true);
		expect(fixture.revoked).toEqual([]);
	});

	it('of known hardware with another key waits and never displaces the living node until accepted', async () => {
		const secret = await token({ uses: 2 });
		const living = await makeKey();
		await enroll(secret, living);
		const claimant = await makeKey();
		expect(await enroll(secret, claimant)).toMatchObject({ state: 'pending', nodeId: '1' });
		expect(await enroll(secret, living)).toMatchObject({ state: 'admitted', nodeId: '1' });
		expect(await nodes()).toMatchObject([{ status: 'discover' }]);
		expect(fixture.revoked).toEqual([]);
		await acceptNode(fixture.context, '1', AUDIT);
		expect(fixture.revoked).toEqual(['1']);
		expect(await enroll(secret, claimant)).toMatchObject({ state: 'admitted', nodeId: '1' });
		expect(await codeOf(enroll(secret, living))).toBe('CERTIFICATE_REVOKED');
	});

	it('with a token bound to a node makes the machine that node and revokes its former keys', async () => {
		const { clock, context, store } = fixture;
		const wish = { ttlSeconds: 60, uses: 2, hardware: nodeBinding(MASTER_NODE_ID), requiresAccept: false };
		const created = await store.write(async (transaction) => {
			const unknown = { hardware: { systemUuid: '', serialNumber: '', macAddresses: [], instance: 'master' } };
			const node = { ...introduce(1), ...unknown, hostName: 'master', statusMessage: '', pending: undefined };
			await insertNode(transaction, { ...node, id: MASTER_NODE_ID, status: 'discover', atMs: clock.wallMs() });
			const pin = context.authority.pin;
			return insertToken(transaction, { wish, audit: AUDIT, atMs: clock.wallMs(), pin });
		});
		const secret = tokenSecret(parseJoinToken(created.joinToken));
		expect(await enroll(secret, await makeKey(), 9)).toMatchObject({ state: 'admitted', nodeId: 'master' });
		expect(await enroll(secret, await makeKey(), 9)).toMatchObject({ state: 'admitted', nodeId: 'master' });
		expect(fixture.revoked).toEqual(['master']);
		expect(await nodes()).toMatchObject([{ id: 'master', name: 'master' }]);
	});

	it('with a hand-over credential takes over on the hardware of the node only, once, and spends the others', async () => {
		const { clock, context, store } = fixture;
		const before = await makeKey();
		const { nodeId } = await enroll(await token(), before);
		const wish = { ttlSeconds: 60, uses: 1, hardware: nodeBinding(nodeId), requiresAccept: false };
		const make = async () => {
			const made = { wish, audit: AUDIT, atMs: clock.wallMs(), pin: context.authority.pin };
			const { joinToken } = await store.write((transaction) => insertToken(transaction, made));
			return tokenSecret(parseJoinToken(joinToken));
		};
		const [first, second] = [await make(), await make()];
		expect(await codeOf(enroll(second, await makeKey(), 2))).toBe('HARDWARE_MISMATCH');
		const installed = await makeKey();
		expect(await enroll(second, installed)).toMatchObject({ state: 'admitted', nodeId });
		expect(fixture.revoked).toEqual([nodeId]);
		expect(await codeOf(enroll(second, await makeKey()))).toBe('TOKEN_USED_UP');
		expect(await codeOf(enroll(first, await makeKey()))).toBe('TOKEN_INVALID');
		expect(await codeOf(enroll(second, before))).toBe('CERTIFICATE_REVOKED');
		expect(await enroll(second, installed)).toMatchObject({ state: 'admitted', nodeId });
	});

	it('with an unusable signing request or introduction is refused, naming the fields', async () => {
		const key = await makeKey();
		const secret = await token();
		const request = { tokenSecret: secret, signingRequestDer: key.signingRequestDer, ...introduce(1) };
		const broken = Buffer.from(key.signingRequestDer);
		broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
		const requests = [Buffer.alloc(0), Buffer.alloc(5000), Buffer.from('junk'), broken];
		for (const signingRequestDer of requests) {
			const work = fixture.enrolment.enroll({ ...request, signingRequestDer }, AUDIT);
			expect(await codeOf(work)).toBe('CERTIFICATE_INVALID');
		}
		const hardware = { systemUuid: 'x'.repeat(300), serialNumber: '\n', macAddresses: ['AA'], instance: '' };
		await expect(fixture.enrolment.enroll({ ...request, hardware }, AUDIT)).rejects.toMatchObject({
			code: 'INVALID_REQUEST',
			violations: [
				{ field: 'hardware.system_uuid' },
				{ field: 'hardware.serial_number' },
				{ field: 'hardware.mac_addresses' },
			],
		});
	});

	it('gives machines of one name different names, and never one that reads like an id', async () => {
		const secret = await token({ uses: 4 });
		const names = ['web', 'web', '17', 'null'];
		for (const [index, hostName] of names.entries()) {
			const key = await makeKey();
			const machine = { ...introduce(index + 1), hostName };
			await fixture.enrolment.enroll(
				{ tokenSecret: secret, signingRequestDer: key.signingRequestDer, ...machine },
				AUDIT,
			);
		}
		expect((await nodes()).map(({ name }) => name)).toEqual(['web', 'web-2', 'node-3', 'node-4']);
	});

	it('is refused while the clock of the controller is wrong', async () => {
		const secret = await token();
		fixture.clock.jumpMs = -DAY_MS;
		expect(await codeOf(enroll(secret, await makeKey()))).toBe('CLOCK_JUMPED');
		fixture.clock.jumpMs = 0;
		expect((await enroll(secret, await makeKey())).state).toBe('admitted');
	});

	it('leaves events and an audit chain that holds', async () => {
		const events: unknown[] = [];
		fixture.store.onEvents((committed) => events.push(...committed.map(({ body }) => body)));
		const secret = await token();
		await enroll(secret, await makeKey());
		await removeNode(fixture.context, 'rack-1', AUDIT);
		expect(events).toMatchObject([
			{ kind: 'object_changed', object: 'token', action: 'created' },
			{ kind: 'node_changed', nodeId: '1', status: 'discover' },
			{ kind: 'node_changed', nodeId: '1', message: 'Removed.' },
		]);
		expect(await verifyAudit(fixture.store)).toEqual({ recordCount: 3, firstBrokenSequence: undefined });
	});
});

describe('a renewal', () => {
	async function renew(current: Buffer, oldKey: TestKey, newKey: TestKey) {
		const { signingRequestDer } = newKey;
		const request = { certificateDer: current, signingRequestDer, proof: proofBy(oldKey, signingRequestDer) };
		return renewCertificate(fixture.context, request, AUDIT);
	}

	async function joined(): Promise<{ readonly key: TestKey; readonly certificate: Buffer }> {
		const key = await makeKey();
		const { certificateChain } = await enroll(await token(), key);
		return { key, certificate: certificateChain[0] ?? Buffer.alloc(0) };
	}

	it('gives a certificate for the new key, the same one when asked again', async () => {
		const { key, certificate } = await joined();
		const next = await makeKey();
		const chain = await renew(certificate, key, next);
		expect(leafOf(chain).checkPrivateKey(next.privateKey)).toBe(true);
		expect(parsePeerCertificate(chain[0] ?? Buffer.alloc(0))?.subject).toEqual({ name: '1', role: 'agent' });
		const again = await renew(certificate, key, next);
		expect(leafOf(again).serialNumber).toBe(leafOf(chain).serialNumber);
	});

	it('works up to 30 days after the end and not longer', async () => {
		const { key, certificate } = await joined();
		fixture.clock.offsetMs += 36 * DAY_MS;
		expect(await codeOf(renew(certificate, key, await makeKey()))).toBe('OK');
		fixture.clock.offsetMs += 2 * DAY_MS;
		expect(await codeOf(renew(certificate, key, await makeKey()))).toBe('CERTIFICATE_EXPIRED');
	});

	it('with a wrong proof, of another authority, or of a revoked certificate is refused', async () => {
		const { key, certificate } = await joined();
		const next = await makeKey();
		expect(await codeOf(renew(certificate, next, next))).toBe('CERTIFICATE_INVALID');
		const other = await openIdentityFixture();
		const times = { nowMs: Date.now(), lifetimeMs: DAY_MS };
		const publicKey = leafOf([certificate]).publicKey;
		const { der } = await other.authority.issueClient({ name: '1', role: 'agent' }, publicKey, times);
		expect(await codeOf(renew(Buffer.from(der), key, next))).toBe('CERTIFICATE_INVALID');
		await other.close();
		await removeNode(fixture.context, '1', AUDIT);
		expect(await codeOf(renew(certificate, key, next))).toBe('CERTIFICATE_REVOKED');
	});

	it('is not for a certificate that was never recorded', async () => {
		const { key, certificate } = await joined();
		const times = { nowMs: Date.now(), lifetimeMs: DAY_MS };
		const { publicKey } = leafOf([certificate]);
		const { der } = await fixture.authority.issueClient({ name: '1', role: 'agent' }, publicKey, times);
		expect(await codeOf(renew(Buffer.from(der), key, await makeKey()))).toBe('CERTIFICATE_INVALID');
	});

	it('after its end, joining again with the same key takes a live token', async () => {
		const { key } = await joined();
		fixture.clock.offsetMs += 40 * DAY_MS;
		const fresh = await token();
		expect(await enroll(fresh, key)).toMatchObject({ state: 'admitted', nodeId: '1' });
		expect(await usesLeft()).toBe(0);
	});
});

describe('a node', () => {
	it('in an environment cannot be removed; one that is gone cannot come back by its key', async () => {
		const secret = await token();
		const key = await makeKey();
		await enroll(secret, key);
		const { store, context } = fixture;
		await store.write(async ({ db }) => {
			const release = { id: 'r', name: 'r', version: '1', digest: '', content: '{}', created_at: 0 };
			await db.insertInto('release').values(release).execute();
			const environment = { id: 'e', name: 'e', status: 'new' as const, release_id: 'r', created_at: 0 };
			await db.insertInto('environment').values(environment).execute();
			await db.updateTable('node').set({ environment_id: 'e' }).execute();
		});
		expect(await codeOf(removeNode(context, '1', AUDIT))).toBe('NODE_IN_ENVIRONMENT');
		await store.write(({ db }) => db.updateTable('node').set({ environment_id: null }).execute());
		expect(await removeNode(context, '1', AUDIT)).toBe('1');
		expect(fixture.revoked).toEqual(['1']);
		expect(await codeOf(removeNode(context, '1', AUDIT))).toBe('NODE_NOT_FOUND');
		expect(await codeOf(enroll(secret, key))).toBe('CERTIFICATE_REVOKED');
		const answer = await enroll(await token(), await makeKey());
		expect(answer.nodeId).toBe('2');
	});
});
