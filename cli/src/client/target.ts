/** A controller reached over mutual TLS. */
export interface TlsTarget {
	readonly kind: 'tls';
	/** HOST:PORT of the admin door. */
	readonly address: string;
	/** PEM of the controller's root certificate. */
	readonly ca: string;
	/** PEM of the caller's certificate and its key. */
	readonly certificate: string;
	readonly key: string;
}

/** A controller on this machine, reached through its local socket. */
export interface SocketTarget {
	readonly kind: 'socket';
	readonly path: string;
}

export type Target = TlsTarget | SocketTarget;

/** Where a target is, in words. */
export function describeTarget(target: Target): string {
	return target.kind === 'socket' ? target.path : target.address;
}
