import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HttpConnections } from './http-connections.js';

const connections = () => new HttpConnections({ headersMs: 100, keepAliveMs: 50, mostConnections: 2 });

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

it('cuts a connection that asks nothing in time, and none that is being answered', () => {
	const all = connections();
	const [silent, asking] = [new Socket(), new Socket()];
	all.add(silent);
	all.add(asking);
	all.begin(asking);
	vi.advanceTimersByTime(101);
	expect([silent.destroyed, asking.destroyed]).toEqual([true, false]);
	all.end(asking);
	vi.advanceTimersByTime(149);
	expect(asking.destroyed).toBe(false);
	vi.advanceTimersByTime(2);
	expect(asking.destroyed).toBe(true);
});

it('takes no more than it may have, and more once others are gone', async () => {
	const all = connections();
	const sockets = [new Socket(), new Socket(), new Socket()];
	expect(sockets.map((socket) => all.add(socket))).toEqual([true, true, false]);
	expect(sockets[2]?.destroyed).toBe(true);
	sockets[0]?.destroy();
	await vi.waitUntil(() => all.count === 1);
	expect(all.add(new Socket())).toBe(true);
});

it('cuts those without a request when the door closes', () => {
	const all = connections();
	const [idle, asking] = [new Socket(), new Socket()];
	all.add(idle);
	all.add(asking);
	all.begin(asking);
	all.cutIdle();
	expect([idle.destroyed, asking.destroyed]).toEqual([true, false]);
});
