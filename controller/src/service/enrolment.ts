import type { NodeId, TokenId } from '@stoker/shared/model/ids.js';
import { parseTokenSecret } from '@stoker/shared/model/join-token.js';
import type { Clock } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { decideEnrolment, type EnrolmentDecision, isNodeBinding } from '../domain/enrolment.js';
import { checkIntroduction, type Introduction } from '../domain/enrolment-request.js';
import {
	AGENT_LIFETIME_MS,
	type CertificateAuthority,
	type IssuedCertificate,
} from '../identity/certificate-authority.js';
import type { ClockGuard } from '../identity/clock-guard.js';
import { parseSigningRequest, type SigningRequest } from '../identity/signing-request.js';
import type { Store, WriteTransaction } from '../store/store.js';
import { type AuditSubject, appendAudit } from './audit.js';
import { findCertificateOfKey, recordCertificate, revokeCertificates } from './certificates.js';
import { nextNumber } from './counter.js';
import { type EnrolmentQuestion, loadEnrolmentFacts, NODE_COUNTER } from './enrolment-facts.js';
import { ExclusiveQueue } from './exclusive-queue.js';
import { hardwareColumns, insertNode, nodeChanged } from './node-record.js';

/** A request to join, as it came in. */
export interface EnrolmentRequest extends Introduction {
	readonly tokenSecret: string;
	readonly signingRequestDer: Uint8Array;
}

/** What the machine is told. */
export interface EnrolmentAnswer {
	readonly state: 'admitted' | 'pending';
	readonly nodeId: NodeId;
	/** Leaf first, then the root; empty while pending. */
	readonly certificateChain: readonly Buffer[];
	readonly retryAfterSeconds: number;
}

/** What the services of identity are made of. */
export interface IdentityContext {
	readonly store: Store;
	readonly authority: CertificateAuthority;
	readonly clock: Clock;
	readonly clockGuard: ClockGuard;
	/** Called after the commit that revoked a node's certificates: its stream must be closed at once. */
	readonly onRevoked: (nodeId: NodeId, reason: string) => void;
}

type Placement = Extract<EnrolmentDecision, { readonly kind: 'admit' | 'wait' }>;
interface Candidate {
	readonly request: EnrolmentRequest;
	readonly signing: SigningRequest;
	readonly question: EnrolmentQuestion;
	readonly audit: AuditSubject;
}

const MOST_WAITING = 2048;
const MOST_ROUNDS = 8;
const PENDING_RETRY_SECONDS = 5;
const REENROLMENT_MESSAGE = 'Another key claims this machine and waits for `stoker node accept`.';
const ENROLMENT_MESSAGE = 'Waits for `stoker node accept`.';

/**
 * Lets machines join.
 *
 * INVARIANTS: a use of a token is consumed in the transaction that records the node and its certificate, and only
 * when the decision made on that transaction's facts equals the one the certificate was signed for. A kill before
 * the commit leaves nothing; after it, the same key is answered from what was recorded.
 */
export class Enrolment {
	readonly #context: IdentityContext;
	readonly #queue = new ExclusiveQueue(MOST_WAITING);

	constructor(context: IdentityContext) {
		this.#context = context;
	}

