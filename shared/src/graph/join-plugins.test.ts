import { expect, test } from 'vitest';
import { makeTask } from '../../../test/support/graph-fixtures.js';
import { joinPlugins } from './join-plugins.js';

test('an id that two plugins define is refused naming both, the rest is one owner', () => {
	const plugins = [
		{ plugin: 'ldap', tasks: [makeTask('a'), makeTask('b')] },
		{ plugin: 'dns', tasks: [makeTask('b'), makeTask('c')] },
	];
	const { tasks, diagnostics } = joinPlugins(plugins);
	expect(tasks.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
	expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
		['TASK_ID_DUPLICATE', 'The plugins ldap and dns both define the task b'],
	]);
});
