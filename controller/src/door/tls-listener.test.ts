import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type IdentityFixture, openIdentityFixture } from '../../../test/support/identity-fixture.js';
import { serverNames } from '../identity/server-certificate.js';
import { ServerIdentity } from './server-identity.js';
import { TlsListener } from './tls-listener.js';

let fixture: IdentityFixture;
let listener: TlsListener;
let port = 0;
const sockets: Socket[] = [];

beforeEach(async () => {
	fixture = await openIdentityFixture();
	const { authority } = fixture;
	const credential = await authority.issueServer(serverNames('', []), Date.now());
	listener = new TlsListener({
		identity: new ServerIdentity(authority.certificatePem, credential),
		clients: 'none',
		protocol: 'h2',
		onConnection: (socket) => socket.end('welcome'),
		bounds: { perAddress: 20, inAll: 40 },
	});
	port = await listener.listen('127.0.0.1', 0);
});
afterEach(async () => {
	for (const socket of sockets.splice(0)) {
		socket.destroy();
	}
	listener.destroy();
	await fixture.close();
});

/** A connection that never says a word of TLS. */
async function halfOpen(from: string): Promise<Socket> {
	const socket = connectTcp({ host: '127.0.0.1', port, localAddress: from });
	sockets.push(socket);
	socket.on('error', () => undefined);
	await once(socket, 'connect');
	return socket;
}

async function shake(from: string): Promise<string> {
	const { certificatePem } = fixture.authority;
	const socket: TLSSocket = connect({
		...{ host: '127.0.0.1', port, localAddress: from, ca: certificatePem },
		...{ servername: 'stoker-controller', ALPNProtocols: ['h2'] },
	});
	sockets.push(socket);
	let text = '';
	socket.on('data', (data: Buffer) => (text += data.toString()));
	await once(socket, 'close');
	return text;
}

async function untilHandshakes(count: number): Promise<void> {
	for (let tries = 0; listener.handshakeCount !== count; tries += 1) {
		if (tries === 500) {
			throw new Error(`${listener.handshakeCount} handshakes, not ${count}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

it('refuses an address more handshakes than it may have, and lets others in', async () => {
	const first = await Promise.all(Array.from({ length: 20 }, () => halfOpen('127.0.0.2')));
	await untilHandshakes(20);
	const refused = await halfOpen('127.0.0.2');
	await once(refused, 'close');
	await expect(shake('127.0.0.2')).rejects.toThrow();
	expect(await shake('127.0.0.3')).toBe('welcome');
	expect(first.every((socket) => !socket.closed)).toBe(true);
	for (const socket of first) {
		socket.destroy();
	}
	await untilHandshakes(0);
	expect(await shake('127.0.0.2')).toBe('welcome');
});

it('lets somebody else in when two addresses hold all places', async () => {
	await Promise.all(Array.from({ length: 20 }, () => halfOpen('127.0.0.2')));
	await Promise.all(Array.from({ length: 20 }, () => halfOpen('127.0.0.3')));
	await untilHandshakes(40);
	expect(await shake('127.0.0.4')).toBe('welcome');
	expect(listener.handshakeCount).toBe(39);
});

it('counts no connection whose handshake is done', async () => {
	const answers = await Promise.all(Array.from({ length: 15 }, () => shake('127.0.0.2')));
	expect(new Set(answers)).toEqual(new Set(['welcome']));
	await untilHandshakes(0);
});
