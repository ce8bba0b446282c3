import type { KeyObject } from 'node:crypto';
import type { AccessRole } from '@stoker/shared/model/access.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { CredentialView, IssuedCredentialView, Page } from '@stoker/shared/model/views.js';
import { CertificateAuthority, PERSON_LIFETIME_MS } from '../identity/certificate-authority.js';
import { digestKey, normaliseSerial } from '../identity/peer-certificate.js';
import { parsePublicKey } from '../identity/public-key.js';
import { isSubjectName, type Subject } from '../identity/subject-uri.js';
import type { CertificateTable } from '../store/schema.js';
import type { WriteTransaction } from '../store/store.js';
import type { AuditSubject } from './audit.js';
import { recordCertificate } from './certificates.js';
import { type IdentityContext, requireRightClock } from './enrolment.js';
import { objectChanged, recordMutation } from './mutation.js';
import { openPage, type PageRequest } from './paging.js';
import { Violations } from './violations.js';

/** For whom a certificate shall be signed. */
export interface CredentialWish {
	readonly name: string;
	/** Undefined: none that is known. */
	readonly role: AccessRole | undefined;
	/** 0 means a year. */
	readonly ttlSeconds: number;
	/** SubjectPublicKeyInfo, DER. */
	readonly publicKey: Uint8Array;
}

/** What the use cases of credentials are made of. */
export interface CredentialContext extends Pick<IdentityContext, 'store' | 'authority' | 'clock' | 'clockGuard'> {
	/** HOST:PORT of the admin door as other machines reach it. */
	readonly adminAddress: () => string;
	/** Called after the commit that revoked a credential: streams opened with it must be closed at once. */
	readonly onCredentialRevoked: (serial: string) => void;
}

const PERSON_ROLES = ['viewer', 'operator', 'admin'] as const satisfies readonly AccessRole[];
const SHORTEST_TTL_SECONDS = 60;
const LONGEST_TTL_SECONDS = 3 * 365 * 24 * 60 * 60;
const NAME_RULE = 'must be 1 to 64 of a-z, 0-9, dot, dash and underscore, with a letter or digit at both ends';

type CredentialRow = Pick<
	CertificateTable,
	'serial' | 'subject' | 'access_role' | 'not_before' | 'not_after' | 'revoked_at'
>;

const COLUMNS = ['serial', 'subject', 'access_role', 'not_before', 'not_after', 'revoked_at'] as const;

/** Signs a certificate for a person or program. Throws INVALID_REQUEST naming every field that does not fit. */
export async function issueCredential(
	context: CredentialContext,
	wish: CredentialWish,
	audit: AuditSubject,
): Promise<IssuedCredentialView> {
	requireRightClock(context.clockGuard);
	const { subject, publicKey, lifetimeMs } = checkWish(wish);
	const nowMs = context.clock.wallMs();
	const issued = await context.authority.issueClient(subject, publicKey, { nowMs, lifetimeMs });
	const keyDigest = digestKey(publicKey);
	const credential = await context.store.write(async (transaction) => {
		await recordCertificate(transaction, { issued, subject, keyDigest, tokenId: undefined });
		const object = labelOf({ serial: issued.serial, subject: subject.name, access_role: subject.role });
		const events = [objectChanged('credential', issued.serial, 'issued')];
		await recordMutation(transaction, { atMs: nowMs, subject: audit, action: 'IssueCredential', object, events });
		return toView(await findOne(transaction, issued.serial));
	});
	const certificateChain = context.authority.chainOf(issued.der);
	return { credential, certificateChain, adminAddress: context.adminAddress() };
}

/** A page of credentials, newest first. */
export async function listCredentials(
	context: Pick<CredentialContext, 'store'>,
	request: PageRequest,
): Promise<Page<CredentialView>> {
	const cursor = openPage<string>(request, ['credentials'], 'string');
	const [time = '', serial = ''] = cursor.after?.split('/') ?? [];
	const rows = await context.store.read(async ({ db }) => {
		const people = db.selectFrom('certificate').select(COLUMNS).where('access_role', 'in', PERSON_ROLES);
		const newest = people.orderBy('not_before', 'desc').orderBy('serial').limit(cursor.limit);
		const rest = newest.where((is) =>
			is.or([
				is('not_before', '<', Number(time)),
				is.and([is('not_before', '=', Number(time)), is('serial', '>', serial)]),
			]),
		);
		return (cursor.after === undefined ? newest : rest).execute();
	});
	return cursor.page(rows, (row) => `${row.not_before}/${row.serial}`, toView);
}

