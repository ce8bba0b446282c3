import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials, Server, ServerCredentials, type ServiceError } from '@grpc/grpc-js';
import { decodeStatus } from '@stoker/shared/codec/status.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { AgentServiceClient, AgentServiceService } from '@stoker/shared/wire/stoker/v1/agent.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineWorld } from '../../../test/support/engine-world.js';
import { type AgentServicePorts, agentService } from './agent-service.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

let folder: string;
let world: EngineWorld;
let server: Server;
let client: AgentServiceClient;
let authenticate: AgentServicePorts['authenticate'];
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
