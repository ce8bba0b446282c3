import { isSha256 } from '@stoker/shared/model/blob.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import parseRange from 'range-parser';
import type { BlobStore } from '../store/blob-store.js';

/** The part of a blob that is asked for; both ends belong to it. */
interface Part {
	readonly start: number;
	readonly end: number;
}

/**
 * Sends a blob, or the part of it that is asked for, to a node whose open attempt names it. Whoever may not have it
 * learns no more than who asks for what is not there. Throws BLOB_NOT_FOUND.
 */
export async function serveBlob(
	blobs: Pick<BlobStore, 'isGranted' | 'open'>,
	nodeId: NodeId,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const { sha256 = '' } = request.params as { readonly sha256?: string };
	const isGranted = isSha256(sha256) && (await blobs.isGranted(nodeId, sha256));
	const blob = isGranted ? await blobs.open(sha256) : undefined;
	if (blob === undefined) {
		throw new StokerError('BLOB_NOT_FOUND', 'No open attempt of this node names such a blob.');
	}
	const { handle, sizeBytes } = blob;
	const etag = `"${sha256}"`;
	reply.headers({ 'accept-ranges': 'bytes', etag, 'content-type': 'application/octet-stream' });
	reply.header('cache-control', 'private, no-store');
	const part = partOf(request, etag, sizeBytes);
	const isKnown = request.headers['if-none-match'] === etag;
	if (isKnown || part === 'unsatisfiable' || sizeBytes === 0) {
		await handle.close();
		return sendNothing(reply, isKnown ? 304 : part === 'unsatisfiable' ? 416 : 200, sizeBytes);
	}
	if (part !== undefined) {
		reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${sizeBytes}`);
	}
	const { start, end } = part ?? { start: 0, end: sizeBytes - 1 };
	reply.header('content-length', end - start + 1);
	return reply.send(handle.createReadStream({ start, end }));
}

function sendNothing(reply: FastifyReply, status: 200 | 304 | 416, sizeBytes: number): FastifyReply {
	if (status === 416) {
		reply.header('content-range', `bytes */${sizeBytes}`);
	}
	return reply.code(status).send();
}

/** Undefined for the whole: nothing else, several parts, or a part of something that has changed was asked for. */
function partOf({ headers }: FastifyRequest, etag: string, sizeBytes: number): Part | 'unsatisfiable' | undefined {
	const { range } = headers;
	const condition = headers['if-range'];
	if (range === undefined || sizeBytes === 0 || (condition !== undefined && condition !== etag)) {
		return undefined;
	}
	const ranges = parseRange(sizeBytes, range);
	if (ranges === -1) {
		return 'unsatisfiable';
	}
	const [only, ...others] = ranges === -2 || ranges.type !== 'bytes' ? [] : ranges;
	return others.length > 0 ? undefined : only;
}
