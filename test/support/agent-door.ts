import { X509Certificate } from 'node:crypto';
import { Metadata, Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { decodeAgentEnvelope, encodeControllerEnvelope } from '@stoker/shared/codec/session.js';
import { encodeStatus } from '@stoker/shared/codec/status.js';
import type { AssignmentId, NodeId, TokenId } from '@stoker/shared/model/ids.js';
import { formatJoinToken, parseTokenSecret } from '@stoker/shared/model/join-token.js';
import type {
	AgentEnvelope,
	Assignment,
	ControllerEnvelope,
	Hello,
	ResultReport,
	Verdict,
} from '@stoker/shared/model/session.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { AgentServiceService, type SessionRequest, type SessionResponse } from '@stoker/shared/wire/stoker/v1/agent.js';
import {
	type EnrollRequest,
	type EnrollResponse,
	EnrolmentState,
	EnrolServiceService,
	type RenewRequest,
	type RenewResponse,
} from '@stoker/shared/wire/stoker/v1/enrol.js';
import { CertificateAuthority } from '../../controller/src/identity/certificate-authority.js';
import { parseSigningRequest } from '../../controller/src/identity/signing-request.js';

const TOKEN = { tokenId: 'abcd1234' as TokenId, secret: 'S'.repeat(32) };
const NODE_ID = '7' as NodeId;
const WEEK_MS = 7 * 24 * 3600 * 1000;

/** How the door behaves; changed by a test at any time. */
export interface DoorBehaviour {
	/** Answers that say "pending" before a machine is admitted. */
	pendingAnswers: number;
	/** Code that sessions are refused with; undefined when they are welcome. */
	refuseWith: 'AGENT_IDENTITY_IN_USE' | 'CERTIFICATE_REVOKED' | undefined;
	verdictOf: (assignmentId: AssignmentId) => Verdict;
	/** Whether results are acknowledged as they come. */
	acknowledges: boolean;
	certificateLifetimeMs: number;
}

/** A stand-in for the controller's enrol and agent doors, over TLS, driven by a test. */
export class AgentDoor {
	readonly behaviour: DoorBehaviour = {
		pendingAnswers: 0,
		refuseWith: undefined,
		verdictOf: () => 'keep',
		acknowledges: true,
		certificateLifetimeMs: WEEK_MS,
	};
	readonly sessions: DoorSession[] = [];
	/** Digests of the keys that asked for a certificate, in order. */
	readonly keys: string[] = [];
	/** Output by attempt, over all sessions. */
	readonly logs = new Map<AssignmentId, Buffer>();
	/** All results, over all sessions. */
	readonly results: ResultReport[] = [];
	renewals = 0;
	readonly #authority: CertificateAuthority;
	readonly #issuedAtMs: number;
	readonly #servers: Server[] = [];
	#enrolPort = 0;
	#agentPort = 0;

	private constructor(authority: CertificateAuthority, issuedAtMs: number) {
		this.#authority = authority;
		this.#issuedAtMs = issuedAtMs;
	}

	/** @param issuedAtMs when the controller got its certificate, which lasts for a year */
	static async start(issuedAtMs = Date.now()): Promise<AgentDoor> {
		const authority = await CertificateAuthority.load(await CertificateAuthority.create(issuedAtMs));
		const door = new AgentDoor(authority, issuedAtMs);
		await door.#listen();
		return door;
	}

	get enrolAddress(): string {
		return `127.0.0.1:${this.#enrolPort}`;
	}

	get token(): string {
		return formatJoinToken({ ...TOKEN, pin: this.#authority.pin });
	}

	/** The same token with the pin of another controller. */
	get foreignToken(): string {
		return formatJoinToken({ ...TOKEN, pin: '0'.repeat(64) });
	}

	get session(): DoorSession | undefined {
		return this.sessions.at(-1);
	}

	/** Drops every connection, as a controller does that is killed, and listens again on the same ports. */
	async restart(): Promise<void> {
		this.close();
		await this.#listen();
	}

	close(): void {
		for (const server of this.#servers.splice(0)) {
			server.forceShutdown();
		}
	}

	storeLog(assignmentId: AssignmentId, offset: number, data: Uint8Array): number {
		const stored = this.logs.get(assignmentId) ?? Buffer.alloc(0);
		if (offset <= stored.length && offset + data.length > stored.length) {
			this.logs.set(assignmentId, Buffer.concat([stored, data.subarray(stored.length - offset)]));
		}
		return this.logs.get(assignmentId)?.length ?? 0;
	}

	async #listen(): Promise<void> {
		const names = [{ type: 'dns' as const, value: 'stoker-controller' }];
		const server = await this.#authority.issueServer(names, this.#issuedAtMs);
		const pair = [{ private_key: Buffer.from(server.keyPem), cert_chain: Buffer.from(server.certificatePem) }];
		const root = Buffer.from(this.#authority.certificatePem);
		const enrol = new Server();
		enrol.addService(EnrolServiceService, {
			enroll: (call: { request: EnrollRequest }, answer: (error: object | null, value?: EnrollResponse) => void) => {
				this.#enroll(call.request).then((value) => answer(null, value), answer);
			},
			renew: (call: { request: RenewRequest }, answer: (error: object | null, value?: RenewResponse) => void) => {
				this.#renew(call.request).then((value) => answer(null, value), answer);
			},
		});
		const agents = new Server();
		agents.addService(AgentServiceService, {
			session: (call: ServerDuplexStream<SessionRequest, SessionResponse>) => {
				call.sendMetadata(new Metadata());
				this.sessions.push(new DoorSession(this, call));
			},
		});
		this.#servers.push(enrol, agents);
		this.#enrolPort = await bind(enrol, this.#enrolPort, ServerCredentials.createSsl(null, pair, false));
		this.#agentPort = await bind(agents, this.#agentPort, ServerCredentials.createSsl(root, pair, true));
	}

	async #enroll(request: EnrollRequest): Promise<EnrollResponse> {
		if (parseTokenSecret(request.tokenSecret)?.secret !== TOKEN.secret) {
			throw asError(new StokerError('TOKEN_INVALID', 'no such token'));
		}
		const certificateChain = await this.#certify(request.certificateSigningRequest);
		if (this.behaviour.pendingAnswers > 0) {
			this.behaviour.pendingAnswers -= 1;
			const state = EnrolmentState.ENROLMENT_STATE_PENDING;
			return { state, nodeId: NODE_ID, certificateChain: [], doors: undefined, retryAfterSeconds: 1 };
		}
		const state = EnrolmentState.ENROLMENT_STATE_ADMITTED;
		return { state, nodeId: NODE_ID, certificateChain, doors: this.#doors(), retryAfterSeconds: 0 };
	}

	async #renew(request: RenewRequest): Promise<RenewResponse> {
		this.renewals += 1;
		const { publicKey } = new X509Certificate(request.certificate);
		const { verify } = await import('node:crypto');
		if (!verify('sha256', request.certificateSigningRequest, publicKey, request.proof)) {
			throw asError(new StokerError('CERTIFICATE_INVALID', 'the proof is wrong'));
		}
		return { certificateChain: await this.#certify(request.certificateSigningRequest), doors: this.#doors() };
	}

	async #certify(signingRequest: Buffer): Promise<Buffer[]> {
		const { publicKey, keyDigest } = await parseSigningRequest(signingRequest);
		this.keys.push(keyDigest);
		const times = { nowMs: Date.now(), lifetimeMs: this.behaviour.certificateLifetimeMs };
		const issued = await this.#authority.issueClient({ name: NODE_ID, role: 'agent' }, publicKey, times);
		return [...this.#authority.chainOf(issued.der)];
	}

	#doors(): { agents: string } {
		return { agents: `127.0.0.1:${this.#agentPort}` };
	}
}

/** One stream of an agent, seen from the controller's side. */
export class DoorSession {
	readonly envelopes: AgentEnvelope[] = [];
	readonly started: AssignmentId[] = [];
	hello: Hello | undefined;
	heartbeats = 0;
	inventoryDigest = '';
	isClosed = false;
	readonly #door: AgentDoor;
	readonly #call: ServerDuplexStream<SessionRequest, SessionResponse>;

	constructor(door: AgentDoor, call: ServerDuplexStream<SessionRequest, SessionResponse>) {
		this.#door = door;
		this.#call = call;
		call.on('data', (message: SessionRequest) => this.#receive(decodeAgentEnvelope(message)));
		call.on('cancelled', () => {
			this.isClosed = true;
		});
		call.on('error', () => {
			this.isClosed = true;
		});
	}

	send(envelope: ControllerEnvelope): void {
		this.#call.write(encodeControllerEnvelope(envelope));
	}

	assign(...assignments: Assignment[]): void {
		this.send({ assignments });
	}

	acknowledge(throughReport: number): void {
		this.send({ acknowledgement: { throughReport, dispositions: [] } });
	}

	end(): void {
		this.#call.end();
	}

	#receive(envelope: AgentEnvelope): void {
		this.envelopes.push(envelope);
		if (envelope.hello !== undefined) {
			this.#welcome(envelope.hello);
		}
		this.heartbeats += envelope.heartbeat === undefined ? 0 : 1;
		this.started.push(...(envelope.started ?? []).map((started) => started.assignmentId));
		this.inventoryDigest = envelope.inventory?.digest ?? this.inventoryDigest;
		const last = envelope.results?.at(-1);
		this.#door.results.push(...(envelope.results ?? []));
		if (last !== undefined && this.#door.behaviour.acknowledges) {
			this.acknowledge(last.report);
		}
		const logs = (envelope.logs ?? []).map(({ assignmentId, offset, data }) => ({
			assignmentId,
			storedLength: this.#door.storeLog(assignmentId, offset, data),
		}));
		if (logs.length > 0) {
			this.send({ logs });
		}
	}

	#welcome(hello: Hello): void {
		const { refuseWith, verdictOf } = this.#door.behaviour;
		this.hello = hello;
		if (refuseWith !== undefined) {
			this.#call.emit('error', asError(new StokerError(refuseWith, 'refused by the test')));
			return;
		}
		const verdicts = hello.attempts.map(({ assignmentId }) => ({
			assignmentId,
			verdict: verdictOf(assignmentId),
			storedLogLength: this.#door.logs.get(assignmentId)?.length ?? 0,
		}));
		const sessionEpoch = this.#door.sessions.length;
		this.send({
			welcome: {
				sessionEpoch,
				verdicts,
				heartbeatSeconds: 1,
				wantsInventory: false,
				blobUrl: '',
				controllerVersion: '0.1.0',
				nodeName: 'box-7',
			},
		});
	}
}

/** What grpc-js takes from a handler that fails. */
function asError(error: StokerError): Error {
	return Object.assign(error, encodeStatus(error, 'request-1'));
}

function bind(server: Server, port: number, credentials: ServerCredentials): Promise<number> {
	return new Promise((resolve, reject) => {
		server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
	});
}
