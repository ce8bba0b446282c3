import { describe, expect, it } from 'vitest';
import { reconcile } from './reconcile.js';

const spool = { journalId: 'j', bootId: 'b' } as never;
const attempt = (isCancelRequested = false) =>
	({ journalId: 'j', bootId: 'b', isCancelRequested, isRestartBegun: false }) as never;
const elsewhere = (bootId: string, isRestartBegun = false) =>
	({ journalId: 'gone', bootId, isCancelRequested: false, isRestartBegun }) as never;

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
		{
			name: 'takes a restart that was begun as done by another kernel',
			facts: elsewhere('x', true),
			expected: { kind: 'restarted' },
		},
		{ name: 'does not take one as done by the same kernel', facts: elsewhere('b', true), expected: unknown(false) },
		{ name: 'knows the end after a reboot', facts: elsewhere('x'), expected: unknown(true) },
	] as const)('$name', (row) => {
		const { facts, reported, isWanted } = { facts: attempt(), reported: undefined, isWanted: true, ...row };
		expect(reconcile(facts, reported, spool, isWanted)).toEqual(row.expected);
	});
});
