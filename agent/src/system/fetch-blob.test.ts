import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CertificateAuthority } from '../../../controller/src/identity/certificate-authority.js';
import { silentLog } from '../../../test/support/attempt-rig.js';
import { SERVER_NAME } from '../session/channel.js';
import { BlobFetcher } from './fetch-blob.js';
import type { AgentIdentity } from './identity-store.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let folder: string;
let server: Server;
let authority: CertificateAuthority;
let identity: AgentIdentity;
let answer: Answer = () => undefined;
/** `range` headers and names of the certificates shown, in order. */
let asked: { range: string | undefined; certificate: string }[] = [];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-fetch-'));
	authority = await CertificateAuthority.load(await CertificateAuthority.create(Date.now()));
	const own = await authority.issueServer([{ type: 'dns', value: SERVER_NAME }], Date.now());
	identity = await identityNamed('7');
	const tls = { key: own.keyPem, cert: own.certificatePem, ca: authority.certificatePem };
	server = createServer({ ...tls, requestCert: true, minVersion: 'TLSv1.3' }, (request, response) => {
		const certificate = (request.socket as TLSSocket).getPeerCertificate().subject.CN;
		asked.push({ range: request.headers.range, certificate: String(certificate) });
		answer(request, response);
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
	rmSync(folder, { recursive: true, force: true });
});

async function identityNamed(name: string): Promise<AgentIdentity> {
	const { keyPem, certificatePem } = await authority.issueCredential({ name, role: 'agent' }, Date.now());
	return {
		nodeId: name as AgentIdentity['nodeId'],
		privateKeyPem: keyPem,
		certificateChainPem: certificatePem,
		rootPem: authority.certificatePem,
		enrolAddress: '',
		agentsAddress: '',
		certifiedAtMs: 0,
		tokenId: '',
	};
}

const addressOf = (): string => `https://127.0.0.1:${(server.address() as AddressInfo).port}/v1/blobs/`;

function fetcher(owner = identity): BlobFetcher {
	asked = [];
	const blobs = new BlobFetcher({ serverName: SERVER_NAME, log: silentLog, random: () => 0 });
	blobs.use({ blobUrl: addressOf(), identity: owner });
	return blobs;
}

const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
const destination = (): string => join(folder, randomBytes(6).toString('hex'));
const never = (): AbortSignal => new AbortController().signal;

/** Serves ranges, and hangs up after so many bytes of each answer. */
function serve(data: Buffer, mostBytes = data.length): Answer {
	return (request, response) => {
		const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? 'bytes=0-')?.[1]);
		const rest = data.subarray(start);
		const range = { 'content-range': `bytes ${start}-${data.length - 1}/${data.length}` };
		response.writeHead(start > 0 ? 206 : 200, { 'content-length': rest.length, ...(start > 0 && range) });
		if (rest.length <= mostBytes) {
			response.end(rest);
			return;
		}
		response.write(rest.subarray(0, mostBytes), () => response.destroy());
	};
}

test('content comes whole, for its owner only, shown the certificate of the node', async () => {
	const data = randomBytes(3_000_000);
	answer = serve(data);
	const path = destination();
	const blobs = fetcher();
	await blobs.fetch(digest(data), data.length, path, never());
	expect(readFileSync(path).equals(data)).toBe(true);
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(asked).toEqual([{ range: undefined, certificate: '7' }]);
	blobs.close();
});

test('a broken connection is taken up where it broke', async () => {
	const data = randomBytes(2_500_000);
	answer = serve(data, 1_000_000);
	const path = destination();
	await fetcher().fetch(digest(data), data.length, path, never());
	expect(readFileSync(path).equals(data)).toBe(true);
	expect(asked.length).toBeGreaterThanOrEqual(3);
	expect(asked.slice(1).every(({ range }) => range !== undefined && range !== 'bytes=0-')).toBe(true);
});

test('a server that gives no ranges is read from the start again', async () => {
	const data = randomBytes(500_000);
	answer = (_request, response) => {
		const isFirst = asked.length === 1;
		response.writeHead(200, { 'content-length': data.length });
		response.write(isFirst ? data.subarray(0, 100_000) : data, () => (isFirst ? response.destroy() : response.end()));
	};
	const path = destination();
	await fetcher().fetch(digest(data), data.length, path, never());
	expect(readFileSync(path).equals(data)).toBe(true);
});

test('faults of the server are waited for, an address too', async () => {
	const data = Buffer.from('content');
	answer = (request, response) => {
		if (asked.length < 3) {
			response.writeHead(asked.length === 1 ? 503 : 429).end();
		} else {
			serve(data)(request, response);
		}
	};
	const path = destination();
	const blobs = fetcher();
	blobs.use({ blobUrl: '', identity });
	const fetching = blobs.fetch(digest(data), data.length, path, never());
	setTimeout(() => blobs.use({ blobUrl: addressOf(), identity }), 50);
	await fetching;
	expect(readFileSync(path, 'utf8')).toBe('content');
	expect(asked).toHaveLength(3);
});

test('what the controller does not give is not asked for twice', async () => {
	answer = (_request, response) => response.writeHead(404).end();
	await expect(fetcher().fetch('a'.repeat(64), 1, destination(), never())).rejects.toThrow(/answered 404/);
	expect(asked).toHaveLength(1);
});

test('content with another digest, or more of it than announced, is refused', async () => {
	const data = randomBytes(1_000);
	answer = serve(data);
	const blobs = fetcher();
	await expect(blobs.fetch('a'.repeat(64), data.length, destination(), never())).rejects.toThrow(/not the one/);
	expect(asked).toHaveLength(2);
	await expect(blobs.fetch(digest(data), 10, destination(), never())).rejects.toThrow(/more than the 10 bytes/);
	await expect(blobs.fetch('../etc', 10, destination(), never())).rejects.toThrow(/no digest/);
});

test('a cancel ends a transfer that stands still', async () => {
	answer = (_request, response) => {
		response.writeHead(200, { 'content-length': 100 });
		response.write('x');
	};
	const abort = new AbortController();
	const fetching = fetcher().fetch('a'.repeat(64), 100, destination(), abort.signal);
	const reason = new Error('cancelled');
	setTimeout(() => abort.abort(reason), 100);
	await expect(fetching).rejects.toBe(reason);
});

test('a server of another authority gets no request, and a renewed certificate is used at once', async () => {
	const stranger = await CertificateAuthority.load(await CertificateAuthority.create(Date.now()));
	const abort = new AbortController();
	const fetching = fetcher({ ...identity, rootPem: stranger.certificatePem }).fetch(
		'a'.repeat(64),
		1,
		destination(),
		abort.signal,
	);
	setTimeout(() => abort.abort(new Error('enough')), 700);
	await expect(fetching).rejects.toThrow('enough');
	expect(asked).toEqual([]);
	const data = Buffer.from('x');
	answer = serve(data);
	const blobs = fetcher();
	await blobs.fetch(digest(data), 1, destination(), never());
	blobs.use({ blobUrl: addressOf(), identity: await identityNamed('8') });
	await blobs.fetch(digest(data), 1, destination(), never());
	expect(asked.map(({ certificate }) => certificate)).toEqual(['7', '8']);
	blobs.close();
});

test('a file that is there is never written into', async () => {
	const path = destination();
	answer = serve(Buffer.from('x'));
	await fetcher().fetch(digest(Buffer.from('x')), 1, path, never());
	await expect(fetcher().fetch(digest(Buffer.from('x')), 1, path, never())).rejects.toThrow(/EEXIST/);
	expect(existsSync(path)).toBe(true);
});
