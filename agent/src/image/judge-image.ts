import type { ErrorCode } from '@stoker/shared/model/error-codes.js';
import type { FileSystemType } from '@stoker/shared/storage/layout.js';
import type { WriteImageAction } from '@stoker/shared/storage/storage-action.js';
import { StorageFailure } from '../system/storage-failure.js';
import { leastUnpackedBytes } from './packed-size.js';
import { gptSectorBytes, recogniseContent } from './recognise-content.js';
import type { SideFiles } from './side-files.js';

/** What is known of an image before anything of it is unpacked. */
export interface ImageFacts extends SideFiles {
	readonly name: string;
	readonly image: WriteImageAction['image'];
	/** As it is fetched; undefined where nobody says. */
	readonly fetchedBytes: number | undefined;
	/** Its beginning and end as they are fetched; the end where it can be had. */
	readonly packedHead: Buffer;
	readonly packedTail: Buffer | undefined;
	/** Of the file system of the layout that it becomes; '' where it does not. */
	readonly fileSystemType: FileSystemType | '';
	readonly target: { readonly path: string; readonly sizeBytes: number; readonly sectorBytes: number };
}

interface Problem {
	readonly code: ErrorCode;
	readonly what: string;
}

const PACKED = ['gzip', 'xz', 'zstd', 'bzip2'];
/** Small files cost more on a file system than in an archive, and none costs less than a quarter of what it takes there. */
const TREE_FACTOR = 4;

/** Images that are trees of files: their bytes are not those of the device. */
export function isTree({ format }: Pick<WriteImageAction['image'], 'format'>): boolean {
	return format === 'tar' || format === 'squashfs';
}

/** Images whose unpacked bytes go to the device as they are. */
export function isPlain(image: Pick<WriteImageAction['image'], 'format'>): boolean {
	return !isTree(image) && image.format !== 'qcow2';
}

/** How large unpacked content should be by what is said of it; 0 where nobody says. */
export function expectedBytes({ image, map, meta }: ImageFacts): number {
	return image.sizeBytes || (isPlain(image) ? map?.imageSizeBytes : 0) || meta?.rawSizeBytes || 0;
}

/** Unpacked content may not have more. */
export function mostBytes(facts: ImageFacts): number {
	const { image, target } = facts;
	return expectedBytes(facts) || (isPlain(image) ? target.sizeBytes : target.sizeBytes * TREE_FACTOR);
}

/** Throws a StorageFailure with everything that forbids to unpack an image. */
export function judgePacked(facts: ImageFacts): void {
	const { image, packedHead, packedTail } = facts;
	const least = leastUnpackedBytes(image.compression, packedHead, packedTail);
	const packed = recogniseContent(packedHead).kind;
	refuse(facts, [
		...packingProblems(facts, packed),
		...agreementProblems(facts),
		...(packed === image.compression
			? sizeProblems(facts, least, 'has, unless it is cut off, by its own words at least')
			: []),
		...sizeProblems(facts, expectedBytes(facts), 'has'),
		...(image.compression === 'none' ? sizeProblems(facts, facts.fetchedBytes ?? 0, 'has') : []),
	]);
}

/** Throws a StorageFailure with everything that forbids to write an image, now that its unpacked beginning is known. */
export function judgeContent(facts: ImageFacts, head: Buffer): void {
	const { image } = facts;
	const { kind, leastBytes } = recogniseContent(head);
	const isFormat = image.format === 'raw' ? ![...PACKED, 'qcow2'].includes(kind) : kind === image.format;
	const what =
		image.format === 'raw'
			? `it should hold bytes for a disk, and holds ${nameOf(kind)}`
			: `it should be ${image.format}, and is ${nameOf(kind)}`;
	refuse(facts, [
		...(isFormat ? [] : [{ code: 'IMAGE_FORMAT_MISMATCH', what } as const]),
		...(isPlain(image) ? sizeProblems(facts, leastBytes, 'is a file system of') : []),
		...(isPlain(image) && isFormat ? diskProblems(facts, head) : []),
	]);
}

/** The same of what an image that is converted will be on its device. */
export function judgeConverted(facts: ImageFacts, head: Buffer): void {
	refuse(facts, diskProblems(facts, head));
}

