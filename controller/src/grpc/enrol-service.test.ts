import { status } from '@grpc/grpc-js';
import { parseJoinToken, tokenSecret } from '@stoker/shared/model/join-token.js';
import {
	type EnrollRequest,
	type EnrollResponse,
	EnrolmentState,
	EnrolServiceClient,
	EnrolServiceService,
	type RenewRequest,
	type RenewResponse,
} from '@stoker/shared/wire/stoker/v1/enrol.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	AUDIT,
	CLIENT_OPTIONS,
	call,
	clientCredentials,
	type IdentityFixture,
	introduce,
	makeKey,
	openIdentityFixture,
	proofBy,
	type TestKey,
} from '../../../test/support/identity-fixture.js';
import { ServerIdentity } from '../door/server-identity.js';
import { serverNames } from '../identity/server-certificate.js';
import { createToken } from '../service/tokens.js';
import { prepareLocalSocket } from '../system/local-socket.js';
import { Doors } from './doors.js';
import { enrolService } from './enrol-service.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
let fixture: IdentityFixture;
let doors: Doors;
let client: EnrolServiceClient;

beforeEach(async () => {
	fixture = await openIdentityFixture();
	const { authority, clock, context, enrolment, store } = fixture;
	const credential = await authority.issueServer(serverNames('', []), Date.now());
	const server = new ServerIdentity(authority.certificatePem, credential);
	const ports = { store, clock, log: QUIET, identity: context, enrolment };
	const enrol = enrolService({ ...ports, agentDoorAddress: () => 'master.example:7441' });
	const empty = { address: '127.0.0.1:0', addServices: () => undefined };
	doors = await Doors.open(
		{
			enrol: { ...empty, addServices: (target) => target.addService(EnrolServiceService, enrol) },
			agents: empty,
			admin: empty,
			local: { ...empty, address: `unix:${prepareLocalSocket(fixture.folder)}` },
		},
		server,
	);
	client = new EnrolServiceClient(doors.address('enrol'), clientCredentials(authority.certificatePem), CLIENT_OPTIONS);
});
afterEach(async () => {
	client.close();
	doors.force();
	await fixture.close();
});

async function makeToken(uses = 1): Promise<string> {
	const wish = { ttlSeconds: 60, uses, hardware: '', requiresAccept: false };
	return tokenSecret(parseJoinToken((await createToken(fixture.context, wish, AUDIT)).joinToken));
}

async function enroll(secret: string, key: TestKey, machine = 1) {
	const request = { tokenSecret: secret, certificateSigningRequest: key.signingRequestDer, ...introduce(machine) };
	return call<EnrollRequest, EnrollResponse>((message, done) => client.enroll(message, done), request);
}

describe('the enrol door', () => {
	it('admits a machine and tells where the agent door is; the certificate renews by proof of key', async () => {
		const key = await makeKey();
		const { response } = await enroll(await makeToken(), key);
		expect(response).toMatchObject({
			state: EnrolmentState.ENROLMENT_STATE_ADMITTED,
			nodeId: '1',
			doors: { agents: 'master.example:7441' },
		});
		const [certificate = Buffer.alloc(0)] = response?.certificateChain ?? [];
		const next = await makeKey();
		const certificateSigningRequest = next.signingRequestDer;
		const renewal = { certificate, certificateSigningRequest, proof: proofBy(key, certificateSigningRequest) };
		const renew = (message: RenewRequest) =>
			call<RenewRequest, RenewResponse>((sent, done) => client.renew(sent, done), message);
		const renewed = await renew(renewal);
		expect(renewed.response?.certificateChain).toHaveLength(2);
		const forged = { ...renewal, proof: proofBy(next, certificateSigningRequest) };
		const refused = await renew(forged);
		expect(refused.failure).toMatchObject({ code: 'CERTIFICATE_INVALID', violations: [{ field: 'proof' }] });
	});

	it('lets exactly one of two machines in that come at once with a one-use token', async () => {
		const secret = await makeToken();
		const keys = await Promise.all([makeKey(), makeKey()]);
		const answers = await Promise.all(keys.map((key, index) => enroll(secret, key, index + 1)));
		expect(answers.map(({ failure }) => failure?.code ?? 'OK').sort()).toEqual(['OK', 'TOKEN_USED_UP']);
	});

	it('slows down who guesses tokens, says for how long, and audits the guesses it looked at', async () => {
		const key = await makeKey();
		const codes: string[] = [];
		for (let number = 0; number < 25; number += 1) {
			const { failure } = await enroll(`aaaa${number}.${'A'.repeat(32)}`, key);
			codes.push(failure?.code ?? 'OK');
		}
		expect(codes.filter((code) => code === 'TOKEN_INVALID')).toHaveLength(20);
		const { failure } = await enroll(await makeToken(), key);
		expect(failure).toMatchObject({ code: 'RATE_LIMITED', status: 'RESOURCE_EXHAUSTED' });
		expect(failure?.retryAfterSeconds).toBeGreaterThan(0);
		const rows = await fixture.store.read(({ db }) =>
			db.selectFrom('audit').selectAll().where('action', '=', 'Enroll').execute(),
		);
		expect(rows).toHaveLength(20);
		expect(rows[0]).toMatchObject({ actor: 'peer 127.0.0.1', outcome: 'TOKEN_INVALID' });
		fixture.clock.offsetMs += 10_000;
		expect((await enroll(await makeToken(), key)).response?.nodeId).toBe('1');
	});

	it('takes no message larger than an enrolment can be', async () => {
		const key = { ...(await makeKey()), signingRequestDer: Buffer.alloc(100_000) };
		const { failure } = await enroll('x', key);
		expect(failure?.status).toBe(status[status.RESOURCE_EXHAUSTED]);
	});
});
