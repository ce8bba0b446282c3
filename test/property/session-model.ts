/** Attempts of one run after which a lost one is not tried again. */
const MOST_ATTEMPTS = 10;

export type ModelRunState = 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled';
/** How an attempt ended, as far as it makes a difference. */
export type ModelEnd = 'success' | 'exit_code' | 'cancelled' | 'interrupted' | 'outcome_unknown';

interface ModelRun {
	readonly mayRepeatLost: boolean;
	state: ModelRunState;
	attempts: number;
}

/** An attempt that the controller has not seen end. */
interface ModelAttempt {
	readonly run: ModelRun;
	readonly journal: number;
	readonly boot: number;
	isCancelled: boolean;
}

/** What the agent's journal holds of that attempt. */
type ModelEntry = 'none' | 'running' | ModelEnd;

/** One node with one slot, and the runs of its chain in their order. A run that failed lets the next one begin. */
export interface ModelNode {
	readonly runs: readonly ModelRun[];
	isConnected: boolean;
	journal: number;
	boot: number;
	open: ModelAttempt | undefined;
	entry: ModelEntry;
}

/**
 * The rules of sessions, attempts and leases in the fewest words: what the controller must hold true once everything
 * that can be said was said. One deployment; everything that is sent arrives unless the link is cut.
 */
export class SessionModel {
	readonly nodes: readonly ModelNode[];
	#isStopping = false;
	hasPassedLease = false;

	/** @param nodes for each node, for each of its runs: whether it is repeated when it is lost */
	constructor(nodes: readonly (readonly boolean[])[]) {
		this.nodes = nodes.map((runs) => ({
			runs: runs.map((mayRepeatLost) => ({ mayRepeatLost, state: 'waiting', attempts: 0 })),
			isConnected: false,
			journal: 0,
			boot: 0,
			open: undefined,
			entry: 'none',
		}));
	}

	get isStopping(): boolean {
		return this.#isStopping;
	}

	/** A hello; with `isHeard`, its answer arrives, otherwise the link is cut before. */
	connect(node: ModelNode, isHeard: boolean): void {
		node.isConnected = true;
		const { open, entry } = node;
		if (open && entry === 'none') {
			this.#reconcileUnknown(node, open, isHeard);
		} else if (open && isHeard && entry !== 'running') {
			this.#end(node, entry as ModelEnd, true);
		} else if (open?.isCancelled && isHeard) {
			this.#end(node, 'cancelled', true);
		}
		this.#fill(node, isHeard);
		node.isConnected = isHeard;
	}

	cut(node: ModelNode): void {
		node.isConnected = false;
	}

	/** A running task ends. */
	finish(node: ModelNode, end: ModelEnd): void {
		node.entry = end;
		if (node.isConnected) {
			this.#end(node, end, true);
			this.#fill(node, true);
		}
	}

	/** Agent and wrapper are killed. */
	interrupt(node: ModelNode): void {
		this.cut(node);
		if (node.entry === 'running') {
			node.entry = 'interrupted';
		}
	}

	loseSpool(node: ModelNode, isReboot: boolean): void {
		this.cut(node);
		node.entry = 'none';
		node.journal += 1;
		node.boot += Number(isReboot);
	}

	crash(): void {
		for (const node of this.nodes) {
			this.cut(node);
		}
	}

	stop(now: boolean): void {
		this.#isStopping = true;
		for (const node of this.nodes) {
			for (const run of node.runs) {
				run.state = run.state === 'waiting' ? 'cancelled' : run.state;
			}
			if (now && node.open) {
				node.open.isCancelled = true;
				if (node.isConnected) {
					node.entry = 'none';
					this.#end(node, 'cancelled', true);
				}
			}
		}
	}

	/** So much time passes that whoever is silent counts as lost. The attempt stays open and keeps its slot. */
	passLease(): void {
		this.hasPassedLease = true;
		for (const { isConnected, open } of this.nodes) {
			if (!isConnected && open?.run.state === 'running') {
				open.run.state = 'failed';
			}
		}
	}

	#reconcileUnknown(node: ModelNode, open: ModelAttempt, isHeard: boolean): void {
		if (open.journal !== node.journal) {
			this.#end(node, 'outcome_unknown', open.boot !== node.boot);
		} else if (open.run.state === 'running' && !open.isCancelled) {
			node.entry = isHeard ? 'running' : 'none';
		} else {
			this.#end(node, 'cancelled', true);
		}
	}

	#end(node: ModelNode, end: ModelEnd, hasEnded: boolean): void {
		const { open } = node;
		node.open = undefined;
		node.entry = 'none';
		if (open?.run.state !== 'running') {
			return;
		}
		const { run } = open;
		const isLost = end === 'interrupted' || end === 'outcome_unknown';
		if (end === 'success') {
			run.state = 'succeeded';
		} else if (end === 'cancelled' && open.isCancelled) {
			run.state = 'cancelled';
		} else if (isLost && hasEnded && run.mayRepeatLost && run.attempts < MOST_ATTEMPTS && !this.#isStopping) {
			run.state = 'waiting';
		} else {
			run.state = 'failed';
		}
	}

	#fill(node: ModelNode, isHeard: boolean): void {
		const run = node.runs.find(({ state }) => state === 'waiting');
		const isFree = node.runs.every(({ state }) => state !== 'running');
		if (run && isFree && node.isConnected && !node.open && !this.#isStopping) {
			run.state = 'running';
			run.attempts += 1;
			node.open = { run, journal: node.journal, boot: node.boot, isCancelled: false };
			node.entry = isHeard ? 'running' : 'none';
		}
	}
}
