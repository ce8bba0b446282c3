import { describe, expect, it } from 'vitest';
import { parseDeviations } from './deviations.js';
import { judge } from './judge.js';

const NOTHING = parseDeviations('');
const RECORDED = parseDeviations(
	[
		'# Deviations',
		'## task-graph.json',
		'| Cases | Before | Here | Reason |',
		'| --- | --- | --- | --- |',
		'| `K01-K03`, X43 | runs | refused | There is one engine. |',
		'| recommended | | | The recommendation says why. |',
		'## storage.json',
		'| B1 | holes | none | Aligned. |',
	].join('\n'),
);

function judged(given: Parameters<typeof judge>[0], actual: number, recorded = RECORDED, id = 'K02'): string {
	const comparison = { expected: 1, actual, ...(given['recommended'] === 3 ? { recommended: 3 } : {}) };
	return judge(given, comparison, { file: 'task-graph.json', id, deviations: recorded }).outcome;
}

describe('judge', () => {
	it('passes the old answer, marked or not', () => {
		expect(judged({}, 1)).toBe('passed');
		expect(judged({ verdict: 'quirk-decide' }, 1, NOTHING)).toBe('passed');
	});

	it('fails another answer to an unmarked case even where a deviation is recorded', () => {
		expect(judged({}, 2)).toBe('failed');
		expect(judged({ verdict: 'keep' }, 2)).toBe('failed');
	});

	it('takes a deviation only with its reason', () => {
		expect(judged({ verdict: 'quirk-decide' }, 2)).toBe('deviation');
		expect(judged({ verdict: 'quirk-decide' }, 2, NOTHING)).toBe('failed');
		expect(judged({ verdict: 'quirk-decide' }, 2, RECORDED, 'B1')).toBe('failed');
	});

	it('takes the recommended answer for the reason recorded for all of them', () => {
		expect(judged({ recommended: 3 }, 3, RECORDED, 'Z9')).toBe('deviation');
		expect(judged({ recommended: 3 }, 2, RECORDED, 'Z9')).toBe('failed');
		expect(judged({ recommended: 3 }, 3, NOTHING, 'Z9')).toBe('failed');
	});

	it('passes only a refusal where ours must reject', () => {
		const given = { ours_must_reject: 'the mount is not absolute' };
		const recorded = { file: 'f.json', id: 'a', deviations: NOTHING };
		expect(judge(given, { expected: 1, actual: 1 }, recorded).outcome).toBe('failed');
		expect(judge(given, { expected: 1, actual: { error: 'refused' } }, recorded).outcome).toBe('passed');
	});
});

describe('parseDeviations', () => {
	it('expands ranges and keeps to the file of the heading', () => {
		expect(RECORDED.reasonFor('task-graph.json', 'K03')).toBe('There is one engine.');
		expect(RECORDED.reasonFor('task-graph.json', 'K04')).toBeUndefined();
		expect(RECORDED.reasonFor('storage.json', 'B1')).toBe('Aligned.');
		expect(RECORDED.reasonFor('task-graph.json', 'B1')).toBeUndefined();
	});
});
