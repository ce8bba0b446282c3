/**
 * How many bytes a packed file has at least when it is unpacked, by what it says at its beginning and end; 0 where it says
 * nothing. It may say less than there is, where packed files were joined.
 */
export function leastUnpackedBytes(
	compression: 'none' | 'gzip' | 'xz' | 'zstd',
	head: Buffer,
	tail: Buffer | undefined,
): number {
	switch (compression) {
		case 'none':
			return 0;
		case 'gzip':
			// The size of the last member modulo 4 GiB.
			return tail === undefined || tail.length < GZIP_SIZE_BYTES ? 0 : tail.readUInt32LE(tail.length - GZIP_SIZE_BYTES);
		case 'xz':
			return tail === undefined ? 0 : xzBytes(tail);
		case 'zstd':
			return zstdBytes(head);
	}
}

/** As much of the end of a packed file as is looked at. */
export const PACKED_TAIL_BYTES = 64 * 1024;

const GZIP_SIZE_BYTES = 4;
const XZ_FOOTER_BYTES = 12;
const MAX_XZ_RECORDS = 10_000;

/** RFC 8878, 3.1.1.1: the content size of the first frame. */
function zstdBytes(head: Buffer): number {
	if (head.length < 18 || head.readUInt32LE(0) !== 0xfd2f_b528) {
		return 0;
	}
	const descriptor = head.readUInt8(4);
	const isSingleSegment = (descriptor & 0x20) !== 0;
	const sizeFlag = descriptor >> 6;
	const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
	const at = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes;
	switch (sizeFlag) {
		case 0:
			return isSingleSegment ? head.readUInt8(at) : 0;
		case 1:
			return head.readUInt16LE(at) + 256;
		case 2:
			return head.readUInt32LE(at);
		default:
			return Math.min(Number(head.readBigUInt64LE(at)), Number.MAX_SAFE_INTEGER);
	}
}

/** The index before the footer of the last stream lists its blocks. */
function xzBytes(tail: Buffer): number {
	const footer = tail.subarray(-XZ_FOOTER_BYTES);
	if (footer.length < XZ_FOOTER_BYTES || footer.toString('latin1', 10) !== 'YZ') {
		return 0;
	}
	const indexBytes = (footer.readUInt32LE(4) + 1) * 4;
	const start = tail.length - XZ_FOOTER_BYTES - indexBytes;
	if (start < 0 || tail[start] !== 0) {
		return 0;
	}
	const cursor = { at: start + 1 };
	const records = readVariable(tail, cursor);
	let bytes = 0;
	for (let record = 0; record < Math.min(records, MAX_XZ_RECORDS); record++) {
		readVariable(tail, cursor);
		bytes += readVariable(tail, cursor);
	}
	return Math.min(bytes, Number.MAX_SAFE_INTEGER);
}

/** A number in pieces of seven bits, the lowest first. */
function readVariable(bytes: Buffer, cursor: { at: number }): number {
	let value = 0;
	for (let index = 0; index < 9; index++) {
		const byte = bytes[cursor.at] ?? 0;
		cursor.at += 1;
		value += (byte & 0x7f) * 2 ** (7 * index);
		if ((byte & 0x80) === 0) {
			break;
		}
	}
	return value;
}
