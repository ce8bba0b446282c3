import { expect, test } from 'vitest';
import { runPaceOf } from './run-pace.js';

test('a task that says nothing has the pace of its type', () => {
	expect(runPaceOf('puppet', { succeed_retries: '1' })).toMatchObject({ retries: 2, succeedRetries: 1 });
	expect(runPaceOf('puppet', {})).toEqual({ timeoutSeconds: 5_400, retries: 2, retryIntervalSeconds: 0 });
	expect(runPaceOf('sync', { timeout: 0, retries: null })).toMatchObject({ timeoutSeconds: 300, retries: 10 });
});

test('what a task says counts, as a number or as text', () => {
	expect(runPaceOf('shell', { timeout: '179.2', retries: 0, interval: '30' })).toEqual({
		timeoutSeconds: 180,
		retries: 0,
		retryIntervalSeconds: 30,
	});
});
