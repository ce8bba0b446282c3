import type { X509Certificate } from 'node:crypto';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { SERVER_NAME } from './server-name.js';

/** Throws when the chain, leaf first, is not one to talk to. */
type Judge = (chain: readonly X509Certificate[]) => void;

const CONNECT_TIMEOUT_MS = 10_000;
const LONGEST_CHAIN = 8;

/**
 * A TLS connection judged by us. Rejects with what `judge` threw, or with why nobody was reached.
 *
 * A strict connect shows no chain before it trusts it, and knows no other time than this machine's; so TLS itself
 * trusts anybody here, but for the proof that the other side holds the key of its leaf.
 *
 * INVARIANT: nothing is sent on the socket, and nobody gets it, before `judge` has returned; if it throws, the socket
 * is destroyed.
 */
export function openJudged(options: ConnectionOptions, judge: Judge): Promise<TLSSocket> {
	return new Promise((resolve, reject) => {
		const socket = connect({ ...options, servername: SERVER_NAME, rejectUnauthorized: false });
		const fail = (error: unknown): void => {
			socket.destroy();
			reject(error instanceof Error ? error : new Error(String(error)));
		};
		socket.setTimeout(CONNECT_TIMEOUT_MS, () => fail(new Error('no answer')));
		socket.once('error', fail);
		socket.once('close', () => fail(new Error('the connection was closed')));
		socket.once('secureConnect', () => {
			try {
				judge(readChain(socket));
				socket.setTimeout(0).removeAllListeners('timeout');
				resolve(socket);
			} catch (error) {
				fail(error);
			}
		});
	});
}

function readChain(socket: TLSSocket): readonly X509Certificate[] {
	const chain: X509Certificate[] = [];
	let certificate = socket.getPeerX509Certificate();
	while (certificate !== undefined && chain.length < LONGEST_CHAIN) {
		const isRepeated = chain.at(-1)?.fingerprint256 === certificate.fingerprint256;
		if (isRepeated) {
			break;
		}
		chain.push(certificate);
		certificate = certificate.issuerCertificate;
	}
	return chain;
}
