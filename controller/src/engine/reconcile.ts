import type { BootId, JournalId } from '@stoker/shared/model/ids.js';
import type { AttemptProgress, Verdict } from '@stoker/shared/model/session.js';

/** An attempt that the controller has not seen end. */
export interface OpenAttemptFacts {
	readonly journalId: JournalId;
	readonly bootId: BootId;
	readonly isCancelRequested: boolean;
	/** It restarts its machine, and its agent had begun it. */
	readonly isRestartBegun: boolean;
}

/** The spool and kernel of the agent that says hello. */
export interface SpoolIdentity {
	readonly journalId: JournalId;
	readonly bootId: BootId;
}

/** What a hello means for one attempt that the controller has not seen end. */
export type Reconciliation =
	/** The agent has it: it is told what to do. */
	| { readonly kind: 'verdict'; readonly verdict: Verdict }
	/** Committed, perhaps never delivered, certainly never begun: hand it out again under the same id. */
	| { readonly kind: 'deliver_again' }
	/** Certainly never begun, and no longer wanted. */
	| { readonly kind: 'never_began' }
	/** The machine did what was asked of it: another kernel runs, and perhaps another system with a spool of its own. */
	| { readonly kind: 'restarted' }
	/** The spool it was meant for is gone. Whether it has ended is known only if the kernel is a new one too. */
	| { readonly kind: 'outcome_unknown'; readonly hasEnded: boolean };

/**
 * ENGINE section 3: the same journal that does not know an attempt never began it; another journal cannot tell.
 *
 * @param reported how far the agent's journal says it got; undefined when the journal does not know it
 * @param isWanted whether its task run still waits for this attempt
 */
export function reconcile(
	attempt: OpenAttemptFacts,
	reported: AttemptProgress | undefined,
	spool: SpoolIdentity,
	isWanted: boolean,
): Reconciliation {
	if (reported === 'finished') {
		return { kind: 'verdict', verdict: 'resend' };
	}
	if (reported !== undefined) {
		return { kind: 'verdict', verdict: attempt.isCancelRequested ? 'kill' : 'keep' };
	}
	if (attempt.journalId !== spool.journalId) {
		if (attempt.isRestartBegun && attempt.bootId !== spool.bootId) {
			return { kind: 'restarted' };
		}
		return { kind: 'outcome_unknown', hasEnded: attempt.bootId !== spool.bootId };
	}
	return isWanted && !attempt.isCancelRequested ? { kind: 'deliver_again' } : { kind: 'never_began' };
}
