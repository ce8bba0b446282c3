import { type HardwareIdentity, hardwareKey } from '@stoker/shared/model/enrolment.js';
import type { NodeId, TokenId } from '@stoker/shared/model/ids.js';
import type { EnrolmentFacts, KeyFacts, TokenFacts } from '../domain/enrolment.js';
import { isSecret } from '../identity/token-secret.js';
import type { ReadTransaction } from '../store/store.js';
import { findCertificateOfKey } from './certificates.js';

export const NODE_COUNTER = 'node';

/** What a machine presents. */
export interface EnrolmentQuestion {
	/** Undefined: what was sent cannot be a token's secret. */
	readonly token: { readonly tokenId: TokenId; readonly secret: string } | undefined;
	readonly keyDigest: string;
	readonly hardware: HardwareIdentity;
	readonly nowMs: number;
}

type Handle = Pick<ReadTransaction, 'db'>;

/** Reads everything an enrolment is decided by. */
export async function loadEnrolmentFacts(handle: Handle, question: EnrolmentQuestion): Promise<EnrolmentFacts> {
	return {
		token: await loadToken(handle, question),
		key: await loadKey(handle, question),
		nodeOfHardware: await findNodeOfHardware(handle, question.hardware),
		nextNodeId: await peekNextNodeId(handle),
		nowMs: question.nowMs,
	};
}

async function loadToken({ db }: Handle, { token }: EnrolmentQuestion): Promise<TokenFacts | undefined> {
	if (token === undefined) {
		return undefined;
	}
	const row = await db.selectFrom('token').selectAll().where('id', '=', token.tokenId).executeTakeFirst();
	return (
		row && {
			isGenuine: isSecret(token.secret, { salt: row.salt, hash: row.secret_hash }),
			isRevoked: row.revoked_at !== null,
			expiresAtMs: row.expires_at,
			usesLeft: row.uses_left,
			hardware: row.hardware,
			requiresAccept: row.requires_accept !== 0,
		}
	);
}

async function loadKey(handle: Handle, { keyDigest, nowMs }: EnrolmentQuestion): Promise<KeyFacts> {
	const certificate = await findCertificateOfKey(handle, keyDigest);
	if (certificate !== undefined) {
		const { subject, isRevoked, notAfterMs } = certificate;
		return { kind: 'certified', nodeId: subject.name as NodeId, isRevoked, hasEnded: notAfterMs <= nowMs };
	}
	const query = handle.db.selectFrom('node').select('id').where('pending_key_digest', '=', keyDigest);
	const node = await query.executeTakeFirst();
	return node === undefined ? { kind: 'unknown' } : { kind: 'pending', nodeId: node.id as NodeId };
}

async function findNodeOfHardware({ db }: Handle, hardware: HardwareIdentity): Promise<NodeId | undefined> {
	const query = db.selectFrom('node').select('id').where('hardware_key', '=', hardwareKey(hardware));
	return (await query.executeTakeFirst())?.id as NodeId | undefined;
}

async function peekNextNodeId({ db }: Handle): Promise<NodeId> {
	const query = db.selectFrom('counter').select('value').where('name', '=', NODE_COUNTER);
	const last = (await query.executeTakeFirst())?.value ?? 0;
	return String(last + 1) as NodeId;
}
