import type { SecureContextOptions, Server, TlsOptions } from 'node:tls';
import type { Credential } from '../identity/certificate-authority.js';

/** A connection that has not finished its handshake by then is dropped. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

/** The certificate the doors show; a new one takes effect on a live server, for the connections after it. */
export class ServerIdentity {
	readonly #rootPem: string;
	readonly #followers = new Map<Server, boolean>();
	#credential: Credential;

	constructor(rootPem: string, credential: Credential) {
		this.#rootPem = rootPem;
		this.#credential = credential;
	}

	/** Shows another certificate from now on. */
	replace(credential: Credential): void {
		this.#credential = credential;
		for (const [server, wantsClients] of this.#followers) {
			server.setSecureContext(this.#context(wantsClients));
		}
	}

	/** TLS for one door. With `wantsClients`, only clients with a certificate of our root come in. */
	options(wantsClients: boolean): TlsOptions {
		// Without the right certificate a client that is asked for one is refused: that is the default of Node.
		return {
			...this.#context(wantsClients),
			requestCert: wantsClients,
			handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
		};
	}

	/** Gives a server that was made with `options` every new certificate. Returns how to end that. */
	follow(server: Server, wantsClients: boolean): () => void {
		this.#followers.set(server, wantsClients);
		return () => this.#followers.delete(server);
	}

	#context(wantsClients: boolean): SecureContextOptions {
		const { certificatePem, keyPem } = this.#credential;
		return { cert: certificatePem, key: keyPem, ...(wantsClients && { ca: this.#rootPem }) };
	}
}
