import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { basename, join } from 'node:path';

/** Where a machine with user networking reaches the loopback address of its host. */
export const HOST_ADDRESS = '10.0.2.2';

/** Serves the files of one folder on the loopback address. */
export class FileServer {
	readonly #server: Server;
	readonly #port: number;

	private constructor(server: Server, port: number) {
		this.#server = server;
		this.#port = port;
	}

	static async start(folder: string): Promise<FileServer> {
		const server = createServer((request, response) => {
			const path = join(folder, basename(new URL(request.url ?? '/', 'http://host').pathname));
			const total = statSync(path, { throwIfNoEntry: false })?.size;
			if (total === undefined) {
				response.writeHead(404).end();
				return;
			}
			const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
			const range = from === 0 ? {} : { 'content-range': `bytes ${from}-${total - 1}/${total}` };
			response.writeHead(from === 0 ? 200 : 206, {
				'content-length': total - from,
				'accept-ranges': 'bytes',
				...range,
			});
			const file = request.method === 'HEAD' ? undefined : createReadStream(path, { start: from });
			file?.on('error', () => response.destroy()).pipe(response);
			if (file === undefined) {
				response.end();
			}
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		return new FileServer(server, typeof address === 'object' && address !== null ? address.port : 0);
	}

	/** As a machine names the file. */
	url(name: string): string {
		return `http://${HOST_ADDRESS}:${this.#port}/${name}`;
	}

	close(): void {
		this.#server.close();
		this.#server.closeAllConnections();
	}
}
