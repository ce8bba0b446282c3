import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { describeWithShared } from '../../../test/support/shared-data.js';
import { ANSWERS, BEFORE, NOW, REFUSALS } from '../../../test/support/yaql-answers.js';
import type { JsonObject, JsonValue } from '../model/task.js';
import { YaqlMemo } from './memo.js';
import { parseYaql } from './parse-yaql.js';
import type { YaqlContext } from './run.js';
import { YaqlError, type YaqlErrorKind } from './yaql-error.js';

const RECORDED: YaqlContext = {
	current: { root: NOW, node: {}, common: NOW },
	past: { root: BEFORE, node: {}, common: BEFORE },
};

function answer(text: string, context: YaqlContext): { readonly value: JsonValue } | { readonly error: YaqlErrorKind } {
	try {
		return { value: parseYaql(text).evaluate(context) };
	} catch (error) {
		if (error instanceof YaqlError) {
			return { error: error.kind };
		}
		throw error;
	}
}

test.each(ANSWERS)('%s', (text, value) => {
	expect(answer(text, RECORDED)).toEqual({ value });
	expect(answer(text, { ...RECORDED, memo: new YaqlMemo() })).toEqual({ value });
});

test.each(REFUSALS)('%s is refused', (text, kind) => {
	expect(answer(text, RECORDED)).toEqual({ error: kind });
});

interface RecordedCase {
	readonly id: string;
	readonly kind: string;
	readonly expression: string;
	readonly new: JsonObject;
	readonly old: JsonObject;
	readonly verdict?: string;
	readonly expect: { readonly value?: JsonValue; readonly error?: string };
}

const KINDS: Readonly<Record<string, YaqlErrorKind>> = { KeyError: 'key', NoMatchingFunctionException: 'function' };

interface RecordedGraph {
	readonly facts: { readonly common: JsonObject; readonly nodes: Readonly<Record<string, JsonObject>> };
}

describeWithShared('recorded cases', (shared) => {
	const read = (path: string): unknown => JSON.parse(readFileSync(resolve(shared, path), 'utf8'));
	const { cases } = read('conformance/task-graph.json') as { readonly cases: readonly RecordedCase[] };

	test.each(cases.filter(({ kind }) => kind === 'yaql').map((given) => [given.id, given] as const))(
		'%s',
		(_, given) => {
			const root = { ...given.old, uid: '3' };
			const found = answer(given.expression, {
				current: { root: given.new, node: {}, common: given.new },
				past: { root, node: { uid: '3' }, common: given.old },
			});
			const { error, value } = given.expect;
			expect(found).toEqual(error === undefined ? { value } : { error: KINDS[error] });
		},
	);

	test('every expression of a real library has a value on the nodes it is meant for', () => {
		const texts = expressionsIn(resolve(shared, 'data/fuel-9.2/graphs'));
		const { graphs } = read('conformance/real-graphs.json') as { readonly graphs: readonly RecordedGraph[] };
		expect(texts.size).toBeGreaterThan(100);
		for (const { facts } of graphs) {
			const node = facts.nodes['1'] ?? {};
			const root = { ...facts.common, ...node };
			const refused = [...texts].filter(
				(text) => !('value' in answer(text, { current: { root, node, common: facts.common }, past: undefined })),
			);
			expect(refused).toEqual([]);
		}
	});
});

function expressionsIn(folder: string): ReadonlySet<string> {
	const texts = new Set<string>();
	const visit = (value: unknown): void => {
		for (const [key, held] of Object.entries(typeof value === 'object' && value !== null ? value : {})) {
			if (key === 'yaql_exp' && typeof held === 'string') {
				texts.add(held);
			}
			visit(held);
		}
	};
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.tasks.yaml'))) {
		visit(parse(readFileSync(resolve(folder, name), 'utf8'), { merge: true, uniqueKeys: false, maxAliasCount: -1 }));
	}
	return texts;
}

test('what toYaml writes is read back as it was', () => {
	const value = {
		a: [1, [2, [], {}], { b: null, 'c: d': 'x #y' }],
		no: 'yes',
		t: 'line\nline\u0007\u2028',
		'': ' ',
		n: -1.5,
	};
	const text = answer('$.toYaml()', { current: { root: value, node: {}, common: {} }, past: undefined });
	expect(
		parseAllDocuments('value' in text ? (text.value as string) : '').map((document) => document.toJS() as unknown),
	).toEqual([value]);
});
