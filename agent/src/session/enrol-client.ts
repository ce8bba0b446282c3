import { type CallOptions, type ClientUnaryCall, Metadata, type ServiceError } from '@grpc/grpc-js';
import {
	type EnrollRequest,
	type EnrollResponse,
	EnrolServiceClient,
	type RenewRequest,
	type RenewResponse,
} from '@stoker/shared/wire/stoker/v1/enrol.js';
import { CHANNEL_OPTIONS, enrolCredentials } from './channel.js';
import { CallRefused } from './refusal.js';

const CALL_TIMEOUT_MS = 20_000;

type Answer<Response> = (error: ServiceError | null, response: Response) => void;
type Start<Response> = (
	client: EnrolServiceClient,
	options: Partial<CallOptions>,
	answer: Answer<Response>,
) => ClientUnaryCall;

/** Calls the enrol door on a channel of its own. Throws CallRefused. */
export function callEnroll(address: string, rootPem: string, request: EnrollRequest): Promise<EnrollResponse> {
	return call<EnrollResponse>(address, rootPem, (client, options, answer) =>
		client.enroll(request, new Metadata(), options, answer),
	);
}

/** Like {@link callEnroll}, for a fresh certificate. */
export function callRenew(address: string, rootPem: string, request: RenewRequest): Promise<RenewResponse> {
	return call<RenewResponse>(address, rootPem, (client, options, answer) =>
		client.renew(request, new Metadata(), options, answer),
	);
}

async function call<Response>(address: string, rootPem: string, start: Start<Response>): Promise<Response> {
	const client = new EnrolServiceClient(address, enrolCredentials(rootPem), CHANNEL_OPTIONS);
	// A deadline is a point of wall-clock time to gRPC.
	const options = { deadline: new Date(Date.now() + CALL_TIMEOUT_MS) };
	try {
		return await new Promise<Response>((resolve, reject) => {
			start(client, options, (error, response) => {
				if (error === null) {
					resolve(response);
				} else {
					reject(new CallRefused(error));
				}
			});
		});
	} finally {
		client.close();
	}
}
