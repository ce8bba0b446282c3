import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { type Agent, request } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { isSha256 } from '@stoker/shared/model/blob.js';
import type { Log } from '@stoker/shared/model/ports.js';
import { errorCode } from './durable-file.js';
import type { AgentIdentity } from './identity-store.js';

/**
 * Fetches content of the controller into a new file that only its owner may read. Resolves when exactly the content
 * with this digest is in it; rejects with {@link FetchFailure}, with the reason of the signal, or with an error of the
 * file system. What was fetched before a connection broke is not fetched again.
 */
export type FetchBlob = (sha256: string, sizeBytes: number, destination: string, signal: AbortSignal) => Promise<void>;

/** Content cannot be had, however often it is asked for. */
export class FetchFailure extends Error {
	override readonly name = 'FetchFailure';
}

/** Where content is, and who asks for it. */
interface BlobSource {
	/** What a digest is put behind; empty when the controller serves none. */
	readonly blobUrl: string;
	readonly identity: AgentIdentity;
}

interface BlobFetcherOptions {
	/** Connections that trust the controller and show it a node's certificate. */
	readonly connectionsOf: (identity: AgentIdentity) => Agent;
	readonly log: Log;
	/** From 0 to 1; spreads the herd. */
	readonly random: () => number;
}

interface Download {
	readonly sha256: string;
	readonly sizeBytes: number;
	readonly file: FileHandle;
	readonly signal: AbortSignal;
	hash: ReturnType<typeof createHash>;
	receivedBytes: number;
}

const HTTP_OK = 200;
const HTTP_PARTIAL = 206;
const HTTP_TOO_MANY = 429;
const HTTP_SERVER_FAULT = 500;
/** A connection on which nothing comes for this long is given up. */
const SILENCE_MS = 30_000;
const SHORTEST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 15_000;
/** Content that arrives whole but wrong is damaged at its source, not on its way: it is asked for once more. */
const MOST_DAMAGED = 2;

/** Fetches content over HTTPS with the node's own certificate, and goes on where a broken connection left off. */
export class BlobFetcher {
	readonly #options: BlobFetcherOptions;
	#source: (BlobSource & { readonly agent: Agent }) | undefined;

	constructor(options: BlobFetcherOptions) {
		this.#options = options;
	}

	readonly fetch: FetchBlob = async (sha256, sizeBytes, destination, signal) => {
		if (!isSha256(sha256)) {
			throw new FetchFailure('the content is named by something that is no digest');
		}
		const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
		const file = await open(destination, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
		try {
			await this.#download({ sha256, sizeBytes, file, signal, hash: createHash('sha256'), receivedBytes: 0 });
		} finally {
			await file.close();
		}
	};

	/** Where to fetch from now on. Until it was told, whatever is fetched waits. */
	use(source: BlobSource): void {
		if (this.#source?.blobUrl === source.blobUrl && this.#source.identity === source.identity) {
			return;
		}
		// What is under way keeps its connection.
		const agent = this.#options.connectionsOf(source.identity);
		this.#source = source.blobUrl === '' ? undefined : { ...source, agent };
	}

	/** Connections that show the node's certificate, for addresses of the controller; undefined for all others. */
	readonly connectionsTo = (url: URL): Agent | undefined => {
		const source = this.#source;
		return source !== undefined && url.origin === new URL(source.blobUrl).origin ? source.agent : undefined;
	};

	/** Closes idle connections. */
	close(): void {
		this.#source?.agent.destroy();
		this.#source = undefined;
	}

	async #download(download: Download): Promise<void> {
		let damaged = 0;
		for (let failures = 0; ; failures++) {
			const before = download.receivedBytes;
			const problem = await this.#tryOnce(download);
			if (problem === undefined) {
				if (download.hash.digest('hex') === download.sha256) {
					return;
				}
				damaged += 1;
				if (damaged === MOST_DAMAGED) {
					throw new FetchFailure(`the content that came is not the one with the digest ${download.sha256}`);
				}
				await restart(download);
			} else {
				// What moves on is no failure that waits longer each time.
				failures = download.receivedBytes > before ? 0 : failures;
				this.#options.log.debug({ sha256: download.sha256, problem }, 'content did not come, trying again');
				await this.#wait(failures, download.signal);
			}
		}
	}

