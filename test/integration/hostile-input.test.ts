import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HostileAnswer } from '../support/hostile-child.js';
import { HOSTILE_STORAGE } from '../support/hostile-storage.js';
import type { HostileStorageAnswer } from '../support/hostile-storage-child.js';

const CHILD = resolve(import.meta.dirname, '../support/hostile-child.ts');

function readAll(kind: 'yaml' | 'yaql', input: string): readonly HostileAnswer[] {
	const given = ['--conditions=@stoker/source', '--import', 'tsx', CHILD, kind];
	const { stdout, stderr, status } = spawnSync(process.execPath, given, { input, encoding: 'utf8' });
	if (status !== 0) {
		throw new Error(`the child ended with ${status}: ${stderr}`);
	}
	const lines = stdout.trimEnd().split('\n');
	return lines.map((line) => JSON.parse(line) as HostileAnswer);
}

function readYaml(text: string): HostileAnswer {
	const [answer] = readAll('yaml', text);
	return answer ?? expect.fail('the child said nothing');
}

const TASK = '- {id: task-NUMBER, type: shell, version: 2.1.0, role: [app], parameters: {cmd: "echo NUMBER"}}\n';

describe('hostile YAML', () => {
	it('of 10 MB is read in 2 seconds of CPU and 300 MB', () => {
		const count = Math.floor(10_000_000 / TASK.length);
		const text = Array.from({ length: count }, (_, index) => TASK.replaceAll('NUMBER', String(index))).join('');
		const { cpuMs, peakBytes } = readYaml(text);
		expect(cpuMs).toBeLessThan(2_000);
		expect(peakBytes).toBeLessThan(300e6);
	});

	it('of aliases that grow without end is refused', () => {
		const levels = Array.from({ length: 12 }, (_, level) => {
			const before = level === 0 ? '"x"' : `*a${level - 1}`;
			return `a${level}: &a${level} [${Array<string>(10).fill(before).join(', ')}]\n`;
		});
		const { codes, cpuMs } = readYaml(
			`- id: a\n  type: shell\n  parameters:\n${levels.map((line) => `    ${line}`).join('')}`,
		);
		expect(codes).toContain('YAML_TOO_LARGE');
		expect(cpuMs).toBeLessThan(2_000);
	});

	it('nested deeper than 200 levels is refused', () => {
		expect(
			readYaml(`- {id: a, type: shell, parameters: {cmd: x, deep: ${'['.repeat(300)}${']'.repeat(300)}}}`).codes,
		).toContain('YAML_TOO_DEEP');
	});
});

describe('hostile storage schemas and inventories', () => {
	const child = resolve(import.meta.dirname, '../support/hostile-storage-child.ts');
	const given = ['--conditions=@stoker/source', '--import', 'tsx', child];
	const { stdout, stderr } = spawnSync(process.execPath, given, { encoding: 'utf8' });
	const answers = new Map(
		stdout
			.trimEnd()
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => JSON.parse(line) as HostileStorageAnswer)
			.map((answer) => [answer.name, answer]),
	);

	it.each(Object.keys(HOSTILE_STORAGE))('%s: answered in bounded time and memory', (name) => {
		const { cpuMs, peakBytes, codes } = answers.get(name) ?? expect.fail(`there is no answer: ${stderr}`);
		expect(codes).not.toEqual([]);
		expect(cpuMs).toBeLessThan(15_000);
		expect(peakBytes).toBeLessThan(800e6);
	});

	it('are refused where no plan can be right, with what is wrong', () => {
		const codesOf = (name: string) => answers.get(name)?.codes;
		expect(codesOf('arrays on arrays in a circle')).toContain('REFERENCE_UNKNOWN');
		expect(codesOf('group, array and volume in a circle')).toContain('REFERENCE_UNKNOWN');
		expect(codesOf('ids that are all the same')).toContain('NAME_DUPLICATE');
		expect(codesOf('one array of everything')).toEqual(['LAYOUT_TOO_LARGE']);
		expect(codesOf('sizes at the end of numbers')).toEqual(['FIELD_INVALID']);
		expect(answers.get('sizes at the end of numbers')?.count).toBe(32);
		expect(codesOf('names of prototypes')).not.toContain('plan');
		expect(codesOf('a kept partition beyond the disk')).toEqual(['DISK_TOO_SMALL']);
		expect(codesOf('disks of no size')).toEqual(['DISK_TOO_SMALL']);
		expect(codesOf('disks of negative and endless size')).toEqual(['FIELD_INVALID']);
		expect(codesOf('sectors of no size')).toEqual(['FIELD_INVALID']);
	});
});

