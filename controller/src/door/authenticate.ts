import type { Caller } from '@stoker/shared/model/access.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { ClockGuard } from '../identity/clock-guard.js';
import { type PeerCertificate, parsePeerCertificate } from '../identity/peer-certificate.js';
import { findCertificate } from '../service/certificates.js';
import type { Store } from '../store/store.js';

/** The part of a call that says who is at the other end. */
export interface PeerCall {
	getAuthContext(): { readonly sslPeerCertificate?: { readonly raw: Uint8Array } | undefined };
}

/** What certificates are judged by. */
export interface AuthenticationContext {
	readonly store: Store;
	readonly clock: Clock;
	readonly clockGuard: ClockGuard;
}

/** A caller whose certificate is in force. */
export interface VerifiedCaller {
	readonly caller: Caller;
	/** When the certificate ends: a stream must not outlive it. */
	readonly notAfterMs: number;
}

/** An agent whose certificate is in force. */
export interface VerifiedAgent {
	readonly nodeId: NodeId;
	readonly serial: string;
	readonly notAfterMs: number;
}

/** Who calls on the local socket: the folder it lies in is the guard. */
export const LOCAL_CALLER: VerifiedCaller = {
	caller: { name: 'local-root', role: 'admin', serial: '' },
	notAfterMs: Number.POSITIVE_INFINITY,
};

/**
 * Identifies the caller by the certificate of the connection. That our CA signed it, the transport has verified;
 * that it is on record, not revoked and not ended, the store says.
 * Throws CERTIFICATE_INVALID, CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED or CLOCK_JUMPED.
 */
export async function authenticate(context: AuthenticationContext, call: PeerCall): Promise<VerifiedCaller> {
	const peer = readPeer(call);
	const { subject, serial } = peer;
	const recorded = await context.store.read((handle) => findCertificate(handle, serial));
	if (recorded?.subject.name !== subject.name || recorded.subject.role !== subject.role) {
		throw refused('CERTIFICATE_INVALID', 'This controller has no record of the certificate.', peer);
	}
	if (recorded.isRevoked) {
		throw refused('CERTIFICATE_REVOKED', 'The certificate was revoked.', peer);
	}
	if (context.clock.wallMs() >= recorded.notAfterMs) {
		throw context.clockGuard.hasJumped()
			? refused('CLOCK_JUMPED', "The controller's clock jumped.", peer)
			: refused('CERTIFICATE_EXPIRED', 'The certificate has ended.', peer);
	}
	return { caller: { ...subject, serial }, notAfterMs: recorded.notAfterMs };
}

/** {@link authenticate} for the agent door; throws ACCESS_DENIED for a person's certificate too. */
export async function authenticateAgent(context: AuthenticationContext, call: PeerCall): Promise<VerifiedAgent> {
	const { caller, notAfterMs } = await authenticate(context, call);
	if (caller.role !== 'agent') {
		throw new StokerError('ACCESS_DENIED', 'Only agents may open a session.', { subject: { caller: caller.name } });
	}
	return { nodeId: caller.name as NodeId, serial: caller.serial, notAfterMs };
}

/** How the audit log names a caller. */
export function actorName({ name, role, serial }: Caller): string {
	return serial === '' ? name : `${role} ${name}`;
}

function readPeer(call: PeerCall): PeerCertificate {
	const raw = call.getAuthContext().sslPeerCertificate?.raw;
	const peer = raw === undefined ? undefined : parsePeerCertificate(raw);
	if (peer === undefined) {
		const problem = raw === undefined ? 'This door needs a client certificate.' : 'The certificate names nobody.';
		throw new StokerError('CERTIFICATE_INVALID', problem);
	}
	return peer;
}

function refused(code: StokerError['code'], problem: string, { subject, serial }: PeerCertificate): StokerError {
	return new StokerError(code, problem, { subject: { caller: subject.name, serial } });
}
