import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HostileAnswer } from '../support/hostile-child.js';

const CHILD = resolve(import.meta.dirname, '../support/hostile-child.ts');

function read(kind: 'yaml' | 'yaql', input: string): HostileAnswer {
	const given = ['--conditions=@stoker/source', '--import', 'tsx', CHILD, kind];
	const { stdout, stderr, status } = spawnSync(process.execPath, given, { input, encoding: 'utf8' });
	if (status !== 0) {
		throw new Error(`the child ended with ${status}: ${stderr}`);
	}
	return JSON.parse(stdout) as HostileAnswer;
}

const TASK = '- {id: task-NUMBER, type: shell, version: 2.1.0, role: [app], parameters: {cmd: "echo NUMBER"}}\n';

describe('hostile YAML', () => {
	it('of 10 MB is read in 2 seconds of CPU and 300 MB', () => {
		const count = Math.floor(10_000_000 / TASK.length);
		const text = Array.from({ length: count }, (_, index) => TASK.replaceAll('NUMBER', String(index))).join('');
		const { cpuMs, peakBytes } = read('yaml', text);
		expect(cpuMs).toBeLessThan(2_000);
		expect(peakBytes).toBeLessThan(300e6);
	});

	it('of aliases that grow without end is refused', () => {
		const levels = Array.from({ length: 12 }, (_, level) => {
			const before = level === 0 ? '"x"' : `*a${level - 1}`;
			return `a${level}: &a${level} [${Array<string>(10).fill(before).join(', ')}]\n`;
		});
		const { codes, cpuMs } = read(
			'yaml',
			`- id: a\n  type: shell\n  parameters:\n${levels.map((line) => `    ${line}`).join('')}`,
		);
		expect(codes).toContain('YAML_TOO_LARGE');
		expect(cpuMs).toBeLessThan(2_000);
	});

	it('nested deeper than 200 levels is refused', () => {
		expect(
			read('yaml', `- {id: a, type: shell, parameters: {cmd: x, deep: ${'['.repeat(300)}${']'.repeat(300)}}}`).codes,
		).toContain('YAML_TOO_DEEP');
	});
});

describe('a hostile expression', () => {
	it.each([
		'let(a => $.nodes) -> range(9999).select($a.len())',
		'let(a => $.nodes) -> range(1000).select($a.mergeWith($a))',
		'let(a => $) -> range(100).select($a.toJson())',
		'let(a => $) -> range(100).select($a.toYaml())',
		'let(a => $.words) -> range(100).select($a.toSet())',
		'let(a => $.nodes.values()) -> $a.where($ in $a)',
		'let(a => $.nodes) -> range(9999).select($a.values().len())',
		'range(9999).aggregate($1.set($2, 1), {})',
		'range(30).select(range(30).select(range(30).select(range(30).select(range(30)))))',
		'let(a => $.words) -> range(1000).select($a.orderBy($))',
		'let(a => $.text) -> range(9999).select($a =~ "(x+x+)+y")',
	])('%s ends within its budget', (text) => {
		const { codes, cpuMs } = read('yaql', text);
		expect(codes).toEqual(['limit']);
		// 50 ms of work; three times that for machines that are busy.
		expect(cpuMs).toBeLessThan(150);
	});
});
