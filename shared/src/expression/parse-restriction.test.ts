import { expect, test } from 'vitest';
import type { JsonValue } from '../model/task.js';
import { parseRestriction } from './parse-restriction.js';

function read(written: JsonValue): unknown {
	const { restriction, problems } = parseRestriction(written);
	return restriction === undefined
		? problems.map(
				({ path, problem, position }) => `${path}: ${problem}${position === undefined ? '' : ` @${position}`}`,
			)
		: { ...restriction, condition: restriction.condition.text };
}

test('a restriction has three forms', () => {
	const defaults = { message: undefined, action: 'disable', strict: true };
	expect(read("cluster:mode == 'ha'")).toEqual({ ...defaults, condition: "cluster:mode == 'ha'" });
	expect(read({ 'settings:a.value == true': 'Not with a' })).toEqual({
		...defaults,
		condition: 'settings:a.value == true',
		message: 'Not with a',
	});
	expect(read({ condition: 'true', message: 'no', action: 'hide', strict: false, note: 1 })).toEqual({
		condition: 'true',
		message: 'no',
		action: 'hide',
		strict: false,
	});
	expect(read({ condition: 'true' })).toEqual({ ...defaults, condition: 'true' });
});

test('everything that is wrong with a restriction is told at once', () => {
	expect(read({ condition: '1 >', message: 1, action: 'vanish', strict: 'no' })).toEqual([
		'condition: ">" has no meaning in a condition @2',
		'message: the message must be a text',
		'action: the action must be one of disable, hide, enable, none',
		'strict: it must be true or false',
	]);
	expect(read({ '1 ==': null })).toEqual([': Expected a value, found the end @4', '1 ==: the message must be a text']);
	expect(read({ condition: true })).toEqual(['condition: the condition must be a text: "true" in quotes']);
	const forms = 'it must be a condition, a map of one condition to a message, or a map with "condition"';
	expect(read(true)).toEqual([`: ${forms}; "true" in quotes is a condition`]);
	expect([read(null), read([]), read({}), read({ a: 'x', b: 'y' })]).toEqual(Array(4).fill([`: ${forms}`]));
});
