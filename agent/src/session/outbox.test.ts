import { EventEmitter } from 'node:events';
import type { AssignmentId } from '@stoker/shared/model/ids.js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Outbox, type SessionCall } from './outbox.js';

const MEBI = 1024 * 1024;
const ASSIGNMENT = '01890a5d-ac96-774b-bcce-b302099a8057' as AssignmentId;

/** A stream that takes one message and then asks to wait, until it drains. */
class SlowCall extends EventEmitter {
	readonly written: unknown[] = [];

	write(message: unknown): boolean {
		this.written.push(message);
		return false;
	}
}

function open() {
	const call = new SlowCall();
	const problems: string[] = [];
	const outbox = new Outbox({
		call: call as unknown as SessionCall,
		onStalled: (problem) => {
			problems.push(problem);
			outbox.close();
		},
	});
	return { call, problems, outbox };
}

const chunk = (offset: number) => [{ assignmentId: ASSIGNMENT, offset, data: Buffer.alloc(MEBI / 4) }];

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

test('a session that is not read is given up after 30 seconds, and writes nothing meanwhile', () => {
	const { call, problems, outbox } = open();
	outbox.addLogs(chunk(0));
	vi.advanceTimersByTime(10);
	outbox.setHeartbeat(1);
	vi.advanceTimersByTime(29_000);
	expect(call.written).toHaveLength(1);
	expect(problems).toEqual([]);
	vi.advanceTimersByTime(1_000);
	expect(problems).toEqual(['nothing was taken for 30 seconds']);
	vi.advanceTimersByTime(60_000);
	expect(call.written).toHaveLength(1);
	expect(problems).toHaveLength(1);
});

test('a session for which more than 4 MiB wait is given up at once', () => {
	const { call, problems, outbox } = open();
	outbox.addLogs(chunk(0));
	vi.advanceTimersByTime(10);
	for (let sent = 1; sent <= 15; sent += 1) {
		outbox.addLogs(chunk(sent * (MEBI / 4)));
	}
	expect(problems).toEqual([]);
	outbox.addLogs(chunk(4 * MEBI));
	expect(problems).toHaveLength(1);
	expect(problems[0]).toMatch(/bytes wait to be sent/);
	expect(call.written).toHaveLength(1);
});

test('a session that is read again in time goes on, and has its time anew', () => {
	const { call, problems, outbox } = open();
	for (let round = 1; round <= 5; round += 1) {
		outbox.setHeartbeat(round);
		vi.advanceTimersByTime(20_000);
		expect(call.written).toHaveLength(round);
		call.emit('drain');
	}
	expect(problems).toEqual([]);
});