/** Work without end, and work that looks small: each must be refused. */
const ENDLESS = [
	'let(a => $.nodes) -> range(9999).select($a.len())',
	'let(a => $.nodes) -> range(1000).select($a.mergeWith($a))',
	'let(a => $) -> range(100).select($a.toJson())',
	'let(a => $) -> range(100).select($a.toYaml())',
	'let(a => $.words) -> range(100).select($a.toSet())',
	'let(a => $.nodes.values()) -> $a.where($ in $a)',
	'let(a => $.nodes) -> range(9999).select($a.values().len())',
	'let(a => $.nodes) -> range(9999).select($a.containsValue(zz))',
	'let(a => $.nodes) -> range(9999).select($a.set(a, 1))',
	'range(9999).aggregate($1.set($2, 1), {})',
	'range(30).select(range(30).select(range(30).select(range(30).select(range(30)))))',
	'let(a => $.words) -> range(1000).select($a.orderBy($))',
	'let(a => $.numbers) -> range(9999).select($a.groupBy($ mod 10).len())',
	'let(a => $.numbers) -> range(9999).select($a.accumulate([$1, $2]))',
	'let(a => $.text) -> range(9999).select($a =~ "(x+x+)+y")',
	'("a" * 10000) =~ ("(a?){900}a{900}")',
	'regex("(?:a*b)?").searchAll("a" * 9000)',
	'("a" * 9000).replace(regex("a*b|a"), b)',
	'regex("").searchAll("ab" * 50000)',
	'range(9999).select(regex("(a|b)*c+" + str($)).matches("12"))',
	'let(a => $.numbers) -> range(9999).select($a.indexOf(y))',
	'let(a => $.nodes.values()) -> range(9999).select($a.contains(zz))',
	'let(a => $.numbers.toSet()) -> range(9999).select(added($a))',
	'range(40).aggregate([$1, $1], 1)',
	'range(40).aggregate([$1, $1], 1) = range(40).aggregate([$1, $1], 1)',
	'set(range(40).aggregate([$1, $1], 1))',
	'str(range(40).aggregate([$1, $1], 1))',
	'range(40).aggregate([$1, $1], 1).flatten().len()',
	'range(40).aggregate({a => $1, b => $1}, 1)',
	'{range(40).aggregate([$1, $1], 1) => 1}',
	'{1 => 1}.get(range(40).aggregate([$1, $1], 1))',
	'range(40).aggregate([$1, $1], 1).toJson()',
	'range(17).aggregate([$1, $1], 1).toYaml().len()',
	'let(a => [0] * 9999) -> range(9999).select($a).toJson()',
	'generate([1], true, [$, $])',
	'generate([1], true, [$, $], $, true)',
	'def(f, range(100).select(f($))) -> f(1)',
	'range(9999).aggregate($1.select($), [1])',
	'range(9999).aggregate($1.orderBy($), [1])',
	'[1] * 1000000',
	'("é" * 1000000).toJson()',
	'("{0!r}" * 1000).format($.words)',
	'let(w => $.words.toSet()) -> range(9999).select($w - $w)',
	'let(w => $.words.toSet()) -> range(9999).select($w.intersect($w))',
	'let(w => $.text) -> range(9999).select({$w => 1})',
	'let(w => $.text) -> range(9999).select($w.rightSplit(x))',
	'let(w => $.text, v => "y" * 100000 + "x") -> range(9999).select($w.trim($v))',
	'let(w => $.text, v => "x" * 1000 + "y") -> range(9999).select($v in $w)',
	'let(w => $.text, v => "x" * 200000) -> range(9999).select($w = $v)',
	'range(9999).join(range(9999), $1 = $2, $1)',
	'range(300).select(let(x => $) -> range(300).where($ = $x).len())',
	'range(99).select(added($.words))',
	'range(9999).select(changed($.words.toSet()))',
];

/** Work that is large and has an end: an answer or a refusal, in time. */
const LARGE = [
	'("{}" * 1000).format($)',
	'$.nodes.values().groupBy($.roles)',
	'$.nodes.values().orderBy($.name).select($.network.address)',
	'$.nodes.values().toDict($.name, $.network.address)',
	'$.words.select($).distinct().orderBy($).reverse().toSet().len()',
	'$.words.join(", ").split(", ").toSet().len()',
	'added($.words)',
	'changed($)',
	'$.mergeWith(old($)).len()',
	'set($.nodes)',
	'"x" * 100000000',
	'("é" * 50000).toUpper().len()',
	'range(9999).select(switch($ = 1 => 1, $ = 2 => 2, $ = 3 => 3, $ = 4 => 4, true => 5))',
	'range(9999).select(format("{} {} {}", $, $, $))',
	'range(9999).select("a-b-c-d".split("-").join("+"))',
	'range(9999).select(pow(3, 100000000000, 1000000007))',
];

/** 50 ms of work; three times that for machines that are busy. */
const BUDGET_MS = 150;

describe('hostile expressions', () => {
	it('without end are refused, each within its budget', () => {
		const answers = readAll('yaql', JSON.stringify(ENDLESS));
		const told = answers.map(({ codes, cpuMs }, index) => ({
			text: ENDLESS[index],
			codes,
			isInTime: cpuMs < BUDGET_MS,
		}));
		expect(told).toEqual(ENDLESS.map((text) => ({ text, codes: ['limit'], isInTime: true })));
	});

	it('that are merely large end within it', () => {
		const answers = readAll('yaql', JSON.stringify(LARGE));
		const late = LARGE.filter((_, index) => (answers[index]?.cpuMs ?? Infinity) >= BUDGET_MS);
		expect(late).toEqual([]);
	});
});
