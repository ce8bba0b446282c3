import type { FileSystemType, ImageFormat } from '@stoker/shared/storage/layout.js';

/** What the beginning of a file tells it to be. */
export interface RecognisedContent {
	readonly kind: ContentKind;
	/** What it must have at least when it is whole, by what it says itself; 0 where it says nothing. */
	readonly leastBytes: number;
}

/** `unknown` may be anything, a disk with a table among them. */
export type ContentKind = Exclude<ImageFormat, 'raw'> | 'gzip' | 'xz' | 'zstd' | 'bzip2' | 'unknown';

/** As much of a file as is looked at. */
export const RECOGNISED_BYTES = 0x1_1000;

const EXT_AT = 0x400;
const BTRFS_AT = 0x1_0000;
const ISO_AT = 0x8000;
const SWAP_AT = 4086;
const TAR_AT = 257;
const BOOT_MARK_AT = 510;
const FAT_MARKS_AT = [54, 82];
const SECTOR_SIZES = [512, 1024, 2048, 4096];
const HAS_JOURNAL = 0x4;
/** Features that ext3 does not have: extents, 64 bits, flexible groups and those after them. */
const INCOMPATIBLE_OF_EXT3 = 0x2 | 0x4 | 0x10;
const READ_ONLY_OF_EXT3 = 0x1 | 0x2 | 0x4;

interface Recogniser {
	readonly kind: ContentKind;
	readonly isIt: (head: Buffer) => boolean;
	readonly leastBytes?: (head: Buffer) => number;
}

/** Those of packed files first: nothing else begins as they do. */
const RECOGNISERS: readonly Recogniser[] = [
	{ kind: 'gzip', isIt: (head) => hasBytes(head, 0, [0x1f, 0x8b, 0x08]) },
	{ kind: 'xz', isIt: (head) => hasBytes(head, 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) },
	{ kind: 'zstd', isIt: (head) => hasBytes(head, 0, [0x28, 0xb5, 0x2f, 0xfd]) || isSkippableFrame(head) },
	{ kind: 'bzip2', isIt: (head) => hasText(head, 0, 'BZh') && hasBytes(head, 4, [0x31, 0x41, 0x59, 0x26]) },
	{ kind: 'qcow2', isIt: (head) => hasBytes(head, 0, [0x51, 0x46, 0x49, 0xfb]) },
	{ kind: 'squashfs', isIt: (head) => hasText(head, 0, 'hsqs'), leastBytes: (head) => number64(head, 40) },
	{
		kind: 'xfs',
		isIt: (head) => hasText(head, 0, 'XFSB'),
		leastBytes: (head) => head.readUInt32BE(4) * Number(head.readBigUInt64BE(8)),
	},
	{
		kind: 'btrfs',
		isIt: (head) => hasText(head, BTRFS_AT + 0x40, '_BHRfS_M'),
		leastBytes: (head) => number64(head, BTRFS_AT + 0x70),
	},
	{ kind: 'ext2', isIt: (head) => extOf(head) === 'ext2', leastBytes: extBytes },
	{ kind: 'ext3', isIt: (head) => extOf(head) === 'ext3', leastBytes: extBytes },
	{ kind: 'ext4', isIt: (head) => extOf(head) === 'ext4', leastBytes: extBytes },
	{ kind: 'swap', isIt: (head) => hasText(head, SWAP_AT, 'SWAPSPACE2') },
	{ kind: 'iso9660', isIt: (head) => hasText(head, ISO_AT + 1, 'CD001'), leastBytes: (head) => isoBytes(head) },
	{ kind: 'tar', isIt: (head) => hasText(head, TAR_AT, 'ustar') },
	{ kind: 'vfat', isIt: isFat, leastBytes: fatBytes },
];

/** Looks at the first {@link RECOGNISED_BYTES} bytes of a file; less where it has no more. */
export function recogniseContent(beginning: Buffer): RecognisedContent {
	const head = Buffer.alloc(RECOGNISED_BYTES);
	beginning.copy(head);
	const found = RECOGNISERS.find(({ isIt }) => isIt(head));
	return { kind: found?.kind ?? 'unknown', leastBytes: found?.leastBytes?.(head) ?? 0 };
}

/** File systems that get an identifier of the plan. */
export function fileSystemOf(kind: string): FileSystemType | undefined {
	const types: readonly string[] = ['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'vfat', 'swap'] satisfies FileSystemType[];
	return types.includes(kind) ? (kind as FileSystemType) : undefined;
}

/** Size of the sectors that the GPT at the beginning of a disk was made for; undefined where there is none. */
export function gptSectorBytes(head: Buffer): number | undefined {
	return SECTOR_SIZES.find((sectorBytes) => hasText(head, sectorBytes, 'EFI PART'));
}

function extOf(head: Buffer): 'ext2' | 'ext3' | 'ext4' | undefined {
	if (!hasBytes(head, EXT_AT + 0x38, [0x53, 0xef])) {
		return undefined;
	}
	const compatible = head.readUInt32LE(EXT_AT + 0x5c);
	const incompatible = head.readUInt32LE(EXT_AT + 0x60);
	const readOnly = head.readUInt32LE(EXT_AT + 0x64);
	if ((incompatible & ~INCOMPATIBLE_OF_EXT3) !== 0 || (readOnly & ~READ_ONLY_OF_EXT3) !== 0) {
		return 'ext4';
	}
	return (compatible & HAS_JOURNAL) === 0 ? 'ext2' : 'ext3';
}

function extBytes(head: Buffer): number {
	const is64 = (head.readUInt32LE(EXT_AT + 0x60) & 0x80) !== 0;
	const blocks = head.readUInt32LE(EXT_AT + 4) + (is64 ? head.readUInt32LE(EXT_AT + 0x150) * 2 ** 32 : 0);
	return blocks * 2 ** (10 + Math.min(head.readUInt32LE(EXT_AT + 0x18), 6));
}

function isoBytes(head: Buffer): number {
	return head.readUInt32LE(ISO_AT + 80) * head.readUInt16LE(ISO_AT + 128);
}

function isFat(head: Buffer): boolean {
	return hasBytes(head, BOOT_MARK_AT, [0x55, 0xaa]) && FAT_MARKS_AT.some((at) => hasText(head, at, 'FAT'));
}

function fatBytes(head: Buffer): number {
	return (head.readUInt16LE(19) || head.readUInt32LE(32)) * head.readUInt16LE(11);
}

function number64(head: Buffer, at: number): number {
	return Number(head.readBigUInt64LE(at));
}

/** A frame of zstd that holds something else: what parallel compressors begin with. */
function isSkippableFrame(head: Buffer): boolean {
	return (head[0] ?? 0) >> 4 === 0x5 && hasBytes(head, 1, [0x2a, 0x4d, 0x18]);
}

function hasBytes(head: Buffer, at: number, bytes: readonly number[]): boolean {
	return bytes.every((byte, index) => head[at + index] === byte);
}

function hasText(head: Buffer, at: number, text: string): boolean {
	return head.toString('latin1', at, at + text.length) === text;
}
