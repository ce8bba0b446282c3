import { describe, expect, it } from 'vitest';
import { isUnicodeLocale, wantsColour } from './style.js';
import { sanitizeLine, textWidth, truncateText, wrapText } from './text.js';

describe('colour', () => {
	it.each([
		[{}, true, true],
		[{}, false, false],
		[{ NO_COLOR: '1' }, true, false],
		[{ NO_COLOR: '' }, true, true],
		[{ NO_COLOR: '1', FORCE_COLOR: '1' }, false, false],
		[{ FORCE_COLOR: '1' }, false, true],
		[{ CLICOLOR_FORCE: '1' }, false, true],
		[{ FORCE_COLOR: '0' }, true, false],
		[{ TERM: 'dumb' }, true, false],
	])('with %j on a terminal: %s -> %s', (environment, isTerminal, expected) => {
		expect(wantsColour(environment, isTerminal)).toBe(expected);
	});
});

describe('symbols', () => {
	it.each([
		[{ LANG: 'en_GB.UTF-8' }, true],
		[{ LC_ALL: 'C', LANG: 'en_GB.UTF-8' }, false],
		[{ LC_CTYPE: 'de_DE.utf8' }, true],
		[{}, false],
	])('with %j beyond ASCII: %s', (environment, expected) => {
		expect(isUnicodeLocale(environment)).toBe(expected);
	});
});

describe('text of others', () => {
	it('cannot move the cursor or turn the writing direction', () => {
		expect(sanitizeLine('a\u001b[2Jb\u202ec\td\r\ne')).toBe('a\ufffd[2Jb\ufffdc d e');
	});

	it('is measured in columns', () => {
		expect(textWidth('\u001b[31mred\u001b[39m')).toBe(3);
		expect(textWidth('日本')).toBe(4);
		expect(textWidth('e\u0301')).toBe(1);
	});

	it('is cut to a width and never beyond it', () => {
		expect(truncateText('configure-app', 8, '…')).toBe('configu…');
		expect(truncateText('日本語', 4, '…')).toBe('日…');
		expect(truncateText('abc', 0, '…')).toBe('');
	});

	it('is wrapped at blanks', () => {
		expect(wrapText('one two three four', 9)).toEqual(['one two', 'three', 'four']);
	});
});
