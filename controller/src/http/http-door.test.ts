import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityFixture, issueRecorded, openIdentityFixture } from '../../../test/support/identity-fixture.js';
import { ServerIdentity } from '../door/server-identity.js';
import { type Credential, SERVER_NAME } from '../identity/certificate-authority.js';
import { serverNames } from '../identity/server-certificate.js';
import { BlobFiles } from '../store/blob-files.js';
import { HttpDoor, type HttpDoorParts } from './http-door.js';
import { HTTP_ROUTES } from './routes.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const DAY_MS = 24 * 60 * 60 * 1000;
const CONTENT = randomBytes(200_000);
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
const LARGE = Buffer.alloc(64 * 1024 * 1024, 7);
const ABSENT = 'f'.repeat(64);

let fixture: IdentityFixture;
let files: BlobFiles;
let server: ServerIdentity;
let door: HttpDoor;
let largeDigest = '';
let emptyDigest = '';
const callers = new Map<string, Credential | undefined>();

beforeAll(async () => {
	fixture = await openIdentityFixture();
	files = new BlobFiles(`${fixture.folder}/blobs`);
	await files.write([CONTENT]);
	largeDigest = (await files.write([LARGE])).sha256;
	emptyDigest = (await files.write([])).sha256;
	const { authority } = fixture;
	server = new ServerIdentity(authority.certificatePem, await authority.issueServer(serverNames('', []), Date.now()));
	door = await openDoor();
	door.setServing(true);
	await addCallers();
});
afterAll(async () => {
	await door.drain();
	await fixture.close();
});

/** Node 7 has an open attempt that names every blob there is. */
async function openDoor(bounds: HttpDoorParts['bounds'] = {}): Promise<HttpDoor> {
	return HttpDoor.open({
		address: '127.0.0.1:0',
		server,
		identity: fixture.context,
		blobs: { isGranted: async (node: NodeId) => node === '7', open: (sha256) => files.open(sha256) },
		clock: fixture.clock,
		log: QUIET,
		bounds,
	});
}

async function addCallers(): Promise<void> {
	const { authority, clock, store } = fixture;
	callers.set('none', undefined);
	callers.set('agent', await issueRecorded(fixture, '7', 'agent'));
	callers.set('other agent', await issueRecorded(fixture, '8', 'agent'));
	callers.set('viewer', await issueRecorded(fixture, 'vera', 'viewer'));
	callers.set('operator', await issueRecorded(fixture, 'otto', 'operator'));
	callers.set('admin', await issueRecorded(fixture, 'ada', 'admin'));
	const revoked = await issueRecorded(fixture, '9', 'agent');
	await store.write(({ db }) =>
		db.updateTable('certificate').set({ revoked_at: 1 }).where('serial', '=', revoked.serial).execute(),
	);
	callers.set('revoked', revoked);
	clock.jumpMs = -400 * DAY_MS;
	callers.set('expired', await issueRecorded(fixture, '10', 'agent'));
	clock.jumpMs = 0;
	callers.set('unrecorded', await authority.issueCredential({ name: '7', role: 'agent' }, Date.now()));
	const foreign = await openIdentityFixture();
	callers.set('foreign', await foreign.authority.issueCredential({ name: '7', role: 'agent' }, Date.now()));
	await foreign.close();
}

interface Answer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
	readonly code: string;
}

function options(caller: string, to = door): RequestOptions {
	const own = callers.get(caller);
	const [host = '', port = ''] = to.address.split(':');
	return {
		host,
		port: Number(port),
		ca: fixture.authority.certificatePem,
		servername: SERVER_NAME,
		agent: false,
		...(own && { cert: own.certificatePem, key: own.keyPem }),
	};
}

async function ask(path: string, caller: string, more: RequestOptions & { to?: HttpDoor } = {}): Promise<Answer> {
	const { to, ...rest } = more;
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		request({ ...options(caller, to), path, ...rest }, resolve)
			.on('error', reject)
			.end();
	});
	const chunks: Buffer[] = [];
	for await (const chunk of response) {
		chunks.push(chunk as Buffer);
	}
	const body = Buffer.concat(chunks);
	const isJson = String(response.headers['content-type']).startsWith('application/json');
	const code = isJson ? ((JSON.parse(body.toString()) as { code?: string }).code ?? '') : '';
	return { status: response.statusCode ?? 0, headers: response.headers, body, code };
}

const pathOf = (sha256: string) => `/v1/blobs/${sha256}`;

function expected(role: string, caller: string): string {
	if (role === 'open') {
		return '200';
	}
	switch (caller) {
		case 'none':
		case 'expired':
		case 'foreign':
		case 'unrecorded':
			return '401 CERTIFICATE_INVALID';
		case 'revoked':
			return '401 CERTIFICATE_REVOKED';
		case 'other agent':
			return '404 BLOB_NOT_FOUND';
		default:
			return caller === role ? '200' : '403 ACCESS_DENIED';
	}
}

