import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeTask } from '../../../test/support/graph-fixtures.js';
import { mergeTasks } from './merge-tasks.js';

const owner = (name: string, ids: string) => [...ids].map((id) => makeTask(id, { parameters: { owner: name } }));

test('the last owner of an id wins with its whole task, and its tasks come first', () => {
	const merged = mergeTasks([owner('release', 'abc'), owner('plugins', 'bd'), owner('environment', 'cd')]);
	expect(merged.map((task) => `${task.id} ${JSON.stringify(task.parameters)}`)).toEqual([
		'c {"owner":"environment"}',
		'd {"owner":"environment"}',
		'b {"owner":"plugins"}',
		'a {"owner":"release"}',
	]);
});

test('nothing merges to nothing', () => {
	expect(mergeTasks([])).toEqual([]);
});

test('merging is idempotent, whatever the owners', () => {
	const task = fc.constantFrom('a', 'b', 'c', 'd').map((id) => makeTask(id));
	const owner = fc.uniqueArray(task, { selector: ({ id }) => id });
	fc.assert(
		fc.property(fc.array(owner, { maxLength: 4 }), (owners) => {
			const merged = mergeTasks(owners);
			expect(mergeTasks([merged])).toEqual(merged);
			expect(mergeTasks([...owners, merged])).toEqual(merged);
			expect(mergeTasks([merged, merged])).toEqual(merged);
		}),
	);
});
