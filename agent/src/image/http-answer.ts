import { once } from 'node:events';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { type Agent, request as requestHttps } from 'node:https';
import { StorageFailure } from '../system/storage-failure.js';
import { displayUri } from './image-source.js';

/** How requests are made. */
export interface HttpOptions {
	/** Connections with credentials of this node's own, for the addresses of its controller; undefined for all others. */
	readonly connectionsOf: (url: URL) => Agent | undefined;
	/** A connection on which nothing comes for this long is given up. */
	readonly silenceMs: number;
}

/** Something that may be better at the next try. */
export class PassingTrouble extends Error {}

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
const GONE: ReadonlySet<number> = new Set([404, 410]);
const HTTP_OK = 200;
const HTTP_PARTIAL = 206;
const HTTP_RANGE_NOT_SATISFIABLE = 416;

/** What a server sent: all of it, a part, or that there is nothing. */
export type HttpAnswer =
	| { readonly kind: 'whole'; readonly response: IncomingMessage; readonly version: FileVersion }
	| {
			readonly kind: 'part';
			readonly response: IncomingMessage;
			readonly version: FileVersion;
			readonly startBytes: number;
	  }
	| { readonly kind: 'nothing' }
	/** The part asked for is not there: the file is shorter, or parts are not given. */
	| { readonly kind: 'no_such_part' };

/** What tells one version of a file from another. */
export interface FileVersion {
	/** Of the whole file; undefined where the server does not say. */
	readonly sizeBytes: number | undefined;
	/** Strong entity tag, else '': weak ones may stay when bytes change. */
	readonly entityTag: string;
}

/** Asks once, following redirects. Rejects with {@link PassingTrouble}, a StorageFailure or the reason of the signal. */
export async function askServer(
	url: URL,
	headers: Readonly<Record<string, string>>,
	options: HttpOptions,
	signal: AbortSignal,
): Promise<HttpAnswer> {
	let at = url;
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		const response = await send(at, headers, options, signal);
		const status = response.statusCode ?? 0;
		const { location } = response.headers;
		if (!REDIRECTS.has(status) || location === undefined) {
			return answerOf(response, at);
		}
		response.destroy();
		at = redirected(at, location);
	}
	throw new StorageFailure(
		'IMAGE_UNREACHABLE',
		`${displayUri(url.href)} leads from one address to the next without end`,
	);
}

async function send(
	url: URL,
	headers: Readonly<Record<string, string>>,
	{ connectionsOf, silenceMs }: HttpOptions,
	signal: AbortSignal,
): Promise<IncomingMessage> {
	signal.throwIfAborted();
	const options = { headers: { 'accept-encoding': 'identity', ...headers }, signal, timeout: silenceMs };
	const agent = connectionsOf(url);
	const asked =
		url.protocol === 'https:'
			? requestHttps(url, { ...options, ...(agent === undefined ? {} : { agent }) })
			: requestHttp(url, { ...options, agent: false });
	asked.once('timeout', () => asked.destroy(new Error('the connection fell silent')));
	asked.end();
	try {
		const [response] = (await once(asked, 'response')) as [IncomingMessage];
		// Errors of the body are thrown where it is read.
		asked.on('error', () => undefined);
		response.on('error', () => undefined);
		return response;
	} catch (error) {
		signal.throwIfAborted();
		throw new PassingTrouble(error instanceof Error ? error.message : String(error), { cause: error });
	}
}

function answerOf(response: IncomingMessage, url: URL): HttpAnswer {
	const status = response.statusCode ?? 0;
	const entityTag = strongTag(response.headers.etag);
	if (status === HTTP_OK) {
		return { kind: 'whole', response, version: { sizeBytes: sizeOf(response.headers['content-length']), entityTag } };
	}
	if (status === HTTP_PARTIAL) {
		const [, start, size] = /^bytes ([0-9]+)-[0-9]+\/([0-9]+|\*)$/.exec(response.headers['content-range'] ?? '') ?? [];
		if (start !== undefined) {
			return { kind: 'part', response, version: { sizeBytes: sizeOf(size), entityTag }, startBytes: Number(start) };
		}
	}
	response.destroy();
	if (GONE.has(status)) {
		return { kind: 'nothing' };
	}
	if (status === HTTP_RANGE_NOT_SATISFIABLE) {
		return { kind: 'no_such_part' };
	}
	if (PASSING.has(status)) {
		throw new PassingTrouble(`the server answered ${status}`);
	}
	throw new StorageFailure('IMAGE_UNREACHABLE', `The server answered ${status} for ${displayUri(url.href)}`, {
		subject: { image: displayUri(url.href), status: String(status) },
	});
}

/** Never from an encrypted connection to an open one. */
function redirected(from: URL, location: string): URL {
	const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
	if (
		to === undefined ||
		!['http:', 'https:'].includes(to.protocol) ||
		(from.protocol === 'https:' && to.protocol === 'http:')
	) {
		const message = `${displayUri(from.href)} leads to an address that is not followed: ${displayUri(location)}`;
		throw new StorageFailure('IMAGE_UNREACHABLE', message, { subject: { image: displayUri(from.href) } });
	}
	return to;
}

function sizeOf(text: string | undefined): number | undefined {
	const size = text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
	return Number.isSafeInteger(size) ? size : undefined;
}

function strongTag(tag: string | undefined): string {
	return tag !== undefined && /^"[\x21\x23-\x7e]*"$/.test(tag) ? tag : '';
}
