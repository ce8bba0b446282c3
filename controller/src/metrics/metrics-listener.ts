import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { Registry } from 'prom-client';
import { hostOf } from '../config/host-port.js';
import type { MetricSources } from './metrics-registry.js';

/** What the listener answers from. */
export interface MetricsParts extends MetricSources {
	/** HOST:PORT of this machine alone. */
	readonly address: string;
	/** What health says on every door. */
	readonly isServing: () => boolean;
}

const REQUEST_TIMEOUT_MS = 5_000;
const MOST_CONNECTIONS = 64;

/**
 * Metrics for Prometheus and health for supervisors, on a loopback address of its own and without identity: it tells
 * figures, never names of nodes, secrets or output.
 */
export class MetricsListener {
	readonly #server: Server;

	private constructor(server: Server) {
		this.#server = server;
	}

	/** Loads the library and listens. Throws CONFIGURATION_INVALID naming an address that cannot be bound. */
	static async open(parts: MetricsParts): Promise<MetricsListener> {
		// Loaded here alone: a controller without this listener does without the memory.
		const { metricsRegistry } = await import('./metrics-registry.js');
		const registry = metricsRegistry(parts);
		const server = createServer(
			{ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS },
			(request, response) => {
				void answer(request, response, { registry, isServing: parts.isServing });
			},
		);
		server.maxConnections = MOST_CONNECTIONS;
		const { host, port } = hostOf(parts.address);
		server.listen(port, host.replace(/^\[|\]$/g, ''));
		try {
			await once(server, 'listening');
		} catch (error) {
			throw new StokerError('CONFIGURATION_INVALID', `Nothing can listen on ${parts.address} (metrics).`, {
				cause: error,
			});
		}
		return new MetricsListener(server);
	}

	/** HOST:PORT with the port that was really bound. */
	get address(): string {
		const { address, port, family } = this.#server.address() as AddressInfo;
		return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
	}

	async close(): Promise<void> {
		const closed = once(this.#server, 'close');
		this.#server.close();
		this.#server.closeAllConnections();
		await closed;
	}
}

interface Answers {
	readonly registry: Registry;
	readonly isServing: () => boolean;
}

async function answer(request: IncomingMessage, response: ServerResponse, answers: Answers): Promise<void> {
	const path = request.url?.split('?')[0];
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		send(response, 405, 'only GET is answered here\n');
	} else if (path === '/metrics') {
		try {
			const text = await answers.registry.metrics();
			send(response, 200, text, answers.registry.contentType);
		} catch {
			send(response, 500, 'the metrics could not be collected\n');
		}
	} else if (path === '/livez') {
		send(response, 200, 'ok\n');
	} else if (path === '/readyz' || path === '/healthz') {
		const isServing = answers.isServing();
		send(response, isServing ? 200 : 503, isServing ? 'ok\n' : 'not serving\n');
	} else {
		send(response, 404, 'there are /metrics, /healthz, /readyz and /livez\n');
	}
}

function send(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
	response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}
