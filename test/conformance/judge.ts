import type { JsonValue } from '@stoker/shared/model/task.js';
import { type Case, type Comparison, isMarked } from './case.js';
import type { Deviations } from './deviations.js';
import { difference } from './difference.js';
import { isObject } from './json.js';

/** What became of a case. */
export type Verdict =
	| { readonly outcome: 'passed' }
	| { readonly outcome: 'deviation'; readonly reason: string; readonly difference: readonly string[] }
	| { readonly outcome: 'failed'; readonly reason: string; readonly difference: readonly string[] };

/** Judges an answer: equal to the old one, deviating for a recorded reason, or wrong. */
export function judge(
	given: Case,
	comparison: Comparison,
	recorded: { file: string; id: string; deviations: Deviations },
): Verdict {
	const { expected, actual, recommended, decisions } = comparison;
	const differences = difference(expected, actual);
	const mustReject = given['ours_must_reject'] ?? false;
	if (mustReject !== false) {
		return isRefusal(actual)
			? { outcome: 'passed' }
			: { outcome: 'failed', reason: 'this must be refused', difference: differences };
	}
	if (differences.length === 0) {
		return { outcome: 'passed' };
	}
	if (!isMarked(given)) {
		return { outcome: 'failed', reason: 'the answer differs', difference: differences };
	}
	const isRecommended = recommended !== undefined && difference(recommended, actual).length === 0;
	const reason =
		recorded.deviations.reasonFor(recorded.file, recorded.id) ??
		(isRecommended ? recorded.deviations.recommendation : undefined) ??
		reasonOfDecisions(recorded, decisions ?? []);
	return reason === undefined
		? { outcome: 'failed', reason: 'a deviation without a recorded reason', difference: differences }
		: { outcome: 'deviation', reason, difference: differences };
}

/** Reasons of all decisions that a case touches; undefined when there is none, or one that nobody recorded. */
function reasonOfDecisions(
	{ file, deviations }: { readonly file: string; readonly deviations: Deviations },
	decisions: readonly string[],
): string | undefined {
	const reasons = decisions.map((decision) => deviations.reasonFor(file, decision));
	return reasons.length === 0 || reasons.includes(undefined) ? undefined : reasons.join(' ');
}

/** Whether an answer refuses its input. */
function isRefusal(answer: JsonValue): boolean {
	return isObject(answer) && answer['error'] !== undefined && answer['error'] !== null;
}
