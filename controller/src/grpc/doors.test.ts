import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from 'node:tls';
import {
	type ChannelCredentials,
	Client,
	credentials,
	type MethodDefinition,
	type Server,
	type ServerDuplexStream,
	type ServiceError,
} from '@grpc/grpc-js';
import { decodeStatus, encodeStatus } from '@stoker/shared/codec/status.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { METHOD_ACCESS, type MethodAccess } from '@stoker/shared/wire/access.js';
import { AgentServiceService } from '@stoker/shared/wire/stoker/v1/agent.js';
import { CredentialServiceService } from '@stoker/shared/wire/stoker/v1/credential.js';
import { DeploymentServiceService } from '@stoker/shared/wire/stoker/v1/deployment.js';
import { EnrolServiceService } from '@stoker/shared/wire/stoker/v1/enrol.js';
import { EnvironmentServiceService } from '@stoker/shared/wire/stoker/v1/environment.js';
import { EventServiceService } from '@stoker/shared/wire/stoker/v1/event.js';
import { ExplanationServiceService } from '@stoker/shared/wire/stoker/v1/explanation.js';
import { GraphServiceService } from '@stoker/shared/wire/stoker/v1/graph.js';
import { LogServiceService, ReadLogRequest, type ReadLogResponse } from '@stoker/shared/wire/stoker/v1/log.js';
import { NodeServiceService } from '@stoker/shared/wire/stoker/v1/node.js';
import { NotificationServiceService } from '@stoker/shared/wire/stoker/v1/notification.js';
import { ReleaseServiceService } from '@stoker/shared/wire/stoker/v1/release.js';
import { ReportServiceService } from '@stoker/shared/wire/stoker/v1/report.js';
import { StorageServiceService } from '@stoker/shared/wire/stoker/v1/storage.js';
import { SystemServiceService } from '@stoker/shared/wire/stoker/v1/system.js';
import { TokenServiceService } from '@stoker/shared/wire/stoker/v1/token.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	CLIENT_OPTIONS,
	clientCredentials,
	type IdentityFixture,
	issueRecorded,
	openIdentityFixture,
} from '../../../test/support/identity-fixture.js';
import { authenticate, authenticateAgent, LOCAL_CALLER } from '../door/authenticate.js';
import { ServerIdentity } from '../door/server-identity.js';
import type { Credential } from '../identity/certificate-authority.js';
import { serverNames } from '../identity/server-certificate.js';
import { prepareLocalSocket } from '../system/local-socket.js';
import { admission } from './admission.js';
import { type DoorName, Doors } from './doors.js';
import { enrolService } from './enrol-service.js';
import { guardService, type HandlerEnvironment } from './handlers.js';
import { addReflection } from './reflection.js';

type AnyMethod = MethodDefinition<unknown, unknown>;
type Definition = Readonly<Record<string, AnyMethod>>;

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const DAY_MS = 24 * 60 * 60 * 1000;
/** What a handler of this test answers: the caller got as far as it. */
const REACHED = 'LOG_NOT_FOUND';

const ADMIN_SERVICES = [
	CredentialServiceService,
	DeploymentServiceService,
	EnvironmentServiceService,
	EventServiceService,
	ExplanationServiceService,
	GraphServiceService,
	LogServiceService,
	NodeServiceService,
	NotificationServiceService,
	ReleaseServiceService,
	ReportServiceService,
	StorageServiceService,
	SystemServiceService,
	TokenServiceService,
] as unknown as readonly Definition[];
const METHODS = [
	...ADMIN_SERVICES,
	AgentServiceService as unknown as Definition,
	EnrolServiceService as unknown as Definition,
].flatMap((definition) => Object.values(definition));

let fixture: IdentityFixture;
let doors: Doors;
let server: ServerIdentity;
let written = 0;
const callers = new Map<string, ChannelCredentials>();

