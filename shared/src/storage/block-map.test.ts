import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type MapAlgorithm, parseBlockMap } from './block-map.js';

const digest = (algorithm: MapAlgorithm, text: string) => createHash(algorithm).update(text).digest('hex');
const SUM = 'c'.repeat(64);

interface Written {
	readonly version?: string;
	readonly type?: string;
	readonly size?: number | string;
	readonly blocks?: number;
	readonly mapped?: number;
	readonly ranges?: string;
}

/** As bmaptool writes it, with its checksum. */
function write({
	version = '2.0',
	type = 'sha256',
	size = 10_000,
	blocks = 3,
	mapped = 2,
	ranges,
}: Written = {}): string {
	const isOld = version === '1.3';
	const [name, length] = isOld ? ['BmapFileSHA1', 40] : ['BmapFileChecksum', type === 'sha1' ? 40 : 64];
	const text = `<?xml version="1.0" ?>
<!-- comment --><bmap version="${version}"><ImageSize> ${size} </ImageSize><BlockSize> 4096 </BlockSize>
<BlocksCount> ${blocks} </BlocksCount><MappedBlocksCount> ${mapped} </MappedBlocksCount>
${isOld ? '' : `<ChecksumType> ${type} </ChecksumType>`}<${name}> ${'0'.repeat(length)} </${name}>
<BlockMap>${ranges ?? `<Range chksum="${SUM}"> 0 </Range><Range chksum="${SUM}">2</Range>`}</BlockMap></bmap>`;
	const algorithm = isOld || type === 'sha1' ? 'sha1' : 'sha256';
	return text.replace('0'.repeat(length), digest(algorithm, text));
}

const problemOf = (text: string) => {
	const read = parseBlockMap(text, digest);
	return 'problem' in read ? read.problem : 'none';
};

describe('parseBlockMap', () => {
	it('tells the mapped bytes, the last ones no further than the image', () => {
		expect(parseBlockMap(write(), digest)).toEqual({
			map: {
				imageSizeBytes: 10_000,
				algorithm: 'sha256',
				ranges: [
					{ startBytes: 0, endBytes: 4096, checksum: SUM },
					{ startBytes: 8192, endBytes: 10_000, checksum: SUM },
				],
			},
		});
	});

	it('reads version 1.3 with its own names, and ranges without checksums', () => {
		const ranges = `<Range sha1="${'d'.repeat(40)}">0-1</Range>`;
		expect(parseBlockMap(write({ version: '1.3', ranges }), digest)).toMatchObject({
			map: { algorithm: 'sha1', ranges: [{ startBytes: 0, endBytes: 8192, checksum: 'd'.repeat(40) }] },
		});
		expect(problemOf(write({ version: '1.4', ranges: '<Range>0-1</Range>' }))).toBe('none');
		expect(problemOf(write({ type: 'sha1', ranges: '<Range>0-1</Range>' }))).toBe('none');
	});

	it('finds a single changed sign', () => {
		const text = write();
		expect(problemOf(text.replace('> 0 <', '> 1 <'))).toContain('does not have the checksum');
		expect(problemOf(text.slice(0, -20))).toContain('no sound XML');
	});

	it.each<[string, Written, string]>([
		['a version without checksums', { version: '1.2' }, 'is not known'],
		['a later version', { version: '3.0' }, 'is not known'],
		['a checksum nobody knows', { type: 'crc32' }, 'not one of'],
		['blocks that are not the image', { blocks: 4 }, 'no image of'],
		['a size beyond numbers', { size: '99999999999999999999' }, 'ImageSize must be a number'],
		['a count that lies', { mapped: 3 }, 'not as many'],
		['a range outside', { ranges: '<Range>2-3</Range>' }, 'outside of the image'],
		['ranges that overlap', { ranges: '<Range>0-1</Range><Range>1</Range>' }, 'outside of the image or before'],
		['a range backwards', { ranges: '<Range>2-1</Range>' }, 'outside of the image'],
		['words for blocks', { ranges: '<Range>all</Range>' }, 'no range of blocks'],
		['a checksum of another length', { ranges: '<Range chksum="aa">0-1</Range>' }, 'no checksum of sha256'],
	])('refuses %s', (_, written, problem) => {
		expect(problemOf(write(written))).toContain(problem);
	});

	it('refuses entities and document types', () => {
		expect(problemOf('<!DOCTYPE bmap [<!ENTITY a "b">]><bmap version="2.0"/>')).toContain('DOCTYPE');
		expect(problemOf('<bmap version="2.0">&lol;</bmap>')).toContain('no sound XML');
	});
});
