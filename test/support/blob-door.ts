import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { AgentIdentity } from '../../agent/src/system/identity-store.js';
import { CertificateAuthority } from '../../controller/src/identity/certificate-authority.js';

export type BlobAnswer = (request: IncomingMessage, response: ServerResponse) => void;

/** A request as it came: its range, and the name in the certificate that was shown. */
interface BlobRequest {
	readonly range: string | undefined;
	readonly certificate: string;
}

/** A stand-in for the controller's HTTPS door, with an authority of its own; a test writes its answers. */
export class BlobDoor {
	answer: BlobAnswer = () => undefined;
	/** All requests since they were last forgotten. */
	asked: BlobRequest[] = [];
	/** What it shows: its certificate, then the root. */
	readonly chainPem: string;
	readonly #authority: CertificateAuthority;
	readonly #server: Server;

	private constructor(authority: CertificateAuthority, server: Server, chainPem: string) {
		this.chainPem = chainPem;
		this.#authority = authority;
		this.#server = server;
		server.on('request', (request: IncomingMessage, response: ServerResponse) => {
			const { subject } = (request.socket as TLSSocket).getPeerCertificate();
			this.asked.push({ range: request.headers.range, certificate: String(subject.CN) });
			this.answer(request, response);
		});
	}

	static async open(serverName: string): Promise<BlobDoor> {
		const authority = await newAuthority();
		const own = await authority.issueServer([{ type: 'dns', value: serverName }], Date.now());
		const tls = { key: own.keyPem, cert: own.certificatePem, ca: authority.certificatePem };
		const server = createServer({ ...tls, requestCert: true, minVersion: 'TLSv1.3' });
		await new Promise<void>((resolve) => {
			server.listen(0, '127.0.0.1', resolve);
		});
		return new BlobDoor(authority, server, own.certificatePem);
	}

	get blobUrl(): string {
		return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1/blobs/`;
	}

	/** An identity that this door knows. */
	async identityOf(name: string): Promise<AgentIdentity> {
		const { keyPem, certificatePem } = await this.#authority.issueCredential({ name, role: 'agent' }, Date.now());
		return {
			nodeId: name as NodeId,
			privateKeyPem: keyPem,
			certificateChainPem: certificatePem,
			rootPem: this.#authority.certificatePem,
			enrolAddress: '',
			agentsAddress: '',
			certifiedAtMs: 0,
			tokenId: '',
		};
	}

	/** The root of somebody else. */
	static async foreignRootPem(): Promise<string> {
		const { certificatePem } = await newAuthority();
		return certificatePem;
	}

	close(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}
}

async function newAuthority(): Promise<CertificateAuthority> {
	return CertificateAuthority.load(await CertificateAuthority.create(Date.now()));
}
