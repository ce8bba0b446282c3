import { describe, expect, it } from 'vitest';
import { besideImage, imageMetaUri, imageName, parseChecksumFile, parseImageMeta } from './image-meta.js';

const META = `
os: { name: ubuntu, major: 14, minor: 4 }
images:
  - raw_md5: 12345678901234567890123456789012
    raw_size: 1073741824
    raw_name: root.img
    container_name: root.img.gz
    container_md5: ABCDEF0123456789abcdef0123456789
    container_size: 1234
    container: gzip
    format: ext4
`;

describe('addresses beside an image', () => {
	it('has the description under the name up to its first dot', () => {
		expect(imageMetaUri('http://host/a.b/env_1_ubuntu.img.gz')).toBe('http://host/a.b/env_1_ubuntu.yaml');
		expect(imageMetaUri('http://host/root.img?token=a/b.c')).toBe('http://host/root.yaml?token=a/b.c');
	});

	it('puts a suffix before the query', () => {
		expect(besideImage('http://host/root.img?a=1', '.bmap')).toBe('http://host/root.img.bmap?a=1');
		expect(imageName('http://host/x/root.img#part')).toBe('root.img');
	});
});

describe('parseImageMeta', () => {
	it('tells sizes and checksums of the image of that name', () => {
		expect(parseImageMeta(META, 'root.img.gz')).toEqual({
			meta: {
				format: 'ext4',
				container: 'gzip',
				rawSizeBytes: 1_073_741_824,
				rawMd5: '12345678901234567890123456789012',
				containerSizeBytes: 1234,
				containerMd5: 'abcdef0123456789abcdef0123456789',
			},
		});
	});

	it('says nothing of an image it does not list', () => {
		expect(parseImageMeta(META, 'other.img')).toEqual({ meta: undefined });
	});

	it.each([
		['no YAML', '{', ''],
		['another document', 'hostname: a', 'it has no list of images'],
		[
			'a size with a sign',
			META.replace('1073741824', '-1'),
			'raw_size and container_size must be whole numbers of bytes',
		],
		['a short digest', META.replace('ABCDEF', ''), 'raw_md5 and container_md5 must have 32 hexadecimal digits'],
		['too much', ' '.repeat(300_000), 'it has more than 262144 characters'],
	])('refuses %s', (_, yaml, problem) => {
		const read = parseImageMeta(yaml, 'root.img');
		expect('problem' in read ? read.problem : 'none').toContain(problem);
		expect('problem' in read).toBe(true);
	});
});

describe('parseChecksumFile', () => {
	const digest = 'a'.repeat(64);

	it.each([
		['alone', `${digest}\n`],
		['with its name', `${digest}  root.img\n`],
		['in binary mode, among others', `${'b'.repeat(64)} *other.img\n${digest.toUpperCase()} *./x/root.img\n`],
		['tagged', `# by hand\nSHA256 (root.img) = ${digest}\n`],
	])('finds a digest %s', (_, content) => {
		expect(parseChecksumFile(content, 'root.img')).toBe(digest);
	});

	it.each([
		['another file', `${digest}  other.img`],
		['a page', '<html>404</html>'],
		['too few digits', `${digest.slice(1)}  root.img`],
	])('finds nothing in %s', (_, content) => {
		expect(parseChecksumFile(content, 'root.img')).toBeUndefined();
	});
});
