import type { Server, ServerDuplexStream } from '@grpc/grpc-js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { actorName } from '../door/authenticate.js';
import { CallFrame } from './call-frame.js';
import type { HandlerEnvironment } from './handlers.js';

type Stream = ServerDuplexStream<Buffer, Buffer>;

const METHOD = 'ServerReflectionInfo';
const SERVICES = ['grpc.reflection.v1.ServerReflection', 'grpc.reflection.v1alpha.ServerReflection'];
const asTheyAre = (bytes: Buffer): Buffer => bytes;

/**
 * Adds server reflection for callers the door lets in; a revoked certificate reads nothing. Messages pass as bytes:
 * whoever asks first loads what reads them, and a controller that nobody asks does without.
 */
export function addReflection(server: Server, environment: HandlerEnvironment): void {
	for (const service of SERVICES) {
		const path = `/${service}/${METHOD}`;
		const method = {
			path,
			requestStream: true,
			responseStream: true,
			requestSerialize: asTheyAre,
			requestDeserialize: asTheyAre,
			responseSerialize: asTheyAre,
			responseDeserialize: asTheyAre,
		};
		server.addService({ [METHOD]: method }, { [METHOD]: (call: Stream) => answer(environment, call, path) });
	}
}

function answer(environment: HandlerEnvironment, call: Stream, path: string): void {
	const frame = new CallFrame(environment, call);
	environment.streams?.add(frame);
	const close = () => {
		frame.close();
		environment.streams?.remove(frame);
	};
	for (const event of ['close', 'cancelled', 'end'] as const) {
		call.on(event, close);
	}
	const fail = (error: unknown) => {
		call.emit('error', frame.statusOf(error));
		close();
	};
	frame.signal.addEventListener('abort', () => call.emit('error', frame.statusOf(frame.signal.reason)));
	admitReader(environment, call, frame)
		.then(() => import('./reflection-answers.js'))
		.then(({ answerReflection }) => answerReflection(path, call, fail))
		.catch(fail);
}

async function admitReader(environment: HandlerEnvironment, call: Stream, frame: CallFrame): Promise<void> {
	const { caller, notAfterMs } = await environment.identify(call);
	if (caller.role === 'agent') {
		throw new StokerError('ACCESS_DENIED', 'Agents may not read the protocol.', {
			subject: { caller: actorName(caller) },
		});
	}
	frame.serial = caller.serial;
	frame.endAt(notAfterMs, new StokerError('CERTIFICATE_EXPIRED', 'The certificate has ended.'));
	// As with every stream: a revocation before it was known by its serial shows here.
	await environment.identify(call);
}
