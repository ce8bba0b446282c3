import { join } from 'node:path';
import { Client, credentials, Server, ServerCredentials, type ServiceError } from '@grpc/grpc-js';
import { decodeStatus } from '@stoker/shared/codec/status.js';
import { decodeWatchItem } from '@stoker/shared/codec/watch.js';
import { DeploymentServiceService, DeploymentState } from '@stoker/shared/wire/stoker/v1/deployment.js';
import { EnvironmentServiceService } from '@stoker/shared/wire/stoker/v1/environment.js';
import { EventServiceService } from '@stoker/shared/wire/stoker/v1/event.js';
import { LogServiceService } from '@stoker/shared/wire/stoker/v1/log.js';
import { NodeServiceService } from '@stoker/shared/wire/stoker/v1/node.js';
import { ReleaseServiceService } from '@stoker/shared/wire/stoker/v1/release.js';
import { SystemServiceService } from '@stoker/shared/wire/stoker/v1/system.js';
import { TokenServiceService } from '@stoker/shared/wire/stoker/v1/token.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IdentityFixture, openIdentityFixture } from '../../../../test/support/identity-fixture.js';
import { releaseFiles, ServiceRig } from '../../../../test/support/service-rig.js';
import { LOCAL_CALLER } from '../../door/authenticate.js';
import { adminServices } from './services.js';

interface Method<Request, Response> {
	readonly path: string;
	readonly requestSerialize: (request: Request) => Buffer;
	readonly responseDeserialize: (bytes: Buffer) => Response;
}

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

