import { expect, test } from 'vitest';
import { makeNodes, makeTask, vertexLabels } from '../../../test/support/graph-fixtures.js';
import { compileGraph } from './compile-graph.js';
import { ParameterRenderer } from './parameter-renderer.js';

const nodes = makeNodes({ 1: ['x'], 2: ['x'] });
const facts = {
	common: { text: 'line\n'.repeat(10_000), cluster: { id: 7 } },
	nodes: { 1: { uid: '1' }, 2: { uid: '2' } },
};
const large = makeTask('a', {
	parameters: {
		path: '/{CLUSTER_ID}/{{x}}',
		data: { yaql_exp: '$.toYaml()' },
		strategy: { type: 'parallel', amount: { yaql_exp: '1 + 2' } },
	},
});

test('large parameters stay expressions in the plan, once for all nodes, and are rendered for a run', () => {
	const { graph, diagnostics } = compileGraph({ tasks: [large], nodes, facts });
	expect(diagnostics).toEqual([]);
	expect(vertexLabels(graph)).toEqual(['a@1', 'a@2']);
	expect(graph.tasks).toHaveLength(1);
	expect([...graph.limits]).toEqual([['a', 3]]);
	const [task] = graph.tasks;
	if (task === undefined) throw new Error('no task');
	expect(task).toMatchObject({ isDeferred: true, parameters: { path: '/7/{x}', data: { yaql_exp: '$.toYaml()' } } });

	const renderer = new ParameterRenderer(graph.nodes, facts);
	const rendered = renderer.render(task, '2');
	expect(rendered).toMatchObject({ parameters: { path: '/7/{x}', cwd: '/', strategy: { amount: 3 } } });
	expect(rendered).toMatchObject({ parameters: { data: expect.stringMatching(/uid: ["']2/) as string } });
	expect(renderer.render(task, '9')).toEqual({ problem: 'node 9 is not part of the plan' });
});

test('other parameters are as the plan has them; what has no value is told', () => {
	const { graph } = compileGraph({
		tasks: [makeTask('a', { parameters: { uid: { yaql_exp: '$.uid' } } })],
		nodes,
		facts,
	});
	const [task] = graph.tasks;
	if (task === undefined) throw new Error('no task');
	const renderer = new ParameterRenderer(graph.nodes, facts);
	expect(renderer.render(task, '1')).toEqual({ parameters: { uid: '1', cwd: '/' } });
	const broken = { ...task, isDeferred: true as const, parameters: { x: { yaql_exp: '$.ghost' } } };
	expect(renderer.render(broken, '1')).toEqual({ problem: expect.stringContaining('ghost') as string });
});
