import { describe, expect, it } from 'vitest';
import { reconcile } from './reconcile.js';

const spool = { journalId: 'j', bootId: 'b' } as never;
const attempt = (isCancelRequested = false) => ({ journalId: 'j', bootId: 'b', isCancelRequested }) as never;
const elsewhere = (bootId: string) => ({ journalId: 'gone', bootId, isCancelRequested: false }) as never;

const verdict = (word: string) => ({ kind: 'verdict', verdict: word });
const unknown = (hasEnded: boolean) => ({ kind: 'outcome_unknown', hasEnded });

describe('reconcile', () => {
	it.each([
		{ name: 'goes on with what runs', reported: 'running', expected: verdict('keep') },
		{ name: 'goes on with what was accepted', reported: 'accepted', expected: verdict('keep') },
		{ name: 'lets a lost one go on', reported: 'running', isWanted: false, expected: verdict('keep') },
		{ name: 'repeats a cancel', facts: attempt(true), reported: 'running', expected: verdict('kill') },
		{ name: 'asks for a finished one again', facts: attempt(true), reported: 'finished', expected: verdict('resend') },
		{ name: 'delivers again what never arrived', expected: { kind: 'deliver_again' } },
		{ name: 'ends what never arrived and is cancelled', facts: attempt(true), expected: { kind: 'never_began' } },
		{ name: 'ends what never arrived and is not wanted', isWanted: false, expected: { kind: 'never_began' } },
		{ name: 'cannot tell without the journal', facts: elsewhere('b'), expected: unknown(false) },
		{ name: 'knows the end after a reboot', facts: elsewhere('x'), expected: unknown(true) },
	] as const)('$name', (row) => {
		const { facts, reported, isWanted } = { facts: attempt(), reported: undefined, isWanted: true, ...row };
		expect(reconcile(facts, reported, spool, isWanted)).toEqual(row.expected);
	});
});
