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
			const part = partOf(request.headers.range, total);
			const headers = { 'content-length': part.end - part.start + 1, 'accept-ranges': 'bytes', etag: `"${total}"` };
			const range = { 'content-range': `bytes ${part.start}-${part.end}/${total}` };
			response.writeHead(part.isWhole ? 200 : 206, { ...headers, ...(part.isWhole ? {} : range) });
			const file = request.method === 'HEAD' ? undefined : createReadStream(path, part);
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

/** The bytes that are asked for, both ends included. */
function partOf(range: string | undefined, total: number) {
	const [, start = '', end = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
	const isWhole = start === '';
	return { isWhole, start: Number(start), end: end === '' ? total - 1 : Math.min(Number(end), total - 1) };
}
