import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	Server,
	ServerCredentials,
	type ServerUnaryCall,
	type ServerWritableStream,
	type ServiceDefinition,
	type sendUnaryData,
} from '@grpc/grpc-js';
import { encodeStatus } from '@stoker/shared/codec/status.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';

type Unary<Request, Response> = (request: Request) => Response | Promise<Response>;
/** Writes messages until it returns; `isOpen` turns false when the caller went away. */
type Streaming<Request, Response> = (
	request: Request,
	write: (message: Response) => void,
	isOpen: () => boolean,
) => Promise<void>;

/** What a fake controller answers with: a real gRPC server on a unix socket whose handlers a test writes. */
export class FakeController {
	/** Names of the methods called, in order. */
	readonly calls: string[] = [];
	readonly #services = new Map<ServiceDefinition, Record<string, unknown>>();
	readonly #folder: string;
	#server: Server | undefined;

	private constructor(folder: string) {
		this.#folder = folder;
	}

	static async create(): Promise<FakeController> {
		return new FakeController(await mkdtemp(join(tmpdir(), 'fake-controller-')));
	}

	get socketPath(): string {
		return join(this.#folder, 'admin.sock');
	}

	unary<Request, Response>(
		service: ServiceDefinition,
		method: { readonly path: string; readonly requestDeserialize: (bytes: Buffer) => Request } & {
			readonly responseSerialize: (response: Response) => Buffer;
		},
		handler: Unary<Request, Response>,
	): this {
		this.#implement(service, method.path, (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>) => {
			this.calls.push(nameOf(method.path));
			void (async () => handler(call.request))().then(
				(response) => done(null, response),
				(error: unknown) => done(toStatus(error)),
			);
		});
		return this;
	}

	streaming<Request, Response>(
		service: ServiceDefinition,
		method: { readonly path: string; readonly requestDeserialize: (bytes: Buffer) => Request } & {
			readonly responseSerialize: (response: Response) => Buffer;
		},
		handler: Streaming<Request, Response>,
	): this {
		this.#implement(service, method.path, (call: ServerWritableStream<Request, Response>) => {
			this.calls.push(nameOf(method.path));
			call.on('error', () => undefined);
			call.sendMetadata(call.metadata.clone());
			const isOpen = (): boolean => !call.cancelled && !call.destroyed;
			handler(call.request, (message) => void call.write(message), isOpen).then(
				() => call.end(),
				(error: unknown) => void call.emit('error', toStatus(error)),
			);
		});
		return this;
	}

	async start(): Promise<void> {
		const server = new Server();
		for (const [service, implementation] of this.#services) {
			server.addService(service, implementation as never);
		}
		await new Promise<void>((resolve, reject) => {
			server.bindAsync(`unix:${this.socketPath}`, ServerCredentials.createInsecure(), (error) =>
				error === null ? resolve() : reject(error),
			);
		});
		this.#server = server;
	}

	/** Breaks every connection, as a killed controller does. */
	async kill(): Promise<void> {
		this.#server?.forceShutdown();
		this.#server = undefined;
		await rm(this.socketPath, { force: true });
	}

	async remove(): Promise<void> {
		await this.kill();
		await rm(this.#folder, { recursive: true, force: true });
	}

	#implement(service: ServiceDefinition, path: string, handler: unknown): void {
		const name = nameOf(path);
		const implementation = this.#services.get(service) ?? {};
		implementation[name.charAt(0).toLowerCase() + name.slice(1)] = handler;
		this.#services.set(service, implementation);
	}
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

function toStatus(error: unknown): ReturnType<typeof encodeStatus> {
	const known = error instanceof StokerError ? error : new StokerError('INTERNAL', String(error));
	return encodeStatus(known, 'request-1');
}
