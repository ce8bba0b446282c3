import type { Blocker } from '../model/blocker.js';

/**
 * What is decisive comes first: what ends everything, then what nobody but another run can change, then who is not
 * there, then what waits for time or a person, then what becomes free by itself.
 */
const ORDER: readonly Blocker['kind'][] = [
	'stopping',
	'tolerance',
	'dependency',
	'waiting_for_accept',
	'agent_absent',
	'agent_silent',
	'retry_wait',
	'break_point',
	'paused',
	'foreign_slot',
	'slot',
	'strategy',
	'node_limit',
	'held',
];

/** What a person must do something about; the rest passes by itself. */
const FOR_PEOPLE: ReadonlySet<Blocker['kind']> = new Set([
	'break_point',
	'paused',
	'waiting_for_accept',
	'agent_absent',
	'agent_silent',
	'foreign_slot',
]);

/** Everything that holds a run back, the decisive thing first; equals keep their order. */
export function orderBlockers<Item extends { readonly kind: Blocker['kind'] }>(
	blockers: readonly Item[],
): readonly Item[] {
	return blockers.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** Compares what holds runs back: what needs a person first, runs that wait for others last. */
export function compareUrgency(a: Blocker['kind'], b: Blocker['kind']): number {
	return urgency(a) - urgency(b);
}

function urgency(kind: Blocker['kind']): number {
	const base = FOR_PEOPLE.has(kind) ? 0 : kind === 'dependency' ? 200 : 100;
	return base + ORDER.indexOf(kind);
}
