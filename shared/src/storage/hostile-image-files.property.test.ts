import { createHash } from 'node:crypto';
import { array, assert, constantFrom, integer, mixedCase, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BlockMap, type MapAlgorithm, parseBlockMap } from './block-map.js';
import { besideImage, imageMetaUri, parseChecksumFile, parseImageMeta } from './image-meta.js';

/** What people may write into files beside images, or cut off, or upload in their place. */
const RUNS = Number(process.env['STOKER_FUZZ_RUNS'] ?? 2000);
const MOST_MS = 2000;

const digest = (algorithm: MapAlgorithm, text: string) => createHash(algorithm).update(text).digest('hex');

const XML_PIECES = [
	'<bmap version="2.0">',
	'</bmap>',
	'<ImageSize>',
	'</ImageSize>',
	'8192',
	'<BlockSize> 4096 </BlockSize>',
];
const MORE_PIECES = [
	'<BlocksCount>2</BlocksCount>',
	'<BlockMap><Range chksum="a">',
	'0-1',
	'</Range></BlockMap>',
	'&#x0;',
	'<!--',
	']]>',
];
const YAML_PIECES = [
	'images:',
	'\n  - ',
	'raw_size: 5\n',
	'container_name: a\n',
	'{',
	'}',
	'[',
	'&a ',
	'*a ',
	'? ',
	'- ',
	'| \n',
	'!!set ',
	'"',
];
const pieces = (known: readonly string[]) =>
	array(oneof({ weight: 4, arbitrary: constantFrom(...known) }, { weight: 1, arbitrary: string({ maxLength: 8 }) }), {
		maxLength: 60,
	}).map((parts) => parts.join(''));

/** A sound map with one stretch of it replaced, and a checksum that is right again. */
const damagedMap = property(
	integer({ min: 0, max: 600 }),
	integer({ min: 0, max: 40 }),
	pieces(['9', '-', '0', '<', '"', ' ', '1e9']),
	(at, length, put) => {
		const text = soundMap((body) => body.slice(0, at) + put + body.slice(at + length));
		expectBounded(parseBlockMap(text, digest));
	},
);

function soundMap(damage: (text: string) => string): string {
	const blank = '0'.repeat(64);
	const ranges = Array.from(
		{ length: 5 },
		(_, index) => `<Range chksum="${'a'.repeat(64)}"> ${index * 3}-${index * 3 + 1} </Range>`,
	);
	const text =
		damage(`<bmap version="2.0"><ImageSize> 61440 </ImageSize><BlockSize> 4096 </BlockSize><BlocksCount> 15 </BlocksCount>
<MappedBlocksCount> 10 </MappedBlocksCount><ChecksumType> sha256 </ChecksumType><BmapFileChecksum> ${blank} </BmapFileChecksum>
<BlockMap>${ranges.join('')}</BlockMap></bmap>`);
	return text.replace(blank, digest('sha256', text));
}

/** Whatever is read can be written: in order, inside of the image, and not without end. */
function expectBounded(read: ReturnType<typeof parseBlockMap>): void {
	if ('problem' in read) {
		expect(read.problem).not.toBe('');
		return;
	}
	let behind = 0;
	for (const { startBytes, endBytes } of read.map.ranges satisfies BlockMap['ranges']) {
		expect(startBytes).toBeGreaterThanOrEqual(behind);
		expect(endBytes).toBeGreaterThan(startBytes);
		behind = endBytes;
	}
	expect(behind).toBeLessThanOrEqual(read.map.imageSizeBytes);
}

function within(work: () => void): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

describe('files beside images, whatever is in them', () => {
	test('a block map is read or refused', () => {
		expect(
			'map' in
				parseBlockMap(
					soundMap((text) => text),
					digest,
				),
		).toBe(true);
		assert(damagedMap, { numRuns: RUNS });
		const anything = property(
			oneof(pieces([...XML_PIECES, ...MORE_PIECES]), string(), mixedCase(constantFrom(soundMap((text) => text)))),
			(text) => expectBounded(parseBlockMap(text, digest)),
		);
		assert(anything, { numRuns: RUNS });
	});

	test('a description is read or refused', () => {
		const anything = property(oneof(pieces(YAML_PIECES), string()), (text) => {
			const read = parseImageMeta(text, 'a');
			if ('problem' in read) {
				expect(read.problem).not.toBe('');
			} else if (read.meta !== undefined) {
				expect(Number.isSafeInteger(read.meta.rawSizeBytes) && read.meta.rawSizeBytes >= 0).toBe(true);
				expect(read.meta.rawMd5).toMatch(/^([0-9a-f]{32})?$/);
			}
		});
		assert(anything, { numRuns: RUNS });
	});

	test('a list of checksums gives a digest or nothing, and addresses stay texts', () => {
		const anything = property(pieces(['a'.repeat(64), '  ', '*', 'root.img', '\n', 'SHA256 (', ') = ']), (text) => {
			expect(parseChecksumFile(text, 'root.img') ?? '').toMatch(/^([0-9a-f]{64})?$/);
			expect(imageMetaUri(text).length + besideImage(text, '.bmap').length).toBeGreaterThan(0);
		});
		assert(anything, { numRuns: RUNS });
	});

	test.each([
		['brackets', '['.repeat(200_000)],
		['dashes', '- '.repeat(100_000)],
		['mappings', '{a: '.repeat(60_000)],
		[
			'anchors',
			`a: &a [${'x,'.repeat(100)}]\n${Array.from({ length: 5000 }, (_, index) => `k${index}: *a`).join('\n')}`,
		],
		['quotes', `"${'\\n'.repeat(100_000)}`],
	])('a description of %s without end is refused in time', (_, text) => {
		expect(within(() => expect('problem' in parseImageMeta(text, 'a')).toBe(true))).toBeLessThan(MOST_MS * 5);
	});

	test.each([
		['elements', '<a>'.repeat(300_000)],
		['attributes', `<bmap ${Array.from({ length: 50_000 }, (_, index) => `a${index}="1"`).join(' ')}>`],
		['text', `<bmap version="2.0"><ImageSize>${'1'.repeat(1_000_000)}</ImageSize></bmap>`],
		['ranges', `<bmap version="2.0"><BlockMap>${'<Range>0</Range>'.repeat(260_000)}</BlockMap></bmap>`],
		['comments', `<bmap>${'<!-- -->'.repeat(200_000)}`],
	])('a map of %s without end is refused in time', (_, text) => {
		expect(within(() => expect('problem' in parseBlockMap(text, digest)).toBe(true))).toBeLessThan(MOST_MS * 5);
	});
});
