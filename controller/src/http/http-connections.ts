import type { Socket } from 'node:net';

/** How long a connection may take, in milliseconds. */
interface ConnectionBounds {
	/** Until its first request has come, and after the keep-alive until the headers of the next. */
	readonly headersMs: number;
	readonly keepAliveMs: number;
	readonly mostConnections: number;
}

/** The connections of the HTTPS door: whoever asks nothing in time is cut, however slowly it goes on sending. */
export class HttpConnections {
	readonly #bounds: ConnectionBounds;
	/** The timer of a connection without a request. */
	readonly #sockets = new Map<Socket, NodeJS.Timeout | undefined>();

	constructor(bounds: ConnectionBounds) {
		this.#bounds = bounds;
	}

	get count(): number {
		return this.#sockets.size;
	}

	/** False when there are too many: the connection was cut. */
	add(socket: Socket): boolean {
		if (this.#sockets.size >= this.#bounds.mostConnections) {
			socket.destroy();
			return false;
		}
		this.#wait(socket, this.#bounds.headersMs);
		socket.once('close', () => {
			clearTimeout(this.#sockets.get(socket));
			this.#sockets.delete(socket);
		});
		return true;
	}

	/** A request has come. */
	begin(socket: Socket): void {
		if (this.#sockets.has(socket)) {
			clearTimeout(this.#sockets.get(socket));
			this.#sockets.set(socket, undefined);
		}
	}

	/** It was answered. */
	end(socket: Socket): void {
		if (this.#sockets.has(socket)) {
			this.#wait(socket, this.#bounds.keepAliveMs + this.#bounds.headersMs);
		}
	}

	/** Cuts those without a request. */
	cutIdle(): void {
		for (const [socket, timer] of this.#sockets) {
			if (timer !== undefined) {
				socket.destroy();
			}
		}
	}

	#wait(socket: Socket, limitMs: number): void {
		clearTimeout(this.#sockets.get(socket));
		this.#sockets.set(socket, setTimeout(() => socket.destroy(), limitMs).unref());
	}
}
