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
