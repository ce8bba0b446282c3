import { createPrivateKey, type KeyObject, sign, webcrypto, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { type ChannelCredentials, credentials as grpcCredentials, type ServiceError } from '@grpc/grpc-js';
import { PemConverter, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { type DecodedStatus, decodeStatus } from '@stoker/shared/codec/status.js';
import type { AccessRole } from '@stoker/shared/model/access.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { CertificateAuthority, type Credential } from '../../controller/src/identity/certificate-authority.js';
import { ClockGuard } from '../../controller/src/identity/clock-guard.js';
import { digestKey } from '../../controller/src/identity/peer-certificate.js';
import { recordCertificate } from '../../controller/src/service/certificates.js';
import { Enrolment, type IdentityContext } from '../../controller/src/service/enrolment.js';
import { openSqliteStore } from '../../controller/src/store/sqlite/open-sqlite-store.js';
import type { Store } from '../../controller/src/store/store.js';

export const AUDIT = { actor: 'admin tester', requestId: 'request-1', digest: '0'.repeat(64) };
const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A clock a test sets: real time plus an offset. */
class TestClock implements Clock {
	offsetMs = 0;
	/** What the wall clock jumps by, unnoticed by the monotonic one. */
	jumpMs = 0;

	wallMs(): number {
		return Date.now() + this.offsetMs + this.jumpMs;
	}

	monotonicMs(): number {
		return performance.now() + this.offsetMs;
	}
}

export interface IdentityFixture {
	readonly folder: string;
	readonly store: Store;
	readonly authority: CertificateAuthority;
	readonly clock: TestClock;
	readonly context: IdentityContext;
	readonly enrolment: Enrolment;
	/** Nodes whose streams were to be closed, in order. */
	readonly revoked: NodeId[];
	close(): Promise<void>;
}

/** A real store in a folder of its own, with an authority. */
export async function openIdentityFixture(): Promise<IdentityFixture> {
	const folder = mkdtempSync(join(tmpdir(), 'stoker-identity-'));
	const store = await openSqliteStore({ path: join(folder, 'stoker.db'), idleLimitMs: 1000 });
	const clock = new TestClock();
	const authority = await CertificateAuthority.load(await CertificateAuthority.create(clock.wallMs()));
	const revoked: NodeId[] = [];
	const clockGuard = new ClockGuard(clock, 0);
	clockGuard.hasJumped();
	const context = { store, authority, clock, clockGuard, onRevoked: (nodeId: NodeId) => revoked.push(nodeId) };
	const close = async () => {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	};
	return { folder, store, authority, clock, context, enrolment: new Enrolment(context), revoked, close };
}

export interface TestKey {
	readonly keyPem: string;
	readonly privateKey: KeyObject;
	readonly signingRequestDer: Buffer;
}

/** A fresh key with its signing request, as an agent makes them. */
export async function makeKey(): Promise<TestKey> {
	const keys = await webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
	const request = await Pkcs10CertificateRequestGenerator.create({
		name: 'CN=node',
		keys,
		signingAlgorithm: KEY_ALGORITHM,
	});
	const keyPem = PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
	return { keyPem, privateKey: createPrivateKey(keyPem), signingRequestDer: Buffer.from(request.rawData) };
}

/** Proof of key for a renewal. */
export function proofBy(key: TestKey, signingRequestDer: Buffer): Buffer {
	return sign('sha256', signingRequestDer, key.privateKey);
}

/** What a machine says of itself. */
export function introduce(number: number) {
	const systemUuid = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
	return {
		hardware: { systemUuid, serialNumber: `SN${number}`, macAddresses: ['52:54:00:00:00:01'], instance: '' },
		hostName: `rack-${number}`,
		agentVersion: '0.1.0',
	};
}

/** A recorded credential of any access role. */
export async function issueRecorded(
	{ store, authority, clock }: IdentityFixture,
	name: string,
	role: AccessRole,
): Promise<Credential & { readonly serial: string }> {
	const credential = await authority.issueCredential({ name, role }, clock.wallMs());
	const { issued } = credential;
	const keyDigest = digestKey(new X509Certificate(issued.der).publicKey);
	const subject = { name, role };
	await store.write((transaction) =>
		recordCertificate(transaction, { issued, subject, keyDigest, tokenId: undefined }),
	);
	return { ...credential, serial: issued.serial };
}

/** TLS of a client that trusts a root, with or without a certificate of its own. */
export function clientCredentials(rootPem: string, own?: Credential): ChannelCredentials {
	const root = Buffer.from(rootPem);
	return own === undefined
		? grpcCredentials.createSsl(root)
		: grpcCredentials.createSsl(root, Buffer.from(own.keyPem), Buffer.from(own.certificatePem));
}

/** The options of a client that dials 127.0.0.1 and does not wait long. */
export const CLIENT_OPTIONS = { 'grpc.use_local_subchannel_pool': 1, 'grpc.enable_http_proxy': 0 };

/** The stable code of what the work fails with; 'OK' when it does not fail. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
	return work.then(
		() => 'OK',
		(error: unknown) => (error instanceof StokerError ? error.code : `unexpected: ${String(error)}`),
	);
}

/** Calls a unary method of a generated client. */
export async function call<Request, Response>(
	method: (request: Request, done: (error: ServiceError | null, response: Response) => void) => unknown,
	request: Request,
): Promise<{ readonly response?: Response; readonly failure?: DecodedStatus }> {
	return new Promise((resolve) => {
		method(request, (error, response) => resolve(error === null ? { response } : { failure: decodeStatus(error) }));
	});
}
