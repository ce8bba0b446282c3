import { X509Certificate } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { HardwareIdentity } from '@stoker/shared/model/enrolment.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { parseJoinToken, tokenSecret } from '@stoker/shared/model/join-token.js';
import type { Clock, Log } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { type EnrollRequest, type EnrollResponse, EnrolmentState } from '@stoker/shared/wire/stoker/v1/enrol.js';
import type { AgentIdentity, IdentityStore } from '../system/identity-store.js';
import { normaliseAddress } from './address.js';
import { ControllerClock } from './controller-clock.js';
import { callEnroll } from './enrol-client.js';
import { meetController } from './meet-controller.js';
import { makePrivateKeyPem } from './private-key.js';
import { CallRefused } from './refusal.js';

/** What joining needs to know. */
export interface JoinOptions {
	/** HOST or HOST:PORT of the enrol door. */
	readonly controller: string;
	/** The join token, as it was given out. */
	readonly tokenText: string;
	readonly hardware: HardwareIdentity;
	readonly hostName: string;
	readonly agentVersion: string;
	readonly store: IdentityStore;
	readonly clock: Clock;
	readonly log: Log;
}

/** What joining came to. */
export interface JoinResult {
	readonly identity: AgentIdentity;
	/** True when this very token had been used by this agent before: nothing was done. */
	readonly isRepeated: boolean;
}

const SHORTEST_WAIT_SECONDS = 1;
const LONGEST_WAIT_SECONDS = 60;
const TRANSIENT_WAIT_SECONDS = 2;
const TRANSIENT_TRIES = 5;

/**
 * Exchanges a join token for an identity. While the node waits for an administrator it asks again and again.
 * Safe to repeat after a kill at any point: the same token finds the same key, and consumes no second use.
 */
export async function join(options: JoinOptions): Promise<JoinResult> {
	const token = parseJoinToken(options.tokenText);
	const known = await options.store.load();
	if (known?.tokenId === token.tokenId) {
		return { identity: known, isRepeated: true };
	}
	const enrolAddress = normaliseAddress(options.controller);
	const clock = new ControllerClock(options.clock);
	const rootPem = await meetController({ address: enrolAddress, pin: token.pin, clock });
	const door = { address: enrolAddress, rootPem, clock };
	const { makeCertificateRequest } = await import('./certificate-request.js');
	const privateKeyPem = await pendingKey(options.store, token.tokenId);
	const answer = await askUntilAdmitted(options, door, {
		tokenSecret: tokenSecret(token),
		certificateSigningRequest: await makeCertificateRequest(privateKeyPem),
		hardware: { ...options.hardware, macAddresses: [...options.hardware.macAddresses] },
		hostName: options.hostName,
		agentVersion: options.agentVersion,
	});
	const identity: AgentIdentity = {
		nodeId: answer.nodeId as NodeId,
		privateKeyPem,
		certificateChainPem: chainToPem(answer.certificateChain),
		rootPem,
		enrolAddress,
		agentsAddress: agentsAddressOf(answer.doors, enrolAddress),
		certifiedAtMs: clock.wallMs(),
		tokenId: token.tokenId,
	};
	await options.store.save(identity);
	return { identity, isRepeated: false };
}

/** Certificates as they came over the wire, leaf first, in one PEM text. */
export function chainToPem(chain: readonly Uint8Array[]): string {
	if (chain.length === 0) {
		throw new StokerError('CERTIFICATE_INVALID', 'The controller admitted the node but sent no certificate.');
	}
	return chain.map((certificate) => new X509Certificate(certificate).toString()).join('');
}

/** The agent door's address; the controller always names it. */
export function agentsAddressOf(doors: { readonly agents: string } | undefined, enrolAddress: string): string {
	if (doors === undefined || doors.agents === '') {
		const subject = { controller: enrolAddress };
		throw new StokerError('NOT_SERVING', 'The controller did not name its agent door.', { subject });
	}
	return normaliseAddress(doors.agents);
}

async function pendingKey(store: IdentityStore, tokenId: string): Promise<string> {
	const pending = await store.loadPendingKey();
	if (pending?.purpose === tokenId) {
		return pending.privateKeyPem;
	}
	const privateKeyPem = makePrivateKeyPem();
	await store.savePendingKey({ purpose: tokenId, privateKeyPem });
	return privateKeyPem;
}

async function askUntilAdmitted(
	options: JoinOptions,
	door: Parameters<typeof callEnroll>[0],
	request: EnrollRequest,
): Promise<EnrollResponse> {
	for (let failures = 0; ; ) {
		let waitSeconds: number;
		try {
			const answer = await callEnroll(door, request);
			if (answer.state === EnrolmentState.ENROLMENT_STATE_ADMITTED) {
				return answer;
			}
			const { retryAfterSeconds, nodeId } = answer;
			waitSeconds = Math.min(Math.max(retryAfterSeconds, SHORTEST_WAIT_SECONDS), LONGEST_WAIT_SECONDS);
			options.log.info({ nodeId, waitSeconds }, 'waiting for `stoker node accept`');
			failures = 0;
		} catch (error) {
			failures += 1;
			if (!(error instanceof CallRefused) || !error.isTransient || failures >= TRANSIENT_TRIES) {
				throw error;
			}
			waitSeconds = error.status.retryAfterSeconds ?? TRANSIENT_WAIT_SECONDS * failures;
			options.log.warn({ code: error.status.code, waitSeconds }, 'the controller cannot answer now, trying again');
		}
		await pause(waitSeconds * 1000);
	}
}