/** Throws a StorageFailure unless unpacked content is whole. */
export function judgeSize(facts: ImageFacts, head: Buffer, unpackedBytes: number): void {
	const expected = expectedBytes(facts);
	const { leastBytes } = isPlain(facts.image) ? recogniseContent(head) : { leastBytes: 0 };
	if ((expected > 0 && unpackedBytes !== expected) || unpackedBytes < leastBytes) {
		const what = `it has ${unpackedBytes} bytes, and should have ${expected || `at least ${leastBytes}`}`;
		refuse(facts, [{ code: 'IMAGE_DAMAGED', what }]);
	}
}

function packingProblems({ image }: ImageFacts, packed: string): readonly Problem[] {
	const isRight = image.compression === 'none' ? !PACKED.includes(packed) : packed === image.compression;
	const wanted = image.compression === 'none' ? 'not packed' : `packed with ${image.compression}`;
	const is = PACKED.includes(packed) ? `packed with ${packed}` : `not (it is ${nameOf(packed)})`;
	return isRight ? [] : [{ code: 'IMAGE_FORMAT_MISMATCH', what: `it should be ${wanted}, and is ${is}` }];
}

/** Of the bytes as they come to lie on the device. */
function diskProblems({ target, fileSystemType }: ImageFacts, head: Buffer): readonly Problem[] {
	const { kind } = recogniseContent(head);
	if (fileSystemType !== '') {
		const what = `it should be ${fileSystemType}, the type of its file system in the layout, and is ${nameOf(kind)}`;
		return kind === fileSystemType ? [] : [{ code: 'IMAGE_FORMAT_MISMATCH', what }];
	}
	// A table is found by the size of sectors that it was made for.
	const sectorBytes = kind === 'unknown' ? gptSectorBytes(head) : undefined;
	const what = `its partition table is for sectors of ${sectorBytes ?? 0} bytes, and those of ${target.path} have ${target.sectorBytes}`;
	return sectorBytes === undefined || sectorBytes === target.sectorBytes
		? []
		: [{ code: 'IMAGE_FORMAT_MISMATCH', what }];
}

/** What several say of one size must be the same. */
function agreementProblems(facts: ImageFacts): readonly Problem[] {
	const { image, map, meta, fetchedBytes } = facts;
	const problems: Problem[] = [];
	const said = [image.sizeBytes, isPlain(image) ? map?.imageSizeBytes : 0, meta?.rawSizeBytes].filter((size) => size);
	if (new Set(said).size > 1) {
		const what = `the layout, its block map and its description say different sizes: ${said.join(', ')} bytes`;
		problems.push({ code: 'IMAGE_DAMAGED', what });
	}
	if (
		meta !== undefined &&
		meta.containerSizeBytes > 0 &&
		fetchedBytes !== undefined &&
		fetchedBytes !== meta.containerSizeBytes
	) {
		const what = `its description says that the file has ${meta.containerSizeBytes} bytes, and it has ${fetchedBytes}`;
		problems.push({ code: 'IMAGE_DAMAGED', what });
	}
	const expected = expectedBytes(facts);
	if (image.compression === 'none' && expected > 0 && fetchedBytes !== undefined && fetchedBytes !== expected) {
		problems.push({ code: 'IMAGE_DAMAGED', what: `it has ${fetchedBytes} bytes, and should have ${expected}` });
	}
	return problems;
}

function sizeProblems(facts: ImageFacts, bytes: number, verb: string): readonly Problem[] {
	const { image, target } = facts;
	const room = isPlain(image) ? target.sizeBytes : target.sizeBytes * TREE_FACTOR;
	const expected = expectedBytes(facts);
	const problems: Problem[] = [];
	if (bytes > room) {
		const place = isPlain(image)
			? `${target.path} has ${target.sizeBytes}`
			: `no tree for ${target.path} has more than ${room}`;
		problems.push({ code: 'IMAGE_TOO_LARGE', what: `it ${verb} ${bytes} bytes, and ${place}` });
	} else if (expected > 0 && bytes > expected) {
		problems.push({ code: 'IMAGE_DAMAGED', what: `it ${verb} ${bytes} bytes, and should have ${expected}` });
	}
	return problems;
}

function refuse({ name }: ImageFacts, problems: readonly Problem[]): void {
	const [first] = problems;
	if (first !== undefined) {
		const each = [...new Set(problems.map(({ what }) => what))].join('; ');
		throw new StorageFailure(first.code, `${name}: ${each}`, { subject: { image: name } });
	}
}

function nameOf(kind: string): string {
	return kind === 'unknown' ? 'nothing that is known' : kind;
}
