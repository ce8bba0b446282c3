import { describe, expect, test } from 'vitest';
import { crossTo, makeNodes, makeTask } from '../../../test/support/graph-fixtures.js';
import type { TaskDefinition } from '../model/task.js';
import { compileGraph } from './compile-graph.js';

const TWO = makeNodes({ 1: ['app'], 2: ['store'] });
const check = (tasks: readonly TaskDefinition[], nodes = TWO) => compileGraph({ tasks, nodes }).diagnostics;
const messages = (tasks: readonly TaskDefinition[], nodes = TWO) =>
	check(tasks, nodes).map(({ severity, code, message, hint }) =>
		[severity, code, message, hint].filter(Boolean).join(' | '),
	);

describe('cycles', () => {
	test('every circle is an error with its path and the relations that make it', () => {
		const tasks = [
			makeTask('a', { roles: ['app'], crossDepends: [crossTo('b')] }),
			makeTask('b', { roles: ['store'], requires: ['c'] }),
			makeTask('c', { roles: ['store'], crossDepends: [crossTo('a', ['app'])] }),
			makeTask('x', { roles: ['app'], requires: ['y'], requiredFor: ['y'] }),
			makeTask('y', { roles: ['app'] }),
		];
		expect(messages(tasks)).toEqual([
			'error | GRAPH_CYCLE | Tasks wait for each other: a@node-1 -> c@node-2 -> b@node-2 -> a@node-1 | Remove one of: ' +
				'a: cross-depends b (all nodes); c: cross-depends a (roles app); b: requires c.',
			'error | GRAPH_CYCLE | Tasks wait for each other: x@node-1 -> y@node-1 -> x@node-1 | Remove one of: ' +
				'x: requires y; x: required_for y.',
		]);
	});

	test('the shortest circle of entangled ones is shown, with the place of its first task', () => {
		const source = { file: 'graphs/default.tasks.yaml', line: 7, column: 3, path: '[2]' };
		const tasks = [
			makeTask('a', { roles: ['app'], requires: ['b'] }),
			makeTask('b', { roles: ['app'], requires: ['c'] }),
			makeTask('c', { roles: ['app'], requires: ['a', 'd'], source }),
			makeTask('d', { roles: ['app'], requires: ['c'] }),
		];
		const [found, ...others] = check(tasks);
		expect(others).toEqual([]);
		expect(found?.message).toBe('Tasks wait for each other: c@node-1 -> d@node-1 -> c@node-1');
		expect(found).toMatchObject(source);
	});

	test('the same circle on many nodes is one error, and a circle through a barrier is found', () => {
		const nodes = makeNodes(Object.fromEntries(Array.from({ length: 50 }, (_, index) => [index + 1, ['app']])));
		const same = [makeTask('a', { requires: ['b'] }), makeTask('b', { requires: ['a'] })];
		expect(check(same, nodes).map(({ message }) => message)).toEqual([
			'Tasks wait for each other: a@node-1 -> b@node-1 -> a@node-1, and 49 more of the same tasks on other nodes',
		]);
		const crossed = [makeTask('a', { crossDepends: [crossTo('b')] }), makeTask('b', { requires: ['a'] })];
		expect(check(crossed, nodes).map(({ message }) => message)).toEqual([
			'Tasks wait for each other: a@node-1 -> b@node-1 -> a@node-1',
		]);
	});

	test('a circle of a hundred thousand tasks does not exhaust the stack', () => {
		const count = 100_000;
		const tasks = Array.from({ length: count }, (_, index) =>
			makeTask(`t${index}`, { roles: ['app'], requires: [`t${(index + 1) % count}`] }),
		);
		expect(check(tasks).map(({ code }) => code)).toEqual(['GRAPH_CYCLE']);
	});
});

describe('names that lead nowhere', () => {
	test('a relation that matches no task is a warning at its own place with the nearest name', () => {
		const place = { line: 12, column: 9, path: '[1].requires[0]' };
		const tasks = [
			makeTask('database', { roles: ['store'] }),
			makeTask('b', { roles: ['app'], requires: ['databse', '/zz/'], places: { requires: [place] } }),
		];
		expect(check(tasks)[0]).toMatchObject({
			severity: 'warning',
			code: 'RELATION_UNKNOWN',
			message: 'b names databse, which is no task',
			hint: 'Did you mean "database"?',
			...place,
		});
		expect(messages(tasks)[1]).toBe('warning | RELATION_UNKNOWN | b names the pattern /zz/, which matches no task');
	});

	test('a relation to a group orders nothing and says so; relations of groups stay silent', () => {
		const group = makeTask('g', { type: 'group', roles: ['app'], tasks: ['a'], requires: ['ghost'] });
		expect(messages([group, makeTask('a', { roles: ['app'], requires: ['g'] })])).toEqual([
			'warning | RELATION_NAMES_GROUP | a names the group g, which orders nothing',
		]);
	});

	test('an unknown member is an error where the group has nodes', () => {
		const group = (role: string) => makeTask('g', { type: 'group', roles: [role], tasks: ['ap'] });
		const app = makeTask('app', { roles: ['app'] });
		expect(messages([group('app'), app])).toEqual([
			'error | GROUP_MEMBER_UNKNOWN | The group g names ap, which is no task | Did you mean "app"?',
		]);
		expect(check([group('ghost'), app]).every(({ severity }) => severity === 'warning')).toBe(true);
	});

	test('roles without nodes and tasks that run nowhere are warnings', () => {
		const tasks = [
			makeTask('a', { roles: ['ghost', 'app'] }),
			makeTask('b', { roles: ['ghost', 'primary-ghost'] }),
			makeTask('c', { roles: ['/zz/'] }),
		];
		expect(messages(tasks)).toEqual([
			'warning | ROLE_WITHOUT_NODES | No node carries ghost, asked for by a, b',
			'warning | ROLE_WITHOUT_NODES | No node carries /zz/, asked for by c',
			'warning | TASK_NOWHERE | No node runs b, c',
		]);
	});

	test('a role whose only node is the primary one is not missed', () => {
		const nodes = makeNodes({ 1: ['primary-app'] });
		expect(check([makeTask('a', { roles: ['app', 'primary-app'] })], nodes)).toEqual([]);
	});
});
