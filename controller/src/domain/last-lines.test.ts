import { describe, expect, it } from 'vitest';
import { lastLines } from './last-lines.js';

describe('the last lines of output', () => {
	it('are few, short, without colours and without the blank end', () => {
		const output = `${Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\r\n')}\n\u001b[31;1m  red\u001b[0m\n\n \n`;
		const lines = lastLines(output);
		expect(lines).toHaveLength(10);
		expect(lines.slice(-2)).toEqual(['line 29', '  red']);
		expect(lastLines('x'.repeat(10_000))[0]).toHaveLength(500);
	});

	it('are none when there is no output', () => {
		expect(lastLines('')).toEqual([]);
		expect(lastLines('\n\n')).toEqual([]);
	});
});
