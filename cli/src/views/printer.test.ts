import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PLAIN_OPTIONS } from '../../../test/support/global-options.js';
import { NOW_MS, SAMPLE_NODES, sampleNode } from '../../../test/support/view-samples.js';
import { UsageError } from '../arguments/usage-error.js';
import { NODE_KIND } from './node-view.js';
import { Printer } from './printer.js';
import { makeStyle } from './style.js';

const STYLE = makeStyle({ hasColour: false, isUnicode: true, columns: undefined, nowMs: NOW_MS });

async function print(changes: object, nodes = SAMPLE_NODES): Promise<string> {
	let text = '';
	const options = { ...PLAIN_OPTIONS, ...changes };
	const printer = new Printer(async (part) => void (text += part), options, STYLE);
	await printer.list(NODE_KIND, nodes);
	return text;
}

/** JSON has no undefined. */
const PLAIN: unknown = JSON.parse(JSON.stringify(SAMPLE_NODES));

describe('output for programs', () => {
	it('is one JSON document with a schema and a kind', async () => {
		expect(JSON.parse(await print({ output: 'json' }))).toEqual({ schema: 'stoker.v1', kind: 'nodes', data: PLAIN });
		expect(JSON.parse(await print({ output: 'json' }, []))).toEqual({ schema: 'stoker.v1', kind: 'nodes', data: [] });
	});

	it.each(['json', 'yaml'])('as %s is nothing at all when there is no first row to be had', async (output) => {
		let text = '';
		const printer = new Printer(async (part) => void (text += part), { ...PLAIN_OPTIONS, output } as never, STYLE);

		const failing = async function* (): AsyncGenerator<never> {
			throw new Error('no controller');
		};
		await expect(printer.list(NODE_KIND, failing())).rejects.toThrow('no controller');
		expect(text).toBe('');
	});

	it('is the same in YAML', async () => {
		expect(parse(await print({ output: 'yaml' }))).toEqual({ schema: 'stoker.v1', kind: 'nodes', data: PLAIN });
		expect(parse(await print({ output: 'yaml' }, []))).toEqual({ schema: 'stoker.v1', kind: 'nodes', data: [] });
	});

	it('is one object a line as jsonl', async () => {
		const lines = (await print({ output: 'jsonl' })).trimEnd().split('\n');
		expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
			(PLAIN as unknown[]).map((data) => ({ schema: 'stoker.v1', kind: 'node', data })),
		);
	});

	it('is names only when asked', async () => {
		expect(await print({ output: 'name' }, [sampleNode('7'), sampleNode('8')])).toBe('app-7\napp-8\n');
	});
});

describe('tables', () => {
	it('show the columns asked for, hidden ones too, without headings', async () => {
		const text = await print({ columns: ['status', 'name', 'agent'], hasHeaders: false }, [sampleNode('7')]);
		expect(text).toBe('ready  app-7  0.1.0\n');
	});

	it('name the columns there are when one is unknown', async () => {
		await expect(print({ columns: ['nam'] })).rejects.toThrow(UsageError);
		await expect(print({ columns: ['nam'] })).rejects.toThrow(/there are id, name/);
	});

	it('keep their widths over thousands of rows', async () => {
		const nodes = Array.from({ length: 2500 }, (_, index) => sampleNode(String(index)));
		const lines = (await print({}, nodes)).trimEnd().split('\n');
		expect(lines).toHaveLength(2501);
		expect(lines[1]?.indexOf('ready')).toBe(lines[999]?.indexOf('ready'));
		expect(lines[1]?.startsWith('0')).toBe(true);
	});

	it('let nobody write to the terminal through a name', async () => {
		const text = await print({}, [sampleNode('7', { name: 'evil\u001b[2J\nname' })]);
		expect(text).not.toContain('\u001b');
		expect(text.trimEnd().split('\n')).toHaveLength(2);
	});
});
