import { describe, expect, it } from 'vitest';
import {
	SAMPLE_BLOCKERS,
	SAMPLE_NODE_SUBJECT,
	sampleExplanation,
	sampleRef,
	sampleRunning,
} from '../../../test/support/explanation-samples.js';
import { NOW_MS, sampleCounts, sampleDeployment } from '../../../test/support/view-samples.js';
import type { ExplainedRun, ExplanationView, RunRef } from '../model/explanation.js';
import { describeExplanation } from './describe-explanation.js';

const NONE = { items: [], total: 0 } as const;
const words = (view: ExplanationView) =>
	describeExplanation(view, (atMs) => new Date(atMs).toISOString().slice(11, 19));
const wordsOfRun = (explained: ExplainedRun, changes: Partial<ExplanationView> = {}) =>
	words(sampleExplanation({ subject: { kind: 'run', explained }, ...changes }));

describe('a deployment', () => {
	it('tells what runs, what is held back by what, and what happens next, the soonest first', () => {
		expect(words(sampleExplanation())).toEqual({
			headline:
				'The deployment of prod (default) is paused, begun 12m 00s ago (11:48:00): ' +
				'38 of 120 runs done, 2 running, 13 ready, 66 waiting for others, 1 failed.',
			reasons: [
				'configure@app-3 runs, but the agent of app-3 has been silent for 41s, since 11:59:19.',
				'The deployment is paused: nothing new begins. (12 runs: app@app-1, app@app-2, app@app-4 and 9 more)',
				'Its last attempt failed; attempt 3 waits for its time. (1 run: fetch@app-5)',
				'Runs before them have not ended. (66 runs: end@app-1, end@app-2 and 64 more)',
				'probe@app-6 has failed: exit_code: exit code 3.',
			],
			next: [
				'fetch@app-5: attempt 3 begins in 12s (12:00:12).',
				'configure@app-3: its lease ends in 19s (12:00:19); unless the agent is heard before, what it runs counts as ' +
					'lost in 57m 00s (12:57:00). `stoker node declare-lost app-3` does not wait for that.',
				'One of 2 runs ends; the first timeout is that of store@app-1, in 56m 48s (12:56:48).',
				'It goes on after `stoker deployment resume prod`; `stoker deployment step prod` lets one run begin.',
			],
		});
	});

	it('tells of the first timeout when several run, and of nothing else when nothing is in the way', () => {
		const runs = [sampleRunning('store', 1), sampleRunning('app', 2, { timeoutAtMs: NOW_MS + 5_000 })];
		const items = runs.map((run) => ({ run, blockers: [] }));
		const view = sampleExplanation({ running: { items, total: 7 }, held: [], failed: NONE });
		expect(words(view).reasons).toEqual([]);
		expect(words(view).next).toEqual(['One of 7 runs ends; the first timeout is that of app@app-2, in 5s (12:00:05).']);
	});

	it('that has ended tells how, and what can be done', () => {
		const view = sampleExplanation({ deployment: sampleDeployment(), running: NONE, held: [], chain: NONE });
		expect(words(view)).toEqual({
			headline:
				'The deployment of prod (default) ended as failed 3m 55s ago (11:56:04): configure-app@app-2: exit code 3.',
			reasons: ['probe@app-6 has failed: exit_code: exit code 3.', '4 runs did not run because of failures.'],
			next: [
				`Nothing by itself. \`stoker deployment retry ${view.deployment.id}\` takes it up again; ` +
					'`stoker env deploy prod` begins anew.',
				`\`stoker deployment report ${view.deployment.id}\` shows what failed with its output, ` +
					'and what did not run because of it.',
			],
		});
		const stopped = sampleDeployment({ state: 'stopped', counts: sampleCounts({ succeeded: 9, cancelled: 3 }) });
		expect(words({ ...view, deployment: stopped, failed: NONE }).reasons).toEqual(['3 runs were cancelled.']);
		const done = sampleDeployment({ state: 'succeeded', message: '', counts: sampleCounts({ succeeded: 9 }) });
		expect(words({ ...view, deployment: done, failed: NONE }).next).toEqual(['Nothing: it is done.']);
	});
});

describe('a node', () => {
	it('tells of its own runs', () => {
		const view = sampleExplanation({ subject: SAMPLE_NODE_SUBJECT, held: [], failed: NONE });
		expect(words(view).headline).toBe(
			'app-3 in the deployment of prod: 4 of 7 runs done, 1 running, 2 waiting for others.',
		);
	});
});

describe('a run', () => {
	it('names everything that holds it back, the decisive thing first', () => {
		const blockers = [SAMPLE_BLOCKERS.agent_silent, SAMPLE_BLOCKERS.paused, SAMPLE_BLOCKERS.strategy];
		const { headline, reasons, next } = wordsOfRun({ run: sampleRef('migrate', 3), blockers });
		expect(headline).toBe('migrate@app-3 has been ready for 41s and has not begun.');
		expect(reasons.map((reason) => reason.split(' ').slice(0, 3).join(' '))).toEqual([
			'The agent of',
			'The deployment is',
			'At most 2',
		]);
		expect(next).toEqual([expect.stringContaining('Its lease ends in 19s (12:00:19)')]);
	});

	const inState = (state: RunRef['state'], changes: Partial<RunRef> = {}): RunRef =>
		sampleRef('app', 1, { state, attempt: 2, ...changes });
	const STATES: readonly (readonly [run: RunRef, headline: string, next: string])[] = [
		[inState('ready'), 'app@app-1 has been ready for 41s and has not begun.', 'app@app-1 begins.'],
		[inState('pending', { sinceMs: undefined }), 'app@app-1 may not begin yet.', 'app@app-1 begins.'],
		[
			sampleRunning('app', 1, { attempt: 2 }),
			'app@app-1 has been running for 3m 12s, attempt 2.',
			'app@app-1 ends, at the latest by its timeout in 56m 48s (12:56:48).',
		],
		[inState('succeeded'), 'app@app-1 succeeded 41s ago (11:59:19).', 'Nothing: it is done with.'],
		[
			inState('failed', { message: 'It ended with exit code 3.' }),
			'app@app-1 failed 41s ago (11:59:19) at attempt 2: It ended with exit code 3.',
			'Nothing by itself. `stoker deployment retry prod app@app-1` tries it again; `skip` and `mark-done` go on without it.',
		],
		[
			inState('skipped', { message: 'not selected' }),
			'app@app-1 is left out: not selected.',
			'Nothing: it is done with.',
		],
		[
			inState('dep_failed', { message: 'store@1' }),
			'app@app-1 did not run, because store@1 failed.',
			'Nothing by itself: it becomes possible when what failed before it is retried, skipped or marked done.',
		],
		[
			inState('cancelled'),
			'app@app-1 was cancelled 41s ago (11:59:19).',
			'Nothing by itself. `stoker deployment retry prod` takes it up again.',
		],
	];

	it.each(STATES)('tells of each state: $state', (run, headline, next) => {
		const described = wordsOfRun({ run, blockers: [] });
		expect([described.headline, ...described.next]).toEqual([headline, next]);
	});
});
