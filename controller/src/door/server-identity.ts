import { X509Certificate } from 'node:crypto';
import type { SecureContextOptions, Server, TlsOptions } from 'node:tls';
import type { Credential } from '../identity/certificate-authority.js';

/**
 * What a door wants of its clients: no certificate, one of our root or nobody comes in, or one that is asked for but
 * not needed. Behind the last, `authorized` of the connection says whether there was one.
 */
export type ClientCertificates = 'none' | 'required' | 'optional';

/** A connection that has not finished its handshake by then is dropped. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

/** The certificate the doors show; a new one takes effect on a live server, for the connections after it. */
export class ServerIdentity {
	readonly #rootPem: string;
	readonly #followers = new Map<Server, ClientCertificates>();
	#credential: Credential;

	constructor(rootPem: string, credential: Credential) {
		this.#rootPem = rootPem;
		this.#credential = credential;
	}

	/** Shows another certificate from now on. */
	replace(credential: Credential): void {
		this.#credential = credential;
		for (const [server, clients] of this.#followers) {
			server.setSecureContext(this.#context(clients));
		}
	}

	/** When the certificate that is shown ends; wall-clock milliseconds. */
	get notAfterMs(): number {
		return Date.parse(new X509Certificate(this.#credential.certificatePem).validTo);
	}

	/** TLS for one door. */
	options(clients: ClientCertificates): TlsOptions {
		// Without the right certificate a client that must have one is refused: that is the default of Node.
		return {
			...this.#context(clients),
			requestCert: clients !== 'none',
			...(clients === 'optional' && { rejectUnauthorized: false }),
			handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
		};
	}

	/** Gives a server that was made with `options` every new certificate. Returns how to end that. */
	follow(server: Server, clients: ClientCertificates): () => void {
		this.#followers.set(server, clients);
		return () => this.#followers.delete(server);
	}

	#context(clients: ClientCertificates): SecureContextOptions {
		const { certificatePem, keyPem } = this.#credential;
		const context = { cert: certificatePem, key: keyPem, minVersion: 'TLSv1.3' } as const;
		return clients === 'none' ? context : { ...context, ca: this.#rootPem };
	}
}
