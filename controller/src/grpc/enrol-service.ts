import { createHash } from 'node:crypto';
import type { handleUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Clock } from '@stoker/shared/model/ports.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import {
	type EnrollRequest,
	type EnrollResponse,
	EnrolmentState,
	EnrolServiceService,
	type RenewRequest,
	type RenewResponse,
} from '@stoker/shared/wire/stoker/v1/enrol.js';
import { addressOf, PeerLimits } from '../door/peer-limits.js';
import type { AuditSubject } from '../service/audit.js';
import type { Enrolment, IdentityContext } from '../service/enrolment.js';
import { renewCertificate } from '../service/renewal.js';
import { authorise } from './authorise.js';
import { type CallEnvironment, CallFrame } from './call-frame.js';

/** What the enrol door needs. */
export interface EnrolServiceContext extends CallEnvironment {
	readonly identity: IdentityContext;
	readonly enrolment: Enrolment;
	/** HOST:PORT of the agent door, as agents reach it. */
	readonly agentDoorAddress: () => string;
}

// A herd of machines behind one address may join at once; who guesses tokens may not.
const CALLS = { burst: 4000, perSecond: 200 };
const FAILURES = { burst: 20, perSecond: 0.2 };
const LONGEST_CALL_MS = 30_000;

/** The service of the enrol door: open to anyone, so it counts calls and failures by address. */
export function enrolService(context: EnrolServiceContext): UntypedServiceImplementation {
	const guard = new GuessGuard(context.clock);
	return {
		enroll: openCall<EnrollRequest, EnrollResponse>(
			context,
			guard,
			EnrolServiceService.enroll.requestSerialize,
			async (request, audit) => {
				const { enrolment, agentDoorAddress } = context;
				const answer = await enrolment.enroll(decodeEnrollRequest(request), audit);
				const isAdmitted = answer.state === 'admitted';
				return {
					state: isAdmitted ? EnrolmentState.ENROLMENT_STATE_ADMITTED : EnrolmentState.ENROLMENT_STATE_PENDING,
					nodeId: answer.nodeId,
					certificateChain: [...answer.certificateChain],
					doors: isAdmitted ? { agents: agentDoorAddress() } : undefined,
					retryAfterSeconds: answer.retryAfterSeconds,
				};
			},
		),
		renew: openCall<RenewRequest, RenewResponse>(
			context,
			guard,
			EnrolServiceService.renew.requestSerialize,
			async (request, audit) => {
				const { certificate: certificateDer, certificateSigningRequest: signingRequestDer, proof } = request;
				const renewal = { certificateDer, signingRequestDer, proof };
				const chain = await renewCertificate(context.identity, renewal, audit);
				return { certificateChain: [...chain], doors: { agents: context.agentDoorAddress() } };
			},
		),
	};
}

function openCall<Request, Response>(
	context: EnrolServiceContext,
	guard: GuessGuard,
	serialize: (request: Request) => Buffer,
	serve: (request: Request, audit: AuditSubject) => Promise<Response>,
): handleUnaryCall<Request, Response> {
	return (call, callback) => {
		const frame = new CallFrame(context, call);
		const error = new StokerError('CALL_TIMED_OUT', 'The call took too long and was given up.');
		frame.endAt(context.clock.wallMs() + LONGEST_CALL_MS, error);
		const address = addressOf(call.getPeer());
		frame.actor = `peer ${address}`;
		const work = guard
			.watch(address, async () => {
				authorise(frame.path, 'anyone');
				frame.digest = createHash('sha256').update(serialize(call.request)).digest('hex');
				return serve(call.request, { actor: frame.actor, requestId: frame.requestId, digest: frame.digest });
			})
			.catch(async (failure: unknown) => Promise.reject(await frame.fail(failure)));
		void frame
			.race(work)
			.then(
				(response) => callback(null, response),
				(failure: unknown) => callback(frame.statusOf(failure)),
			)
			.finally(() => frame.close());
	};
}

/** Slows down addresses whose calls are refused for what they claim to be. */
class GuessGuard {
	readonly #clock: Clock;
	readonly #calls = new PeerLimits(CALLS);
	readonly #failures = new PeerLimits(FAILURES);

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	async watch<Result>(address: string, work: () => Promise<Result>): Promise<Result> {
		const nowMs = this.#clock.monotonicMs();
		this.#calls.require(address, nowMs);
		this.#failures.require(address, nowMs);
		this.#calls.take(address, nowMs);
		try {
			return await work();
		} catch (error) {
			const status = error instanceof StokerError ? error.status : undefined;
			if (status === 'UNAUTHENTICATED' || status === 'PERMISSION_DENIED' || status === 'INVALID_ARGUMENT') {
				this.#failures.take(address, this.#clock.monotonicMs());
			}
			throw error;
		}
	}
}

function decodeEnrollRequest(request: EnrollRequest) {
	const { hardware } = request;
	return {
		tokenSecret: request.tokenSecret,
		signingRequestDer: request.certificateSigningRequest,
		hardware: {
			systemUuid: hardware?.systemUuid ?? '',
			serialNumber: hardware?.serialNumber ?? '',
			macAddresses: hardware?.macAddresses ?? [],
			instance: hardware?.instance ?? '',
		},
		hostName: request.hostName,
		agentVersion: request.agentVersion,
	};
}
