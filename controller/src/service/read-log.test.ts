import type { AssignmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { DeploymentView, LogPieceView } from '@stoker/shared/model/views.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf, ServiceRig } from '../../../test/support/service-rig.js';
import { EMPTY_BATCH } from '../engine/orphan-attempts.js';
import { readLog } from './read-log.js';
import { listTaskRuns } from './task-runs.js';

const FIRST = 'attempt-1' as AssignmentId;
const SECOND = 'attempt-2' as AssignmentId;

describe('reading output', () => {
	let rig: ServiceRig;
	let deployment: DeploymentView;
	let vertex: number;
	beforeEach(async () => {
		rig = await ServiceRig.open();
		await rig.addEnvironment();
		deployment = await rig.start(await rig.plan());
		const request = { deploymentId: deployment.id, node: '1', taskId: 'store', states: [], pageSize: 0, pageToken: '' };
		vertex = (await listTaskRuns(rig.ports, request)).items[0]?.vertex ?? -1;
	});
	afterEach(() => rig.close());

	const append = (assignmentId: AssignmentId, offset: number, text: string) =>
		rig.logFiles.append(deployment.id, assignmentId, { offset, data: Buffer.from(text) });
	const commit = (batch: Partial<Parameters<typeof rig.store.commit>[0][number]>) =>
		rig.store.commit([{ ...EMPTY_BATCH, ...batch }]);
	const begin = (assignmentId: AssignmentId, number: number) =>
		commit({
			attempts: [
				{
					assignmentId,
					deploymentId: deployment.id,
					vertex,
					number,
					nodeId: '1' as NodeId,
					journalId: 'j',
					bootId: 'b',
					assignedAtMs: 1,
				} as Parameters<typeof rig.store.commit>[0][number]['attempts'][number],
			],
		});
	const end = (assignmentId: AssignmentId, logLength: number, state: 'succeeded' | 'ready') => {
		const from = 'running' as const;
		const { id: deploymentId, environmentId: stream } = deployment;
		const changed = { kind: 'task_run_changed', deploymentId, vertex, taskId: 'store', nodeId: '1' as NodeId } as const;
		const outcome = {
			outcome: state === 'ready' ? ('failed' as const) : ('succeeded' as const),
			reason: state === 'ready' ? ('interrupted' as const) : undefined,
			exitCode: 0,
			signal: '',
			message: '',
			startedAtMs: 1,
			durationMs: 1,
			logLength,
		};
		return commit({
			runs: [{ deploymentId, vertex, state, atMs: 2, message: '' }],
			ends: [{ assignmentId, endedAtMs: 2, outcome, isDecisive: true }],
			events: [{ stream, atMs: 2, body: { ...changed, from, to: state, attempt: 1, message: '' } }],
		});
	};
	const read = (request: object, signal = new AbortController().signal) => {
		const pieces: LogPieceView[] = [];
		const ports = { ...rig.ports, events: rig.services.events, quietMs: 50 };
		const full = { deploymentId: deployment.id, taskId: 'store', node: 'node-1', attempt: 0, offset: 0, follow: false };
		const done = readLog(ports, { ...full, ...request }, async (piece) => void pieces.push(piece), signal);
		return { pieces, done, text: () => Buffer.concat(pieces.map((piece) => piece.data)).toString() };
	};

	it('starts at an offset and tells the attempt once', async () => {
		await begin(FIRST, 1);
		await append(FIRST, 0, 'x'.repeat(70_000));
		const { done, pieces, text } = read({ offset: 10 });
		await done;
		expect(text()).toBe('x'.repeat(69_990));
		expect(pieces.map((piece) => [piece.offset, piece.attempt])).toEqual([
			[10, 1],
			[65_546, 0],
		]);
	});

	it('follows until the attempt has ended and every byte was sent', async () => {
		await begin(FIRST, 1);
		const { done, text } = read({ follow: true });
		await append(FIRST, 0, 'one ');
		await end(FIRST, 11, 'succeeded');
		await append(FIRST, 4, 'two ');
		await append(FIRST, 8, 'end');
		await done;
		expect(text()).toBe('one two end');
	});

	it('does not wait for ever for bytes that are lost, and says how many', async () => {
		await begin(FIRST, 1);
		await append(FIRST, 0, 'some');
		await end(FIRST, 100, 'succeeded');
		const { done, text, pieces } = read({ follow: true });
		await done;
		expect(text()).toBe('some');
		expect(pieces.at(-1)).toEqual({ offset: 4, data: new Uint8Array(), attempt: 0, missingBytes: 96 });
	});

	it('waits for the first attempt, and goes on with the next one', async () => {
		const { done, pieces } = read({ follow: true });
		await begin(FIRST, 1);
		await append(FIRST, 0, 'a');
		await end(FIRST, 1, 'ready');
		await expect.poll(() => pieces.length).toBe(1);
		await begin(SECOND, 2);
		await append(SECOND, 0, 'b');
		await end(SECOND, 1, 'succeeded');
		await done;
		expect(pieces.map((piece) => [piece.offset, Buffer.from(piece.data).toString(), piece.attempt])).toEqual([
			[0, 'a', 1],
			[0, 'b', 2],
		]);
		const first = read({ follow: true, attempt: 1 });
		await first.done;
		expect(first.text()).toBe('a');
	}, 15_000);

	it('ends when the reader goes away, and says what is not there', async () => {
		await begin(FIRST, 1);
		const controller = new AbortController();
		const { done } = read({ follow: true }, controller.signal);
		controller.abort(new Error('gone'));
		await expect(done).rejects.toThrow('gone');
		expect((await refusalOf(read({ attempt: 2 }).done)).code).toBe('LOG_NOT_FOUND');
		expect((await refusalOf(read({ taskId: 'app' }).done)).code).toBe('TASK_RUN_NOT_FOUND');
		expect((await refusalOf(read({ node: '9' }).done)).code).toBe('NODE_NOT_FOUND');
		expect((await refusalOf(read({ deploymentId: 'x' }).done)).code).toBe('DEPLOYMENT_NOT_FOUND');
		expect((await refusalOf(read({ offset: -1 }).done)).violations[0]?.field).toBe('offset');
	});
});
