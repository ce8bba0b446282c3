import { expect, test } from 'vitest';
import { filterNodes } from './filter-nodes.js';
import { mergeMetadata } from './merge-metadata.js';
import { nodeEffects } from './node-effects.js';

test('metadata of later owners are merged into those before, at every depth', () => {
	const release = { node_filter: '$.pending_addition', on_success: { node_attributes: { status: 'provisioned' } } };
	const plugin = { on_success: { node_attributes: { pending_addition: false } } };
	expect(mergeMetadata([release, undefined, plugin, { node_filter: '' }])).toEqual({
		node_filter: '',
		on_success: { node_attributes: { status: 'provisioned', pending_addition: false } },
	});
	expect(mergeMetadata([])).toEqual({});
});

test('without attributes an ending gives its own status, with empty ones it changes nothing', () => {
	expect(nodeEffects({ on_stop: {} })).toEqual({
		success: { status: 'ready' },
		error: { status: 'error', errorType: 'deploy' },
		stop: { status: 'stopped' },
	});
	const attributes = { status: 'deleted', pending_deletion: false };
	const broken = { status: 'error', error_type: 'provision', error_msg: 'no disk' };
	const written = { on_success: { node_attributes: attributes }, on_error: { node_attributes: broken } };
	expect(nodeEffects({ ...written, on_stop: { node_attributes: {} } })).toEqual({
		success: { status: 'deleted' },
		error: { status: 'error', errorType: 'provision', message: 'no disk' },
		stop: {},
	});
});

const fresh = { status: 'discover', error_type: null, pending_addition: true, pending_deletion: false };
const deployed = { ...fresh, status: 'ready', pending_addition: false };
const failed = { ...deployed, status: 'error', error_type: 'deploy' };
const unprovisioned = { ...failed, error_type: 'provision' };
const leaving = { ...deployed, pending_deletion: true };
const all = { fresh, deployed, failed, unprovisioned, leaving };

test.each([
	[undefined, ['deployed', 'failed']],
	['', ['fresh', 'deployed', 'failed', 'unprovisioned', 'leaving']],
	['$.pending_addition or ($.status = error and $.error_type = provision)', ['fresh', 'unprovisioned']],
	['$.pending_deletion', ['leaving']],
])('the filter %s lets the right nodes through', (filter, expected) => {
	const { nodes, diagnostics } = filterNodes(Object.entries(all), filter, ([, node]) => node);
	expect(diagnostics).toEqual([]);
	expect(nodes.map(([name]) => name)).toEqual(expected);
});

test('a filter that cannot be asked is reported and lets nobody through', () => {
	for (const filter of ['$.status in [', '$.no_such_key']) {
		const { nodes, diagnostics } = filterNodes(Object.entries(all), filter, ([, node]) => node);
		expect(nodes).toEqual([]);
		expect(diagnostics.map(({ code }) => code)).toEqual(['NODE_FILTER_INVALID']);
	}
});
