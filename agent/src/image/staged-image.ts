import type { HandlerTools } from '../storage/storage-tools.js';
import { freeBytes, writeStagedFile } from '../system/staged-file.js';
import { StorageFailure } from '../system/storage-failure.js';
import type { OpenedImage } from './opened-image.js';

/** Left free for everything else that runs on a machine whose disk is its memory. */
const RESERVE_BYTES = 128 * 1024 * 1024;

/**
 * Lays an unpacked image down beside the attempt, for tools that read it back and forth, and removes it when the work is
 * done. The content is verified before the work begins.
 */
export async function withStaged<Result>(
	opened: OpenedImage,
	tools: HandlerTools,
	work: (path: string) => Promise<Result>,
): Promise<Result> {
	const { facts, pieces, checks } = opened;
	const folder = `${tools.target}/stoker-staged`;
	const room = Math.max((await freeBytes(tools.target)) - RESERVE_BYTES, 0);
	const needed = facts.image.sizeBytes || (facts.image.compression === 'none' ? (facts.fetchedBytes ?? 0) : 0);
	requireRoom(needed, room, facts.name);
	return writeStagedFile(folder, async (append, path) => {
		let unpackedBytes = 0;
		for await (const piece of pieces.stream()) {
			tools.signal.throwIfAborted();
			unpackedBytes += piece.length;
			requireRoom(unpackedBytes, room, facts.name);
			checks.update(piece);
			await append(piece);
			opened.report(unpackedBytes);
		}
		await opened.verify(unpackedBytes);
		return work(path);
	});
}

function requireRoom(bytes: number, room: number, name: string): void {
	if (bytes > room) {
		const message = `${name} must lie on this machine before it is written: it has ${bytes} bytes or more, and ${room} are free`;
		throw new StorageFailure('IMAGE_STAGING_FULL', message, { subject: { image: name } });
	}
}
