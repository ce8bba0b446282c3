import type { HardwareDrift } from '@stoker/shared/model/hardware-drift.js';

const MOST_NAMED = 5;

/** How the event of a node begins whose hardware is not what was agreed to. */
const DRIFTED = 'Hardware is not as agreed: ';

/** What watchers are told of a node whose hardware has drifted further. */
export function driftMessage(found: readonly HardwareDrift[]): string {
	const more = found.length - MOST_NAMED;
	const named = found.slice(0, MOST_NAMED).map(({ message }) => message);
	return `${DRIFTED}${[...named, ...(more > 0 ? [`${more} more`] : [])].join('; ')}.`;
}

export function isDriftMessage(message: string): boolean {
	return message.startsWith(DRIFTED);
}
