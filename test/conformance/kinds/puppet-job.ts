import { UNCONTROLLED } from '@stoker/shared/model/deployment-control.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { Dispatcher } from '@stoker/shared/scheduler/dispatcher.js';
import { endingOf } from '../../../controller/src/engine/attempt-judge.js';
import type { Case, Comparison } from '../case.js';
import { listOf, objectOf, textOf } from '../json.js';
import { readExecutionInput } from './execution-input.js';

/** Milliseconds between two polls: more than any case needs to reach its timeout. */
const POLL_MS = 50;
/** More polls than any case has. */
const MAX_POLLS = 10_000;

const OUTCOME_OF = { succeed: 'succeeded', stopped: 'failed', disabled: 'failed' } as const;

const WORDS: Readonly<Record<string, string>> = { running: 'running', succeeded: 'successful', failed: 'failed' };

/**
 * A job that was started, polled and repeated by the old engine, as attempts of one run: every start is an attempt,
 * every answer of the agent is one of its states, and no answer is a beat that was missed.
 */
export function answerPuppetJob(given: Case): Comparison {
	const observed = objectOf(given['observed']);
	const job = new PuppetJob(given);
	return {
		expected: {
			final: observed['final'] ?? null,
			starts: observed['agent_start_calls'] ?? null,
			states: withoutRepeats(listOf(observed['status_per_poll']).map((text) => textOf(text).replace(/ x\d+$/, ''))),
		},
		actual: job.run(),
		decisions: job.wasRefused ? ['a-run-has-an-identity'] : [],
	};
}

class PuppetJob {
	readonly #statuses: readonly string[];
	readonly #starts: readonly JsonValue[];
	readonly #options: Readonly<Record<string, number>>;
	readonly #dispatcher: Dispatcher;
	wasRefused = false;
	#startCalls = 0;
	#nowMs = 0;
	#silentPolls = 0;

	constructor(given: Case) {
		this.#statuses = listOf(given['agent_statuses']).map(textOf);
		this.#starts = listOf(given['start_answers']);
		this.#options = objectOf(given['options']) as Readonly<Record<string, number>>;
		const { graph } = readExecutionInput({ '1': [{ id: 'job', type: 'puppet' }] });
		const task = {
			retries: this.#options['retries'] ?? 2,
			succeedRetries: this.#options['succeed_retries'] ?? 0,
		};
		this.#dispatcher = new Dispatcher({
			graph: { ...graph, tasks: graph.tasks.map((written) => ({ ...written, ...task })) },
			priorities: new Int32Array(1),
			faultGroups: [],
			control: UNCONTROLLED,
		});
	}

	run(): JsonObject {
		this.#dispatcher.settle();
		this.#dispatcher.setSlots(0, 1);
		const states: string[] = [];
		this.#start();
		for (let poll = 0; poll < MAX_POLLS && !this.#dispatcher.isFinished; poll++) {
			this.#nowMs += POLL_MS;
			this.#poll(this.#statuses[Math.min(poll, this.#statuses.length - 1)] ?? 'undefined');
			states.push(WORDS[this.#dispatcher.stateOf(0)] ?? 'running');
		}
		return { final: states.at(-1) ?? null, starts: this.#startCalls, states: withoutRepeats(states) };
	}

	#poll(status: string): void {
		if (status === 'undefined') {
			this.#silentPolls++;
			if (this.#silentPolls > (this.#options['undefined_retries'] ?? 3)) {
				this.#dispatcher.lose(0);
			}
			return;
		}
		this.#silentPolls = 0;
		const outcome = OUTCOME_OF[status as keyof typeof OUTCOME_OF] as 'succeeded' | 'failed' | undefined;
		if (outcome !== undefined) {
			this.#finish(outcome, 'exit_code');
		} else if (this.#nowMs > (this.#options['timeout'] ?? 5400) * 1_000) {
			this.#finish('failed', 'timeout');
		}
	}

	#finish(outcome: 'succeeded' | 'failed', reason: 'exit_code' | 'timeout' | 'spawn'): void {
		const ending = endingOf({ number: this.#startCalls, isCancelRequested: false }, { outcome, reason });
		this.#dispatcher.finish(0, ending, this.#nowMs);
		this.#start();
	}

	/** A start that is refused for good is an attempt that could not be started. */
	#start(): void {
		if (this.#dispatcher.next(this.#nowMs) === undefined) {
			return;
		}
		const seconds = {
			until: this.#options['puppet_start_timeout'] ?? 10,
			every: this.#options['puppet_start_interval'] ?? 2,
		};
		for (let waited = 0; waited <= seconds.until; waited += seconds.every) {
			const answer = this.#starts[Math.min(this.#startCalls, this.#starts.length - 1)];
			this.#startCalls++;
			if (answer !== false) {
				return;
			}
			this.wasRefused = true;
		}
		this.#finish('failed', 'spawn');
	}
}

function withoutRepeats(states: readonly string[]): readonly string[] {
	return states.filter((state, index) => state !== states[index - 1]);
}
