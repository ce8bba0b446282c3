import { createServer, connect as dial, type Server, type Socket } from 'node:net';

/** Two sockets that belong together. */
interface Link {
	readonly inner: Socket;
	readonly outer: Socket;
}

/** A network between two processes that a test can make slow, silent or broken. Knows nothing of what passes through. */
export class TcpProxy {
	readonly #server: Server;
	readonly #target: { readonly host: string; readonly port: number };
	readonly #links = new Set<Link>();
	#delayMs = 0;
	#isSilent = false;
	#address = '';

	private constructor(target: string) {
		const colon = target.lastIndexOf(':');
		this.#target = { host: target.slice(0, colon), port: Number(target.slice(colon + 1)) };
		this.#server = createServer((outer) => this.#accept(outer));
	}

	/** @param target HOST:PORT of the program behind the network */
	static async open(target: string): Promise<TcpProxy> {
		const proxy = new TcpProxy(target);
		await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
		const address = proxy.#server.address();
		proxy.#address = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
		return proxy;
	}

	/** HOST:PORT to dial instead of the target's. */
	get address(): string {
		return this.#address;
	}

	/** Everything takes so long from now on, each way. */
	delay(milliseconds: number): void {
		this.#delayMs = milliseconds;
	}

	/** Half open: connections are accepted and stay, nothing passes, and nobody is told. */
	silence(): void {
		this.#isSilent = true;
		for (const { inner, outer } of this.#links) {
			inner.pause();
			outer.pause();
		}
	}

	/** What was held back passes, and everything after it. */
	restore(): void {
		this.#isSilent = false;
		for (const { inner, outer } of this.#links) {
			inner.resume();
			outer.resume();
		}
	}

	/** Breaks every connection; new ones are let through. Answers with how many there were. */
	cut(): number {
		const count = this.#links.size;
		for (const { inner, outer } of this.#links) {
			inner.resetAndDestroy();
			outer.resetAndDestroy();
		}
		return count;
	}

	async close(): Promise<void> {
		const closed = new Promise((resolve) => this.#server.close(resolve));
		this.cut();
		await closed;
	}

	#accept(outer: Socket): void {
		const inner = dial(this.#target);
		const link = { inner, outer };
		this.#links.add(link);
		for (const [from, to] of [
			[inner, outer],
			[outer, inner],
		] as const) {
			this.#forward(from, to);
			from.on('error', () => to.destroy());
			from.on('close', () => {
				this.#links.delete(link);
				to.destroySoon();
			});
			if (this.#isSilent) {
				from.pause();
			}
		}
	}

	#forward(from: Socket, to: Socket): void {
		// One after the other, so that a shorter delay never overtakes a longer one.
		let last: Promise<void> = Promise.resolve();
		from.on('data', (data) => {
			if (this.#delayMs === 0 && to.writableLength === 0) {
				last = last.then(() => void to.write(data));
				return;
			}
			const dueAtMs = performance.now() + this.#delayMs;
			from.pause();
			last = last.then(async () => {
				await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAtMs - performance.now())));
				if (!to.destroyed && !to.write(data)) {
					await new Promise((resolve) => to.once('drain', resolve).once('close', resolve));
				}
				if (!this.#isSilent) {
					from.resume();
				}
			});
		});
	}
}
