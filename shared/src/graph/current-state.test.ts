import { expect, test } from 'vitest';
import { currentState, type HistoryInput, type HistoryRow, type NodeCondition } from './current-state.js';

const node = (id: string, fields: Partial<NodeCondition> = {}): NodeCondition => {
	return { id, status: 'ready', errorType: null, pendingAddition: false, ...fields };
};
const row = (deployment: number, nodeId: string, fields: Partial<HistoryRow> = {}): HistoryRow => {
	return { deployment, taskId: 'a', nodeId, status: 'succeeded', isDryRun: false, ...fields };
};
const saved = new Map(
	[1, 2].map((deployment) => [
		deployment,
		{ common: { v: deployment }, nodes: { 1: { n: `1@${deployment}` }, 2: { n: `2@${deployment}` } } },
	]),
);
const stateOf = (fields: Partial<HistoryInput>) => {
	const input = { tasks: [{ id: 'a', type: 'puppet' as const }], nodes: [node('1'), node('2')], history: [], saved };
	const state = currentState({ ...input, isForced: false, ...fields });
	return Object.fromEntries([...state].map(([id, byNode]) => [id, Object.fromEntries(byNode)]));
};

test('each node has the facts of its own latest good end', () => {
	expect(stateOf({ history: [row(1, '1'), row(2, '2')] })).toEqual({
		a: { 1: { common: { v: 1 }, node: { n: '1@1' } }, 2: { common: { v: 2 }, node: { n: '2@2' } } },
	});
});

test('failures, skips, rehearsals, strangers, anchors and other tasks do not count', () => {
	const history = [
		row(1, '1'),
		row(2, '1', { status: 'failed' }),
		row(2, '2', { status: 'skipped' }),
		row(1, '2', { isDryRun: true }),
		row(2, '9'),
		row(2, '1', { taskId: 'ghost' }),
		row(2, 'null', { taskId: 's' }),
	];
	const tasks = [
		{ id: 'a', type: 'puppet' as const },
		{ id: 's', type: 'stage' as const },
	];
	expect(stateOf({ history, tasks })).toEqual({ a: { 1: { common: { v: 1 }, node: { n: '1@1' } } } });
});

test('a node that is deployed anew has an empty part', () => {
	for (const fields of [{ pendingAddition: true }, { errorType: 'deploy' }, { status: 'provisioned' }]) {
		expect(stateOf({ nodes: [node('1', fields)], history: [row(1, '1')] })).toEqual({
			a: { 1: { common: { v: 1 }, node: {} } },
		});
	}
});

test('forced, nothing is known', () => {
	expect(stateOf({ history: [row(1, '1')], isForced: true })).toEqual({});
});
