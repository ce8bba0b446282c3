import { constants } from 'node:os';
import { getSystemErrorName } from 'node:util';
import type { AttemptOutcome, FailureReason } from '@stoker/shared/model/deployment.js';
import type { ExitRecord } from '../journal/exit-record.js';

const LONGEST_MESSAGE_BYTES = 1024;

/** The parts of a failure that are known; the rest is 0. */
type FailureFacts = Partial<Pick<AttemptOutcome, 'exitCode' | 'signal' | 'startedAtMs' | 'durationMs' | 'logLength'>>;

/** The outcome of a failed attempt; a message that is too long is cut. */
export function failure(reason: FailureReason, message: string, facts: FailureFacts = {}): AttemptOutcome {
	return {
		outcome: 'failed',
		reason,
		exitCode: 0,
		signal: '',
		startedAtMs: 0,
		durationMs: 0,
		logLength: 0,
		...facts,
		message: clipBytes(message),
	};
}

/** The outcome of an attempt that did what it should. */
export function success(facts: FailureFacts): AttemptOutcome {
	return { ...failure('exit_code', '', facts), outcome: 'succeeded', reason: undefined };
}

/** Turns what the wrapper recorded into an outcome. */
export function outcomeOfExit(record: ExitRecord, timeoutSeconds: number): AttemptOutcome {
	const { startedAtMs, durationMs, logLength, exitCode } = record;
	const facts = { startedAtMs, durationMs, logLength };
	switch (record.result) {
		case 'exited':
			return exitCode === 0
				? success(facts)
				: failure('exit_code', `The command ended with exit code ${exitCode}.`, { ...facts, exitCode });
		case 'signalled': {
			const signal = signalName(record.signal);
			return failure('signal', `The command was ended by ${signal}, which Stoker did not send.`, { ...facts, signal });
		}
		case 'timeout':
			return failure('timeout', `It had not ended after ${timeoutSeconds} seconds, so all of it was ended.`, facts);
		case 'cancelled':
			return failure('cancelled', 'It was ended because the controller asked for it.', facts);
		case 'spawn_failed':
			return failure('spawn', `The command could not be started: ${getSystemErrorName(-record.error)}.`, {
				logLength,
			});
	}
}

function signalName(number: number): string {
	return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? `signal ${number}`;
}

function clipBytes(message: string): string {
	const bytes = Buffer.from(message);
	if (bytes.length <= LONGEST_MESSAGE_BYTES) {
		return message;
	}
	// A character cut in two becomes a replacement character of three bytes; room for it is left.
	return (
		bytes
			.subarray(0, LONGEST_MESSAGE_BYTES - 6)
			.toString()
			.replace(/\uFFFD$/, '') + '…'
	);
}