	/** Undefined when everything has come; otherwise why not, when it is worth another try. */
	async #tryOnce(download: Download): Promise<string | undefined> {
		download.signal.throwIfAborted();
		const source = this.#source;
		if (source === undefined) {
			return 'the controller has not told yet where its content is';
		}
		try {
			return await receive(download, await ask(download, source));
		} catch (error) {
			download.signal.throwIfAborted();
			if (error instanceof FetchFailure || isLocal(error)) {
				throw error;
			}
			return error instanceof Error ? error.message : String(error);
		}
	}

	async #wait(failures: number, signal: AbortSignal): Promise<void> {
		const longest = Math.min(SHORTEST_PAUSE_MS * 2 ** (failures + 1), LONGEST_PAUSE_MS);
		const milliseconds = SHORTEST_PAUSE_MS + this.#options.random() * (longest - SHORTEST_PAUSE_MS);
		await pause(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
	}
}

async function ask(
	{ sha256, receivedBytes, signal }: Download,
	{ blobUrl, agent }: { readonly blobUrl: string; readonly agent: Agent },
): Promise<IncomingMessage> {
	const headers = receivedBytes > 0 ? { range: `bytes=${receivedBytes}-` } : {};
	const asked = request(`${blobUrl}${sha256}`, { agent, headers, signal, timeout: SILENCE_MS });
	asked.once('timeout', () => asked.destroy(new Error('the connection fell silent')));
	asked.end();
	const [response] = (await once(asked, 'response')) as [IncomingMessage];
	// Errors of the body are thrown where it is read.
	asked.on('error', () => undefined);
	return response;
}

/** Undefined when everything has come; otherwise why not, when it is worth another try. */
async function receive(download: Download, response: IncomingMessage): Promise<string | undefined> {
	const { statusCode = 0 } = response;
	if (statusCode !== HTTP_OK && statusCode !== HTTP_PARTIAL) {
		response.destroy();
		const problem = `the controller answered ${statusCode} for ${download.sha256}`;
		if (statusCode === HTTP_TOO_MANY || statusCode >= HTTP_SERVER_FAULT) {
			return problem;
		}
		throw new FetchFailure(problem);
	}
	const isContinued = statusCode === HTTP_PARTIAL && startOf(response) === download.receivedBytes;
	if (!isContinued && download.receivedBytes > 0) {
		await restart(download);
	}
	return store(download, response);
}

async function store(download: Download, response: IncomingMessage): Promise<string | undefined> {
	const { sizeBytes, file, hash } = download;
	for await (const chunk of response as AsyncIterable<Buffer>) {
		if (download.receivedBytes + chunk.length > sizeBytes) {
			throw new FetchFailure(`more than the ${sizeBytes} bytes that were announced came`);
		}
		for (let written = 0; written < chunk.length; ) {
			const position = download.receivedBytes + written;
			written += (await file.write(chunk, written, chunk.length - written, position)).bytesWritten;
		}
		hash.update(chunk);
		download.receivedBytes += chunk.length;
	}
	return download.receivedBytes === sizeBytes ? undefined : 'the connection broke';
}

async function restart(download: Download): Promise<void> {
	await download.file.truncate(0);
	download.hash = createHash('sha256');
	download.receivedBytes = 0;
}

/** First byte of a partial answer. */
function startOf(response: IncomingMessage): number | undefined {
	const start = /^bytes (\d+)-/.exec(response.headers['content-range'] ?? '')?.[1];
	return start === undefined ? undefined : Number(start);
}

/** Errors of this machine's own disk; those of connections are worth another try. */
function isLocal(error: unknown): boolean {
	return ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EFBIG', 'EBADF'].includes(errorCode(error));
}
