import { StokerError } from '@stoker/shared/model/stoker-error.js';

/** Every step of a state machine: from, event, to. What is not listed is illegal. */
export type TransitionTable<State extends string, Event extends string> = Readonly<
	Record<State, Readonly<Partial<Record<Event, State>>>>
>;

/** A step that is asked for: the state machine (for messages), the state before, and what happened. */
export interface Step<State extends string, Event extends string> {
	readonly machine: string;
	readonly from: State;
	readonly event: Event;
}

/** The state after a step. Throws TRANSITION_ILLEGAL naming both state and event when the table lacks it. */
export function nextState<State extends string, Event extends string>(
	table: TransitionTable<State, Event>,
	step: Step<State, Event>,
): State {
	const next = table[step.from][step.event];
	if (next === undefined) {
		throw new StokerError(
			'TRANSITION_ILLEGAL',
			`${step.machine}: no step leads from "${step.from}" on "${step.event}".`,
			{ subject: { machine: step.machine, from: step.from, event: step.event } },
		);
	}
	return next;
}
