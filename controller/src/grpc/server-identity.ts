import { experimental, type ServerCredentials } from '@grpc/grpc-js';
import type { Credential } from '../identity/certificate-authority.js';

type CertificateProvider = Parameters<typeof experimental.createCertificateProviderServerCredentials>[0];
type IdentityListener = Parameters<CertificateProvider['addIdentityCertificateListener']>[0];
type RootListener = Parameters<CertificateProvider['addCaCertificateListener']>[0];

/** A connection that has not finished its handshake by then is dropped. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

/** The certificate the doors show; a new one takes effect on a live server, for the connections after it. */
export class ServerIdentity implements CertificateProvider {
	readonly #rootPem: Buffer;
	readonly #identityListeners = new Set<IdentityListener>();
	#credential: Credential;

	constructor(rootPem: string, credential: Credential) {
		this.#rootPem = Buffer.from(rootPem);
		this.#credential = credential;
	}

	/** Shows another certificate from now on. */
	replace(credential: Credential): void {
		this.#credential = credential;
		for (const listener of this.#identityListeners) {
			listener(this.#update());
		}
	}

	/** TLS for one door. With `wantsClients`, only clients with a certificate of our root come in. */
	credentials(wantsClients: boolean): ServerCredentials {
		// The first parameter is the identity and the second the root, whatever their names in the typings say.
		const roots = wantsClients ? this : null;
		const credentials = experimental.createCertificateProviderServerCredentials(this, roots, wantsClients);
		Object.assign(credentials._getConstructorOptions() ?? {}, { handshakeTimeout: HANDSHAKE_TIMEOUT_MS });
		return credentials;
	}

	// grpc-js expects its listeners to be called later, never from within the registration.
	addIdentityCertificateListener(listener: IdentityListener): void {
		this.#identityListeners.add(listener);
		queueMicrotask(() => listener(this.#update()));
	}

	removeIdentityCertificateListener(listener: IdentityListener): void {
		this.#identityListeners.delete(listener);
	}

	addCaCertificateListener(listener: RootListener): void {
		queueMicrotask(() => listener({ caCertificate: this.#rootPem }));
	}

	removeCaCertificateListener(): void {
		// The root never changes while the controller lives, so nobody is remembered.
	}

	#update() {
		const { certificatePem, keyPem } = this.#credential;
		return { certificate: Buffer.from(certificatePem), privateKey: Buffer.from(keyPem) };
	}
}
