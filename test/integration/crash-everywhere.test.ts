import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CRASH_KINDS, chooseBy, differences, rehearse } from '../support/crash-rehearsal.js';
import { randomNumbers } from '../support/random-numbers.js';

const RUNS = 200;
/** The points of this test; `make crash` takes all of them. */
const SEED = 20_261;
const SCHEDULES = 3;
const EVERY = 31;

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'stoker-crash-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('200 runs without a crash take one attempt and leave one line each', async () => {
	const result = await rehearse(folder, () => undefined);
	expect(differences(result)).toEqual([]);
	expect(result.lines).toHaveLength(RUNS);
	expect(Object.values(result.attempts)).toEqual(Array.from({ length: RUNS }, () => ['succeeded']));
	// Every run is handed out and reported, and its agent accepts, starts, finishes and closes it.
	expect(result.writes).toBeGreaterThan(4 * RUNS);
});

const random = randomNumbers(SEED);
const schedules = Array.from({ length: SCHEDULES }, (_, index) => ({
	every: EVERY,
	rest: Math.floor(random() * EVERY),
	firstKind: index % CRASH_KINDS.length,
}));

it.each(schedules)(
	'200 runs end the same with a crash at every $every-th write, from number $rest',
	async (schedule) => {
		const result = await rehearse(folder, chooseBy(schedule));
		expect(differences(result)).toEqual([]);
		expect(result.lines).toHaveLength(RUNS);
		expect(result.controllerCrashes).toBeGreaterThan(0);
		expect(result.agentCrashes).toBeGreaterThan(10);
	},
);
