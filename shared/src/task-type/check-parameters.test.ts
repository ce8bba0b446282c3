import { expect, test } from 'vitest';
import { TASK_TYPES } from '../model/task.js';
import { checkParameters } from './check-parameters.js';
import { describeProblem } from './parameter-problem.js';
import { parseParameters } from './parse-parameters.js';

const listed = (...[type, parameters]: Parameters<typeof checkParameters>) =>
	checkParameters(type, parameters).map(describeProblem);

test('every problem is told at once, with its path', () => {
	const parameters = { files: [{ src: '/a' }, { src: 'b', dst: '/b', permissions: 644 }], dir_permissions: 'rwx' };
	expect(listed('copy_files', parameters)).toEqual([
		'parameters.files[0].dst: is missing; it must be a path',
		'parameters.files[1].src: must be an absolute path, beginning with "/"',
		'parameters.files[1].permissions: must be octal digits in quotes, for example "0644"',
		'parameters.dir_permissions: must be octal digits in quotes, for example "0644"',
	]);
});

test('what was written as nothing is missing where it is needed and the default elsewhere', () => {
	expect(listed('shell', { cmd: null, cwd: null })).toEqual(['parameters.cmd: is missing; it must be text']);
});

test('expressions are values known later, wherever they stand', () => {
	const later = { yaql_exp: '$.x' };
	expect(listed('upload_file', { path: '/a', data: later, permissions: later })).toEqual([]);
	expect(listed('copy_files', { files: later })).toEqual([]);
	expect(listed('copy_files', { files: [{ src: later, dst: 'b' }] })).toEqual([
		'parameters.files[0].dst: must be an absolute path, beginning with "/"',
	]);
	expect(checkParameters('shell', later)).toEqual([]);
});

test('keys that no executor reads are let through', () => {
	expect(listed('puppet', { puppet_manifest: '/a.pp', strategy: { type: 'parallel' }, own: [1] })).toEqual([]);
});

test('numbers may be written as text, within bounds', () => {
	expect(listed('shell', { cmd: 'true', timeout: '180', retries: '3', interval: 0.5 })).toEqual([]);
	expect(listed('shell', { cmd: 'true', timeout: 'soon', retries: -1, interval: true })).toHaveLength(3);
});

test('types that do nothing take anything', () => {
	const idle = TASK_TYPES.filter((type) => checkParameters(type, { timeout: 'soon' }).length === 0);
	expect(idle).toEqual(['group', 'stage', 'skipped', 'noop', 'role']);
});

test('executors get defaults and modes as numbers', () => {
	const upload = parseParameters('upload_file', { path: '/a', data: 'x', permissions: '0600', user: 7 });
	expect(upload).toEqual({
		parameters: {
			path: '/a',
			data: 'x',
			permissions: 0o600,
			dir_permissions: 0o755,
			user: '7',
			overwrite: true,
			parents: true,
		},
	});
	expect(parseParameters('puppet', { puppet_manifest: 'a.pp' })).toMatchObject({
		parameters: { puppet_modules: '/etc/puppet/modules', cwd: '/', noop: false, debug: false, command_prefix: '' },
	});
});

test('a manifest leads nowhere but into its folder', () => {
	const entry = (path: string) => ({ path, type: 'folder', mode: '0755' });
	const bad = ['/etc', '../up', 'a/../../b', 'a//b', '', 'a/.', 'a\0b'];
	const parsed = parseParameters('sync', { src: 'x', dst: '/y', manifest: [...bad, '.', 'a/b'].map(entry) });
	expect('problems' in parsed && parsed.problems.map(({ path }) => path[1])).toEqual(bad.map((_, index) => index));
});
