import type { RunLimits } from '@stoker/shared/model/deployment-control.js';
import type { NodeId } from '@stoker/shared/model/ids.js';

/** What an operator asks of a deployment. */
export type OperatorCommand =
	/** Nothing new begins; what runs ends. */
	| { readonly kind: 'pause' }
	/** Goes on, past a break-point that it stands at. */
	| { readonly kind: 'resume' }
	/** Lets so many runs begin, and pauses. */
	| { readonly kind: 'step'; readonly runs: number }
	/** Decided on what is in force in the turn that carries it out, so that nobody's change is lost. */
	| { readonly kind: 'change_breakpoints'; readonly change: (before: readonly string[]) => readonly string[] }
	| { readonly kind: 'change_limits'; readonly change: (before: RunLimits) => RunLimits }
	/** Tries failed runs again, all of them when none is named, and what could not run. Reopens one that has ended. */
	| { readonly kind: 'retry'; readonly vertices: readonly number[] | undefined }
	/** Goes on without runs, or as if they had ended well. Reopens one that has ended. */
	| { readonly kind: 'skip' | 'mark_done'; readonly vertices: readonly number[]; readonly reason: string }
	/** Counts what is with a node's agent as lost, and waits for the node no longer. */
	| { readonly kind: 'declare_lost'; readonly nodeId: NodeId }
	/** Goes on without a node: what runs there is ended. */
	| { readonly kind: 'remove_node'; readonly nodeId: NodeId };

/** Whether a command may take up a deployment that has ended. */
export function mayReopen({ kind }: OperatorCommand): boolean {
	return kind === 'retry' || kind === 'skip' || kind === 'mark_done';
}
