import type { WatchStart } from '@stoker/shared/model/views.js';
import type { EventsValues } from '../arguments/event.js';
import { EVENT_DETAILS } from '../views/event-view.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';

/** Prints events as lines, one object each for programs. */
export const followEvents: Run<EventsValues> = async ({ environment, after, isUntilNow }, context) => {
	const client = await context.connect();
	const onConnection = (state: 'lost' | 'restored'): void =>
		void context.say(state === 'lost' ? 'The connection was lost; trying again.' : 'The connection is back.');
	const start = startOf(after, isUntilNow);
	for await (const item of client.events.watch({ environment, start, untilNow: isUntilNow }, { onConnection })) {
		if (item.kind === 'event') {
			await context.printer.line(EVENT_DETAILS, item.event);
		} else {
			await context.say(`Following from ${item.snapshot.sequence}.`);
		}
	}
	return EXIT.ok;
};

/** A snapshot is where now is; without a place to begin, `--until-now` means everything there is. */
function startOf(after: number | undefined, isUntilNow: boolean): WatchStart {
	if (after !== undefined) {
		return { kind: 'after', sequence: after };
	}
	return isUntilNow ? { kind: 'after', sequence: 0 } : { kind: 'snapshot' };
}