const CALLERS = [
	...['none', 'agent', 'other agent', 'viewer', 'operator', 'admin'],
	...['revoked', 'expired', 'unrecorded', 'foreign'],
];

describe('the authorisation matrix of the HTTPS door', () => {
	it.each(CALLERS)('lets a caller who is %s through to exactly its routes', async (caller) => {
		const routes = Object.values(HTTP_ROUTES);
		const outcomes = await Promise.all(
			routes.map(async ({ path }) => {
				const { status, code } = await ask(path.replace(':sha256', SHA256), caller);
				return `${path} ${status} ${code}`.trim();
			}),
		);
		expect(outcomes).toEqual(routes.map(({ path, role }) => `${path} ${expected(role, caller)}`));
	});

	it('answers nothing that is not in the table of routes, and no method but GET', async () => {
		for (const path of ['/', '/v1', '/v1/blobs', '/v1/blobs/', `/v1/blobs/${SHA256}/more`, '/v1/blobs/../live']) {
			expect([path, (await ask(path, 'agent')).status]).toEqual([path, 404]);
		}
		for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']) {
			expect([method, (await ask(pathOf(SHA256), 'agent', { method })).status]).toEqual([method, 404]);
		}
	});

	it('tells a node without a grant no more about what is there than about what is not', async () => {
		const there = await ask(pathOf(SHA256), 'other agent');
		const absent = await ask(pathOf(ABSENT), 'other agent');
		const malformed = await ask(pathOf('..%2f..%2fstoker.db'), 'other agent');
		for (const answer of [absent, malformed]) {
			expect(answer.body.equals(there.body)).toBe(true);
			expect({ ...answer.headers, date: '' }).toEqual({ ...there.headers, date: '' });
		}
		expect((await ask(pathOf(ABSENT), 'agent')).body.equals(there.body)).toBe(true);
	});

	it('judges the end of a certificate by the clock only while the clock is right', async () => {
		fixture.clock.jumpMs = 366 * DAY_MS;
		expect((await ask(pathOf(SHA256), 'agent')).code).toBe('CLOCK_JUMPED');
		fixture.clock.jumpMs = 0;
		fixture.clock.offsetMs = 366 * DAY_MS;
		expect((await ask(pathOf(SHA256), 'agent')).code).toBe('CERTIFICATE_EXPIRED');
		fixture.clock.offsetMs = 0;
		expect((await ask(pathOf(SHA256), 'agent')).status).toBe(200);
	});
});

describe('a blob', () => {
	it('comes whole with its digest as its tag', async () => {
		const { status, headers, body } = await ask(pathOf(SHA256), 'agent');
		expect(status).toBe(200);
		expect(headers).toMatchObject({ etag: `"${SHA256}"`, 'content-length': '200000', 'accept-ranges': 'bytes' });
		expect(body.equals(CONTENT)).toBe(true);
		expect(await ask(pathOf(emptyDigest), 'agent')).toMatchObject({ status: 200, body: Buffer.alloc(0) });
	});

	it.each([
		['bytes=0-9', 0, 10],
		['bytes=199990-', 199_990, 200_000],
		['bytes=-7', 199_993, 200_000],
		['bytes=199999-400000', 199_999, 200_000],
	])('comes in the part asked for: %s', async (range, start, end) => {
		const { status, headers, body } = await ask(pathOf(SHA256), 'agent', { headers: { range } });
		expect(status).toBe(206);
		expect(headers['content-range']).toBe(`bytes ${start}-${end - 1}/200000`);
		expect(body.equals(CONTENT.subarray(start, end))).toBe(true);
	});

	it('comes whole where a part makes no sense, and not at all behind its end', async () => {
		const ranges = ['bytes=0-1,5-6', 'lines=0-1', 'nonsense'];
		for (const range of ranges) {
			const { status, body } = await ask(pathOf(SHA256), 'agent', { headers: { range } });
			expect([range, status, body.length]).toEqual([range, 200, CONTENT.length]);
		}
		const changed = { range: 'bytes=0-9', 'if-range': '"another"' };
		expect((await ask(pathOf(SHA256), 'agent', { headers: changed })).status).toBe(200);
		const behind = await ask(pathOf(SHA256), 'agent', { headers: { range: 'bytes=200000-' } });
		expect([behind.status, behind.headers['content-range']]).toEqual([416, 'bytes */200000']);
		const known = await ask(pathOf(SHA256), 'agent', { headers: { 'if-none-match': `"${SHA256}"` } });
		expect([known.status, known.body.length]).toEqual([304, 0]);
	});

	it('is not held in memory however slowly it is taken', async () => {
		const before = process.memoryUsage().rss;
		const responses = await Promise.all(
			Array.from({ length: 8 }, async () => {
				const sent = request({ ...options('agent'), path: pathOf(largeDigest) });
				sent.end();
				const [response] = (await once(sent, 'response')) as [IncomingMessage];
				return response;
			}),
		);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(process.memoryUsage().rss - before).toBeLessThan(8 * LARGE.length * 0.25);
		for (const response of responses) {
			response.destroy();
		}
	});
});

