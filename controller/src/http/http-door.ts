import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { hostOf } from '../config/host-port.js';
import { type AuthenticationContext, authenticate } from '../door/authenticate.js';
import { addressOf, PeerLimits } from '../door/peer-limits.js';
import { Places } from '../door/places.js';
import type { ServerIdentity } from '../door/server-identity.js';
import { TlsListener } from '../door/tls-listener.js';
import type { BlobStore } from '../store/blob-store.js';
import { HttpConnections } from './http-connections.js';
import { HTTP_STATUS } from './http-status.js';
import { HTTP_ROUTES, type HttpRoute, type HttpRouteName } from './routes.js';
import { serveBlob } from './serve-blob.js';

/** What the HTTPS door needs. */
export interface HttpDoorParts {
	/** HOST:PORT, port 0 for any free one. */
	readonly address: string;
	readonly server: ServerIdentity;
	readonly identity: AuthenticationContext;
	readonly blobs: Pick<BlobStore, 'isGranted' | 'open'>;
	readonly clock: Clock;
	readonly log: Log;
	/** Bounds, changed by tests only. */
	readonly bounds?: Partial<HttpBounds>;
}

/** What peers may do. */
export interface HttpBounds {
	/** Requests of one peer: so many at once, and so many a second in the long run. */
	readonly requests: { readonly burst: number; readonly perSecond: number };
	/** Requests of one peer that are being answered. */
	readonly mostInFlight: number;
	/** A request may take this long, and a second more for each of the bytes below. */
	readonly answerSeconds: number;
	readonly slowestBytesPerSecond: number;
}

const BOUNDS: HttpBounds = {
	// A folder of ten thousand small files is fetched one by one.
	requests: { burst: 4_000, perSecond: 400 },
	mostInFlight: 32,
	answerSeconds: 30,
	slowestBytesPerSecond: 64 * 1024,
};

const LARGEST_HEADERS_BYTES = 8 * 1024;
const LONGEST_URL = 512;
const CONNECTIONS = { headersMs: 10_000, keepAliveMs: 15_000, mostConnections: 8_192 };
const DRAIN_MS = 2_000;
const DRAIN_POLL_MS = 20;

type Handler = (request: FastifyRequest, reply: FastifyReply, callerName: string) => unknown;

/**
 * The HTTPS door: what agents fetch in bulk, and whether the controller lives. A client without a certificate in force
 * gets nothing but the open routes.
 */
export class HttpDoor {
	readonly #parts: HttpDoorParts;
	readonly #bounds: HttpBounds;
	readonly #requests: PeerLimits;
	readonly #inFlight: Places;
	readonly #connections = new HttpConnections(CONNECTIONS);
	readonly #app: FastifyInstance;
	readonly #listener: TlsListener;
	/** Who asks, by request; empty on open routes. */
	readonly #callers = new WeakMap<FastifyRequest, string>();
	#address: string;
	#isServing = false;

