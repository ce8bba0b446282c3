import { constants } from 'node:os';
import { getSystemErrorName } from 'node:util';
import { type AttemptOutcome, type FailureReason, MAX_SUMMARY_LENGTH } from '@stoker/shared/model/deployment.js';
import type { ExitRecord } from '../journal/exit-record.js';
import { ConfinementError } from '../system/confinement.js';
import { errorCode } from '../system/durable-file.js';
import { FetchFailure } from '../system/fetch-blob.js';
import { MachineRefusal } from '../system/machine-control.js';
import { StorageFailure } from '../system/storage-failure.js';
import { type Judgement, TaskFailure } from './executor.js';

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
export function success({ message = '', ...facts }: FailureFacts & { readonly message?: string }): AttemptOutcome {
	return { ...failure('exit_code', message, facts), outcome: 'succeeded', reason: undefined };
}

/** The outcome of work of the agent itself that came to an error. What aborted it counts more than how it ended. */
export function failureOf(error: unknown, signal: AbortSignal, facts: FailureFacts = {}): AttemptOutcome {
	const cause: unknown = signal.aborted ? signal.reason : error;
	const why = cause instanceof Error ? cause.message : String(cause);
	if (cause instanceof TaskFailure) {
		return failure(cause.reason, why, facts);
	}
	if (cause instanceof FetchFailure) {
		return failure('fetch', `Content of the controller could not be fetched: ${why}.`, facts);
	}
	if (cause instanceof StorageFailure) {
		return failure('file_system', `${cause.code}: ${why}. ${cause.nextStep}`, facts);
	}
	if (cause instanceof MachineRefusal) {
		return failure('unsupported_type', `The machine was left alone: ${why}.`, facts);
	}
	if (cause instanceof ConfinementError || errorCode(cause) !== '') {
		return failure('file_system', `The task failed: ${why}.`, facts);
	}
	return failure('internal', `The agent failed to carry the task out: ${why}.`, facts);
}

/** Turns what the wrapper recorded into an outcome; `judge` has a say where the command ended by itself. */
export async function judgeExit(
	record: ExitRecord,
	timeoutSeconds: number,
	judge?: (exitCode: number) => Promise<Judgement>,
): Promise<AttemptOutcome> {
	const outcome = outcomeOfExit(record, timeoutSeconds);
	if (judge === undefined || record.result !== 'exited') {
		return outcome;
	}
	const { reason, message, summary } = await judge(record.exitCode);
	const isSmall = summary !== undefined && JSON.stringify(summary).length <= MAX_SUMMARY_LENGTH;
	return {
		...outcome,
		outcome: reason === undefined ? 'succeeded' : 'failed',
		reason,
		message: clipBytes(message),
		...(isSmall && { summary }),
	};
}

function outcomeOfExit(record: ExitRecord, timeoutSeconds: number): AttemptOutcome {
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
