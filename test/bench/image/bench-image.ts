import { spawn } from 'node:child_process';
import { createCipheriv, createHash } from 'node:crypto';
import { once } from 'node:events';

/** An image that is the same whenever it is made. */
export interface BenchImage {
	/** Of the unpacked content. */
	readonly sha256: string;
	/** Its block map, with a checksum of each range. */
	readonly map: string;
}

const MEBIBYTE = 1024 * 1024;
const HALF = MEBIBYTE / 2;
/** Data and holes by turns. */
const STRETCH_MEBIBYTES = 16;
const BLOCK_BYTES = 4096;

/** Makes an image packed with zstd: half of its data cannot be packed, half packs well; every other stretch may be a hole. */
export async function makeBenchImage(
	path: string,
	{ mebibytes, isHalfEmpty }: { readonly mebibytes: number; readonly isHalfEmpty: boolean },
): Promise<BenchImage> {
	const packer = spawn('zstd', ['-q', '-1', '-T0', '-f', '-o', path], { stdio: ['pipe', 'inherit', 'inherit'] });
	const ended = once(packer, 'close');
	const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16, 2));
	const whole = createHash('sha256');
	const ranges: string[] = [];
	let mapped = 0;
	for (let start = 0; start < mebibytes; start += STRETCH_MEBIBYTES) {
		const length = Math.min(STRETCH_MEBIBYTES, mebibytes - start);
		const isHole = isHalfEmpty && (start / STRETCH_MEBIBYTES) % 2 === 1;
		const stretch = createHash('sha256');
		for (let index = 0; index < length; index++) {
			const piece = isHole ? Buffer.alloc(MEBIBYTE) : makePiece(noise.update(Buffer.alloc(HALF)));
			whole.update(piece);
			stretch.update(piece);
			if (!packer.stdin.write(piece)) {
				await once(packer.stdin, 'drain');
			}
		}
		if (!isHole) {
			mapped += blocksOf(length);
			const last = blocksOf(start + length) - 1;
			ranges.push(`<Range chksum="${stretch.digest('hex')}"> ${blocksOf(start)}-${last} </Range>`);
		}
	}
	packer.stdin.end();
	await ended;
	return { sha256: whole.digest('hex'), map: writeMap(mebibytes, mapped, ranges) };
}

/** Noise, then words of few kinds. */
function makePiece(noise: Buffer): Buffer {
	const words = Buffer.alloc(HALF);
	for (let at = 0; at < HALF; at += 8) {
		words.writeUInt32LE(0x20656874 + ((noise[at] ?? 0) & 15), at);
		words.writeUInt32LE((noise[at + 1] ?? 0) & 31, at + 4);
	}
	return Buffer.concat([noise, words]);
}

function blocksOf(mebibytes: number): number {
	return (mebibytes * MEBIBYTE) / BLOCK_BYTES;
}

function writeMap(mebibytes: number, mapped: number, ranges: readonly string[]): string {
	const blank = '0'.repeat(64);
	const text = `<?xml version="1.0" ?>
<bmap version="2.0">
<ImageSize> ${mebibytes * MEBIBYTE} </ImageSize>
<BlockSize> ${BLOCK_BYTES} </BlockSize>
<BlocksCount> ${blocksOf(mebibytes)} </BlocksCount>
<MappedBlocksCount> ${mapped} </MappedBlocksCount>
<ChecksumType> sha256 </ChecksumType>
<BmapFileChecksum> ${blank} </BmapFileChecksum>
<BlockMap>
${ranges.join('\n')}
</BlockMap>
</bmap>
`;
	return text.replace(blank, createHash('sha256').update(text).digest('hex'));
}