beforeAll(async () => {
	fixture = await openIdentityFixture();
	const { authority, clock, context, enrolment, store } = fixture;
	const ports = { store, clock, log: QUIET };
	const certified: HandlerEnvironment = { ...ports, identify: (call) => authenticate(context, call) };
	const local: HandlerEnvironment = { ...ports, identify: async () => LOCAL_CALLER };
	const names = serverNames('', []);
	server = new ServerIdentity(authority.certificatePem, await authority.issueServer(names, Date.now()));
	const enrol = enrolService({ ...ports, identity: context, enrolment, agentDoorAddress: () => 'localhost:1' });
	const plans = {
		enrol: plan((target) => target.addService(EnrolServiceService, enrol)),
		agents: plan((target) => target.addService(AgentServiceService, { session: openSession })),
		admin: { ...plan((target) => addAdmin(target, certified)), interceptors: [admission(certified)] },
		local: {
			address: `unix:${prepareLocalSocket(join(fixture.folder, 'run'))}`,
			addServices: (target: Server) => addAdmin(target, local),
		},
	};
	doors = await Doors.open(plans, server);
	doors.setServing(true);
	await addCallers();
});
afterAll(async () => {
	doors.force();
	await fixture.close();
});

function plan(addServices: (target: Server) => void) {
	return { address: '127.0.0.1:0', addServices };
}

function addAdmin(target: Server, environment: HandlerEnvironment): void {
	addReflection(target, environment);
	const reached = async () => {
		throw new StokerError(REACHED, 'reached');
	};
	for (const definition of ADMIN_SERVICES) {
		const handlers = Object.fromEntries(Object.keys(definition).map((name) => [name, reached]));
		const flood = async (_request: unknown, _context: unknown, sink: { write(item: unknown): Promise<void> }) => {
			for (written = 0; written < 2000; written += 1) {
				await sink.write({ offset: 0, data: Buffer.alloc(65_536), attempt: 1, missingBytes: 0 });
			}
		};
		const all = 'readLog' in handlers ? { readLog: readOrRefuse(flood) } : handlers;
		target.addService(definition, guardService(environment, definition, all as never));
	}
}

function readOrRefuse(flood: (...parameters: never[]) => Promise<void>) {
	return async (request: ReadLogRequest, ...rest: unknown[]) => {
		if (request.deploymentId !== 'flood') {
			throw new StokerError(REACHED, 'reached');
		}
		await flood(...([request, ...rest] as never[]));
	};
}

function openSession(call: ServerDuplexStream<unknown, unknown>): void {
	authenticateAgent(fixture.context, call)
		.then(() => new StokerError(REACHED, 'reached'))
		.catch((error: unknown) => error as StokerError)
		.then((error) => call.emit('error', encodeStatus(error, '')))
		.catch(() => undefined);
}

async function addCallers(): Promise<void> {
	const { authority, clock, store } = fixture;
	const root = authority.certificatePem;
	const withOwn = (own?: Credential) => clientCredentials(root, own);
	callers.set('none', withOwn());
	callers.set('agent', withOwn(await issueRecorded(fixture, '7', 'agent')));
	callers.set('viewer', withOwn(await issueRecorded(fixture, 'vera', 'viewer')));
	callers.set('operator', withOwn(await issueRecorded(fixture, 'otto', 'operator')));
	callers.set('admin', withOwn(await issueRecorded(fixture, 'ada', 'admin')));
	const revoked = await issueRecorded(fixture, 'rita', 'admin');
	await store.write(({ db }) =>
		db.updateTable('certificate').set({ revoked_at: 1 }).where('serial', '=', revoked.serial).execute(),
	);
	callers.set('revoked', withOwn(revoked));
	clock.jumpMs = -400 * DAY_MS;
	callers.set('expired', withOwn(await issueRecorded(fixture, 'eva', 'admin')));
	clock.jumpMs = 0;
	callers.set('unrecorded', withOwn(await authority.issueCredential({ name: 'una', role: 'admin' }, Date.now())));
	const other = await openIdentityFixture();
	const foreign = await other.authority.issueCredential({ name: 'ada', role: 'admin' }, Date.now());
	callers.set('foreign', withOwn(foreign));
	await other.close();
}

