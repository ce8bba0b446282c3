import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TASK_TYPES } from '../model/task.js';
import { runPaceOf } from './run-pace.js';

const NEVER_HANDED_OUT = new Set(['group', 'stage', 'skipped', 'noop', 'role']);

test('docs/task-types.md lists every type with its defaults', () => {
	const page = readFileSync(new URL('../../../docs/task-types.md', import.meta.url), 'utf8');
	const rows = page.split('\n').filter((line) => /^\| `\w+` \| \d/.test(line));
	const expected = TASK_TYPES.filter((type) => !NEVER_HANDED_OUT.has(type)).map((type) => {
		const { timeoutSeconds, retries, retryIntervalSeconds } = runPaceOf(type, {});
		return `| \`${type}\` | ${timeoutSeconds} | ${retries} | ${retryIntervalSeconds} |`;
	});
	expect(rows.toSorted()).toEqual(expected.toSorted());
});
