import { type CommitBatch, type Store, StoreConstraintError } from '../store/store.js';
import { type RoomPorts, untilThereIsRoom } from './until-there-is-room.js';

/** One actor's share of a transaction, and what to do when it is decided. */
export interface Submission {
	readonly batches: readonly CommitBatch[];
	/** Everything of it is durable. */
	onCommitted(): void;
	/** It broke a constraint: nothing of it was stored, and nothing of the same actor may follow. */
	onRefused(error: StoreConstraintError): void;
	/** True once its actor was refused: it is dropped unseen. */
	isAbandoned(): boolean;
}

interface WriterPorts extends RoomPorts {
	readonly store: Store;
	/** A transaction is durable, after so many milliseconds. */
	onStored?(milliseconds: number): void;
	/** Monotonic. */
	nowMs(): number;
	/** Nothing can be promised any more: the process must end and recover. */
	onFatal(error: unknown): void;
}

/** Rows that one transaction takes, unless a single submission has more. */
const MAX_ROWS = 1_000;
/** Under load no transaction begins sooner after the one before: a transaction costs as much as a dozen of its rows. */
const GATHER_MS = 4;
/** Transactions in a row that would have begun sooner: from then on the load is worth gathering for. */
const BUSY_STREAK = 8;

/**
 * The one writer of the hot path: merges what all actors submitted while the transaction before was syncing.
 *
 * INVARIANTS: submissions are stored in the order they came; `onCommitted` runs after the transaction is durable, in
 * that order; at most one transaction is under way.
 */
export class CommitWriter {
	readonly #ports: WriterPorts;
	#queue: Submission[] = [];
	#isWriting = false;
	#isBroken = false;
	/** When the last transaction began, and how many followed so soon one upon another. */
	#begunMs = Number.NEGATIVE_INFINITY;
	#streak = 0;
	#idleWaiters: (() => void)[] = [];

	constructor(ports: WriterPorts) {
		this.#ports = ports;
	}

	submit(submission: Submission): void {
		this.#queue.push(submission);
		if (!this.#isWriting && !this.#isBroken) {
			this.#isWriting = true;
			void this.#run();
		}
	}

	/** Resolves when everything submitted was decided. */
	async whenIdle(): Promise<void> {
		if (this.#isWriting) {
			await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
		}
	}

	async #run(): Promise<void> {
		try {
			while (this.#queue.length > 0) {
				const waitMs = this.#waitMs();
				if (waitMs > 0) {
					await this.#ports.sleep(waitMs);
				}
				this.#begunMs = this.#ports.nowMs();
				await this.#storeGroup(this.#takeGroup());
			}
		} catch (error) {
			this.#isBroken = true;
			this.#ports.onFatal(error);
		}
		this.#isWriting = false;
		for (const resolve of this.#idleWaiters.splice(0)) {
			resolve();
		}
	}

	/** How long the next transaction waits for company. */
	#waitMs(): number {
		const earlyMs = GATHER_MS - (this.#ports.nowMs() - this.#begunMs);
		this.#streak = earlyMs > 0 ? this.#streak + 1 : 0;
		return this.#streak > BUSY_STREAK ? earlyMs : 0;
	}

	#takeGroup(): readonly Submission[] {
		let rows = 0;
		let count = 0;
		for (const submission of this.#queue) {
			rows += countRows(submission);
			if (count > 0 && rows > MAX_ROWS) {
				break;
			}
			count++;
		}
		return this.#queue.splice(0, count).filter((submission) => !submission.isAbandoned());
	}

	async #storeGroup(group: readonly Submission[]): Promise<void> {
		const isLarge = group.length === 1 && countRows(group[0]) > MAX_ROWS;
		try {
			if (isLarge) {
				await this.#storeInChunks(group[0]);
			} else {
				await this.#commit(group.flatMap((submission) => submission.batches));
			}
		} catch (error) {
			if (!(error instanceof StoreConstraintError)) {
				throw error;
			}
			await this.#isolate(group, error);
			return;
		}
		for (const submission of group) {
			submission.onCommitted();
		}
	}

	/** Chunks of one large turn are stored one after the other; a crash between them loses only what recovery derives again. */
	async #storeInChunks(submission: Submission | undefined): Promise<void> {
		for (const batch of submission?.batches ?? []) {
			await this.#commit([batch]);
		}
	}

	/** Finds the offender by trying each submission alone. */
	async #isolate(group: readonly Submission[], error: StoreConstraintError): Promise<void> {
		if (group.length === 1) {
			group[0]?.onRefused(error);
			return;
		}
		for (const submission of group) {
			if (!submission.isAbandoned()) {
				await this.#storeGroup([submission]);
			}
		}
	}

	async #commit(batches: readonly CommitBatch[]): Promise<void> {
		if (batches.length > 0) {
			const begunMs = this.#ports.nowMs();
			await untilThereIsRoom(this.#ports, () => this.#ports.store.commit(batches));
			this.#ports.onStored?.(this.#ports.nowMs() - begunMs);
		}
	}
}

function countRows(submission: Submission | undefined): number {
	let rows = 0;
	for (const batch of submission?.batches ?? []) {
		rows += batch.runs.length + batch.attempts.length + batch.ends.length + batch.events.length;
	}
	return rows;
}
