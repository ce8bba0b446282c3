import type { WriteImageAction } from '@stoker/shared/storage/storage-action.js';
import { StorageFailure } from '../system/storage-failure.js';
import { unpack } from '../system/unpack.js';
import { ContentChecks, type ExpectedChecksum } from './content-checks.js';
import { ContentPieces } from './content-pieces.js';
import { displayUri, type ImageSource, type OpenImage, type OpenImageOptions } from './image-source.js';
import { expectedBytes, type ImageFacts, isPlain, judgeContent, judgePacked, judgeSize } from './judge-image.js';
import { PACKED_TAIL_BYTES } from './packed-size.js';
import { PeekedStream } from './peeked-stream.js';
import { ProgressLines } from './progress-lines.js';
import { readSideFiles } from './side-files.js';

/** An image that was judged by everything that can be known before it is written. */
export interface OpenedImage {
	readonly facts: ImageFacts;
	readonly pieces: ContentPieces;
	/** Of the unpacked content. */
	readonly checks: ContentChecks;
	/** Tells how far it has come, every few seconds. */
	readonly report: (unpackedBytes: number) => void;
	/** Throws a StorageFailure unless everything came and is what it should be. */
	verify(unpackedBytes: number): Promise<void>;
	close(): Promise<void>;
}

interface OpenOptions extends OpenImageOptions {
	readonly openImage: OpenImage;
	readonly target: ImageFacts['target'];
	readonly fileSystemType: ImageFacts['fileSystemType'];
	readonly monotonicMs: () => number;
}

/** Opens an image, and refuses it with a StorageFailure where it can be known to be wrong. Nothing was written then. */
export async function openJudged(image: WriteImageAction['image'], options: OpenOptions): Promise<OpenedImage> {
	const { openImage, signal } = options;
	const name = displayUri(image.uri);
	const source = await openImage(image.uri, options);
	if (source === undefined) {
		throw new StorageFailure('IMAGE_NOT_FOUND', `There is nothing at ${name}`, { subject: { image: name } });
	}
	const packed = new PeekedStream(source.read());
	// The source first: what waits for it then ends at once.
	const closers = [() => source.close(), () => packed.close()];
	const close = async () => {
		for (const each of closers) {
			// What the end of the source breaks was judged before.
			await each().catch(() => undefined);
		}
	};
	try {
		const facts = await factsOf(image, { source, packed, options });
		judgePacked(facts);
		const fetched = new ContentChecks(fetchedChecksums(facts));
		packed.tap((piece) => fetched.update(piece));
		const unpacked = await unpack(image.compression, { name, source: packed, signal });
		closers.splice(1, 0, () => unpacked.close());
		const pieces = new ContentPieces(unpacked);
		const head = Buffer.from(await pieces.peek());
		judgeContent(facts, head);
		const checks = new ContentChecks(unpackedChecksums(facts));
		const progress = new ProgressLines(name, options.write, options.monotonicMs);
		return {
			facts,
			pieces,
			checks,
			report: (doneBytes) => progress.report({ doneBytes, share: shareOf(doneBytes, packed.passedBytes, facts) }),
			verify: async (unpackedBytes) => {
				await packed.drain();
				judgeSize(facts, head, unpackedBytes);
				fetched.verify(name, 'what was fetched');
				checks.verify(name, 'the unpacked content');
				progress.end(unpackedBytes);
			},
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

interface Opening {
	readonly source: ImageSource;
	readonly packed: PeekedStream;
	readonly options: OpenOptions;
}

async function factsOf(image: WriteImageAction['image'], { source, packed, options }: Opening): Promise<ImageFacts> {
	const side = await readSideFiles(image.uri, options.openImage, options);
	const wantsTail = image.compression === 'gzip' || image.compression === 'xz';
	const { target, fileSystemType } = options;
	return {
		...side,
		map: isPlain(image) ? side.map : undefined,
		name: source.name,
		image,
		fetchedBytes: source.sizeBytes,
		packedHead: await packed.peek(),
		packedTail: wantsTail ? await source.readTail(Math.min(PACKED_TAIL_BYTES, source.sizeBytes ?? 0)) : undefined,
		fileSystemType,
		target,
	};
}

function fetchedChecksums({ sha256, meta }: ImageFacts): readonly ExpectedChecksum[] {
	return [
		...(sha256 === undefined ? [] : [{ algorithm: 'sha256', digest: sha256, source: 'the file beside it' } as const]),
		...(meta === undefined || meta.containerMd5 === ''
			? []
			: [{ algorithm: 'md5', digest: meta.containerMd5, source: 'its description' } as const]),
	];
}

function unpackedChecksums({ image, meta }: ImageFacts): readonly ExpectedChecksum[] {
	const declared = (['md5', 'sha256', 'sha512'] as const).flatMap((algorithm) => {
		const digest = image.checksums[algorithm];
		return digest === undefined ? [] : [{ algorithm, digest, source: 'the layout' }];
	});
	return meta === undefined || meta.rawMd5 === ''
		? declared
		: [...declared, { algorithm: 'md5', digest: meta.rawMd5, source: 'its description' }];
}

function shareOf(unpackedBytes: number, passedBytes: number, facts: ImageFacts): number | undefined {
	const expected = expectedBytes(facts);
	if (expected > 0) {
		return Math.min(unpackedBytes / expected, 1);
	}
	return facts.fetchedBytes === undefined ? undefined : Math.min(passedBytes / facts.fetchedBytes, 1);
}
