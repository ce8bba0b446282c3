import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAILURE_REASONS } from '../model/deployment.js';
import type { AgentEnvelope, ControllerEnvelope } from '../model/session.js';
import { SessionRequest, SessionResponse } from '../wire/stoker/v1/agent.js';
import {
	decodeAgentEnvelope,
	decodeControllerEnvelope,
	encodeAgentEnvelope,
	encodeControllerEnvelope,
} from './session.js';

const id = fc.uuid();
const count = fc.nat();
const bytes = fc.uint8Array({ maxLength: 64 }).map((data) => Buffer.from(data));
const text = fc.string({ maxLength: 20 });

const ended = {
	outcome: fc.constantFrom('succeeded', 'failed'),
	reason: fc.constantFrom(undefined, ...FAILURE_REASONS),
	exitCode: fc.integer({ min: -1, max: 255 }),
	signal: text,
	message: text,
	startedAtMs: count,
	durationMs: count,
	logLength: count,
};

const outcome = fc.oneof(
	fc.record(ended),
	fc.record({ ...ended, summary: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.nat(99)) }),
);

const agentEnvelope = fc.record(
	{
		results: fc.array(fc.record({ report: count, assignmentId: id, outcome }), { minLength: 1, maxLength: 4 }),
		heartbeat: fc.record({ sentAtMs: count }),
		started: fc.array(fc.record({ assignmentId: id, startedAtMs: count }), { minLength: 1, maxLength: 4 }),
		logs: fc.array(fc.record({ assignmentId: id, offset: count, data: bytes }), { minLength: 1, maxLength: 4 }),
		hello: fc.record({
			nodeId: id,
			instanceId: id,
			bootId: id,
			journalId: id,
			slots: fc.integer({ min: 0, max: 64 }),
			inventoryDigest: text,
			attempts: fc.array(
				fc.record({
					assignmentId: id,
					progress: fc.constantFrom('accepted', 'running', 'finished'),
					logLength: count,
				}),
				{ maxLength: 4 },
			),
			agentVersion: text,
		}),
	},
	{ requiredKeys: [] },
);

const controllerEnvelope = fc.record(
	{
		welcome: fc.record({
			sessionEpoch: count,
			verdicts: fc.array(
				fc.record({
					assignmentId: id,
					verdict: fc.constantFrom('keep', 'kill', 'forget', 'resend'),
					storedLogLength: count,
				}),
				{ maxLength: 4 },
			),
			heartbeatSeconds: fc.nat(100),
			wantsInventory: fc.boolean(),
			controllerVersion: text,
			nodeName: text,
			blobUrl: text,
		}),
		acknowledgement: fc.record({
			throughReport: count,
			dispositions: fc.array(
				fc.record({ report: count, disposition: fc.constantFrom('duplicate', 'stale', 'unknown') }),
				{ maxLength: 4 },
			),
		}),
		cancels: fc.array(fc.record({ assignmentId: id, graceSeconds: fc.nat(60) }), { minLength: 1, maxLength: 4 }),
		assignments: fc.array(
			fc.record(
				{
					assignmentId: id,
					deploymentId: id,
					taskId: text,
					attempt: fc.nat(9),
					taskType: text,
					parametersJson: bytes,
					timeoutSeconds: fc.nat(9_999),
					isNoop: fc.boolean(),
					parametersBlob: fc.record({ sha256: fc.constant('a'.repeat(64)), sizeBytes: count }),
				},
				{
					requiredKeys: [
						...(['assignmentId', 'deploymentId', 'taskId', 'attempt'] as const),
						...(['taskType', 'parametersJson', 'timeoutSeconds', 'isNoop'] as const),
					],
				},
			),
			{ minLength: 1, maxLength: 4 },
		),
		logs: fc.array(fc.record({ assignmentId: id, storedLength: count }), { minLength: 1, maxLength: 4 }),
		reconnectAfter: fc.record({ delayMs: fc.nat(60_000), reason: text }),
	},
	{ requiredKeys: [] },
);

describe('the session codec', () => {
	it('brings every agent envelope through the wire unchanged', () => {
		fc.assert(
			fc.property(agentEnvelope, (envelope) => {
				const wire = SessionRequest.encode(encodeAgentEnvelope(envelope as unknown as AgentEnvelope)).finish();
				expect(decodeAgentEnvelope(SessionRequest.decode(wire))).toEqual(envelope);
			}),
		);
	});

	it('brings every controller envelope through the wire unchanged', () => {
		fc.assert(
			fc.property(controllerEnvelope, (envelope) => {
				const wire = SessionResponse.encode(encodeControllerEnvelope(envelope as unknown as ControllerEnvelope));
				expect(decodeControllerEnvelope(SessionResponse.decode(wire.finish()))).toEqual(envelope);
			}),
		);
	});

	it.each([
		['a result without an assignment', { results: [{ assignmentId: '' }] }, 'results.assignment_id'],
		['an identity of a kilobyte', { started: [{ assignmentId: 'x'.repeat(1_024) }] }, 'started.assignment_id'],
		['a chunk over 64 KiB', { logs: [{ assignmentId: 'a', data: Buffer.alloc(65_537) }] }, 'logs.data'],
		['a negative offset', { logs: [{ assignmentId: 'a', offset: -1 }] }, 'logs.offset'],
		['an outcome of the future', { results: [{ assignmentId: 'a', outcome: 99 }] }, 'results.outcome'],
		['too many items', { started: new Array(5_000).fill({ assignmentId: 'a' }) }, 'started'],
	])('refuses %s, naming the field', (_name, message, field) => {
		const wire = SessionRequest.fromPartial(message as never);
		expect(() => decodeAgentEnvelope(wire)).toThrow(
			expect.objectContaining({ code: 'INVALID_REQUEST', violations: [expect.objectContaining({ field })] }),
		);
	});

	it.each(['x'.repeat(5_000), '[1]', 'null', '{"a":', `{"a":"${'x'.repeat(4_096)}"}`])(
		'leaves out a summary that is none, and keeps its outcome (%#)',
		(summaryJson) => {
			const wire = SessionRequest.fromPartial({ results: [{ assignmentId: 'a', outcome: 1, summaryJson }] });
			const [result] = decodeAgentEnvelope(wire).results ?? [];
			expect(result?.outcome).toMatchObject({ outcome: 'succeeded' });
			expect(result?.outcome).not.toHaveProperty('summary');
		},
	);

	it('survives any bytes: an envelope or a clear error', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
				try {
					decodeAgentEnvelope(SessionRequest.decode(data));
				} catch (error) {
					expect(error).toBeInstanceOf(Error);
				}
			}),
			{ numRuns: 2_000 },
		);
	});
});
