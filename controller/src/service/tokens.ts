import { SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import type { TokenId } from '@stoker/shared/model/ids.js';
import { formatJoinToken } from '@stoker/shared/model/join-token.js';
import { type FieldViolation, StokerError } from '@stoker/shared/model/stoker-error.js';
import type { Token } from '@stoker/shared/model/token.js';
import type { CreatedTokenView, Page } from '@stoker/shared/model/views.js';
import { isNodeBinding } from '../domain/enrolment.js';
import { hashSecret, makeSecret, makeTokenId } from '../identity/token-secret.js';
import type { TokenTable } from '../store/schema.js';
import type { WriteTransaction } from '../store/store.js';
import { type AuditSubject, appendAudit } from './audit.js';
import type { IdentityContext } from './enrolment.js';
import { openPage, type PageRequest } from './paging.js';

/** What a token shall be good for. */
export interface TokenWish {
	/** 0 means an hour. */
	readonly ttlSeconds: number;
	/** 0 means one. */
	readonly uses: number;
	/** System UUID, serial number or MAC address; empty for any machine. */
	readonly hardware: string;
	readonly requiresAccept: boolean;
}

type TokenContext = Pick<IdentityContext, 'store' | 'authority' | 'clock'>;

const DEFAULT_TTL_SECONDS = 3600;
const LONGEST_TTL_SECONDS = 2_592_000;
const MOST_USES = 100_000;
const LONGEST_HARDWARE = 255;

/** Makes a token. Throws INVALID_REQUEST naming every field that does not fit. */
export async function createToken(
	context: TokenContext,
	wish: TokenWish,
	audit: AuditSubject,
): Promise<CreatedTokenView> {
	const violations = checkWish(wish);
	if (violations.length > 0) {
		throw new StokerError('INVALID_REQUEST', 'The token cannot be made.', { violations });
	}
	const atMs = context.clock.wallMs();
	return context.store.write((transaction) =>
		insertToken(transaction, { wish, audit, atMs, pin: context.authority.pin }),
	);
}

/** A page of tokens without their secrets, newest first. */
export async function listTokens(context: Pick<TokenContext, 'store'>, request: PageRequest): Promise<Page<Token>> {
	const cursor = openPage<string>(request, ['tokens'], 'string');
	const [time = '', id = ''] = cursor.after?.split('/') ?? [];
	const rows = await context.store.read(async ({ db }) => {
		const newest = db.selectFrom('token').selectAll().orderBy('created_at', 'desc').orderBy('id').limit(cursor.limit);
		const rest = newest.where((is) =>
			is.or([is('created_at', '<', Number(time)), is.and([is('created_at', '=', Number(time)), is('id', '>', id)])]),
		);
		return (cursor.after === undefined ? newest : rest).execute();
	});
	return cursor.page(rows, (row) => `${row.created_at}/${row.id}`, toToken);
}

/** Makes a token useless; doing it again changes nothing. Throws TOKEN_NOT_FOUND. */
export async function revokeToken(
	context: Pick<TokenContext, 'store' | 'clock'>,
	id: string,
	audit: AuditSubject,
): Promise<Token> {
	const atMs = context.clock.wallMs();
	return context.store.write(async (transaction) => {
		const row = await transaction.db.selectFrom('token').selectAll().where('id', '=', id).executeTakeFirst();
		if (row === undefined) {
			throw new StokerError('TOKEN_NOT_FOUND', `There is no token "${id}".`, { subject: { token: id } });
		}
		if (row.revoked_at === null) {
			await transaction.db.updateTable('token').set({ revoked_at: atMs }).where('id', '=', id).execute();
			await announce(transaction, { id, action: 'RevokeToken', atMs, audit });
		}
		return toToken({ ...row, revoked_at: row.revoked_at ?? atMs });
	});
}

/** Stores a token inside a transaction that may hold more; the wish must have been checked. */
export async function insertToken(
	transaction: WriteTransaction,
	{ wish, audit, atMs, pin }: { wish: TokenWish; audit: AuditSubject; atMs: number; pin: string },
): Promise<CreatedTokenView> {
	const secret = makeSecret();
	const { salt, hash } = hashSecret(secret);
	const uses = wish.uses || 1;
	const row: TokenTable = {
		id: makeTokenId(),
		salt,
		secret_hash: hash,
		created_at: atMs,
		expires_at: atMs + (wish.ttlSeconds || DEFAULT_TTL_SECONDS) * 1000,
		uses,
		uses_left: uses,
		hardware: wish.hardware,
		requires_accept: wish.requiresAccept ? 1 : 0,
		revoked_at: null,
		created_by: audit.actor,
	};
	await transaction.db.insertInto('token').values(row).execute();
	await announce(transaction, { id: row.id, action: 'CreateToken', atMs, audit });
	return { token: toToken(row), joinToken: formatJoinToken({ tokenId: row.id as TokenId, secret, pin }), caPin: pin };
}

interface Announcement {
	readonly id: string;
	readonly action: 'CreateToken' | 'RevokeToken';
	readonly atMs: number;
	readonly audit: AuditSubject;
}

async function announce(transaction: WriteTransaction, { id, action, atMs, audit }: Announcement): Promise<void> {
	const done = action === 'CreateToken' ? 'created' : 'revoked';
	const body = { kind: 'object_changed', object: 'token', id, action: done } as const;
	await transaction.appendEvents([{ stream: SYSTEM_STREAM, atMs, body }]);
	await appendAudit(transaction, { ...audit, atMs, action, object: `token ${id}`, outcome: 'ok' });
}

function checkWish({ ttlSeconds, uses, hardware }: TokenWish): FieldViolation[] {
	const violations: FieldViolation[] = [];
	if (ttlSeconds < 0 || ttlSeconds > LONGEST_TTL_SECONDS) {
		violations.push({ field: 'ttl_seconds', description: `must be 1 to ${LONGEST_TTL_SECONDS}` });
	}
	if (uses < 0 || uses > MOST_USES) {
		violations.push({ field: 'uses', description: `must be 1 to ${MOST_USES}` });
	}
	if (hardware.length > LONGEST_HARDWARE || isNodeBinding(hardware)) {
		violations.push({ field: 'hardware', description: 'must be a system UUID, a serial number or a MAC address' });
	}
	return violations;
}

function toToken(row: TokenTable): Token {
	return {
		id: row.id as TokenId,
		createdAtMs: row.created_at,
		expiresAtMs: row.expires_at,
		uses: row.uses,
		usesLeft: row.uses_left,
		hardware: row.hardware,
		requiresAccept: row.requires_accept !== 0,
		isRevoked: row.revoked_at !== null,
		createdBy: row.created_by,
	};
}
