import { SaxesParser } from 'saxes';

/** Checksums that block maps carry: of themselves and of each range. */
export type MapAlgorithm = (typeof ALGORITHMS)[number];

/** Bytes of an image that hold data. */
export interface MappedRange {
	readonly startBytes: number;
	/** Behind the last byte; of the last block of an image no further than the image. */
	readonly endBytes: number;
	/** Of exactly these bytes, lower-case hexadecimal; '' where the map has none. */
	readonly checksum: string;
}

/** Which parts of an image hold data; what lies between them need not be written, and nothing is said of what it is. */
export interface BlockMap {
	readonly imageSizeBytes: number;
	readonly algorithm: MapAlgorithm;
	/** By start; they do not touch each other's bytes. */
	readonly ranges: readonly MappedRange[];
}

/** Lower-case hexadecimal, of the text in UTF-8. */
type Digest = (algorithm: MapAlgorithm, text: string) => string;

const ALGORITHMS = ['sha1', 'sha256', 'sha384', 'sha512'] as const;
const DIGEST_LENGTHS = { sha1: 40, sha256: 64, sha384: 96, sha512: 128 } as const;
/** Longer texts are not read; a map of an image in very many pieces has a few megabytes. */
export const MAX_MAP_CHARACTERS = 32 * 1024 * 1024;
const MAX_RANGES = 250_000;
const MAX_BLOCK_BYTES = 64 * 1024 * 1024;
const FIELDS = [
	'ImageSize',
	'BlockSize',
	'BlocksCount',
	'MappedBlocksCount',
	'ChecksumType',
	'BmapFileChecksum',
	'BmapFileSHA1',
] as const;

/**
 * Reads the XML that `bmaptool create` writes, versions 1.3 to 2.0, and verifies its own checksum. The problem is one
 * sentence.
 */
export function parseBlockMap(text: string, digest: Digest): { readonly map: BlockMap } | { readonly problem: string } {
	try {
		if (text.length > MAX_MAP_CHARACTERS) {
			throw new BlockMapProblem(`the map has more than ${MAX_MAP_CHARACTERS} characters`);
		}
		return { map: mapOf(readXml(text), text, digest) };
	} catch (error) {
		if (error instanceof BlockMapProblem) {
			return { problem: error.message };
		}
		throw error;
	}
}

class BlockMapProblem extends Error {}

interface MapDocument {
	version: string;
	readonly fields: Map<string, string>;
	readonly ranges: { readonly blocks: string; readonly checksum: string }[];
}

function readXml(text: string): MapDocument {
	const document: MapDocument = { version: '', fields: new Map(), ranges: [] };
	const parser = new SaxesParser();
	const path: string[] = [];
	let content = '';
	let checksum = '';
	parser.on('error', (error) => {
		throw new BlockMapProblem(`the map is no sound XML: ${error.message}`);
	});
	parser.on('doctype', () => {
		throw new BlockMapProblem('a map has no DOCTYPE');
	});
	parser.on('opentag', ({ name, attributes }) => {
		path.push(name);
		content = '';
		checksum = attributes['chksum'] ?? attributes['sha1'] ?? '';
		if (path.length === 1) {
			document.version = attributes['version'] ?? '';
		}
	});
	parser.on('text', (piece) => {
		content += piece;
	});
	parser.on('closetag', () => {
		addElement(document, path.join('/'), content.trim(), checksum);
		path.pop();
		content = '';
	});
	parser.write(text).close();
	return document;
}

function addElement(document: MapDocument, path: string, content: string, checksum: string): void {
	if (path === 'bmap/BlockMap/Range') {
		if (document.ranges.length === MAX_RANGES) {
			throw new BlockMapProblem(`the map has more than ${MAX_RANGES} ranges`);
		}
		document.ranges.push({ blocks: content, checksum });
		return;
	}
	const field = FIELDS.find((known) => path === `bmap/${known}`);
	if (field !== undefined) {
		if (document.fields.has(field)) {
			throw new BlockMapProblem(`the map has two elements ${field}`);
		}
		document.fields.set(field, content);
	}
}

