import type { AccessRole } from '@stoker/shared/model/access.js';
import type { NodeId, TokenId } from '@stoker/shared/model/ids.js';
import type { IssuedCertificate } from '../identity/certificate-authority.js';
import type { Subject } from '../identity/subject-uri.js';
import type { ReadTransaction, WriteTransaction } from '../store/store.js';

/** A certificate as it was recorded. */
export interface CertificateRecord {
	readonly subject: Subject;
	readonly der: Uint8Array;
	readonly notAfterMs: number;
	readonly isRevoked: boolean;
}

export interface NewCertificate {
	readonly issued: IssuedCertificate;
	readonly subject: Subject;
	readonly keyDigest: string;
	readonly tokenId: TokenId | undefined;
}

/** Records a certificate; one that is not recorded is refused at every door. */
export async function recordCertificate({ db }: WriteTransaction, certificate: NewCertificate): Promise<void> {
	const { issued, subject } = certificate;
	await db
		.insertInto('certificate')
		.values({
			serial: issued.serial,
			subject: subject.name,
			access_role: subject.role,
			key_digest: certificate.keyDigest,
			token_id: certificate.tokenId ?? null,
			der: issued.der,
			not_before: issued.notBeforeMs,
			not_after: issued.notAfterMs,
			revoked_at: null,
		})
		.execute();
}

/** The certificate with this serial number. */
export async function findCertificate(
	{ db }: Pick<ReadTransaction, 'db'>,
	serial: string,
): Promise<CertificateRecord | undefined> {
	const row = await db.selectFrom('certificate').selectAll().where('serial', '=', serial).executeTakeFirst();
	return row === undefined ? undefined : toRecord(row);
}

/** The last certificate a key has had as an agent. */
export async function findCertificateOfKey(
	{ db }: Pick<ReadTransaction, 'db'>,
	keyDigest: string,
): Promise<CertificateRecord | undefined> {
	const row = await db
		.selectFrom('certificate')
		.selectAll()
		.where('key_digest', '=', keyDigest)
		.where('access_role', '=', 'agent')
		.orderBy('not_after', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row === undefined ? undefined : toRecord(row);
}

/** Revokes every certificate of a node; whether there was one. */
export async function revokeCertificates({ db }: WriteTransaction, nodeId: NodeId, atMs: number): Promise<boolean> {
	const result = await db
		.updateTable('certificate')
		.set({ revoked_at: atMs })
		.where('subject', '=', nodeId)
		.where('access_role', '=', 'agent')
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	return result.numUpdatedRows > 0n;
}

function toRecord(row: {
	subject: string;
	access_role: string;
	der: Uint8Array;
	not_after: number;
	revoked_at: number | null;
}): CertificateRecord {
	return {
		subject: { name: row.subject, role: row.access_role as AccessRole },
		der: row.der,
		notAfterMs: row.not_after,
		isRevoked: row.revoked_at !== null,
	};
}
