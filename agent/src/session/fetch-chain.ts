import { createHash, type X509Certificate } from 'node:crypto';
import { connect, type TLSSocket } from 'node:tls';
import type { Clock } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { splitAddress } from './address.js';
import { SERVER_NAME } from './channel.js';

const CONNECT_TIMEOUT_MS = 10_000;
const LONGEST_CHAIN = 8;

interface FetchChainOptions {
	/** HOST:PORT of a door. */
	readonly address: string;
	/** SHA-256 of the root's public key (SubjectPublicKeyInfo, DER), hexadecimal. */
	readonly pin: string;
	readonly clock: Clock;
}

/**
 * Fetches the controller's certificate chain and returns its root (PEM), once the root matched the pin and the leaf was
 * proved to be its descendant with the controller's name.
 *
 * A strict connect shows no chain before it trusts it, so this socket trusts anybody: nothing is sent on it and it is
 * closed before the chain is even looked at.
 */
export async function fetchRoot(options: FetchChainOptions): Promise<string> {
	const chain = await fetchChain(options.address);
	const [leaf] = chain;
	const root = chain.at(-1);
	const subject = { controller: options.address };
	if (leaf === undefined || root === undefined || pinOf(root) !== options.pin) {
		throw new StokerError('PIN_MISMATCH', `${options.address} shows another root certificate than the token names.`, {
			subject,
		});
	}
	const problem = chainProblem(chain) ?? nameProblem(leaf) ?? timeProblem(chain, options.clock.wallMs());
	if (problem !== undefined) {
		throw new StokerError('CERTIFICATE_INVALID', `The certificate of ${options.address} ${problem}.`, { subject });
	}
	return root.toString();
}

/** SHA-256 of a certificate's public key, as join tokens carry it. */
function pinOf(certificate: X509Certificate): string {
	const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
	return createHash('sha256').update(key).digest('hex');
}

/** Why a chain, leaf first and self-signed root last, does not hold together; undefined when it does. */
function chainProblem(chain: readonly X509Certificate[]): string | undefined {
	for (const [index, certificate] of chain.entries()) {
		const issuer = chain[index + 1] ?? certificate;
		if (!certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) {
			return index === chain.length - 1 ? 'has no self-signed root' : 'was not signed by the next one of its chain';
		}
		if (index > 0 && !certificate.ca) {
			return 'was signed by one that may not sign';
		}
	}
	return undefined;
}

function nameProblem(leaf: X509Certificate): string | undefined {
	return leaf.checkHost(SERVER_NAME) === undefined ? `does not carry the name ${SERVER_NAME}` : undefined;
}

function timeProblem(chain: readonly X509Certificate[], nowMs: number): string | undefined {
	const wrong = chain.find(({ validFrom, validTo }) => nowMs < Date.parse(validFrom) || nowMs > Date.parse(validTo));
	return (
		wrong &&
		`is valid from ${wrong.validFrom} to ${wrong.validTo}, but the clock of this machine says ${new Date(nowMs).toUTCString()}; set it right`
	);
}

function fetchChain(address: string): Promise<readonly X509Certificate[]> {
	const { host, port } = splitAddress(address);
	return new Promise((resolve, reject) => {
		const socket = connect({ host, port, servername: SERVER_NAME, ALPNProtocols: ['h2'], rejectUnauthorized: false });
		const fail = (message: string, cause?: unknown) => {
			socket.destroy();
			reject(new StokerError('NOT_SERVING', `${address} ${message}.`, { subject: { controller: address }, cause }));
		};
		socket.setTimeout(CONNECT_TIMEOUT_MS, () => fail('does not answer'));
		socket.once('error', (error: Error) => fail(`cannot be reached: ${error.message}`, error));
		socket.once('secureConnect', () => {
			const chain = readChain(socket);
			socket.destroy();
			resolve(chain);
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
