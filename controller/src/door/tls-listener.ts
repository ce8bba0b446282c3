import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { type HandshakeBounds, HandshakeLimits } from './handshake-limits.js';
import { addressOf } from './peer-limits.js';
import type { ClientCertificates, ServerIdentity } from './server-identity.js';

interface TlsListenerOptions {
	readonly identity: ServerIdentity;
	readonly clients: ClientCertificates;
	/** What is spoken over it, as ALPN names it. */
	readonly protocol: 'h2' | 'http/1.1';
	/** Takes a connection whose handshake is done. */
	readonly onConnection: (socket: TLSSocket) => void;
	/** Changed by tests only. */
	readonly bounds?: HandshakeBounds;
}

interface Handshake {
	readonly socket: Socket;
	end(): void;
}

/** Whoever of a herd behind one address is refused tries again a moment later. */
const BOUNDS: HandshakeBounds = { perAddress: 512, inAll: 1_024 };

/**
 * Accepts the TLS connections of one door, no more at a time in their handshake than the controller can afford. A
 * connection that is refused never costs it any state of TLS.
 */
export class TlsListener {
	readonly #tcp: TcpServer;
	readonly #tls: Server;
	readonly #limits: HandshakeLimits<Socket>;
	/** By the peer's address and port: what the TCP and the TLS socket of a connection have in common. */
	readonly #handshakes = new Map<string, Handshake>();
	readonly #sockets = new Set<TLSSocket>();
	readonly #unfollow: () => void;

	constructor({ identity, clients, protocol, onConnection, bounds = BOUNDS }: TlsListenerOptions) {
		this.#limits = new HandshakeLimits(bounds);
		this.#tcp = createTcpServer((socket) => this.#begin(socket));
		this.#tls = createServer({ ...identity.options(clients), ALPNProtocols: [protocol] });
		this.#unfollow = identity.follow(this.#tls, clients);
		this.#tls.on('secureConnection', (socket) => {
			this.#handshakes.get(nameOf(socket))?.end();
			this.#sockets.add(socket);
			socket.once('close', () => this.#sockets.delete(socket));
			// What it means is told by the session above; unheard it would end the process.
			socket.on('error', () => undefined);
			onConnection(socket);
		});
	}

	/** Handshakes under way. */
	get handshakeCount(): number {
		return this.#limits.count;
	}

	/** Resolves with the port; rejects with the error of the system. */
	listen(host: string, port: number): Promise<number> {
		return new Promise((resolve, reject) => {
			this.#tcp.once('error', reject);
			this.#tcp.listen({ host, port }, () => {
				this.#tcp.off('error', reject);
				resolve((this.#tcp.address() as AddressInfo).port);
			});
		});
	}

	/** Accepts nobody any more; connections stay. */
	close(): void {
		this.#tcp.close();
		this.#unfollow();
		for (const { socket } of this.#handshakes.values()) {
			socket.destroy();
		}
	}

	/** Cuts every connection. */
	destroy(): void {
		this.close();
		for (const socket of this.#sockets) {
			socket.destroy();
		}
	}

	#begin(socket: Socket): void {
		const name = nameOf(socket);
		const address = addressOf(name);
		const admission = this.#limits.begin(socket, address);
		if (admission.kind === 'refused') {
			socket.destroy();
			return;
		}
		if (admission.kind === 'admitted_instead_of') {
			admission.other.destroy();
		}
		const end = (): void => {
			this.#limits.end(socket, address);
			if (this.#handshakes.get(name)?.socket === socket) {
				this.#handshakes.delete(name);
			}
		};
		this.#handshakes.set(name, { socket, end });
		socket.once('close', end);
		socket.setNoDelay(true);
		this.#tls.emit('connection', socket);
	}
}

function nameOf({ remoteAddress, remotePort }: Socket): string {
	return `${remoteAddress}:${remotePort}`;
}
