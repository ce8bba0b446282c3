import { compileGraph } from '@stoker/shared/graph/compile-graph.js';
import { parseTaskFiles } from '@stoker/shared/graph/input/parse-task-files.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { expect, test } from 'vitest';
import { checkPlanTasks } from './check-plan-tasks.js';

const node = { id: '1' as NodeId, name: 'one', roles: ['app'], tags: ['app'] };

function check(text: string, facts = {}) {
	const { tasks } = parseTaskFiles(new Map([['t.yaml', text]]));
	const { graph } = compileGraph({ tasks, nodes: [node], facts: { common: facts, nodes: {} } });
	return checkPlanTasks(graph, tasks).map(({ code, file, line, path, message }) => [
		code,
		`${file}:${line}`,
		path,
		message,
	]);
}

test('parameters that got their value from facts are refused where the task stands, all of them', () => {
	const text = `
- {id: a, type: upload_file, version: 2.1.0, role: app, parameters: {path: '{WHERE}', data: {yaql_exp: $.empty}}}
- {id: b, type: shell, version: 2.1.0, role: app, parameters: {cmd: 'true', timeout: {yaql_exp: $.empty}}}
`;
	expect(check(text, { empty: ' ' })).toEqual([
		[
			'PARAMETER_INVALID',
			't.yaml:2',
			'[0].parameters.path',
			expect.stringContaining('parameters.path: must be an absolute'),
		],
		['PARAMETER_INVALID', 't.yaml:2', '[0].parameters.data', 'Task "a", parameters.data: must not be blank.'],
		['PARAMETER_INVALID', 't.yaml:3', '[1].parameters.timeout', expect.stringContaining('must be a number of seconds')],
	]);
});

test('what is left out of the plan needs no parameters', () => {
	const text = `- {id: a, type: shell, version: 2.1.0, role: app, condition: {yaql_exp: 'false'}, parameters: {cmd: {yaql_exp: $.empty}}}`;
	expect(check(text, { empty: ' ' })).toEqual([]);
});

test('a task that only describes is not run', () => {
	expect(check('- {id: a, type: role, version: 2.1.0, role: app}')).toEqual([
		['TASK_TYPE_NOT_RUN', 't.yaml:1', '[0]', expect.stringContaining('of type role')],
	]);
});

test('files for a node that does not run their task are refused', () => {
	const text = `- {id: a, type: upload_files, version: 2.1.0, role: app, parameters: {nodes: [{uid: 1, files: []}, {uid: '2', files: []}]}}`;
	expect(check(text)).toEqual([
		['PARAMETER_INVALID', 't.yaml:1', '[0].parameters.nodes[1].uid', expect.stringContaining('files for node 2')],
	]);
});
