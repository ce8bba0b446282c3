import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { DIAGNOSTIC_CODES } from './diagnostic-codes.js';

test('docs/diagnostics.md lists every code with what the table says', () => {
	const page = readFileSync(resolve(import.meta.dirname, '../../../docs/diagnostics.md'), 'utf8');
	const rows = Object.entries(DIAGNOSTIC_CODES)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([code, { severity, meaning, nextStep }]) => `| \`${code}\` | ${severity} | ${meaning} | ${nextStep} |`);
	expect(page.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
});
