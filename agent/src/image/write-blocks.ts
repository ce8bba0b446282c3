import type { BlockMap } from '@stoker/shared/storage/block-map.js';
import type { DirectDevice } from '../system/direct-device.js';
import { StorageFailure } from '../system/storage-failure.js';
import type { ContentChecks } from './content-checks.js';
import { type ContentPiece, type ContentPieces, PIECES_IN_FLIGHT } from './content-pieces.js';
import { MappedParts } from './mapped-parts.js';

/** What is written where. */
export interface BlockJob {
	readonly name: string;
	readonly pieces: ContentPieces;
	readonly device: DirectDevice;
	/** Only what it maps is written; undefined: everything is. */
	readonly map: BlockMap | undefined;
	/** Of the whole content, what is not written among it. */
	readonly checks: ContentChecks;
	/** More is refused. */
	readonly mostBytes: number;
	readonly signal: AbortSignal;
	/** Told of each piece. */
	readonly report: (doneBytes: number) => void;
}

/**
 * Writes content to a device while the next piece is unpacked and this one is hashed. Resolves with its size when
 * everything is on the device for good. Rejects with a StorageFailure or the reason of the signal; what was written until
 * then stays.
 */
export async function writeBlocks(job: BlockJob): Promise<number> {
	const { pieces, device, checks, signal } = job;
	const mapped = job.map && new MappedParts(job.map, job.name);
	const flying: Promise<void>[] = [];
	let doneBytes = 0;
	try {
		for (let piece = await pieces.next(); piece !== undefined; piece = await pieces.next()) {
			signal.throwIfAborted();
			doneBytes = piece.startBytes + piece.length;
			requireFit(doneBytes, job);
			const content = piece.buffer.subarray(0, piece.length);
			const parts = mapped?.take(content, piece.startBytes) ?? [{ from: 0, to: piece.length }];
			const writing = writeParts(device, piece, parts);
			// It is looked at when its buffer is needed again.
			writing.catch(() => undefined);
			flying.push(writing);
			checks.update(content);
			job.report(doneBytes);
			if (flying.length === PIECES_IN_FLIGHT) {
				await flying.shift();
			}
		}
		await Promise.all(flying);
	} finally {
		// Buffers may not be let go of while the kernel reads from them.
		await Promise.allSettled(flying);
	}
	await device.flush();
	return doneBytes;
}

async function writeParts(
	device: DirectDevice,
	{ buffer, length, startBytes }: ContentPiece,
	parts: readonly { readonly from: number; readonly to: number }[],
): Promise<void> {
	for (const { from, to } of parts) {
		const end = Math.ceil(to / device.sectorBytes) * device.sectorBytes;
		if (to === length) {
			// The last sector is written whole.
			buffer.fill(0, to, end);
		}
		try {
			await device.write(buffer.subarray(from, end), startBytes + from);
		} catch (cause) {
			throw notWritten(device.path, cause);
		}
	}
}

function requireFit(doneBytes: number, { name, mostBytes, device }: BlockJob): void {
	if (doneBytes > mostBytes) {
		const isDeclared = mostBytes < device.sizeBytes;
		const message = isDeclared
			? `${name} has more than the ${mostBytes} bytes it should have`
			: `${name} has more than the ${mostBytes} bytes of ${device.path}`;
		throw new StorageFailure(isDeclared ? 'IMAGE_DAMAGED' : 'IMAGE_TOO_LARGE', message, { subject: { image: name } });
	}
}

function notWritten(path: string, cause: unknown): StorageFailure {
	const message = `${path} does not take what is written to it: ${cause instanceof Error ? cause.message : String(cause)}`;
	return new StorageFailure('STORAGE_WRITE_FAILED', message, { subject: { device: path }, cause });
}