function mapOf(document: MapDocument, text: string, digest: Digest): BlockMap {
	const algorithm = algorithmOf(document);
	verifyItself(document, algorithm, text, digest);
	const imageSizeBytes = numberOf(document, 'ImageSize');
	const blockBytes = numberOf(document, 'BlockSize');
	const blocks = numberOf(document, 'BlocksCount');
	if (blockBytes < 1 || blockBytes > MAX_BLOCK_BYTES || blocks !== Math.ceil(imageSizeBytes / blockBytes)) {
		throw new BlockMapProblem(`${blocks} blocks of ${blockBytes} bytes are no image of ${imageSizeBytes} bytes`);
	}
	let behind = 0;
	let mapped = 0;
	const ranges = document.ranges.map((range): MappedRange => {
		const { first, last } = blocksOf(range.blocks);
		if (first < behind || last < first || last >= blocks) {
			throw new BlockMapProblem(
				`the range ${range.blocks} lies outside of the image or before the end of the last one`,
			);
		}
		behind = last + 1;
		mapped += behind - first;
		const checksum = range.checksum === '' ? '' : checksumOf(range.checksum, algorithm);
		return { startBytes: first * blockBytes, endBytes: Math.min(behind * blockBytes, imageSizeBytes), checksum };
	});
	if (mapped !== numberOf(document, 'MappedBlocksCount')) {
		throw new BlockMapProblem(`the ranges have ${mapped} blocks, not as many as the map says`);
	}
	return { imageSizeBytes, algorithm, ranges };
}

/** Version 1.4 is 2.0 under another number; before 1.3 maps had no checksum. */
function algorithmOf({ version, fields }: MapDocument): MapAlgorithm {
	if (version === '1.3') {
		return 'sha1';
	}
	if (!/^(1\.4|2\.[0-9]{1,3})$/.test(version)) {
		throw new BlockMapProblem(`version "${version.slice(0, 20)}" of the map is not known; 1.3 to 2.0 are`);
	}
	const type = fields.get('ChecksumType') ?? '';
	const known = ALGORITHMS.find((algorithm) => algorithm === type);
	if (known === undefined) {
		throw new BlockMapProblem(
			`the checksums of the map are "${type.slice(0, 20)}", not one of ${ALGORITHMS.join(', ')}`,
		);
	}
	return known;
}

/** The checksum is that of the map with zeros where the checksum stands. */
function verifyItself({ version, fields }: MapDocument, algorithm: MapAlgorithm, text: string, digest: Digest): void {
	const written = fields.get(version === '1.3' ? 'BmapFileSHA1' : 'BmapFileChecksum') ?? '';
	const checksum = checksumOf(written, algorithm);
	const at = text.indexOf(written);
	const blank = text.slice(0, at) + '0'.repeat(checksum.length) + text.slice(at + checksum.length);
	if (digest(algorithm, blank) !== checksum) {
		throw new BlockMapProblem('the map does not have the checksum it says it has: it was changed or cut off');
	}
}

function checksumOf(text: string, algorithm: MapAlgorithm): string {
	if (text.length !== DIGEST_LENGTHS[algorithm] || !/^[0-9a-fA-F]+$/.test(text)) {
		throw new BlockMapProblem(`"${text.slice(0, 80)}" is no checksum of ${algorithm}`);
	}
	return text.toLowerCase();
}

function numberOf({ fields }: MapDocument, field: (typeof FIELDS)[number]): number {
	const text = fields.get(field);
	const value = text !== undefined && /^[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN;
	if (!Number.isSafeInteger(value)) {
		throw new BlockMapProblem(`${field} must be a number of at most 16 digits`);
	}
	return value;
}

/** `3-7` or `3`. */
function blocksOf(text: string): { readonly first: number; readonly last: number } {
	const [, first, last = first] = /^([0-9]{1,15})(?:\s*-\s*([0-9]{1,15}))?$/.exec(text) ?? [];
	if (first === undefined) {
		throw new BlockMapProblem(`"${text.slice(0, 40)}" is no range of blocks`);
	}
	return { first: Number(first), last: Number(last) };
}