const DOOR_NAMES = { enrol: 'enrol', agent: 'agents', admin: 'admin' } as const;

async function attempt(method: AnyMethod, address: string, channel: ChannelCredentials): Promise<string> {
	const client = new Client(address, channel, CLIENT_OPTIONS);
	try {
		return await send(client, method);
	} finally {
		client.close();
	}
}

async function send(client: Client, method: AnyMethod): Promise<string> {
	const options = { deadline: Date.now() + 20_000 };
	const { path, requestSerialize, responseDeserialize } = method;
	const empty = method.requestDeserialize(Buffer.alloc(0));
	return new Promise((resolve) => {
		const done = (error: ServiceError | null) => resolve(error === null ? 'OK' : decodeStatus(error).code);
		if (method.requestStream) {
			client
				.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, options)
				.on('error', done)
				.on('data', () => undefined);
		} else if (method.responseStream) {
			client
				.makeServerStreamRequest(path, requestSerialize, responseDeserialize, empty, options)
				.on('error', done)
				.on('data', () => undefined);
		} else {
			client.makeUnaryRequest(path, requestSerialize, responseDeserialize, empty, options, done);
		}
	});
}

function expected(path: string, caller: string): string {
	const { door, roles } = (METHOD_ACCESS as Readonly<Record<string, MethodAccess>>)[path] ?? { door: '', roles: [] };
	if (door === 'enrol') {
		return path.endsWith('/Enroll') ? 'INVALID_REQUEST' : 'CERTIFICATE_INVALID';
	}
	switch (caller) {
		case 'none':
		case 'expired':
		case 'foreign':
			// Refused in the handshake: no call is ever heard.
			return 'UNAVAILABLE';
		case 'revoked':
			return 'CERTIFICATE_REVOKED';
		case 'unrecorded':
			return 'CERTIFICATE_INVALID';
		default:
			return (roles as readonly string[]).includes(caller) ? REACHED : 'ACCESS_DENIED';
	}
}

describe('the authorisation matrix', () => {
	it('knows every method of the protocol', () => {
		expect(METHODS.map(({ path }) => path).sort()).toEqual(Object.keys(METHOD_ACCESS).sort());
	});

	it.each(['none', 'agent', 'viewer', 'operator', 'admin', 'revoked', 'expired', 'unrecorded', 'foreign'])(
		'lets a caller who is %s through to exactly its methods',
		async (caller) => {
			const channel = callers.get(caller) ?? credentials.createInsecure();
			const outcomes = await Promise.all(
				METHODS.map(async (method) => {
					const { door } = METHOD_ACCESS[method.path as keyof typeof METHOD_ACCESS];
					return [method.path, await attempt(method, doors.address(DOOR_NAMES[door]), channel)] as const;
				}),
			);
			const wanted = METHODS.map(({ path }) => [path, expected(path, caller)] as const);
			expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(wanted));
		},
	);

	it('lets the local socket call every admin method, and no other', async () => {
		const outcomes = await Promise.all(
			METHODS.map(async (method) => attempt(method, doors.address('local'), credentials.createInsecure())),
		);
		const wanted = METHODS.map(({ path }) =>
			METHOD_ACCESS[path as keyof typeof METHOD_ACCESS].door === 'admin' ? REACHED : 'UNIMPLEMENTED',
		);
		expect(outcomes).toEqual(wanted);
	});

	it('serves no admin method on the agent and enrol doors', async () => {
		const admin = callers.get('admin') ?? credentials.createInsecure();
		const method = TokenServiceService.createToken as unknown as AnyMethod;
		expect(await attempt(method, doors.address('agents'), admin)).toBe('UNIMPLEMENTED');
		expect(await attempt(method, doors.address('enrol'), admin)).toBe('UNIMPLEMENTED');
	});

	it('puts refused changes into the audit log under the name of the caller', async () => {
		const method = TokenServiceService.createToken as unknown as AnyMethod;
		await attempt(method, doors.address('admin'), callers.get('viewer') ?? credentials.createInsecure());
		const rows = await fixture.store.read(({ db }) => db.selectFrom('audit').selectAll().execute());
		expect(rows).toContainEqual(
			expect.objectContaining({ actor: 'viewer vera', action: 'CreateToken', outcome: 'ACCESS_DENIED' }),
		);
		expect(rows.filter(({ action }) => /^(Get|List|Read|Watch)/.test(action))).toEqual([]);
	});

	it('judges the end of a certificate by the clock only while the clock is right', async () => {
		const method = SystemServiceService.getSystemInfo as unknown as AnyMethod;
		const viewer = callers.get('viewer') ?? credentials.createInsecure();
		fixture.clock.jumpMs = 366 * DAY_MS;
		expect(await attempt(method, doors.address('admin'), viewer)).toBe('CLOCK_JUMPED');
		fixture.clock.jumpMs = 0;
		fixture.clock.offsetMs = 366 * DAY_MS;
		expect(await attempt(method, doors.address('admin'), viewer)).toBe('CERTIFICATE_EXPIRED');
		fixture.clock.offsetMs = 0;
		expect(await attempt(method, doors.address('admin'), viewer)).toBe(REACHED);
	});
});

