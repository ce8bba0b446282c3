import { Worker } from 'node:worker_threads';
import { StoreIoError } from '../store.js';
import { asError, errorOf } from './classify-failure.js';
import type { ThreadAnswers, ThreadQuestion, ThreadReply, ThreadRequest, ThreadSettings } from './messages.js';
import { threadEntry } from './thread-entry.js';

/** What happens with an answer; called in the order of the questions, in the same turn as the answer comes in. */
interface Settlement {
	readonly done: (answer: ThreadAnswers[keyof ThreadAnswers]) => void;
	readonly failed: (error: Error) => void;
}

/** This side of a database thread. When the thread dies, everything asked and everything to come fails. */
export class DatabaseThread {
	readonly #worker: Worker;
	readonly #waiting = new Map<number | 'opened', Settlement>();
	readonly #ended: Promise<void>;
	#lastId = 0;
	#death: StoreIoError | undefined;

	readonly #onBusy: () => void;

	private constructor(settings: ThreadSettings, onBusy: () => void) {
		this.#onBusy = onBusy;
		this.#worker = new Worker(threadEntry(), { workerData: settings, execArgv: [], stdout: false, stderr: false });
		this.#worker.on('message', (reply: ThreadReply) => this.#settle(reply));
		this.#worker.on('messageerror', (error) => this.#die(error.message));
		this.#worker.on('error', (error) => this.#die(asError(error).message));
		this.#ended = new Promise((resolve) => {
			this.#worker.on('exit', (code) => {
				this.#die(`it ended with code ${code}`);
				resolve();
			});
		});
	}

	/** Starts a thread; resolves when its database is open. */
	static async open(settings: ThreadSettings, onBusy = (): void => undefined): Promise<DatabaseThread> {
		const thread = new DatabaseThread(settings, onBusy);
		try {
			await new Promise<void>((resolve, reject) => {
				thread.#waiting.set('opened', { done: () => resolve(), failed: reject });
			});
			return thread;
		} catch (error) {
			await thread.terminate();
			throw error;
		}
	}

	/** Opens a transaction; what follows tells whether it could. */
	begin(): void {
		this.#post({ kind: 'begin' });
	}

	ask<Kind extends keyof ThreadAnswers>(
		question: ThreadQuestion & { readonly kind: Kind },
	): Promise<ThreadAnswers[Kind]> {
		return new Promise((resolve, reject) => {
			this.askThen(question, resolve, reject);
		});
	}

	/** Like {@link ask}, with the answer handed over before any promise can run. */
	askThen<Kind extends keyof ThreadAnswers>(
		question: ThreadQuestion & { readonly kind: Kind },
		done: (answer: ThreadAnswers[Kind]) => void,
		failed: (error: Error) => void,
	): void {
		if (this.#death !== undefined) {
			failed(this.#death);
			return;
		}
		this.#lastId += 1;
		// The thread answers a question of a kind with the answer of that kind.
		this.#waiting.set(this.#lastId, { done: done as Settlement['done'], failed });
		this.#post({ id: this.#lastId, question });
	}

	/** Closes the database and waits for the end of the thread. */
	async close(): Promise<void> {
		await this.ask({ kind: 'close' });
		await this.#ended;
	}

	/** Ends the thread wherever it is; what it was asked fails. */
	async terminate(): Promise<void> {
		await this.#worker.terminate();
		await this.#ended;
	}

	#post(request: ThreadRequest): void {
		if (this.#death === undefined) {
			this.#worker.postMessage(request);
		}
	}

	#settle(reply: ThreadReply): void {
		const settlement = this.#waiting.get(reply.id);
		this.#waiting.delete(reply.id);
		if ('failure' in reply) {
			if (reply.failure.message.startsWith('SQLITE_BUSY')) {
				this.#onBusy();
			}
			settlement?.failed(errorOf(reply.failure));
		} else {
			settlement?.done('answer' in reply ? reply.answer : undefined);
		}
	}

	#die(reason: string): void {
		this.#death ??= new StoreIoError(`the database thread is gone: ${reason}`);
		const lost = [...this.#waiting.values()];
		this.#waiting.clear();
		for (const settlement of lost) {
			settlement.failed(this.#death);
		}
	}
}