	private constructor(parts: HttpDoorParts) {
		this.#parts = parts;
		this.#app = makeApp();
		this.#listener = new TlsListener({
			identity: parts.server,
			// Liveness is for everybody; every other route asks whether there was a certificate of our root.
			clients: 'optional',
			protocol: 'http/1.1',
			onConnection: (socket) => this.#connections.add(socket) && this.#app.server.emit('connection', socket),
		});
		this.#address = parts.address;
		this.#bounds = { ...BOUNDS, ...parts.bounds };
		this.#requests = new PeerLimits(this.#bounds.requests);
		this.#inFlight = new Places({ most: this.#bounds.mostInFlight, mostWaiting: 0 });
	}

	/** Throws CONFIGURATION_INVALID naming the address when it cannot be bound. */
	static async open(parts: HttpDoorParts): Promise<HttpDoor> {
		const door = new HttpDoor(parts);
		door.#addRoutes();
		await door.#app.ready();
		const { host, port } = hostOf(parts.address);
		try {
			const bound = await door.#listener.listen(host.replace(/^\[(.*)\]$/, '$1'), port);
			door.#address = `${host}:${bound}`;
			return door;
		} catch (error) {
			await door.#app.close();
			const problem = `The door https cannot listen on ${parts.address}: ${(error as Error).message}`;
			const subject = { door: 'https', address: parts.address };
			throw new StokerError('CONFIGURATION_INVALID', problem, { subject, cause: error });
		}
	}

	/** HOST:PORT with the bound port. */
	get address(): string {
		return this.#address;
	}

	/** What the health route answers. */
	setServing(isServing: boolean): void {
		this.#isServing = isServing;
	}

	/** Takes no new connections, gives answers two seconds to finish, then cuts what is left. */
	async drain(): Promise<void> {
		this.setServing(false);
		this.#listener.close();
		const deadlineMs = this.#parts.clock.monotonicMs() + DRAIN_MS;
		do {
			this.#connections.cutIdle();
			await pause(DRAIN_POLL_MS);
		} while (this.#connections.count > 0 && this.#parts.clock.monotonicMs() < deadlineMs);
		this.#listener.destroy();
		await this.#app.close();
	}

	#addRoutes(): void {
		const handlers: Readonly<Record<HttpRouteName, Handler>> = {
			live: (_request, reply) => reply.send({ status: 'LIVE' }),
			health: (_request, reply) =>
				reply.code(this.#isServing ? 200 : 503).send({ status: this.#isServing ? 'SERVING' : 'NOT_SERVING' }),
			blob: (request, reply, callerName) => serveBlob(this.#parts.blobs, callerName as NodeId, request, reply),
		};
		for (const [name, route] of Object.entries(HTTP_ROUTES) as [HttpRouteName, HttpRoute][]) {
			this.#app.get(route.path, {
				exposeHeadRoute: false,
				onRequest: async (request, reply) => this.#enter(route, request, reply),
				handler: (request, reply) => handlers[name](request, reply, this.#callers.get(request) ?? ''),
			});
		}
		this.#app.addHook('onRequest', async (request, reply) => {
			const { socket } = request.raw;
			this.#connections.begin(socket);
			reply.raw.once('close', () => this.#connections.end(socket));
			if ((request.raw.url ?? '').length > LONGEST_URL) {
				return reply.code(414).send();
			}
			return undefined;
		});
		this.#app.setNotFoundHandler((request, reply) => {
			this.#count(addressOf(`${request.ip}:0`));
			return reply.code(404).send();
		});
		this.#app.setErrorHandler((error, request, reply) => this.#refuse(error, request, reply));
	}

	/** Lets a request in, or throws what it is refused with. */
	async #enter(route: HttpRoute, request: FastifyRequest, reply: FastifyReply): Promise<void> {
		const peer = addressOf(`${request.ip}:0`);
		const caller = route.role === 'open' ? undefined : await this.#identify(route, request, peer);
		const key = caller?.serial ?? peer;
		this.#count(key);
		const free = await this.#inFlight.take(key);
		const timer = this.#cutWhenSlow(reply);
		this.#callers.set(request, caller?.name ?? '');
		const leave = (): void => {
			clearTimeout(timer);
			free();
		};
		if (reply.raw.destroyed) {
			leave();
		} else {
			reply.raw.once('close', leave);
		}
	}

	async #identify({ role }: HttpRoute, request: FastifyRequest, peer: string) {
		try {
			const { caller } = await authenticate(this.#parts.identity, certificateOf(request.raw.socket as TLSSocket));
			if (caller.role !== role) {
				const subject = { role: caller.role };
				throw new StokerError('ACCESS_DENIED', `The access role ${caller.role} may not fetch this.`, { subject });
			}
			return caller;
		} catch (error) {
			this.#count(peer);
			throw error;
		}
	}

	#count(peer: string): void {
		const nowMs = this.#parts.clock.monotonicMs();
		this.#requests.require(peer, nowMs);
		this.#requests.take(peer, nowMs);
	}

	/** Ends the connection of a client that takes its answer more slowly than anybody with a use for it. */
	#cutWhenSlow(reply: FastifyReply): NodeJS.Timeout {
		const { answerSeconds, slowestBytesPerSecond } = this.#bounds;
		const timer = setTimeout(() => {
			const promised = Number(reply.getHeader('content-length') ?? 0);
			const rest = setTimeout(
				() => !reply.raw.writableFinished && reply.raw.destroy(),
				(promised / slowestBytesPerSecond) * 1000,
			).unref();
			reply.raw.once('close', () => clearTimeout(rest));
		}, answerSeconds * 1000);
		return timer.unref();
	}

	#refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
		const known = error instanceof StokerError ? error : undefined;
		if (known === undefined) {
			this.#parts.log.error({ url: request.url, err: error }, 'request failed unexpectedly');
		}
		const refusal = known ?? new StokerError('INTERNAL', 'A fault in the controller.');
		if (refusal.retryAfterSeconds !== undefined) {
			reply.header('retry-after', refusal.retryAfterSeconds);
		}
		const { code, message, nextStep } = refusal;
		return reply.code(HTTP_STATUS[refusal.status]).send({ code, message, nextStep });
	}
}

/** What `authenticate` judges: nothing when the chain does not lead to our root. */
function certificateOf(socket: TLSSocket) {
	const certificate = socket.authorized ? socket.getPeerCertificate() : undefined;
	const sslPeerCertificate = certificate?.raw === undefined ? undefined : certificate;
	return { getAuthContext: () => ({ sslPeerCertificate }) };
}

/** Connections come from the listener, which has done their handshake; their times are ours to watch. */
function makeApp(): FastifyInstance {
	const { keepAliveMs: keepAliveTimeout } = CONNECTIONS;
	return fastify({
		serverFactory: (handler) => createServer({ maxHeaderSize: LARGEST_HEADERS_BYTES, keepAliveTimeout }, handler),
		bodyLimit: 1,
		routerOptions: { maxParamLength: LONGEST_URL },
	});
}
