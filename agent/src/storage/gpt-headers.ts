import { crc32 } from 'node:zlib';
import { readDevice } from '../system/block-device.js';

/** Entries that are read; no real table has more. */
const MOST_ENTRIES_BYTES = 1024 * 1024;

/** What one of the two headers of a GUID partition table says. */
interface GptHeader {
	/** Lower case. */
	readonly guid: string;
	/** Checksum over the entries, which thus are the same in both. */
	readonly entriesChecksum: number;
}

/** Whether both copies of the table on a disk are whole, the same, and carry this GUID. */
export async function hasWholeGpt(
	node: string,
	{ sizeBytes, logicalSectorBytes: sector }: { readonly sizeBytes: number; readonly logicalSectorBytes: number },
	guid: string,
): Promise<boolean> {
	const last = sizeBytes / sector - 1;
	const [primary, backup] = await Promise.all([readHeader(node, 1, sector), readHeader(node, last, sector)]);
	return (
		primary?.guid === guid.toLowerCase() &&
		backup?.guid === primary.guid &&
		backup.entriesChecksum === primary.entriesChecksum
	);
}

/** Undefined where there is none, or one that is damaged (UEFI specification 2.10, section 5.3.2). */
async function readHeader(node: string, block: number, sector: number): Promise<GptHeader | undefined> {
	const header = await readDevice(node, block * sector, sector);
	const length = header.length < 92 ? 0 : header.readUInt32LE(12);
	if (header.toString('latin1', 0, 8) !== 'EFI PART' || length < 92 || length > sector) {
		return undefined;
	}
	const summed = Buffer.from(header.subarray(0, length));
	summed.writeUInt32LE(0, 16);
	const isOwnPlace = header.readBigUInt64LE(24) === BigInt(block);
	if (crc32(summed) !== header.readUInt32LE(16) || !isOwnPlace) {
		return undefined;
	}
	const entriesBytes = header.readUInt32LE(80) * header.readUInt32LE(84);
	const entriesStart = Number(header.readBigUInt64LE(72)) * sector;
	const entriesChecksum = header.readUInt32LE(88);
	if (entriesBytes > MOST_ENTRIES_BYTES || !Number.isSafeInteger(entriesStart)) {
		return undefined;
	}
	const entries = await readDevice(node, entriesStart, entriesBytes);
	return crc32(entries) === entriesChecksum ? { guid: guidText(header, 56), entriesChecksum } : undefined;
}

/** The first three groups are little-endian numbers, the others are bytes. */
function guidText(bytes: Buffer, at: number): string {
	const part = (from: number, to: number) => bytes.toString('hex', at + from, at + to);
	const swapped = (from: number, to: number) =>
		Buffer.from(bytes.subarray(at + from, at + to).toReversed()).toString('hex');
	return [swapped(0, 4), swapped(4, 6), swapped(6, 8), part(8, 10), part(10, 16)].join('-');
}
