import { verify } from 'node:crypto';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { AGENT_LIFETIME_MS } from '../identity/certificate-authority.js';
import { digestKey, type PeerCertificate, parsePeerCertificate } from '../identity/peer-certificate.js';
import { parseSigningRequest, type SigningRequest } from '../identity/signing-request.js';
import type { ReadTransaction, WriteTransaction } from '../store/store.js';
import { type AuditSubject, appendAudit } from './audit.js';
import { findCertificate, findCertificateOfKey, recordCertificate } from './certificates.js';
import { type IdentityContext, requireRightClock } from './enrolment.js';

/** A request for a fresh certificate, as it came in. */
export interface RenewalRequest {
	readonly certificateDer: Uint8Array;
	readonly signingRequestDer: Uint8Array;
	/** By the current key over the bytes of the signing request (ECDSA P-256, SHA-256, DER). */
	readonly proof: Uint8Array;
}

const GRACE_MS = 30 * 24 * 60 * 60 * 1000;
const LONGEST_PROOF_BYTES = 80;

/**
 * Gives an agent a fresh certificate for a new key. The old one stays good until it ends, so that the agent can move
 * to the new one at leisure; asking again with the same new key gives the same certificate.
 * Throws CERTIFICATE_INVALID, CERTIFICATE_EXPIRED, CERTIFICATE_REVOKED or CLOCK_JUMPED.
 */
export async function renewCertificate(
	context: IdentityContext,
	request: RenewalRequest,
	audit: AuditSubject,
): Promise<readonly Buffer[]> {
	requireRightClock(context.clockGuard);
	const nowMs = context.clock.wallMs();
	const current = parsePeerCertificate(request.certificateDer);
	if (current === undefined || !context.authority.hasIssued(current.certificate) || current.subject.role !== 'agent') {
		throw new StokerError('CERTIFICATE_INVALID', 'The certificate was not issued to an agent by this controller.');
	}
	requireProof(current, request);
	const signing = await parseSigningRequest(request.signingRequestDer);
	const earlier = await context.store.read((handle) => judge(handle, { current, signing, nowMs }));
	if (earlier !== undefined) {
		return context.authority.chainOf(earlier);
	}
	const nodeId = current.subject.name as NodeId;
	const times = { nowMs, lifetimeMs: AGENT_LIFETIME_MS };
	const issued = await context.authority.issueClient(current.subject, signing.publicKey, times);
	await context.store.write(async (transaction) => {
		// The certificate may have been revoked while the new one was being signed.
		if ((await judge(transaction, { current, signing, nowMs })) !== undefined) {
			return;
		}
		const { subject } = current;
		await recordCertificate(transaction, { issued, subject, keyDigest: signing.keyDigest, tokenId: undefined });
		const what = { atMs: nowMs, action: 'Renew', object: `node ${nodeId}`, outcome: 'ok' };
		await appendAudit(transaction, { ...audit, actor: `agent ${nodeId}`, ...what });
	});
	const recorded = await context.store.read((handle) => findCertificateOfKey(handle, signing.keyDigest));
	return context.authority.chainOf(recorded?.der ?? issued.der);
}

interface Judged {
	readonly current: PeerCertificate;
	readonly signing: SigningRequest;
	readonly nowMs: number;
}

/** The certificate the new key has already, if any. Throws when the current one does not allow a renewal. */
async function judge(
	handle: Pick<ReadTransaction | WriteTransaction, 'db'>,
	{ current, signing, nowMs }: Judged,
): Promise<Uint8Array | undefined> {
	const subject = { node: current.subject.name, serial: current.serial };
	const recorded = await findCertificate(handle, current.serial);
	if (recorded === undefined) {
		throw new StokerError('CERTIFICATE_INVALID', 'This controller has no record of the certificate.', { subject });
	}
	if (recorded.isRevoked) {
		throw new StokerError('CERTIFICATE_REVOKED', 'The certificate was revoked.', { subject });
	}
	if (nowMs > recorded.notAfterMs + GRACE_MS) {
		throw new StokerError('CERTIFICATE_EXPIRED', 'The certificate ended more than 30 days ago.', { subject });
	}
	const earlier = await findCertificateOfKey(handle, signing.keyDigest);
	if (earlier === undefined || signing.keyDigest === digestKey(current.certificate.publicKey)) {
		return undefined;
	}
	if (earlier.isRevoked || earlier.subject.name !== current.subject.name) {
		throw new StokerError('CERTIFICATE_INVALID', 'The new key was another certificate’s before.', { subject });
	}
	return earlier.notAfterMs > nowMs ? earlier.der : undefined;
}

function requireProof(current: PeerCertificate, { signingRequestDer, proof }: RenewalRequest): void {
	const isProof =
		proof.length <= LONGEST_PROOF_BYTES && verify('sha256', signingRequestDer, current.certificate.publicKey, proof);
	if (!isProof) {
		throw new StokerError('CERTIFICATE_INVALID', 'The proof is not a signature by the key of the certificate.', {
			subject: { node: current.subject.name, serial: current.serial },
			violations: [{ field: 'proof', description: 'must be made by the key of the certificate' }],
		});
	}
}
