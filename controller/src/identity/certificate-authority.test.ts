import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CertificateAuthority } from './certificate-authority.js';
import { parsePeerCertificate } from './peer-certificate.js';
import { formatCredential, isOutdated, parseCredential, serverNames } from './server-certificate.js';
import { formatSubjectUri, parseSubjectUri } from './subject-uri.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW_MS = Date.now();

async function authority(): Promise<CertificateAuthority> {
	return CertificateAuthority.load(await CertificateAuthority.create(NOW_MS));
}

describe('the certificate authority', () => {
	it('is loaded from its files and refuses files of two authorities', async () => {
		const [one, other] = await Promise.all([CertificateAuthority.create(NOW_MS), CertificateAuthority.create(NOW_MS)]);
		expect((await CertificateAuthority.load(one)).pin).toMatch(/^[0-9a-f]{64}$/);
		await expect(CertificateAuthority.load({ ...one, keyPem: other.keyPem })).rejects.toThrow('belong together');
	});

	it('signs for ten years itself, never longer than its root lives', async () => {
		const own = await authority();
		const rootEnd = Date.parse(own.certificate.validTo);
		expect(Math.abs(rootEnd - NOW_MS - 3650 * DAY_MS)).toBeLessThan(2000);
		const { issued } = await own.issueCredential({ name: 'ada', role: 'admin' }, rootEnd - DAY_MS);
		expect(Date.parse(new X509Certificate(issued.der).validTo)).toBe(rootEnd);
	});

	it('gives every certificate a serial number of its own, as the store knows it', async () => {
		const own = await authority();
		const subject = { name: 'ada', role: 'admin' } as const;
		const all = await Promise.all(Array.from({ length: 20 }, () => own.issueCredential(subject, NOW_MS)));
		expect(new Set(all.map(({ issued }) => issued.serial)).size).toBe(20);
		for (const { issued } of all) {
			expect(parsePeerCertificate(issued.der)).toMatchObject({ subject, serial: issued.serial });
		}
	});

	it('does not take another authority’s certificate for its own, whatever it says', async () => {
		const [own, other] = await Promise.all([authority(), authority()]);
		const { issued } = await other.issueCredential({ name: 'ada', role: 'admin' }, NOW_MS);
		expect(own.hasIssued(new X509Certificate(issued.der))).toBe(false);
	});
});

describe('a server certificate', () => {
	it('is made anew at two thirds of its life, for other names and for another root', async () => {
		const own = await authority();
		const names = serverNames('master.example', ['10.0.0.1', 'stoker.example']);
		const credential = await own.issueServer(names, NOW_MS);
		const wanted = { names, nowMs: NOW_MS };
		expect(isOutdated(credential, own, wanted)).toBe(false);
		expect(isOutdated(credential, own, { names, nowMs: NOW_MS + 240 * DAY_MS })).toBe(false);
		expect(isOutdated(credential, own, { names, nowMs: NOW_MS + 250 * DAY_MS })).toBe(true);
		expect(isOutdated(credential, own, { ...wanted, names: serverNames('other.example', []) })).toBe(true);
		expect(isOutdated(credential, own, { ...wanted, names: serverNames('', ['10.0.0.2']) })).toBe(true);
		expect(isOutdated(credential, await authority(), wanted)).toBe(true);
	});

	it('is read back with its key, and not when either is damaged', async () => {
		const own = await authority();
		const [one, other] = await Promise.all([own.issueServer(serverNames('', []), NOW_MS), own.issueServer([], NOW_MS)]);
		expect(parseCredential(formatCredential(one))).toEqual(one);
		expect(parseCredential(formatCredential({ ...one, keyPem: other.keyPem }))).toBeUndefined();
		expect(parseCredential(formatCredential(one).slice(0, -100))).toBeUndefined();
		expect(parseCredential('')).toBeUndefined();
	});
});

describe('the name in a certificate', () => {
	it.each([
		['agent', '17', 'stoker://node/17'],
		['agent', 'master', 'stoker://node/master'],
		['viewer', 'vera.x', 'stoker://viewer/vera.x'],
		['admin', 'ada', 'stoker://admin/ada'],
	] as const)('of %s %s is %s', (role, name, uri) => {
		expect(formatSubjectUri({ name, role })).toBe(uri);
		expect(parseSubjectUri(uri)).toEqual({ name, role });
	});

	it.each([
		'stoker://agent/1',
		'stoker://node/01',
		'stoker://node/ada',
		'stoker://node/null',
		'stoker://admin/',
		'stoker://admin/ada/',
		'stoker://admin/ada?role=admin',
		'stoker://admin/ADA',
		'STOKER://admin/ada',
		'stoker://admin/ada, URI:stoker://node/1',
		'stoker://root/ada',
		'stoker://constructor/ada',
		' stoker://admin/ada',
	])('is not %s', (uri) => {
		expect(parseSubjectUri(uri)).toBeUndefined();
	});
});