	/** Throws what `decideEnrolment` refuses with, CERTIFICATE_INVALID, INVALID_REQUEST or CLOCK_JUMPED. */
	async enroll(request: EnrolmentRequest, audit: AuditSubject): Promise<EnrolmentAnswer> {
		requireRightClock(this.#context.clockGuard);
		const violations = checkIntroduction(request);
		if (violations.length > 0) {
			throw new StokerError('INVALID_REQUEST', 'The machine does not introduce itself properly.', { violations });
		}
		const signing = await parseSigningRequest(request.signingRequestDer);
		const question = {
			token: parseTokenSecret(request.tokenSecret),
			keyDigest: signing.keyDigest,
			hardware: request.hardware,
			nowMs: this.#context.clock.wallMs(),
		};
		return this.#queue.run(() => this.#settle({ request, signing, question, audit }));
	}

	async #settle(candidate: Candidate): Promise<EnrolmentAnswer> {
		for (let round = 0; round < MOST_ROUNDS; round += 1) {
			const decision = await this.#context.store.read((handle) => decide(handle, candidate));
			if (decision.kind === 'refuse') {
				throw new StokerError(decision.code, decision.problem);
			}
			const answer = await (decision.kind === 'repeat'
				? this.#repeat(decision, candidate)
				: this.#place(decision, candidate));
			if (answer !== undefined) {
				return answer;
			}
		}
		throw new StokerError('RATE_LIMITED', 'Too many machines join at once.', { retryAfterSeconds: 1 });
	}

	async #repeat(
		decision: Extract<EnrolmentDecision, { readonly kind: 'repeat' }>,
		{ signing }: Candidate,
	): Promise<EnrolmentAnswer | undefined> {
		if (decision.state === 'pending') {
			return pending(decision.nodeId);
		}
		const certificate = await this.#context.store.read((handle) => findCertificateOfKey(handle, signing.keyDigest));
		return certificate && this.#admitted(decision.nodeId, certificate.der);
	}

	/** Undefined when something changed between the decision and the transaction: decide again. */
	async #place(decision: Placement, candidate: Candidate): Promise<EnrolmentAnswer | undefined> {
		const issued = decision.kind === 'admit' ? await this.#issue(decision.nodeId, candidate) : undefined;
		const placed = await this.#context.store.write(async (transaction) => {
			const again = await decide(transaction, candidate);
			const isSame = again.kind === decision.kind && again.nodeId === decision.nodeId && again.isNew === decision.isNew;
			if (!isSame || !(await consumeUse(transaction, candidate.question.token?.tokenId))) {
				return undefined;
			}
			await spendHandOvers(transaction, candidate);
			return record(transaction, { decision, candidate, issued });
		});
		if (placed?.hasRevoked) {
			this.#context.onRevoked(decision.nodeId, 'Its certificates were replaced by a new enrolment.');
		}
		return placed && (issued === undefined ? pending(decision.nodeId) : this.#admitted(decision.nodeId, issued.der));
	}

	async #issue(nodeId: NodeId, { signing, question }: Candidate): Promise<IssuedCertificate> {
		const times = { nowMs: question.nowMs, lifetimeMs: AGENT_LIFETIME_MS };
		return this.#context.authority.issueClient({ name: nodeId, role: 'agent' }, signing.publicKey, times);
	}

	#admitted(nodeId: NodeId, der: Uint8Array): EnrolmentAnswer {
		const certificateChain = this.#context.authority.chainOf(der);
		return { state: 'admitted', nodeId, certificateChain, retryAfterSeconds: 0 };
	}
}

/** Throws CLOCK_JUMPED: nothing that ends may be judged or signed by a clock that is wrong. */
export function requireRightClock(guard: ClockGuard): void {
	if (guard.hasJumped()) {
		throw new StokerError('CLOCK_JUMPED', "The controller's clock jumped.", { retryAfterSeconds: 60 });
	}
}

async function decide(handle: Pick<WriteTransaction, 'db'>, { question, request }: Candidate) {
	return decideEnrolment(await loadEnrolmentFacts(handle, question), request.hardware);
}

