import { YaqlError } from './yaql-error.js';

const ESCAPES = /\\(?:U(.{8})|u(.{4})|x(.{2})|([0-7]{1,3})|(N)\{[^}]+\}|([\\'"abfnrtv]))/gu;
const SINGLE: Readonly<Record<string, string>> = {
	a: '\x07',
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
};

/**
 * Python's escapes. What it does not know stays as written, such as `\d`; names of characters are refused.
 *
 * @param position of the text's first character, for errors
 */
export function decodeEscapes(text: string, position: number): string {
	return text.replace(ESCAPES, (...match: readonly unknown[]) => {
		const [, long, short, byte, octal, named, single] = match as readonly (string | undefined)[];
		const hexadecimal = long ?? short ?? byte;
		const offset = typeof match[7] === 'number' ? match[7] : 0;
		if (hexadecimal !== undefined) {
			return decodePoint(hexadecimal, position + offset);
		}
		if (octal !== undefined) {
			return String.fromCodePoint(Number.parseInt(octal, 8));
		}
		if (named !== undefined) {
			throw new YaqlError('parse', position + offset, 'characters by name are not read; write the character itself');
		}
		return SINGLE[single ?? ''] ?? single ?? '';
	});
}

function decodePoint(digits: string, position: number): string {
	const point = /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
	if (!(point <= 0x10ffff)) {
		throw new YaqlError('parse', position, `\\${digits} is no character`);
	}
	return String.fromCodePoint(point);
}
