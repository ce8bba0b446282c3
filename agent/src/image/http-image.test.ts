import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { imageOpener } from './open-image.js';

const CONTENT = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8)) & 0xff));
const OTHER = Buffer.from(CONTENT.map((byte) => byte ^ 1));

type Serve = (request: IncomingMessage, response: ServerResponse, count: number) => void;
let server: Server | undefined;

async function serve(answer: Serve): Promise<string> {
	let count = 0;
	server = createServer((request, response) => {
		count += 1;
		answer(request, response, count);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/disk.img`;
}

afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});

const open = imageOpener({ connectionsOf: () => undefined, silenceMs: 300, shortestPauseMs: 1 });

interface Fetched {
	readonly told: string;
	readonly content: Buffer;
}

async function fetchAll(uri: string, signal = new AbortController().signal): Promise<Fetched> {
	let told = '';
	const image = await open(uri, { signal, write: (text) => (told += text) });
	const parts: Buffer[] = [];
	for await (const part of image?.read() ?? []) {
		parts.push(Buffer.from(part));
	}
	return { told, content: Buffer.concat(parts) };
}

const startOf = (request: IncomingMessage) =>
	Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? Number.NaN);

/** Sends the rest when asked for a part of the file with this tag, else all of it; drops the connection after some bytes. */
function sendPart(
	request: IncomingMessage,
	response: ServerResponse,
	options: { tag?: string; content?: Buffer; drop?: number },
) {
	const { tag, content = CONTENT, drop } = options;
	const start = request.headers['if-range'] === tag ? startOf(request) : Number.NaN;
	const begin = Number.isNaN(start) ? 0 : start;
	response.writeHead(Number.isNaN(start) ? 200 : 206, {
		'content-length': content.length - begin,
		...(tag === undefined ? {} : { etag: tag }),
		...(Number.isNaN(start) ? {} : { 'content-range': `bytes ${begin}-${content.length - 1}/${content.length}` }),
	});
	if (drop === undefined) {
		response.end(content.subarray(begin));
	} else {
		response.write(content.subarray(begin, begin + drop), () => setTimeout(() => response.destroy(), 20));
	}
}

describe('an image of a web server', () => {
	it('goes on where a connection broke, asking for the same version', async () => {
		const asked: (readonly [string | undefined, unknown])[] = [];
		const uri = await serve((request, response, count) => {
			asked.push([request.headers.range, request.headers['if-range']]);
			sendPart(request, response, { tag: '"v1"', ...(count < 4 ? { drop: 70_000 } : {}) });
		});
		const { content, told } = await fetchAll(uri);
		expect(content.equals(CONTENT)).toBe(true);
		expect(asked).toHaveLength(4);
		expect(asked.slice(1).every(([range, tag]) => range?.startsWith('bytes=') && tag === '"v1"')).toBe(true);
		expect(told).toContain('try 2 of 31');
	});

	it('never mixes two versions', async () => {
		const uri = await serve((request, response, count) => {
			sendPart(request, response, count === 1 ? { tag: '"v1"', drop: 70_000 } : { tag: '"v2"', content: OTHER });
		});
		await expect(fetchAll(uri)).rejects.toMatchObject({ code: 'IMAGE_CHANGED' });
	});

	it('compares what comes again where nothing names the version', async () => {
		const uri = await serve((request, response, count) => {
			sendPart(request, response, count === 1 ? { drop: 70_000 } : {});
		});
		const { content } = await fetchAll(uri);
		expect(createHash('sha256').update(content).digest('hex')).toBe(createHash('sha256').update(CONTENT).digest('hex'));
	});

	it('finds another content that comes again where nothing names the version', async () => {
		const uri = await serve((request, response, count) => {
			sendPart(request, response, count === 1 ? { drop: 70_000 } : { content: OTHER });
		});
		await expect(fetchAll(uri)).rejects.toMatchObject({ code: 'IMAGE_CHANGED' });
	});

	it.each<[string, (start: number) => string]>([
		['another start', (start) => `bytes ${start - 5}-${CONTENT.length - 1}/${CONTENT.length}`],
		['another size', (start) => `bytes ${start}-${CONTENT.length}/${CONTENT.length + 1}`],
	])('refuses a part that has %s than the one asked for', async (_, range) => {
		const uri = await serve((request, response, count) => {
			if (count === 1) {
				sendPart(request, response, { tag: '"v1"', drop: 70_000 });
			} else {
				response.writeHead(206, { etag: '"v1"', 'content-range': range(startOf(request)) });
				response.end(CONTENT);
			}
		});
		await expect(fetchAll(uri)).rejects.toMatchObject({ code: 'IMAGE_CHANGED' });
	});

	it('refuses a part that is longer than it says', async () => {
		const uri = await serve((request, response, count) => {
			if (count === 1) {
				sendPart(request, response, { tag: '"v1"', drop: 70_000 });
			} else {
				const start = startOf(request);
				const range = `bytes ${start}-${CONTENT.length - 1}/${CONTENT.length}`;
				response.writeHead(206, { etag: '"v1"', 'content-range': range });
				response.end(CONTENT);
			}
		});
		await expect(fetchAll(uri)).rejects.toMatchObject({ code: 'IMAGE_CHANGED' });
	});

	it('gives up a silent connection and asks again', async () => {
		const uri = await serve((request, response, count) => {
			if (count === 1) {
				response.writeHead(200, { etag: '"v1"', 'content-length': CONTENT.length });
				response.write(CONTENT.subarray(0, 1000));
			} else {
				sendPart(request, response, { tag: '"v1"' });
			}
		});
		expect((await fetchAll(uri)).content.equals(CONTENT)).toBe(true);
	});

	it('tries 30 times more and no further', async () => {
		let asked = 0;
		const uri = await serve((_, response) => {
			asked += 1;
			response.writeHead(503).end();
		});
		await expect(fetchAll(uri)).rejects.toMatchObject({ code: 'IMAGE_UNREACHABLE' });
		expect(asked).toBe(31);
	});

	it('finds nothing where nothing is, and asks once', async () => {
		let asked = 0;
		const uri = await serve((_, response) => {
			asked += 1;
			response.writeHead(404).end();
		});
		expect(await open(uri, { signal: new AbortController().signal, write: () => undefined })).toBeUndefined();
		expect(asked).toBe(1);
	});

	it('refuses at once what is forbidden, and does not tell secrets of the address', async () => {
		const uri = (await serve((_, response) => response.writeHead(403).end())).replace('http://', 'http://me:secret@');
		const refusal = fetchAll(`${uri}?token=secret`);
		await expect(refusal).rejects.toMatchObject({ code: 'IMAGE_UNREACHABLE' });
		await expect(refusal).rejects.not.toThrow('secret');
	});

	it('follows redirects, but not without end', async () => {
		const uri = await serve((request, response) => {
			if (request.url === '/disk.img') {
				response.writeHead(302, { location: '/moved.img' }).end();
			} else {
				sendPart(request, response, {});
			}
		});
		expect((await fetchAll(uri)).content.equals(CONTENT)).toBe(true);
		const circle = await serve((_, response) => response.writeHead(302, { location: '/disk.img' }).end());
		await expect(fetchAll(circle)).rejects.toMatchObject({ code: 'IMAGE_UNREACHABLE' });
	});

	it('reads its end alone where the server gives parts', async () => {
		const uri = await serve((request, response) => sendPart(request, response, { tag: '"v1"' }));
		const image = await open(uri, { signal: new AbortController().signal, write: () => undefined });
		expect(await image?.readTail(100)).toEqual(CONTENT.subarray(-100));
		await image?.close();
	});

	it('lets go of a server that says nothing when it is closed', async () => {
		const uri = await serve((_, response) => {
			response.writeHead(200, { 'content-length': CONTENT.length });
			response.write(CONTENT.subarray(0, 1000));
		});
		const patient = imageOpener({ connectionsOf: () => undefined, silenceMs: 60_000, shortestPauseMs: 1 });
		const image = await patient(uri, { signal: new AbortController().signal, write: () => undefined });
		const reading = (async () => {
			for await (const part of image?.read() ?? []) {
				expect(part).toHaveLength(1000);
				setTimeout(() => void image?.close(), 10);
			}
		})();
		await expect(reading).rejects.toThrow('was closed');
	});

	it('stops when it is aborted', async () => {
		const abort = new AbortController();
		const uri = await serve((_, response) => {
			response.writeHead(200, { 'content-length': CONTENT.length });
			response.write(CONTENT.subarray(0, 1000), () => abort.abort(new Error('cancelled')));
		});
		await expect(fetchAll(uri, abort.signal)).rejects.toThrow('cancelled');
	});
});
