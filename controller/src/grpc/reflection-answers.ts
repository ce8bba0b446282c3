import type { ServerDuplexStream, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { FILE_DESCRIPTOR_SET_BASE64 } from '@stoker/shared/wire/descriptor-set.js';

type ByteStream = ServerDuplexStream<Buffer, Buffer>;
type Answer = (stream: ByteStream, fail: (error: unknown) => void) => void;

/** What the library's handlers use of a stream. */
interface MessageStream {
	on(event: 'data' | 'end', listener: (message?: object) => void): void;
	write(message: object): void;
	end(): void;
}

/** Made when this file is first imported, which is when somebody first asks. */
const ANSWERS = readProtocol();

/** Answers a reflection stream by the path it was called by; `fail` hears of what cannot be read. */
export function answerReflection(path: string, stream: ByteStream, fail: (error: unknown) => void): void {
	ANSWERS.get(path)?.(stream, fail);
}

function readProtocol(): ReadonlyMap<string, Answer> {
	const found = new Map<string, Answer>();
	const descriptors = loadFileDescriptorSetFromBuffer(Buffer.from(FILE_DESCRIPTOR_SET_BASE64, 'base64'));
	new ReflectionService(descriptors).addToServer({
		addService: (definition: ServiceDefinition, implementation: UntypedServiceImplementation) => {
			for (const [name, method] of Object.entries(definition)) {
				const handle = implementation[name] as unknown as (stream: MessageStream) => void;
				found.set(method.path, (stream, fail) => handle(asMessages(stream, method, fail)));
			}
		},
	});
	return found;
}

function asMessages(
	stream: ByteStream,
	method: ServiceDefinition[string],
	fail: (error: unknown) => void,
): MessageStream {
	const read = (bytes: Buffer): object | undefined => {
		try {
			return method.requestDeserialize(bytes) as object;
		} catch {
			fail(new StokerError('INVALID_REQUEST', 'The bytes are no request for reflection.'));
			return undefined;
		}
	};
	return {
		on: (event, listener) => {
			stream.on(event, (bytes?: Buffer) => {
				const message = bytes && read(bytes);
				if (event === 'end' || message !== undefined) {
					listener(message);
				}
			});
		},
		write: (message) => void stream.write(method.responseSerialize(message)),
		end: () => void stream.end(),
	};
}
