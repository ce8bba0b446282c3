import { type CallOptions, type ClientUnaryCall, Metadata, type ServiceError } from '@grpc/grpc-js';
import {
	type EnrollRequest,
	type EnrollResponse,
	EnrolServiceClient,
	type RenewRequest,
	type RenewResponse,
} from '@stoker/shared/wire/stoker/v1/enrol.js';
import { CHANNEL_OPTIONS } from './channel.js';
import type { ControllerClock } from './controller-clock.js';
import { ControllerCredentials } from './controller-credentials.js';
import { hearDate } from './hear-date.js';
import { CallRefused } from './refusal.js';

const CALL_TIMEOUT_MS = 20_000;

type Answer<Response> = (error: ServiceError | null, response: Response) => void;
type Start<Response> = (
	client: EnrolServiceClient,
	options: Partial<CallOptions>,
	answer: Answer<Response>,
) => ClientUnaryCall;

/** The enrol door. */
interface EnrolDoor {
	/** HOST:PORT. */
	readonly address: string;
	readonly rootPem: string;
	/** Hears the date of the answer. */
	readonly clock: ControllerClock;
}

/** Calls the enrol door on a channel of its own. Throws CallRefused. */
export function callEnroll(door: EnrolDoor, request: EnrollRequest): Promise<EnrollResponse> {
	return call<EnrollResponse>(door, (client, options, answer) =>
		client.enroll(request, new Metadata(), options, answer),
	);
}

/** Like {@link callEnroll}, for a fresh certificate. */
export function callRenew(door: EnrolDoor, request: RenewRequest): Promise<RenewResponse> {
	return call<RenewResponse>(door, (client, options, answer) => client.renew(request, new Metadata(), options, answer));
}

async function call<Response>(door: EnrolDoor, start: Start<Response>): Promise<Response> {
	const { address, rootPem, clock } = door;
	const client = new EnrolServiceClient(address, new ControllerCredentials({ rootPem }, clock), CHANNEL_OPTIONS);
	// A deadline is a point of wall-clock time to gRPC.
	const options = { deadline: new Date(Date.now() + CALL_TIMEOUT_MS) };
	try {
		return await new Promise<Response>((resolve, reject) => {
			const asked = start(client, options, (error, response) => {
				if (error === null) {
					resolve(response);
				} else {
					reject(new CallRefused(error));
				}
			});
			asked.on('metadata', (metadata) => hearDate(clock, metadata));
		});
	} finally {
		client.close();
	}
}
