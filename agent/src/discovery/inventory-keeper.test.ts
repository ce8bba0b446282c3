import type { Inventory } from '@stoker/shared/model/inventory.js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SAMPLE_NODE_DETAIL } from '../../../test/support/view-samples.js';
import { InventoryKeeper } from './inventory-keeper.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const MINUTES = 60_000;

let keeper: InventoryKeeper;
let memoryBytes: number;
let looks: number;
let told: number;
let change: () => void;
let isClosed: boolean;

function sample(): Inventory {
	if (SAMPLE_NODE_DETAIL.inventory === undefined) {
		throw new Error('the sample has no inventory');
	}
	return { ...SAMPLE_NODE_DETAIL.inventory, memoryBytes };
}

beforeEach(() => {
	vi.useFakeTimers();
	memoryBytes = 1;
	looks = 0;
	told = 0;
	isClosed = false;
	change = () => {
		throw new Error('nobody listens yet');
	};
	keeper = new InventoryKeeper({
		lastDigest: '',
		discover: async () => {
			looks++;
			await new Promise((resolve) => setTimeout(resolve, 500));
			return sample();
		},
		remember: async () => undefined,
		watch: (onChange) => {
			change = onChange;
			return {
				close: () => {
					isClosed = true;
				},
			};
		},
		clock: { wallMs: () => Date.now(), monotonicMs: () => Date.now() },
		log: silent,
	});
	keeper.start(() => {
		told++;
	});
});
afterEach(() => {
	keeper.stop();
	vi.useRealTimers();
});

describe('the inventory of a running agent', () => {
	test('is taken soon after the start and every ten minutes, and told of when it differs', async () => {
		await vi.advanceTimersByTimeAsync(2_000);
		expect([looks, told]).toEqual([1, 1]);
		await vi.advanceTimersByTimeAsync(11 * MINUTES);
		expect([looks, told]).toEqual([2, 1]);
		memoryBytes = 2;
		await vi.advanceTimersByTimeAsync(11 * MINUTES);
		expect([looks, told]).toEqual([3, 2]);
	});

	test('is taken once after many changes, when it has been quiet for a moment', async () => {
		await vi.advanceTimersByTimeAsync(2_000);
		memoryBytes = 2;
		for (let event = 0; event < 20; event++) {
			change();
			await vi.advanceTimersByTimeAsync(500);
		}
		expect(looks).toBe(1);
		await vi.advanceTimersByTimeAsync(3_000);
		expect([looks, told]).toEqual([2, 2]);
	});

	test('is taken again after work that no event tells of', async () => {
		await vi.advanceTimersByTimeAsync(2_000);
		memoryBytes = 2;
		keeper.noteChange();
		await vi.advanceTimersByTimeAsync(3_000);
		expect([looks, told]).toEqual([2, 2]);
	});

	test('is taken now and then where it never gets quiet', async () => {
		await vi.advanceTimersByTimeAsync(2_000);
		for (let event = 0; event < 130; event++) {
			change();
			await vi.advanceTimersByTimeAsync(1_000);
		}
		expect(looks).toBeGreaterThanOrEqual(4);
		expect(looks).toBeLessThanOrEqual(6);
	});

	test('is taken again when something changed while it was taken', async () => {
		await vi.advanceTimersByTimeAsync(1_200);
		expect(looks).toBe(1);
		change();
		await vi.advanceTimersByTimeAsync(4_000);
		expect(looks).toBe(2);
		await vi.advanceTimersByTimeAsync(MINUTES);
		expect(looks).toBe(2);
	});

	test('is taken no more when the agent stops', async () => {
		await vi.advanceTimersByTimeAsync(2_000);
		keeper.stop();
		change();
		await vi.advanceTimersByTimeAsync(20 * MINUTES);
		expect([looks, isClosed]).toEqual([1, true]);
	});
});