async function consumeUse({ db }: WriteTransaction, tokenId: TokenId | undefined): Promise<boolean> {
	const result = await db
		.updateTable('token')
		.set((expression) => ({ uses_left: expression('uses_left', '-', 1) }))
		.where('id', '=', tokenId ?? '')
		.where('uses_left', '>', 0)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

/** Whoever comes by one hand-over credential of a node makes the others useless: there is one installed system. */
async function spendHandOvers({ db }: WriteTransaction, { question }: Candidate): Promise<void> {
	const tokenId = question.token?.tokenId ?? '';
	const used = await db.selectFrom('token').select('hardware').where('id', '=', tokenId).executeTakeFirst();
	if (used === undefined || !isNodeBinding(used.hardware)) {
		return;
	}
	await db
		.updateTable('token')
		.set({ revoked_at: question.nowMs })
		.where('hardware', '=', used.hardware)
		.where('id', '!=', tokenId)
		.where('uses_left', '>', 0)
		.where('revoked_at', 'is', null)
		.execute();
}

interface Placing {
	readonly decision: Placement;
	readonly candidate: Candidate;
	/** Undefined: the node waits. */
	readonly issued: IssuedCertificate | undefined;
}

async function record(transaction: WriteTransaction, placing: Placing): Promise<{ hasRevoked: boolean }> {
	const { decision, candidate, issued } = placing;
	const { nodeId } = decision;
	const atMs = candidate.question.nowMs;
	const tokenId = candidate.question.token?.tokenId;
	const hasRevoked = issued !== undefined && (await revokeCertificates(transaction, nodeId, atMs));
	await (decision.isNew ? recordNewNode(transaction, placing) : recordKnownNode(transaction, placing));
	if (issued !== undefined) {
		const { keyDigest } = candidate.signing;
		await recordCertificate(transaction, { issued, subject: { name: nodeId, role: 'agent' }, keyDigest, tokenId });
	}
	const object = `node ${nodeId}`;
	const actor = `token ${tokenId ?? ''}`;
	await appendAudit(transaction, { ...candidate.audit, actor, atMs, action: 'Enroll', object, outcome: 'ok' });
	return { hasRevoked };
}

async function recordNewNode(transaction: WriteTransaction, { decision, candidate, issued }: Placing): Promise<void> {
	const { request, signing, question } = candidate;
	await nextNumber(transaction, NODE_COUNTER);
	const status = issued === undefined ? 'pending' : 'discover';
	const statusMessage = issued === undefined ? ENROLMENT_MESSAGE : '';
	await insertNode(transaction, {
		...request,
		id: decision.nodeId,
		status,
		statusMessage,
		pending: issued === undefined ? { keyDigest: signing.keyDigest, requestDer: signing.der } : undefined,
		atMs: question.nowMs,
	});
	await transaction.appendEvents([nodeChanged(decision.nodeId, status, statusMessage || 'Joined.', question.nowMs)]);
}

/** A waiting key never touches what the living node is; an admitted one makes the node this machine. */
async function recordKnownNode(transaction: WriteTransaction, { decision, candidate, issued }: Placing): Promise<void> {
	const { request, signing, question } = candidate;
	const node = await transaction.db
		.selectFrom('node')
		.select('status')
		.where('id', '=', decision.nodeId)
		.executeTakeFirstOrThrow();
	const statusMessage = node.status === 'pending' ? ENROLMENT_MESSAGE : REENROLMENT_MESSAGE;
	const waiting = {
		pending_key_digest: signing.keyDigest,
		pending_request: signing.der,
		status_message: statusMessage,
	};
	const admitted = {
		...hardwareColumns(request.hardware),
		pending_key_digest: null,
		pending_request: null,
		agent_version: request.agentVersion,
		status: node.status === 'pending' ? ('discover' as const) : node.status,
		status_message: '',
	};
	await transaction.db
		.updateTable('node')
		.set(issued === undefined ? waiting : admitted)
		.where('id', '=', decision.nodeId)
		.execute();
	const status = issued === undefined ? node.status : admitted.status;
	const message = issued === undefined ? statusMessage : 'Joined again.';
	await transaction.appendEvents([nodeChanged(decision.nodeId, status, message, question.nowMs)]);
}

function pending(nodeId: NodeId): EnrolmentAnswer {
	return { state: 'pending', nodeId, certificateChain: [], retryAfterSeconds: PENDING_RETRY_SECONDS };
}
