import { MASTER_NODE_ID, type NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { AGENT_LIFETIME_MS, type IssuedCertificate } from '../identity/certificate-authority.js';
import { parseSigningRequest } from '../identity/signing-request.js';
import type { ReadTransaction, WriteTransaction } from '../store/store.js';
import { type AuditSubject, appendAudit } from './audit.js';
import { recordCertificate, revokeCertificates } from './certificates.js';
import { type IdentityContext, requireRightClock } from './enrolment.js';
import { nodeChanged } from './node-record.js';

const MOST_ROUNDS = 4;

interface WaitingNode {
	readonly id: NodeId;
	readonly keyDigest: string;
	readonly requestDer: Uint8Array;
}

/**
 * Admits the key that waits at a node; the machine gets its certificate when it asks again. Certificates the node had
 * before are revoked and its stream is closed: this is the moment at which a re-enrolment takes over.
 * `node` is an id or a name. Throws NODE_NOT_FOUND or NODE_NOT_PENDING.
 */
export async function acceptNode(context: IdentityContext, node: string, audit: AuditSubject): Promise<NodeId> {
	requireRightClock(context.clockGuard);
	for (let round = 0; round < MOST_ROUNDS; round += 1) {
		const waiting = await context.store.read((handle) => findWaiting(handle, node));
		const nowMs = context.clock.wallMs();
		const { publicKey } = await parseSigningRequest(waiting.requestDer);
		const subject = { name: waiting.id, role: 'agent' } as const;
		const issued = await context.authority.issueClient(subject, publicKey, { nowMs, lifetimeMs: AGENT_LIFETIME_MS });
		const accepted = await context.store.write((transaction) => admit(transaction, { waiting, issued, nowMs, audit }));
		if (accepted !== undefined) {
			if (accepted.hasRevoked) {
				context.onRevoked(waiting.id, 'Another key was accepted for this node.');
			}
			return waiting.id;
		}
	}
	throw new StokerError('RATE_LIMITED', 'The machine keeps asking with other keys.', {
		subject: { node },
		retryAfterSeconds: 1,
	});
}

/**
 * Forgets a node: its certificates are revoked, its stream is closed, its id is never given out again.
 * `node` is an id or a name. Throws NODE_NOT_FOUND or NODE_IN_ENVIRONMENT.
 */
export async function removeNode(context: IdentityContext, node: string, audit: AuditSubject): Promise<NodeId> {
	const atMs = context.clock.wallMs();
	const nodeId = await context.store.write(async (transaction) => {
		const row = await findNode(transaction, node);
		if (row.environment_id !== null) {
			throw new StokerError('NODE_IN_ENVIRONMENT', `Node ${row.name} belongs to an environment.`, {
				subject: { node: row.id, environment: row.environment_id },
			});
		}
		if (row.id === MASTER_NODE_ID) {
			const violations = [{ field: 'node', description: "must not be the controller's own machine" }];
			throw new StokerError('INVALID_REQUEST', 'The master node cannot be removed.', { violations });
		}
		const id = row.id as NodeId;
		await revokeCertificates(transaction, id, atMs);
		await transaction.db.deleteFrom('node_inventory').where('node_id', '=', id).execute();
		await transaction.db.deleteFrom('node_layout').where('node_id', '=', id).execute();
		await transaction.db.deleteFrom('node').where('id', '=', id).execute();
		await transaction.appendEvents([nodeChanged(id, row.status, 'Removed.', atMs)]);
		await appendAudit(transaction, { ...audit, atMs, action: 'RemoveNode', object: `node ${id}`, outcome: 'ok' });
		return id;
	});
	context.onRevoked(nodeId, 'The node was removed.');
	return nodeId;
}

interface Admission {
	readonly waiting: WaitingNode;
	readonly issued: IssuedCertificate;
	readonly nowMs: number;
	readonly audit: AuditSubject;
}

/** Undefined: another key waits by now, or none. */
async function admit(
	transaction: WriteTransaction,
	{ waiting, issued, nowMs, audit }: Admission,
): Promise<{ readonly hasRevoked: boolean } | undefined> {
	const row = await findNode(transaction, waiting.id);
	if (row.pending_key_digest !== waiting.keyDigest) {
		return undefined;
	}
	const { id, keyDigest } = waiting;
	const hasRevoked = await revokeCertificates(transaction, id, nowMs);
	await recordCertificate(transaction, { issued, subject: { name: id, role: 'agent' }, keyDigest, tokenId: undefined });
	const status = row.status === 'pending' ? 'discover' : row.status;
	await transaction.db
		.updateTable('node')
		.set({ pending_key_digest: null, pending_request: null, status, status_message: '' })
		.where('id', '=', id)
		.execute();
	await transaction.appendEvents([nodeChanged(id, status, 'Accepted.', nowMs)]);
	await appendAudit(transaction, { ...audit, atMs: nowMs, action: 'AcceptNode', object: `node ${id}`, outcome: 'ok' });
	return { hasRevoked };
}

async function findWaiting(handle: Pick<ReadTransaction, 'db'>, node: string): Promise<WaitingNode> {
	const row = await findNode(handle, node);
	if (row.pending_key_digest === null || row.pending_request === null) {
		throw new StokerError('NODE_NOT_PENDING', `Node ${row.name} does not wait.`, { subject: { node: row.id } });
	}
	return { id: row.id as NodeId, keyDigest: row.pending_key_digest, requestDer: row.pending_request };
}

async function findNode({ db }: Pick<ReadTransaction, 'db'>, node: string) {
	const row = await db
		.selectFrom('node')
		.select(['id', 'name', 'status', 'environment_id', 'pending_key_digest', 'pending_request'])
		.where((condition) => condition.or([condition('id', '=', node), condition('name', '=', node)]))
		.executeTakeFirst();
	if (row === undefined) {
		throw new StokerError('NODE_NOT_FOUND', `There is no node "${node}".`, { subject: { node } });
	}
	return row;
}
