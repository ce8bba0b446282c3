import 'reflect-metadata';
import { createPublicKey, type KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import {
	BasicConstraintsExtension,
	ExtendedKeyUsage,
	ExtendedKeyUsageExtension,
	type Extension,
	type JsonGeneralNames,
	KeyUsageFlags,
	KeyUsagesExtension,
	PemConverter,
	SubjectAlternativeNameExtension,
	X509CertificateGenerator,
} from '@peculiar/x509';
import { digestKey, normaliseSerial } from './peer-certificate.js';
import { formatSubjectUri, type Subject } from './subject-uri.js';

/** A certificate with what the store records of it. */
export interface IssuedCertificate {
	readonly serial: string;
	readonly der: Uint8Array;
	readonly notBeforeMs: number;
	readonly notAfterMs: number;
}

/** A certificate with its private key, both as PEM; the root follows the certificate. */
export interface Credential {
	readonly certificatePem: string;
	readonly keyPem: string;
}

/** What the folder of the CA holds. */
export interface AuthorityFiles {
	readonly certificatePem: string;
	readonly keyPem: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
export const AGENT_LIFETIME_MS = 7 * DAY_MS;
const SERVER_LIFETIME_MS = 365 * DAY_MS;
export const PERSON_LIFETIME_MS = 365 * DAY_MS;
const ROOT_LIFETIME_MS = 3650 * DAY_MS;
/** Machines whose clock is behind must not refuse a fresh certificate. */
const BACKDATED_MS = DAY_MS;
const SERIAL_BYTES = 16;
const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** The name every server certificate carries: what agents check whatever address they dial. */
export const SERVER_NAME = 'stoker-controller';

interface LeafRequest {
	readonly publicKey: KeyObject;
	readonly commonName: string;
	readonly names: JsonGeneralNames;
	readonly usage: ExtendedKeyUsage;
	readonly lifetimeMs: number;
	readonly nowMs: number;
}

/** The controller's own certificate authority: one self-signed root that signs every leaf. */
export class CertificateAuthority {
	readonly certificate: X509Certificate;
	readonly certificatePem: string;
	/** SHA-256 over the root's public key: what join tokens carry. */
	readonly pin: string;
	readonly #key: webcrypto.CryptoKey;

	private constructor(certificatePem: string, key: webcrypto.CryptoKey) {
		this.certificate = new X509Certificate(certificatePem);
		this.certificatePem = certificatePem;
		this.pin = digestKey(this.certificate.publicKey);
		this.#key = key;
	}

	/** Makes a root; nothing is written. */
	static async create(nowMs: number): Promise<AuthorityFiles> {
		const keys = await generateKeys();
		const certificate = await X509CertificateGenerator.createSelfSigned({
			serialNumber: randomSerial(),
			name: `CN=Stoker root ${randomBytes(4).toString('hex')}`,
			notBefore: new Date(nowMs - BACKDATED_MS),
			notAfter: new Date(nowMs + ROOT_LIFETIME_MS),
			signingAlgorithm: KEY_ALGORITHM,
			keys,
			extensions: [
				new BasicConstraintsExtension(true, 0, true),
				new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
			],
		});
		return { certificatePem: `${certificate.toString('pem')}\n`, keyPem: await exportKey(keys.privateKey) };
	}

	/** Throws when the files do not belong together or cannot be read. */
	static async load(files: AuthorityFiles): Promise<CertificateAuthority> {
		const key = await webcrypto.subtle.importKey('pkcs8', derOf(files.keyPem), KEY_ALGORITHM, true, ['sign']);
		const authority = new CertificateAuthority(files.certificatePem, key);
		const publicKey = createPublicKey(files.keyPem);
		if (digestKey(publicKey) !== authority.pin) {
			throw new Error('the root certificate and the root key do not belong together');
		}
		return authority;
	}

	/** Whether this authority signed the certificate. Says nothing about its dates or revocation. */
	hasIssued(certificate: X509Certificate): boolean {
		return certificate.checkIssued(this.certificate) && certificate.verify(this.certificate.publicKey);
	}

	/** Signs a client certificate; `lifetimeMs` counts from now. */
	async issueClient(subject: Subject, publicKey: KeyObject, times: { nowMs: number; lifetimeMs: number }) {
		return this.#issue({
			publicKey,
			commonName: subject.name,
			names: [{ type: 'url', value: formatSubjectUri(subject) }],
			usage: ExtendedKeyUsage.clientAuth,
			...times,
		});
	}

	/** Makes a key and a client certificate for a person or program. */
	async issueCredential(subject: Subject, nowMs: number): Promise<Credential & { readonly issued: IssuedCertificate }> {
		const keys = await generateKeys();
		const publicKey = await toKeyObject(keys.publicKey);
		const issued = await this.issueClient(subject, publicKey, { nowMs, lifetimeMs: PERSON_LIFETIME_MS });
		return { issued, certificatePem: this.#chainPem(issued), keyPem: await exportKey(keys.privateKey) };
	}

	/** Makes a key and a certificate for the doors, valid for {@link SERVER_NAME}, localhost and the names given. */
	async issueServer(names: JsonGeneralNames, nowMs: number): Promise<Credential> {
		const keys = await generateKeys();
		const issued = await this.#issue({
			publicKey: await toKeyObject(keys.publicKey),
			commonName: SERVER_NAME,
			names,
			usage: ExtendedKeyUsage.serverAuth,
			lifetimeMs: SERVER_LIFETIME_MS,
			nowMs,
		});
		return { certificatePem: this.#chainPem(issued), keyPem: await exportKey(keys.privateKey) };
	}

	/** When a certificate was issued, from when it begins to be valid. */
	static issuedAtMs(notBeforeMs: number): number {
		return notBeforeMs + BACKDATED_MS;
	}

	/** The leaf first, then the root: what a client stores and presents. */
	chainOf(leafDer: Uint8Array): readonly Buffer[] {
		return [Buffer.from(leafDer), this.certificate.raw];
	}

	#chainPem(issued: IssuedCertificate): string {
		return `${PemConverter.encode(Buffer.from(issued.der), 'CERTIFICATE')}\n${this.certificatePem}`;
	}

	async #issue(leaf: LeafRequest): Promise<IssuedCertificate> {
		const serialNumber = randomSerial();
		// Whole seconds: that is all a certificate can say, and the store must agree with it.
		const notBeforeMs = wholeSeconds(leaf.nowMs - BACKDATED_MS);
		const rootEndMs = Date.parse(this.certificate.validTo);
		const notAfterMs = Math.min(wholeSeconds(leaf.nowMs + leaf.lifetimeMs), rootEndMs);
		const extensions: Extension[] = [
			new BasicConstraintsExtension(false, undefined, true),
			new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
			new ExtendedKeyUsageExtension([leaf.usage]),
			new SubjectAlternativeNameExtension(leaf.names),
		];
		const certificate = await X509CertificateGenerator.create({
			serialNumber,
			subject: [{ CN: [leaf.commonName] }],
			issuer: issuerName(this.certificate),
			notBefore: new Date(notBeforeMs),
			notAfter: new Date(notAfterMs),
			publicKey: leaf.publicKey.export({ type: 'spki', format: 'der' }),
			signingKey: this.#key,
			signingAlgorithm: KEY_ALGORITHM,
			extensions,
		});
		const der = new Uint8Array(certificate.rawData);
		return { serial: normaliseSerial(serialNumber), der, notBeforeMs, notAfterMs };
	}
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
	return webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
	return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}

async function toKeyObject(key: webcrypto.CryptoKey): Promise<KeyObject> {
	const der = Buffer.from(await webcrypto.subtle.exportKey('spki', key));
	return createPublicKey({ key: der, format: 'der', type: 'spki' });
}

function derOf(pem: string): ArrayBuffer {
	const [der] = PemConverter.decode(pem);
	if (der === undefined) {
		throw new Error('the root key is no PEM file');
	}
	return der;
}

function issuerName(certificate: X509Certificate): string {
	return certificate.subject;
}

function wholeSeconds(timeMs: number): number {
	return Math.floor(timeMs / 1000) * 1000;
}

/** 126 random bits; the two highest are fixed, so that it is positive and always 16 bytes long. */
function randomSerial(): string {
	const bytes = randomBytes(SERIAL_BYTES);
	bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
	return bytes.toString('hex');
}
