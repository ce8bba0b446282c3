import { describe, expect, it } from 'vitest';
import { smallGraph } from '../../../test/support/small-graph.js';
import { FaultPolicy, faultGroupsOf, UNGROUPED } from './fault-policy.js';

describe('FaultPolicy', () => {
	it('charges a node once to every group that names it', () => {
		const policy = new FaultPolicy([
			{ name: 'a', nodes: [0, 1, 2], allowedFailures: 1 },
			{ name: 'b', nodes: [1, 2], allowedFailures: 2 },
		]);
		policy.charge(1);
		policy.charge(1);
		expect(policy.exceeded).toBeUndefined();
		policy.charge(2);
		expect(policy.exceeded).toEqual({ group: 'a', failures: 2, allowed: 1 });
	});

	it('survives failures of nodes that nobody counts', () => {
		const policy = new FaultPolicy([{ name: 'empty', nodes: [], allowedFailures: -1 }]);
		policy.charge(3);
		expect(policy.exceeded).toBeUndefined();
	});

	it('lets no node fail that is in no group, nor the sync node', () => {
		const graph = smallGraph({ runs: [], nodeIds: ['1', '2', 'master', 'null'] });
		const groups = faultGroupsOf({
			...graph,
			faultToleranceGroups: [{ name: 'compute', nodeIds: [graph.nodes[1]?.id ?? ('' as never)], faultTolerance: 1 }],
		});
		expect(groups).toEqual([
			{ name: 'compute', nodes: [1], allowedFailures: 1 },
			{ name: UNGROUPED, nodes: [0, 2, 3], allowedFailures: 0 },
		]);
	});
});
