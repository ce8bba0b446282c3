import { expect, it } from 'vitest';
import type { Blocker } from '../model/blocker.js';
import { compareUrgency, orderBlockers } from './order-blockers.js';

const KINDS: readonly Blocker['kind'][] = ['node_limit', 'paused', 'agent_silent', 'dependency', 'slot', 'tolerance'];

it('puts what is decisive for a run first', () => {
	const ordered = orderBlockers(KINDS.map((kind) => ({ kind })));
	expect(ordered.map(({ kind }) => kind)).toEqual([
		'tolerance',
		'dependency',
		'agent_silent',
		'paused',
		'slot',
		'node_limit',
	]);
});

it('puts what needs a person first, and waiting for others last', () => {
	expect(KINDS.toSorted(compareUrgency)).toEqual([
		'agent_silent',
		'paused',
		'tolerance',
		'slot',
		'node_limit',
		'dependency',
	]);
});
