import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials, Server, ServerCredentials, type ServiceError } from '@grpc/grpc-js';
import { decodeStatus } from '@stoker/shared/codec/status.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import {
	AgentServiceClient,
	AgentServiceService,
	SessionRequest,
	type SessionResponse,
} from '@stoker/shared/wire/stoker/v1/agent.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineWorld } from '../../../test/support/engine-world.js';
import { type AgentServicePorts, agentService } from './agent-service.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

let folder: string;
let world: EngineWorld;
let server: Server;
let client: AgentServiceClient;
let authenticate: AgentServicePorts['authenticate'];
const audits: string[] = [];
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-agent-service-'));
	world = new EngineWorld(join(folder, 'stoker.db'));
	await world.start();
	const clock = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };
	const service = agentService({
		engine: world.engine,
		clock,
		log: QUIET,
		authenticate: (call) => authenticate(call),
		audit: (nodeId, action) => audits.push(`${nodeId} ${action}`),
	});
	server = new Server();
	server.addService(AgentServiceService, service);
	const port = await new Promise<number>((resolve, reject) => {
		server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
			error ? reject(error) : resolve(bound),
		);
	});
	client = new AgentServiceClient(`127.0.0.1:${port}`, credentials.createInsecure());
	unhandled.length = 0;
	audits.length = 0;
	process.on('unhandledRejection', note);
});

afterEach(async () => {
	process.off('unhandledRejection', note);
	client.close();
	server.forceShutdown();
	await world.crash();
	rmSync(folder, { recursive: true });
});

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the agent door', () => {
	it('outlives a peer that is refused before it has said anything', async () => {
		authenticate = () => Promise.reject(new StokerError('CERTIFICATE_REVOKED', 'revoked'));
		const call = client.session();
		const error = await new Promise<ServiceError>((resolve) => call.on('error', resolve));
		expect(decodeStatus(error).code).toBe('CERTIFICATE_REVOKED');
		call.cancel();
		client.close();
		await pause(100);
		expect(unhandled).toEqual([]);
	});

	it('outlives a peer that leaves while it is being identified', async () => {
		let refuse: (error: Error) => void = () => undefined;
		authenticate = () =>
			new Promise((_resolve, reject) => {
				refuse = reject;
			});
		const call = client.session();
		call.on('error', () => undefined);
		await pause(100);
		call.cancel();
		await pause(100);
		refuse(new StokerError('CERTIFICATE_REVOKED', 'revoked'));
		await pause(100);
		expect(unhandled).toEqual([]);
	});
});

describe('a session', () => {
	const NODE = '1' as NodeId;
	const hello = (instance: string, nodeId = '1') => ({
		...SessionRequest.decode(new Uint8Array()),
		hello: {
			nodeId,
			instanceId: instance,
			bootId: 'boot',
			journalId: 'journal',
			slots: 1,
			inventoryDigest: '',
			attempts: [],
			agentVersion: '',
		},
	});

	function open(instance: string, nodeId?: string) {
		const call = client.session();
		const ended = new Promise<string>((resolve) => {
			call.on('error', (error: ServiceError) => resolve(decodeStatus(error).code));
		});
		const welcomed = new Promise<string>((resolve) => {
			call.on('data', ({ welcome }: SessionResponse) => welcome && resolve(welcome.nodeName));
		});
		call.write(hello(instance, nodeId));
		return { call, ended, welcomed };
	}

	beforeEach(async () => {
		await world.prepare([], [NODE]);
		authenticate = () => Promise.resolve({ nodeId: NODE, notAfterMs: Date.now() + 3_600_000 });
	});

	it('tells the agent the name of its node', async () => {
		const { call, welcomed } = open('a');
		expect(await welcomed).toBe('node-1');
		call.cancel();
	});

	it('of a certificate that was revoked while it was being opened is closed', async () => {
		let asked = 0;
		authenticate = async () => {
			asked += 1;
			if (asked > 1) {
				throw new StokerError('CERTIFICATE_REVOKED', 'revoked');
			}
			return { nodeId: NODE, notAfterMs: Date.now() + 3_600_000 };
		};
		expect(await open('a').ended).toBe('CERTIFICATE_REVOKED');
		expect(world.engine.onlineCount()).toBe(0);
	});

	it('ends with its certificate, but not by a clock that jumped', async () => {
		const outcomes = ['', '', 'CLOCK_JUMPED'] as const;
		let asked = 0;
		authenticate = async () => {
			const code = outcomes[asked++] ?? '';
			if (code !== '') {
				throw new StokerError(code, 'the clock jumped');
			}
			return { nodeId: NODE, notAfterMs: Date.now() + 100 };
		};
		const { call, ended } = open('a');
		expect(await Promise.race([ended, pause(500).then(() => 'open')])).toBe('open');
		expect(asked).toBe(3);
		call.cancel();
		authenticate = async () => {
			if (asked++ > 5) {
				throw new StokerError('CERTIFICATE_EXPIRED', 'ended');
			}
			return { nodeId: NODE, notAfterMs: Date.now() + 100 };
		};
		expect(await open('a').ended).toBe('CERTIFICATE_EXPIRED');
	});

	it('that claims another node is refused, and goes on record', async () => {
		expect(await open('a', '2').ended).toBe('AGENT_IDENTITY_MISMATCH');
		expect(audits).toEqual(['1 claimed to be node 2']);
	});

	it('waits for its turn with few others of its node', async () => {
		const first = open('first');
		await first.welcomed;
		const others = Array.from({ length: 8 }, (_, index) => open(`other ${index}`));
		const refused = await Promise.race(others.map(({ ended }) => ended));
		expect(refused).toBe('RATE_LIMITED');
		for (const { call } of [first, ...others]) {
			call.cancel();
		}
	});
});
