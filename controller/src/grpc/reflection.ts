import type { Server, ServerDuplexStream, UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { FILE_DESCRIPTOR_SET_BASE64 } from '@stoker/shared/wire/descriptor-set.js';
import { actorName } from './authenticate.js';
import { CallFrame } from './call-frame.js';
import type { HandlerEnvironment } from './handlers.js';

type Stream = ServerDuplexStream<unknown, unknown>;

/** Adds server reflection for callers the door lets in; a revoked certificate reads nothing. */
export function addReflection(server: Server, environment: HandlerEnvironment): void {
	const descriptors = loadFileDescriptorSetFromBuffer(Buffer.from(FILE_DESCRIPTOR_SET_BASE64, 'base64'));
	new ReflectionService(descriptors).addToServer({
		addService: (definition, implementation) =>
			server.addService(definition, guardStreams(environment, implementation)),
	});
}

function guardStreams(
	environment: HandlerEnvironment,
	implementation: UntypedServiceImplementation,
): UntypedServiceImplementation {
	const guarded = Object.entries(implementation).map(([name, handle]) => {
		const guard = (call: Stream) => {
			const frame = new CallFrame(environment, call);
			environment.streams?.add(frame);
			const close = () => {
				frame.close();
				environment.streams?.remove(frame);
			};
			for (const event of ['close', 'cancelled', 'end'] as const) {
				call.on(event, close);
			}
			frame.signal.addEventListener('abort', () => call.emit('error', frame.statusOf(frame.signal.reason)));
			admitReader(environment, call, frame).then(
				() => (handle as (call: Stream) => void)(call),
				(error: unknown) => {
					call.emit('error', frame.statusOf(error));
					close();
				},
			);
		};
		return [name, guard] as const;
	});
	return Object.fromEntries(guarded);
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
