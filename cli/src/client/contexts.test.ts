import { describe, expect, it } from 'vitest';
import { formatContexts } from './contexts.js';
import { parseContexts } from './parse-contexts.js';

const PROD = { address: '10.20.0.2:7442', ca: 'CA\nPEM\n', certificate: 'CERT', key: 'KEY' };

describe('a contexts file', () => {
	it('is read as it was written', () => {
		const contexts = { current: 'prod', contexts: { prod: PROD } };
		expect(parseContexts(formatContexts(contexts))).toEqual({ ...contexts, problems: [] });
	});

	it('may be empty', () => {
		expect(parseContexts('')).toEqual({ current: '', contexts: {}, problems: [] });
	});

	it('is refused with every problem at once', () => {
		const { problems, contexts } = parseContexts(
			'curent: prod\ncontexts:\n  prod: {address: "a:1", ca: c, certificate: d, key: e}\n  lab: {address: 7, ca: x}\n  old: 3\n',
		);
		expect(problems).toEqual([
			'curent: unknown key',
			'contexts.lab.address: not a text',
			'contexts.lab.certificate: missing',
			'contexts.lab.key: missing',
			'contexts.old: not a mapping',
		]);
		expect(Object.keys(contexts)).toEqual(['prod']);
	});

	it.each(['- a', '"text"', 'current: [', 'contexts: 3', '{]'])('is refused when it is %j', (text) => {
		expect(parseContexts(text).problems).toHaveLength(1);
	});
});