describe('the admin services over gRPC', () => {
	let rig: ServiceRig;
	let identity: IdentityFixture;
	let server: Server;
	let client: Client;
	beforeEach(async () => {
		[rig, identity] = await Promise.all([ServiceRig.open(), openIdentityFixture()]);
		const environment = {
			store: rig.store,
			clock: rig.ports.clock,
			log: QUIET,
			identify: () => Promise.resolve(LOCAL_CALLER),
		};
		const context = { ...identity.context, store: rig.store };
		const facts = { version: '0.1.0', startedAtMs: 1, caPin: 'pin', memoryBytes: () => 5 };
		server = new Server();
		const issuing = { ...context, adminAddress: () => 'master:7442', onCredentialRevoked: () => undefined };
		const parts = { ...rig.services, identity: context, credentials: issuing, facts };
		for (const service of adminServices(parts, environment)) {
			server.addService(service.definition, service.implementation);
		}
		const target = `unix:${join(rig.folder, 'admin.sock')}`;
		await new Promise<void>((resolve, reject) => {
			server.bindAsync(target, ServerCredentials.createInsecure(), (error) => (error ? reject(error) : resolve()));
		});
		client = new Client(target, credentials.createInsecure());
	});
	afterEach(async () => {
		client.close();
		server.forceShutdown();
		await rig.close();
		await identity.close();
	});

	const ask = <Request, Response>(method: Method<Request, Response>, request: Request) =>
		new Promise<Response>((resolve, reject) => {
			const { path, requestSerialize, responseDeserialize } = method;
			client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, response) =>
				response === undefined ? reject(error ?? new Error('no answer')) : resolve(response),
			);
		});
	const stream = <Request, Response>(method: Method<Request, Response>, request: Request) =>
		client.makeServerStreamRequest(method.path, method.requestSerialize, method.responseDeserialize, request);

	it('lead from a folder of files to a deployment that runs and is stopped', async () => {
		const files = releaseFiles().map(({ path, content }) => ({ path, content: Buffer.from(content) }));
		const imported = await ask(ReleaseServiceService.importRelease, { files, validateOnly: false });
		expect(imported.releases[0]?.name).toBe('shop');
		await rig.addNodes(['master', '1', '2']);
		await ask(EnvironmentServiceService.createEnvironment, { name: 'prod', release: 'shop' });
		const nodes = [
			{ node: '1', roles: ['store'] },
			{ node: '2', roles: ['app'] },
		];
		await ask(EnvironmentServiceService.assignNodes, { environment: 'prod', nodes });
		const { plan } = await ask(DeploymentServiceService.createPlan, {
			environment: 'prod',
			graphType: '',
			taskIds: [],
			subgraphs: [],
			isForced: false,
			isDryRun: false,
			isNoopRun: false,
			nodes: [],
			consents: [],
		});
		const start = {
			planId: plan?.id ?? '',
			planDigest: plan?.digest ?? '',
			control: undefined,
			agreedDestroyDigest: '',
		};
		const { deployment } = await ask(DeploymentServiceService.startDeployment, start);
		expect(deployment?.state).toBe(DeploymentState.DEPLOYMENT_STATE_RUNNING);
		const deploymentId = deployment?.id ?? '';
		await ask(DeploymentServiceService.stopDeployment, { deploymentId, now: false });
		await expect
			.poll(async () => (await ask(DeploymentServiceService.getDeployment, { deploymentId })).deployment?.state)
			.toBe(DeploymentState.DEPLOYMENT_STATE_STOPPED);
		const info = await ask(SystemServiceService.getSystemInfo, {});
		expect(info).toMatchObject({ callerName: 'local-root', nodesTotal: 3, deploymentsRunning: 0 });
		const { records } = await ask(SystemServiceService.listAuditRecords, { pageSize: 0, pageToken: '' });
		expect(records.map((record) => record.action).toReversed()).toEqual([
			'ImportRelease',
			'CreateEnvironment',
			'AssignNodes',
			'CreatePlan',
			'StartDeployment',
			'StopDeployment',
		]);
		expect(await ask(SystemServiceService.verifyAudit, {})).toEqual({ recordCount: 6, firstBrokenSequence: 0 });
	});

	it('refuse with a stable code, every field and every diagnostic', async () => {
		const files = releaseFiles({ 'release.yaml': 'name: [' }).map((file) => ({
			...file,
			content: Buffer.from(file.content),
		}));
		const refused = ask(ReleaseServiceService.importRelease, { files, validateOnly: false });
		const status = await refused.then(
			() => undefined,
			(error: unknown) => decodeStatus(error as ServiceError),
		);
		expect(status).toMatchObject({ code: 'RELEASE_INVALID' });
		expect(status?.diagnostics.length).toBeGreaterThan(0);
		const request = {
			deploymentId: 'x',
			node: '',
			taskId: '',
			states: [0 as const, 3 as const],
			pageSize: 0,
			pageToken: '',
		};
		const listed = await ask(DeploymentServiceService.listTaskRuns, request).then(
			() => undefined,
			(error: unknown) => decodeStatus(error as ServiceError),
		);
		expect(listed).toMatchObject({ code: 'INVALID_REQUEST', violations: [{ field: 'states[0]' }] });
	});

	it('join a snapshot and the events after it without a seam, while a deployment goes on', async () => {
		await rig.addEnvironment();
		const watch = stream(EventServiceService.watchEvents, {
			environment: 'prod',
			start: { $case: 'snapshot', value: true },
			untilNow: false,
		});
		const sequences: number[] = [];
		let ended = '';
		const finished = new Promise<void>((resolve, reject) => {
			watch.on('error', reject);
			watch.on('data', (message: Parameters<typeof decodeWatchItem>[0]) => {
				const item = decodeWatchItem(message);
				if (item.kind === 'snapshot') {
					sequences.push(item.snapshot.sequence);
					return;
				}
				sequences.push(item.event.sequence);
				const { body } = item.event;
				if (body.kind === 'deployment_changed') {
					ended = body.state;
				}
				if (body.kind === 'environment_changed' && ended === 'stopped') {
					resolve();
				}
			});
		});
		const deployment = await rig.start(await rig.plan());
		await rig.engine.stopDeployment(deployment.id, { now: true, actor: 'admin alice' });
		await finished;
		watch.on('error', () => {});
		watch.cancel();
		expect(sequences).toEqual(sequences.map((_, index) => (sequences[0] ?? 0) + index));
	});

	it('answer for nodes, tokens and logs', async () => {
		await rig.addNodes(['1']);
		expect((await ask(NodeServiceService.getNode, { node: 'node-1' })).node?.id).toBe('1');
		const made = await ask(TokenServiceService.createToken, {
			ttlSeconds: 0,
			uses: 0,
			hardware: '',
			requiresAccept: false,
		});
		const { token } = await ask(TokenServiceService.revokeToken, { id: made.token?.id ?? '' });
		expect(token?.isRevoked).toBe(true);
		const read = stream(LogServiceService.readLog, {
			deploymentId: 'x',
			taskId: 'a',
			node: '1',
			attempt: 0,
			offset: 0,
			follow: false,
		});
		const error = await new Promise<ServiceError>((resolve) => read.on('error', resolve).on('data', () => {}));
		expect(decodeStatus(error).code).toBe('DEPLOYMENT_NOT_FOUND');
	});
});
