import { describe, expect, it } from 'vitest';
import { SAMPLE_BLOCKERS, sampleNodeRef } from '../../../test/support/explanation-samples.js';
import { NOW_MS } from '../../../test/support/view-samples.js';
import type { BlockerView } from '../model/explanation.js';
import { describeBlocker, listed } from './describe-blocker.js';

const CONTEXT = {
	nowMs: NOW_MS,
	deployment: 'prod',
	timeOfDay: (atMs: number) => new Date(atMs).toISOString().slice(11, 19),
};

const GOLDEN: { readonly [Kind in BlockerView['kind']]: readonly [reason: string, next: string] } = {
	dependency: [
		'It waits for 5 runs that have not ended, first of all for store@app-1 (running for 3m 12s) and fill@app-2 (ready for 41s).',
		'store@app-1 ends, at the latest by its timeout in 56m 48s (12:56:48).',
	],
	slot: [
		'app-1 has 1 slot, held by configure@app-1 (running for 3m 12s).',
		'configure@app-1 ends, at the latest by its timeout in 56m 48s (12:56:48).',
	],
	strategy: [
		'At most 2 runs of migrate may be at work at once; at work are migrate@app-2 (running for 3m 12s) and migrate@app-3 (running for 3m 12s).',
		'migrate@app-2 ends, at the latest by its timeout in 56m 48s (12:56:48).',
	],
	node_limit: [
		'At most 10 nodes may be at work at once; at work are app-1, app-2, app-3 and 7 more.',
		'One of those nodes ends what it runs.',
	],
	tolerance: [
		'More nodes of compute have failed than may: 3 of 2 allowed. Nothing new begins.',
		'What runs ends, then the deployment fails. Once the nodes are repaired, `stoker deployment retry prod` takes it up again.',
	],
	paused: [
		'The deployment is paused: nothing new begins.',
		'It goes on after `stoker deployment resume prod`; `stoker deployment step prod` lets one run begin.',
	],
	break_point: [
		'The deployment stands before the break-point start-app@3.',
		'It goes on after `stoker deployment resume prod`; `stoker deployment step prod` lets one run begin.',
	],
	retry_wait: ['Its last attempt failed; attempt 3 waits for its time.', 'Attempt 3 begins in 12s (12:00:12).'],
	stopping: ['The deployment is being stopped: nothing new begins.', 'What runs ends, then the deployment is stopped.'],
	held: ['The controller is about to end and hands out nothing.', 'It goes on when the controller is back.'],
	agent_silent: [
		'The agent of app-3 has been silent for 41s, since 11:59:19.',
		'Its lease ends in 19s (12:00:19); unless the agent is heard before, what it runs counts as lost in 57m 00s (12:57:00). `stoker node declare-lost app-3` does not wait for that.',
	],
	agent_absent: [
		'The agent of app-3 has not connected since the controller started.',
		'It goes on when the agent connects; `systemctl status stoker-agent` on app-3 tells why it does not.',
	],
	waiting_for_accept: [
		'app-3 waits for an administrator to accept it.',
		'It goes on after `stoker node accept app-3`.',
	],
	foreign_slot: [
		'1 attempt of deployments that have ended holds slots of app-3.',
		'It goes on when those tasks end, or when the machine is restarted.',
	],
};

describe('what holds a run back', () => {
	it.each(Object.values<BlockerView>(SAMPLE_BLOCKERS))('is told with what happens next: $kind', (blocker) => {
		const { reason, next } = describeBlocker(blocker, CONTEXT);
		expect([reason, next]).toEqual(GOLDEN[blocker.kind]);
	});

	it('is followed to what holds back the run that everything waits for', () => {
		const { roots } = SAMPLE_BLOCKERS.dependency;
		const behindPaused = { ...SAMPLE_BLOCKERS.dependency, roots: { items: roots.items.slice(1), total: 1 }, total: 1 };
		expect(describeBlocker(behindPaused, CONTEXT)).toEqual({
			reason: 'It waits for fill@app-2 (ready for 41s).',
			next:
				'fill@app-2 does not begin: the deployment is paused: nothing new begins. ' +
				'It goes on after `stoker deployment resume prod`; `stoker deployment step prod` lets one run begin.',
		});
	});

	it('comes with what a person can do who does not want to wait', () => {
		expect(describeBlocker(SAMPLE_BLOCKERS.strategy, CONTEXT).remedy).toBe(
			'`stoker deployment limits prod --limit migrate=N` allows more runs of migrate at once.',
		);
		expect(describeBlocker(SAMPLE_BLOCKERS.node_limit, CONTEXT).remedy).toBe(
			'`stoker deployment limits prod --nodes-at-once N` allows more nodes at once.',
		);
	});

	it('tells of an agent whose lease has ended, and of one that has nothing to lose', () => {
		const ended = { ...SAMPLE_BLOCKERS.agent_silent, leaseEndsAtMs: NOW_MS - 1_000 };
		expect(describeBlocker(ended, CONTEXT).next).toContain('Its lease has ended; unless the agent is heard before');
		const idle = { ...ended, leaseEndsAtMs: undefined, lostAtMs: undefined };
		expect(describeBlocker(idle, CONTEXT).next).toBe(
			'It goes on when the agent is heard; `systemctl status stoker-agent` on app-3 tells how it is.',
		);
	});

	it('names three of many', () => {
		const nodes = [1, 2, 3, 4, 5].map(sampleNodeRef);
		const names = (count: number, total = count): string =>
			listed({ items: nodes.slice(0, count), total }, ({ nodeName }) => nodeName);
		expect([names(0), names(1), names(2), names(3), names(5), names(5, 500)]).toEqual([
			'nothing',
			'app-1',
			'app-1 and app-2',
			'app-1, app-2 and app-3',
			'app-1, app-2, app-3 and 2 more',
			'app-1, app-2, app-3 and 497 more',
		]);
	});
});
