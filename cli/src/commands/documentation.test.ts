import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { optionName } from '../arguments/command-spec.js';
import { GLOBAL_OPTIONS } from '../arguments/global-options.js';
import { CLI_ERRORS } from './cli-error.js';
import { EXIT } from './exit-codes.js';
import { COMMANDS } from './registry.js';

const PAGE = await readFile(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

describe('docs/cli.md', () => {
	it('has every command with every option of it', () => {
		for (const { spec } of COMMANDS) {
			const [noun = '', verb = noun] = spec.path.split(' ');
			const rows = PAGE.split('\n').filter((line) => line.startsWith('| `stoker') && line.includes(`\`stoker ${noun}`));
			const row = rows.find((line) => new RegExp(`[ \`]${verb}[ \`]`).test(line)) ?? '';
			expect(row, spec.path).not.toBe('');
			for (const option of spec.options ?? []) {
				expect(row, spec.path).toContain(`--${optionName(option)}`);
			}
		}
	});

	it('has every option of every command, exit code and error code', () => {
		for (const option of GLOBAL_OPTIONS) {
			expect(PAGE).toContain(`--${optionName(option)}`);
		}
		for (const code of Object.values(EXIT)) {
			expect(PAGE).toContain(`\n| ${code} | `);
		}
		for (const [code, { exitCode }] of Object.entries(CLI_ERRORS)) {
			expect(PAGE).toContain(`| \`${code}\` | ${exitCode} | `);
		}
	});
});
