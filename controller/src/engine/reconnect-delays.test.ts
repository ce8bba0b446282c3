import { expect, it } from 'vitest';
import { reconnectDelays } from './reconnect-delays.js';

it('spreads agents over a time that grows with their number, each within a share of its own', () => {
	for (const agents of [1, 100, 1_000]) {
		const delays = reconnectDelays(agents, Math.random);
		const shareMs = (Math.ceil(agents / 100) * 200) / agents;
		expect(delays).toHaveLength(agents);
		expect(delays.every((delay, index) => delay >= Math.floor(shareMs * index))).toBe(true);
		expect(delays.every((delay, index) => delay <= Math.ceil(shareMs * (index + 1)))).toBe(true);
	}
	expect(reconnectDelays(1_000, () => 1).at(-1)).toBe(2_000);
	expect(reconnectDelays(0, Math.random)).toEqual([]);
});

it('gives no two stops the same beat', () => {
	expect(reconnectDelays(50, Math.random)).not.toEqual(reconnectDelays(50, Math.random));
});
