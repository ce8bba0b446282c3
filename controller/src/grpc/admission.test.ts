import {
	type ChannelCredentials,
	Client,
	type ClientDuplexStream,
	Server,
	ServerCredentials,
	type ServiceError,
} from '@grpc/grpc-js';
import { decodeStatus } from '@stoker/shared/codec/status.js';
import type { AccessRole } from '@stoker/shared/model/access.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	CLIENT_OPTIONS,
	clientCredentials,
	type IdentityFixture,
	issueRecorded,
	openIdentityFixture,
} from '../../../test/support/identity-fixture.js';
import { authenticate } from '../door/authenticate.js';
import { ServerIdentity } from '../door/server-identity.js';
import { TlsListener } from '../door/tls-listener.js';
import { serverNames } from '../identity/server-certificate.js';
import { admission } from './admission.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const MIB = 1024 * 1024;
const IMPORT = '/stoker.v1.ReleaseService/ImportRelease';
const BYTES = (bytes: Buffer): Buffer => bytes;

let fixture: IdentityFixture;
let server: Server;
let listener: TlsListener;
let address: string;
/** Bytes of each request that was read. */
let read: number[];
const clients: Client[] = [];

beforeEach(async () => {
	fixture = await openIdentityFixture();
	const { authority, clock, context, store } = fixture;
	const environment = { store, clock, log: QUIET, identify: authenticate.bind(undefined, context) };
	server = new Server({ interceptors: [admission(environment)], 'grpc.max_receive_message_length': 20 * MIB });
	read = [];
	const method = {
		requestStream: false,
		responseStream: false,
		requestSerialize: BYTES,
		requestDeserialize: (bytes: Buffer) => {
			read.push(bytes.length);
			return bytes;
		},
		responseSerialize: BYTES,
		responseDeserialize: BYTES,
	};
	server.addService(
		{ import: { ...method, path: IMPORT } },
		{ import: (_call: unknown, done: (error: null, answer: Buffer) => void) => done(null, Buffer.alloc(1)) },
	);
	const identity = new ServerIdentity(
		authority.certificatePem,
		await authority.issueServer(serverNames('', []), Date.now()),
	);
	const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
	listener = new TlsListener({
		identity,
		clients: 'required',
		protocol: 'h2',
		onConnection: (socket) => injector.injectConnection(socket),
	});
	const port = await listener.listen('127.0.0.1', 0);
	address = `localhost:${port}`;
});
afterEach(async () => {
	for (const client of clients.splice(0)) {
		client.close();
	}
	listener.destroy();
	server.forceShutdown();
	await fixture.close();
});

async function callerOf(role: AccessRole): Promise<{ client: Client; serial: string }> {
	const credential = await issueRecorded(fixture, role === 'agent' ? '7' : 'ada', role);
	const channel: ChannelCredentials = clientCredentials(fixture.authority.certificatePem, credential);
	const client = new Client(address, channel, { ...CLIENT_OPTIONS, 'grpc.max_send_message_length': 20 * MIB });
	clients.push(client);
	return { client, serial: credential.serial };
}

function send(client: Client, bytes: number): Promise<string> {
	return new Promise((resolve) => {
		client.makeUnaryRequest(IMPORT, BYTES, BYTES, Buffer.alloc(bytes), (error) =>
			resolve(error === null ? 'OK' : decodeStatus(error).code),
		);
	});
}

/** A request that is announced and does not come. */
function announce(client: Client): ClientDuplexStream<Buffer, Buffer> & { readonly refused: Promise<string> } {
	const call = client.makeBidiStreamRequest(IMPORT, BYTES, BYTES);
	const refused = new Promise<string>((resolve) => {
		call.on('error', (error: ServiceError) => resolve(decodeStatus(error).code));
		call.on('data', () => resolve('OK'));
	});
	return Object.assign(call, { refused });
}

describe('a large request', () => {
	it('is read of those who may send it', async () => {
		const { client } = await callerOf('admin');
		expect(await send(client, 15 * MIB)).toBe('OK');
		expect(read).toEqual([15 * MIB]);
	});

	it.each(['viewer', 'operator', 'agent'] as const)('of a caller who is %s is refused unread', async (role) => {
		const { client } = await callerOf(role);
		expect(await send(client, 15 * MIB)).toBe('ACCESS_DENIED');
		expect(read).toEqual([]);
	});

	it('of a revoked certificate is refused unread, and so much of it goes on record', async () => {
		const { client, serial } = await callerOf('admin');
		await fixture.store.write(({ db }) =>
			db.updateTable('certificate').set({ revoked_at: 1 }).where('serial', '=', serial).execute(),
		);
		const outcomes = await Promise.all(Array.from({ length: 600 }, () => send(client, 10)));
		expect(new Set(outcomes)).toEqual(new Set(['CERTIFICATE_REVOKED']));
		expect(read).toEqual([]);
		const rows = await fixture.store.read(({ db }) => db.selectFrom('audit').selectAll().execute());
		expect(rows.length).toBeGreaterThanOrEqual(500);
		expect(rows.length).toBeLessThan(560);
		expect(rows[0]).toMatchObject({ action: 'ImportRelease', outcome: 'CERTIFICATE_REVOKED' });
	});
});

describe('requests that do not come', () => {
	it('hold up one caller only, and not more of it than it opened', async () => {
		const one = await callerOf('admin');
		const slow = Array.from({ length: 8 }, () => announce(one.client));
		await new Promise((resolve) => setTimeout(resolve, 200));
		const late = send(one.client, 10);
		const other = await callerOf('admin');
		expect(await send(other.client, 10)).toBe('OK');
		expect(await Promise.race([late, new Promise((resolve) => setTimeout(() => resolve('waits'), 200))])).toBe('waits');
		slow[0]?.cancel();
		expect(await late).toBe('OK');
		for (const call of slow) {
			call.cancel();
		}
		expect(await send(one.client, 10)).toBe('OK');
	});

	it('are refused when there are too many of them', async () => {
		const { client } = await callerOf('admin');
		const calls = Array.from({ length: 160 }, () => announce(client));
		expect(await Promise.race(calls.map(({ refused }) => refused))).toBe('RATE_LIMITED');
		for (const call of calls) {
			call.cancel();
		}
		expect(await send(client, 10)).toBe('OK');
	});
});
