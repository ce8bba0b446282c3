import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSize, sizeBytes } from './size.js';

test.each([
	['100 MB', 100_000_000],
	['100MiB', 104_857_600],
	['2048s', 1_048_576],
	['7 B', 7],
	['15', 15 * 1_048_576],
	['  1.5  GiB ', 1_610_612_736],
	['0.1 KB', 100],
	['0.000001 EB', 1_000_000_000_000],
	['9007199254740991 B', Number.MAX_SAFE_INTEGER],
])('reads %s to the byte', (text, bytes) => {
	expect(parseSize(text)).toEqual({ kind: 'bytes', bytes });
});

test('reads shares and what remains', () => {
	expect(parseSize('12.5 %')).toEqual({ kind: 'percent', percent: 12.5 });
	expect(parseSize('remaining')).toEqual({ kind: 'remaining' });
});

test.each([
	'',
	'0',
	'0 MiB',
	'-5 GiB',
	'+5 GiB',
	'1e3 MB',
	'10 gib',
	'10 mb',
	'10 KiBs',
	'1 YB',
	'9007199254740992 B',
	'101%',
	'0%',
	'NaN',
	'.5 GiB',
	'5. GiB',
	'Remaining',
	'1 MiB\n2',
	'9'.repeat(21),
	'1_000 MB',
	'٣ GiB',
])('takes %j for no size', (text) => {
	expect(parseSize(text)).toBeUndefined();
});

test('whatever is written, a size is a safe number above 0, or none', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.string({ maxLength: 40 }), fc.stringMatching(/^\d{1,22}(\.\d{1,14})? ?[KMGTPEZYis%B]{0,3}$/)),
			(text) => {
				const size = parseSize(text);
				const bytes = size === undefined || size.kind === 'remaining' ? 1 : sizeBytes(size, 2 ** 50);
				expect(Number.isSafeInteger(bytes) && bytes > 0).toBe(true);
			},
		),
		{ numRuns: 2000 },
	);
});