describe('a door', () => {
	const health = {
		path: '/grpc.health.v1.Health/Check',
		requestStream: false,
		responseStream: false,
		requestSerialize: () => Buffer.alloc(0),
		requestDeserialize: () => ({}),
		responseSerialize: () => Buffer.alloc(0),
		responseDeserialize: (bytes: Buffer) => bytes.toString('hex'),
	};
	const reflection = {
		...health,
		path: '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
		requestStream: true,
		responseStream: true,
	};

	// ServerReflectionRequest with list_services = "".
	const listServices = Buffer.from([0x3a, 0x00]);

	async function reflect(door: DoorName, caller: string, request = listServices): Promise<string> {
		const channel = callers.get(caller) ?? credentials.createInsecure();
		const client = new Client(doors.address(door), channel, CLIENT_OPTIONS);
		const stream = client.makeBidiStreamRequest(
			reflection.path,
			(bytes: Buffer) => bytes,
			(bytes) => bytes,
		);
		stream.write(request);
		const answer = await new Promise<string>((resolve) => {
			stream.on('data', (bytes: Buffer) => resolve(bytes.toString('latin1')));
			stream.on('error', (error: ServiceError) => resolve(decodeStatus(error).code));
		});
		stream.cancel();
		client.close();
		return answer;
	}

	it('answers health checks, whoever is let in', async () => {
		const none = callers.get('none') ?? credentials.createInsecure();
		const agent = callers.get('agent') ?? credentials.createInsecure();
		expect(await attempt(health, doors.address('enrol'), none)).toBe('OK');
		expect(await attempt(health, doors.address('agents'), agent)).toBe('OK');
		expect(await attempt(health, doors.address('admin'), agent)).toBe('OK');
		expect(await attempt(health, doors.address('local'), credentials.createInsecure())).toBe('OK');
	});

	it('for people tells its protocol to people only; the others tell nobody', async () => {
		expect(await reflect('admin', 'viewer')).toContain('stoker.v1.TokenService');
		expect(await reflect('local', 'local')).toContain('stoker.v1.TokenService');
		expect(await reflect('admin', 'viewer', Buffer.from([0x0f]))).toBe('INVALID_REQUEST');
		expect(await reflect('admin', 'agent')).toBe('ACCESS_DENIED');
		expect(await reflect('admin', 'revoked')).toBe('CERTIFICATE_REVOKED');
		expect(await reflect('agents', 'agent')).toBe('UNIMPLEMENTED');
		expect(await reflect('enrol', 'none')).toBe('UNIMPLEMENTED');
	});

	async function chainOf(door: DoorName) {
		const [host = '', port = ''] = doors.address(door).split(':');
		const ca = fixture.authority.certificatePem;
		const socket = connect({ host, port: Number(port), ca, servername: 'stoker-controller', ALPNProtocols: ['h2'] });
		await once(socket, 'secureConnect');
		const leaf = socket.getPeerCertificate(true);
		socket.destroy();
		return leaf;
	}

	it('sends its root in the chain, and the pin of the join token fits it', async () => {
		const { issuerCertificate: root } = await chainOf('enrol');
		expect(root.raw.equals(fixture.authority.certificate.raw)).toBe(true);
		const spki = fixture.authority.certificate.publicKey.export({ type: 'spki', format: 'der' });
		expect(createHash('sha256').update(spki).digest('hex')).toBe(fixture.authority.pin);
	});

	it('is not believed by a client that trusts another root', async () => {
		const other = await openIdentityFixture();
		const channel = clientCredentials(other.authority.certificatePem);
		expect(await attempt(health, doors.address('enrol'), channel)).toBe('UNAVAILABLE');
		await other.close();
	});

	it('shows a renewed certificate without a restart', async () => {
		const before = await chainOf('enrol');
		server.replace(await fixture.authority.issueServer(serverNames('', []), Date.now()));
		const after = await chainOf('enrol');
		expect(after.serialNumber).not.toBe(before.serialNumber);
		const agent = callers.get('agent') ?? credentials.createInsecure();
		expect(await attempt(health, doors.address('agents'), agent)).toBe('OK');
		const none = callers.get('none') ?? credentials.createInsecure();
		expect(await attempt(health, doors.address('agents'), none)).toBe('UNAVAILABLE');
	});

	it('sends no faster than a caller reads, and stops when it goes away', async () => {
		const client = new Client(doors.address('local'), credentials.createInsecure(), CLIENT_OPTIONS);
		const request = ReadLogRequest.decode(new Uint8Array());
		const stream = client.makeServerStreamRequest(
			LogServiceService.readLog.path,
			LogServiceService.readLog.requestSerialize,
			LogServiceService.readLog.responseDeserialize,
			{ ...request, deploymentId: 'flood' },
		);
		stream.on('error', () => undefined);
		const [first] = (await once(stream, 'data')) as [ReadLogResponse];
		expect(first.data).toHaveLength(65_536);
		stream.pause();
		await new Promise((resolve) => setTimeout(resolve, 300));
		const held = written;
		expect(held).toBeLessThan(500);
		stream.cancel();
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(written - held).toBeLessThan(20);
		client.close();
	});

	it('that cannot listen is named, and none stays open', async () => {
		const taken = { address: doors.address('admin'), addServices: () => undefined };
		const free = { address: '127.0.0.1:0', addServices: () => undefined };
		const plans = { enrol: free, agents: taken, admin: free, local: free };
		await expect(Doors.open(plans, server)).rejects.toMatchObject({
			code: 'CONFIGURATION_INVALID',
			subject: { door: 'agents' },
		});
	});

	it('closes within its time although a stream is open', async () => {
		const client = new Client(doors.address('local'), credentials.createInsecure(), CLIENT_OPTIONS);
		const { path, requestSerialize, responseDeserialize } = LogServiceService.readLog;
		const request = { ...ReadLogRequest.decode(new Uint8Array()), deploymentId: 'flood' };
		const stream = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
		const ended = once(stream, 'error');
		await once(stream, 'data');
		stream.pause();
		const startedAt = performance.now();
		let hasSaidGoodbye = false;
		await doors.drain(async () => {
			hasSaidGoodbye = true;
		});
		expect(hasSaidGoodbye).toBe(true);
		expect(performance.now() - startedAt).toBeLessThan(4000);
		stream.resume();
		await ended;
		const none = callers.get('none') ?? credentials.createInsecure();
		expect(await attempt(health, doors.address('enrol'), none)).toBe('UNAVAILABLE');
		client.close();
	});
});