describe('the HTTPS door', () => {
	it('speaks TLS 1.3 and nothing older', async () => {
		const old = ask('/v1/live', 'none', { maxVersion: 'TLSv1.2' });
		await expect(old).rejects.toThrow(/protocol version|EPROTO|alert/i);
	});

	it('shows a renewed certificate without a restart', async () => {
		const serialOf = async () => {
			const sent = request({ ...options('none'), path: '/v1/live' });
			sent.end();
			const [response] = (await once(sent, 'response')) as [IncomingMessage];
			response.resume();
			return (response.socket as TLSSocket).getPeerCertificate().serialNumber;
		};
		const before = await serialOf();
		server.replace(await fixture.authority.issueServer(serverNames('', []), Date.now()));
		expect(await serialOf()).not.toBe(before);
		expect((await ask(pathOf(SHA256), 'agent')).status).toBe(200);
		expect((await ask(pathOf(SHA256), 'foreign')).status).toBe(401);
		await expect(ask('/v1/live', 'none', { maxVersion: 'TLSv1.2' })).rejects.toThrow();
	});

	it('says what health says', async () => {
		const other = await openDoor();
		expect((await ask('/v1/health', 'none', { to: other })).status).toBe(503);
		expect((await ask('/v1/live', 'none', { to: other })).status).toBe(200);
		other.setServing(true);
		expect((await ask('/v1/health', 'none', { to: other })).status).toBe(200);
		await other.drain();
	});

	it('refuses a peer that asks too often, and lets others in', async () => {
		const other = await openDoor({ requests: { burst: 3, perSecond: 0.001 } });
		const statuses = [];
		for (let number = 0; number < 5; number += 1) {
			statuses.push((await ask(pathOf(SHA256), 'agent', { to: other })).status);
		}
		expect(statuses).toEqual([200, 200, 200, 429, 429]);
		expect((await ask(pathOf(SHA256), 'other agent', { to: other })).status).toBe(404);
		await other.drain();
	});

	it('refuses more requests at once than a peer may have, and forgets those that went away', async () => {
		const other = await openDoor({ mostInFlight: 2 });
		const open = async () => {
			const sent = request({ ...options('agent', other), path: pathOf(largeDigest) });
			sent.on('error', () => undefined).end();
			const [response] = (await once(sent, 'response')) as [IncomingMessage];
			return { sent, response };
		};
		const [first, second] = [await open(), await open()];
		expect([first.response.statusCode, second.response.statusCode]).toEqual([200, 200]);
		const third = await ask(pathOf(SHA256), 'agent', { to: other });
		expect([third.status, third.code, third.headers['retry-after']]).toEqual([429, 'RATE_LIMITED', '1']);
		first.sent.destroy();
		second.sent.destroy();
		await expect
			.poll(async () => (await ask(pathOf(SHA256), 'agent', { to: other })).status, { timeout: 10_000 })
			.toBe(200);
		await other.drain();
	});

	it('refuses long addresses and long headers', async () => {
		expect((await ask(`/v1/blobs/${'a'.repeat(600)}`, 'agent')).status).toBe(414);
		expect((await ask(pathOf(SHA256), 'agent', { headers: { cookie: 'a'.repeat(20_000) } })).status).toBe(431);
	});

	it('cuts a client that takes its answer too slowly', async () => {
		const other = await openDoor({ answerSeconds: 0.2, slowestBytesPerSecond: 1024 * 1024 * 1024 });
		const sent = request({ ...options('agent', other), path: pathOf(largeDigest) });
		sent.end();
		const [response] = (await once(sent, 'response')) as [IncomingMessage];
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		const ended = once(response, 'error').catch(() => undefined);
		response.resume();
		await ended;
		expect(response.complete).toBe(false);
		await other.drain();
	});

	it('closes within its time although an answer is under way', async () => {
		const other = await openDoor();
		const sent = request({ ...options('agent', other), path: pathOf(largeDigest) });
		sent.on('error', () => undefined).end();
		const [response] = (await once(sent, 'response')) as [IncomingMessage];
		response.on('error', () => undefined);
		const idle: Socket = connect({ ...options('none', other), ca: fixture.authority.certificatePem } as never);
		idle.on('error', () => undefined);
		await once(idle, 'secureConnect');
		const startedAt = performance.now();
		await other.drain();
		expect(performance.now() - startedAt).toBeLessThan(5_000);
		await expect(ask('/v1/live', 'none', { to: other })).rejects.toThrow(/ECONNREFUSED/);
		idle.destroy();
	});

	it('that cannot listen is named', async () => {
		const taken = HttpDoor.open({
			address: door.address,
			server,
			identity: fixture.context,
			blobs: { isGranted: async () => false, open: async () => undefined },
			clock: fixture.clock,
			log: QUIET,
		});
		await expect(taken).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID', subject: { door: 'https' } });
	});
});
