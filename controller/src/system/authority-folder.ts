import { join } from 'node:path';
import type { JsonGeneralNames } from '@peculiar/x509';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { CertificateAuthority, type Credential } from '../identity/certificate-authority.js';
import { formatCredential, isOutdated, parseCredential } from '../identity/server-certificate.js';
import { PRIVATE_FILE, readTextIfPresent, writeDurably } from './durable-file.js';

const ROOT_CERTIFICATE = 'root.crt';
const ROOT_KEY = 'root.key';
const SERVER = 'server.pem';

/** Makes a new authority in its folder. */
export async function createAuthority(folder: string, nowMs: number): Promise<CertificateAuthority> {
	const files = await CertificateAuthority.create(nowMs);
	writeDurably(join(folder, ROOT_KEY), files.keyPem, PRIVATE_FILE);
	writeDurably(join(folder, ROOT_CERTIFICATE), files.certificatePem, PRIVATE_FILE);
	return CertificateAuthority.load(files);
}

/** Loads the authority. Throws DATA_FOLDER_INVALID when its files are missing or damaged. */
export async function loadAuthority(folder: string): Promise<CertificateAuthority> {
	const certificatePem = readTextIfPresent(join(folder, ROOT_CERTIFICATE)) ?? '';
	const keyPem = readTextIfPresent(join(folder, ROOT_KEY)) ?? '';
	try {
		return await CertificateAuthority.load({ certificatePem, keyPem });
	} catch (cause) {
		throw new StokerError('DATA_FOLDER_INVALID', `The certificate authority in ${folder} cannot be read.`, {
			subject: { folder },
			cause,
		});
	}
}

/** The certificate for the doors: the stored one, or a fresh one when that is missing, damaged or outdated. */
export async function ensureServerCredential(
	folder: string,
	authority: CertificateAuthority,
	wanted: { readonly names: JsonGeneralNames; readonly nowMs: number },
): Promise<{ readonly credential: Credential; readonly isNew: boolean }> {
	const path = join(folder, SERVER);
	const stored = parseCredential(readTextIfPresent(path) ?? '');
	if (stored !== undefined && !isOutdated(stored, authority, wanted)) {
		return { credential: stored, isNew: false };
	}
	const credential = await authority.issueServer(wanted.names, wanted.nowMs);
	writeDurably(path, formatCredential(credential), PRIVATE_FILE);
	return { credential, isNew: true };
}
