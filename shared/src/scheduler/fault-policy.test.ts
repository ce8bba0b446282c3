import { describe, expect, it } from 'vitest';
import { FaultPolicy } from './fault-policy.js';

describe('FaultPolicy', () => {
	it('charges a node once to every group that names it', () => {
		const policy = new FaultPolicy({
			criticalNodes: new Set(),
			groups: [
				{ nodes: new Set([0, 1, 2]), allowedFailures: 1 },
				{ nodes: new Set([1, 2]), allowedFailures: 2 },
			],
		});
		policy.charge(1);
		policy.charge(1);
		expect(policy.isToleranceExceeded).toBe(false);
		policy.charge(2);
		expect(policy.isToleranceExceeded).toBe(true);
		expect(policy.isSuccess).toBe(false);
	});

	it('survives failures of nodes that nobody counts', () => {
		const policy = new FaultPolicy({ criticalNodes: new Set([0]), groups: [] });
		policy.charge(3);
		expect(policy.isSuccess).toBe(true);
	});

	it('fails with the first critical node', () => {
		const policy = new FaultPolicy({ criticalNodes: new Set([0]), groups: [] });
		policy.charge(0);
		expect(policy.hasLostCriticalNode).toBe(true);
		expect(policy.isSuccess).toBe(false);
	});

	it('brakes on the first failure of a group that survives none, and not for an empty group', () => {
		const empty = new FaultPolicy({ criticalNodes: new Set(), groups: [{ nodes: new Set(), allowedFailures: -1 }] });
		expect(empty.isToleranceExceeded).toBe(false);
		const strict = new FaultPolicy({ criticalNodes: new Set(), groups: [{ nodes: new Set([4]), allowedFailures: 0 }] });
		strict.charge(4);
		expect(strict.isToleranceExceeded).toBe(true);
	});
});
