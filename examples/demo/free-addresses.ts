import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { DemoFailure } from './demo-failure.js';

const NETWORKS_TRIED = 50;

/** Free ports on 127.0.0.1. All are held until the last is found, so that they differ. */
export async function findFreePorts(count: number): Promise<readonly number[]> {
	const servers = await Promise.all(Array.from({ length: count }, () => listen('127.0.0.1', 0)));
	const ports = servers.map((server) => {
		const address = server.address();
		return typeof address === 'object' && address !== null ? address.port : 0;
	});
	await Promise.all(servers.map(close));
	return ports;
}

/** First three numbers of a loopback network in which nobody listens at the given places, so that demos can be up side by side. */
export async function findFreeNetwork(
	places: readonly { readonly host: number; readonly port: number }[],
): Promise<string> {
	for (let tried = 0; tried < NETWORKS_TRIED; tried += 1) {
		const network = `127.77.${randomInt(1, 255)}`;
		const results = await Promise.allSettled(places.map(({ host, port }) => listen(`${network}.${host}`, port)));
		const servers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
		await Promise.all(servers.map(close));
		if (servers.length === places.length) {
			return network;
		}
	}
	throw new DemoFailure('No free addresses were found in 127.77.0.0/16. Is 127.0.0.0/8 on the loopback interface?');
}

async function listen(host: string, port: number): Promise<Server> {
	const server = createServer();
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => resolve(server));
	});
}

async function close(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
	});
}
