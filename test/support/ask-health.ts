import { Client } from '@grpc/grpc-js';
import { CLIENT_OPTIONS, clientCredentials } from './identity-fixture.js';

export type Health = 'SERVING' | 'NOT_SERVING';

const STATUS: Readonly<Record<number, Health>> = { 1: 'SERVING', 2: 'NOT_SERVING' };
const CHECK = '/grpc.health.v1.Health/Check';

/** Asks a door with TLS how it is, as anybody may. @param rootPem the controller's root certificate */
export async function askHealth(address: string, rootPem: string): Promise<Health | undefined> {
	const client = new Client(address, clientCredentials(rootPem), CLIENT_OPTIONS);
	try {
		const answer = await new Promise<Buffer>((resolve, reject) => {
			// An empty request asks for the server as a whole; the answer has one field, a number.
			const bytes = (data: Buffer): Buffer => data;
			client.makeUnaryRequest(CHECK, bytes, bytes, Buffer.alloc(0), (error, response) =>
				error ? reject(error) : resolve(response ?? Buffer.alloc(0)),
			);
		});
		return STATUS[answer[1] ?? 0];
	} finally {
		client.close();
	}
}