/**
 * Makes credentials useless and closes the streams opened with them; doing it again changes nothing.
 * `reference` is the id of one, or a name, which means all of that name. Throws CREDENTIAL_NOT_FOUND.
 */
export async function revokeCredential(
	context: Pick<CredentialContext, 'store' | 'clock' | 'onCredentialRevoked'>,
	reference: string,
	audit: AuditSubject,
): Promise<readonly CredentialView[]> {
	const atMs = context.clock.wallMs();
	const { views, revoked } = await context.store.write(async (transaction) => {
		const rows = await findByReference(transaction, reference);
		const inForce = rows.filter((row) => row.revoked_at === null);
		for (const row of inForce) {
			await transaction.db
				.updateTable('certificate')
				.set({ revoked_at: atMs })
				.where('serial', '=', row.serial)
				.execute();
			const events = [objectChanged('credential', row.serial, 'revoked')];
			const what = { action: 'RevokeCredential', object: labelOf(row), events };
			await recordMutation(transaction, { atMs, subject: audit, ...what });
		}
		return {
			views: rows.map((row) => toView({ ...row, revoked_at: row.revoked_at ?? atMs })),
			revoked: inForce.map(({ serial }) => serial),
		};
	});
	for (const serial of revoked) {
		context.onCredentialRevoked(serial);
	}
	return views;
}

function checkWish({ name, role, ttlSeconds, publicKey: der }: CredentialWish): {
	readonly subject: Subject;
	readonly publicKey: KeyObject;
	readonly lifetimeMs: number;
} {
	const violations = new Violations();
	const known = PERSON_ROLES.find((each) => each === role);
	const publicKey = parsePublicKey(der);
	if (known === undefined) {
		violations.add('role', `must be one of ${PERSON_ROLES.join(', ')}`);
	}
	if (!isSubjectName('viewer', name)) {
		violations.add('name', NAME_RULE);
	}
	if (ttlSeconds !== 0 && (ttlSeconds < SHORTEST_TTL_SECONDS || ttlSeconds > LONGEST_TTL_SECONDS)) {
		violations.add('ttl_seconds', `must be ${SHORTEST_TTL_SECONDS} to ${LONGEST_TTL_SECONDS}`);
	}
	if (publicKey === undefined) {
		violations.add('public_key', 'must be an EC P-256 key (SubjectPublicKeyInfo, DER)');
	}
	violations.throwIfAny();
	if (known === undefined || publicKey === undefined) {
		throw new Error('what is missing was a violation');
	}
	const lifetimeMs = ttlSeconds === 0 ? PERSON_LIFETIME_MS : ttlSeconds * 1000;
	return { subject: { name, role: known }, publicKey, lifetimeMs };
}

async function findByReference({ db }: WriteTransaction, reference: string): Promise<readonly CredentialRow[]> {
	const people = db.selectFrom('certificate').select(COLUMNS).where('access_role', 'in', PERSON_ROLES);
	const byId = await people.where('serial', '=', normaliseSerial(reference)).execute();
	const rows =
		byId.length > 0
			? byId
			: await people.where('subject', '=', reference).orderBy('not_before', 'desc').orderBy('serial').execute();
	if (rows.length === 0) {
		throw new StokerError('CREDENTIAL_NOT_FOUND', `There is no credential "${reference}".`, {
			subject: { credential: reference },
		});
	}
	return rows;
}

async function findOne({ db }: WriteTransaction, serial: string): Promise<CredentialRow> {
	return db.selectFrom('certificate').select(COLUMNS).where('serial', '=', serial).executeTakeFirstOrThrow();
}

/** How the audit log names a credential. */
function labelOf(row: Pick<CredentialRow, 'serial' | 'subject' | 'access_role'>): string {
	return `credential ${row.serial} of ${row.access_role} ${row.subject}`;
}

function toView(row: CredentialRow): CredentialView {
	return {
		id: row.serial,
		name: row.subject,
		role: row.access_role as AccessRole,
		issuedAtMs: CertificateAuthority.issuedAtMs(row.not_before),
		expiresAtMs: row.not_after,
		revokedAtMs: row.revoked_at ?? undefined,
	};
}
