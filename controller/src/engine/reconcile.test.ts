import { describe, expect, it } from 'vitest';
import { reconcile } from './reconcile.js';

const spool = { journalId: 'j', bootId: 'b' } as never;
const attempt = (isCancelRequested = false) => ({ journalId: 'j', bootId: 'b', isCancelRequested }) as never;
const elsewhere = (bootId: string) => ({ journalId: 'gone', bootId, isCancelRequested: false }) as never;

describe('reconcile', () => {
	it.each([
		['goes on with what runs', attempt(), 'running', true, { kind: 'verdict', verdict: 'keep' }],
		['goes on with what was accepted', attempt(), 'accepted', true, { kind: 'verdict', verdict: 'keep' }],
		['lets a lost one that still runs go on', attempt(), 'running', false, { kind: 'verdict', verdict: 'keep' }],
		['repeats a cancel', attempt(true), 'running', true, { kind: 'verdict', verdict: 'kill' }],
		['asks for a finished one again', attempt(true), 'finished', true, { kind: 'verdict', verdict: 'resend' }],
		['delivers again what never arrived', attempt(), undefined, true, { kind: 'deliver_again' }],
		['ends what never arrived and is cancelled', attempt(true), undefined, true, { kind: 'never_began' }],
		['ends what never arrived and is not wanted', attempt(), undefined, false, { kind: 'never_began' }],
		['cannot tell without the journal', elsewhere('b'), undefined, true, { kind: 'outcome_unknown', hasEnded: false }],
		['knows the end after a reboot', elsewhere('x'), undefined, true, { kind: 'outcome_unknown', hasEnded: true }],
	] as const)('%s', (_name, facts, reported, isWanted, expected) => {
		expect(reconcile(facts, reported, spool, isWanted)).toEqual(expected);
	});
});
