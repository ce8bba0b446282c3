import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { describeWithShared } from '../../../test/support/shared-data.js';
import type { JsonValue } from '../model/task.js';
import { parseExpression } from './parse-expression.js';
import { parseRestriction } from './parse-restriction.js';

describeWithShared('conditions of real releases and plugins', (shared) => {
	const restrictions: JsonValue[] = [];
	const conditions: string[] = [];
	const collect = (value: JsonValue): void => {
		if (value === null || typeof value !== 'object') return;
		for (const [key, item] of Object.entries(value)) {
			if (key === 'restrictions' && Array.isArray(item)) restrictions.push(...(item as readonly JsonValue[]));
			if (key === 'condition' && typeof item === 'string') conditions.push(item);
			collect(item as JsonValue);
		}
	};
	for (const name of readdirSync(resolve(shared, 'data'), { recursive: true, encoding: 'utf8' })) {
		if (!name.endsWith('.yaml')) continue;
		const text = readFileSync(resolve(shared, 'data', name), 'utf8');
		for (const document of parseAllDocuments(text, { uniqueKeys: false, merge: true, logLevel: 'silent' })) {
			if (document.errors.length === 0) collect(document.toJS({ maxAliasCount: -1 }) as JsonValue);
		}
	}

	test('all restrictions can be read', () => {
		expect(restrictions.length).toBeGreaterThan(50);
		expect(restrictions.flatMap((written) => parseRestriction(written).problems)).toEqual([]);
	});

	test('all conditions can be read, and printed and read again', () => {
		const texts = [
			...conditions,
			...restrictions.flatMap((written) => parseRestriction(written).restriction?.condition.text ?? []),
		];
		expect(texts.length).toBeGreaterThan(50);
		for (const text of texts) {
			const printed = parseExpression(text).toString();
			expect(parseExpression(printed).toString()).toBe(printed);
		}
	});
});
