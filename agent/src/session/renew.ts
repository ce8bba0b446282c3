import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import type { AgentIdentity, IdentityStore } from '../system/identity-store.js';
import type { ControllerClock } from './controller-clock.js';
import { callRenew } from './enrol-client.js';
import { agentsAddressOf, chainToPem } from './join.js';
import { makePrivateKeyPem } from './private-key.js';

const PURPOSE = 'renewal';
const RENEWAL_PART = 2 / 3;

/** Wall-clock times of a certificate. */
export interface CertificateTimes {
	readonly beginsAtMs: number;
	readonly renewAtMs: number;
	readonly endsAtMs: number;
}

/** When the identity's certificate begins, is to be renewed (at two thirds of its life) and ends. */
export function certificateTimes(identity: AgentIdentity): CertificateTimes {
	const { validFrom, validTo } = new X509Certificate(identity.certificateChainPem);
	const endsAtMs = Date.parse(validTo);
	// Backdated for machines whose clock is behind: what counts is when it came, if that can be true.
	const beginsAtMs = Date.parse(validFrom);
	const fromMs = Math.min(Math.max(beginsAtMs, identity.certifiedAtMs), endsAtMs);
	return { beginsAtMs, renewAtMs: fromMs + (endsAtMs - fromMs) * RENEWAL_PART, endsAtMs };
}

/**
 * Exchanges the certificate for a fresh one with a new key, by proof of the old key. After a kill the same new key is
 * tried again. Throws CallRefused.
 */
export async function renew(
	identity: AgentIdentity,
	store: IdentityStore,
	clock: ControllerClock,
): Promise<AgentIdentity> {
	const { makeCertificateRequest } = await import('./certificate-request.js');
	const privateKeyPem = await renewalKey(identity, store);
	const certificateSigningRequest = await makeCertificateRequest(privateKeyPem);
	const { enrolAddress: address, rootPem } = identity;
	const answer = await callRenew(
		{ address, rootPem, clock },
		{
			certificate: new X509Certificate(identity.certificateChainPem).raw,
			certificateSigningRequest,
			proof: sign('sha256', certificateSigningRequest, createPrivateKey(identity.privateKeyPem)),
		},
	);
	const renewed: AgentIdentity = {
		...identity,
		privateKeyPem,
		certificateChainPem: chainToPem(answer.certificateChain),
		agentsAddress: agentsAddressOf(answer.doors, identity.enrolAddress),
		certifiedAtMs: clock.wallMs(),
	};
	await store.save(renewed);
	return renewed;
}

async function renewalKey(identity: AgentIdentity, store: IdentityStore): Promise<string> {
	const pending = await store.loadPendingKey();
	// The key of the last renewal is the identity's own by now.
	if (pending?.purpose === PURPOSE && pending.privateKeyPem !== identity.privateKeyPem) {
		return pending.privateKeyPem;
	}
	const privateKeyPem = makePrivateKeyPem();
	await store.savePendingKey({ purpose: PURPOSE, privateKeyPem });
	return privateKeyPem;
}
